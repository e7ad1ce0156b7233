// Settings of mails: the server, how each kind goes out, and the templates.
import { useGet } from '../api/queries';
import { Loaded, Page, type Tab, Tabs, useTab } from '../kit';
import { RulesTab } from './RulesTab';
import { ServerTab } from './ServerTab';
import { TemplatesTab } from './TemplatesTab';
import type { MailSettings } from './types';
import { useT } from './words';

type TabId = 'server' | 'kinds' | 'templates';

export default function MailSettingsPage() {
  const t = useT();
  const settings = useGet<MailSettings>('/api/v1/mail-settings');
  const tabs: Tab<TabId>[] = [
    { id: 'server', label: t('tabs.server') },
    { id: 'kinds', label: t('tabs.kinds') },
    { id: 'templates', label: t('tabs.templates') },
  ];
  const open = useTab(tabs);
  return (
    <Page title={t('settings')} tabs={<Tabs label={t('settings')} tabs={tabs} />}>
      <Loaded query={settings}>
        {(loaded) => (
          <>
            {open === 'server' && (
              <ServerTab key={JSON.stringify(loaded.server)} settings={loaded} />
            )}
            {open === 'kinds' && <RulesTab settings={loaded} />}
            {open === 'templates' && <TemplatesTab settings={loaded} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
