// Templates: which one, then its texts beside a preview.
import { NativeSelect } from '@mantine/core';
import { useGet } from '../api/queries';
import { Card, Chip, Loaded } from '../kit';
import { useUrlState } from '../url/state';
import styles from './mail.module.css';
import { useKindName } from './parts';
import { useViewChoices } from './RulesTab';
import { TemplateEditor } from './TemplateEditor';
import type { MailSettings, Template } from './types';
import { useT } from './words';

export function TemplatesTab({ settings }: { settings: MailSettings }) {
  const t = useT();
  const kindName = useKindName();
  const url = useUrlState();
  const choices = useViewChoices(settings);
  const view = url.get('view') ?? 'all-views';
  const kind = url.get('kind') ?? 'order';
  const audience = url.get('audience') ?? 'customer';
  const path = `/api/v1/mail-settings/templates/${encodeURIComponent(view)}/${encodeURIComponent(
    kind,
  )}/${encodeURIComponent(audience)}`;
  const template = useGet<Template>(path);
  const choose = (name: string, usual: string) => (event: { currentTarget: { value: string } }) => {
    const value = event.currentTarget.value;
    url.set({ [name]: value === usual ? undefined : value });
  };
  return (
    <Card
      title={t('tabs.templates')}
      actions={template.data && <Origin template={template.data} />}
    >
      <div className={styles.bar}>
        <NativeSelect
          label={t('view')}
          data={choices}
          value={view}
          onChange={choose('view', 'all-views')}
        />
        <NativeSelect
          label={t('templates.kind')}
          data={settings.kinds.map((value) => ({ value, label: kindName(value) }))}
          value={kind}
          onChange={choose('kind', 'order')}
        />
        <NativeSelect
          label={t('templates.audience')}
          data={[
            { value: 'customer', label: t('templates.customer') },
            { value: 'guest', label: t('templates.guest') },
          ]}
          value={audience}
          onChange={choose('audience', 'customer')}
        />
      </div>
      <Loaded query={template}>
        {(loaded) => (
          <TemplateEditor
            key={`${path}/${loaded.is_own}/${loaded.language}`}
            path={path}
            template={loaded}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Origin({ template }: { template: Template }) {
  const t = useT();
  if (template.is_own) {
    return <Chip tone="blue">{t('templates.own')}</Chip>;
  }
  return <Chip>{template.is_builtin ? t('templates.builtin') : t('templates.inherited')}</Chip>;
}
