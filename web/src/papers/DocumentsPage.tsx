// Settings of documents, one store view at a time: what is open stands in the address.
import { NativeSelect } from '@mantine/core';
import { type List, useGet } from '../api/queries';
import { Loaded, Page } from '../kit';
import { useUrlState } from '../url/state';
import { LogoCard } from './LogoCard';
import styles from './papers.module.css';
import { SettingsForm } from './SettingsForm';
import type { DocumentSettings, PaperView } from './types';
import { useT } from './words';

export default function DocumentsPage() {
  const t = useT();
  const views = useGet<List<PaperView>>('/api/v1/document-settings');
  return (
    <Page title={t('documents.title')}>
      <p className={styles.intro}>{t('documents.intro')}</p>
      <Loaded query={views}>{(list) => <ViewSettings views={list.items} />}</Loaded>
    </Page>
  );
}

function ViewSettings({ views }: { views: readonly PaperView[] }) {
  const t = useT();
  const url = useUrlState();
  const asked = url.get('store_view');
  const open = views.find((view) => view.view === asked) ?? views[0];
  const settings = useGet<DocumentSettings>(
    open && `/api/v1/document-settings/${encodeURIComponent(open.view)}`,
  );
  return (
    <>
      {views.length > 1 && (
        <NativeSelect
          label={t('documents.view')}
          value={open?.view}
          onChange={(event) => url.set({ store_view: event.currentTarget.value })}
          data={views.map((view) => ({ value: view.view, label: view.name }))}
          mb={16}
          maw={320}
        />
      )}
      <Loaded query={settings}>
        {(loaded) => (
          <>
            <SettingsForm key={`${loaded.view} ${loaded.version}`} settings={loaded} />
            <LogoCard settings={loaded} />
          </>
        )}
      </Loaded>
    </>
  );
}
