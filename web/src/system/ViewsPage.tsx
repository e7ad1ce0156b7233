// Store views: where orders live. Reports and Magento clients tell stores apart by them.
import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { useMay } from '../api/session';
import { ActionBar, Card, DrawerForm, fieldError, Loaded, Mono, Page, sends, Table } from '../kit';
import styles from './system.module.css';
import type { StoreView } from './types';
import { useT } from './words';

const blank: StoreView = {
  id: 0,
  code: '',
  name: '',
  website_name: 'Main Website',
  group_name: 'Main Website Store',
  zone: 'UTC',
};

export default function ViewsPage() {
  const t = useT();
  const may = useMay();
  const views = useGet<{ items: StoreView[] }>('/api/v1/store-views');
  const [editing, setEditing] = useState<StoreView | undefined>();
  const mayChange = may('Magento_Backend::store');
  return (
    <Page
      title={t('views.title')}
      back={{ to: '/settings', label: t('settings') }}
      actions={
        <ActionBar
          actions={[
            {
              id: 'make',
              label: t('views.make'),
              run: () => setEditing(blank),
              kind: 'filled',
              isAllowed: mayChange,
              icon: <IconPlus size={16} />,
            },
          ]}
        />
      }
    >
      <Card>
        <Loaded query={views}>
          {({ items }) => (
            <Table
              label={t('views.title')}
              rows={items}
              rowId={(view) => view.id}
              columns={[
                { id: 'name', title: t('views.name'), cell: (view) => view.name },
                { id: 'code', title: t('views.code'), cell: (view) => <Mono>{view.code}</Mono> },
                { id: 'website', title: t('views.website'), cell: (view) => view.website_name },
                { id: 'group', title: t('views.group'), cell: (view) => view.group_name },
                { id: 'zone', title: t('views.zone'), cell: (view) => view.zone },
                {
                  id: 'do',
                  title: '',
                  cell: (view) =>
                    mayChange && (
                      <Button size="xs" variant="default" onClick={() => setEditing(view)}>
                        {t('edit')}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
      {editing && <ViewForm view={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}

function ViewForm({ view, onClose }: { view: StoreView; onClose: () => void }) {
  const t = useT();
  const [draft, setDraft] = useState(view);
  const save = useChange(
    ({ id, ...body }: StoreView, idempotencyKey) =>
      id === 0
        ? api.post('/api/v1/store-views', body, { idempotencyKey })
        : api.put(`/api/v1/store-views/${id}`, body, { idempotencyKey }),
    ['/api/v1/store-views', '/api/v1/stores'],
  );
  const text = (name: 'name' | 'code' | 'website_name' | 'group_name' | 'zone', label: string) => ({
    label,
    value: draft[name],
    error: fieldError(save.error, name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <DrawerForm
      title={view.id === 0 ? t('views.make') : view.name}
      isOpen
      {...sends(save, draft, t('saved'), onClose)}
      submitLabel={t('save')}
    >
      <div className={styles.form}>
        <TextInput {...text('name', t('views.name'))} />
        <TextInput {...text('code', t('views.code'))} description={t('views.codeHint')} />
        <TextInput {...text('website_name', t('views.website'))} />
        <TextInput {...text('group_name', t('views.group'))} />
        <TextInput {...text('zone', t('views.zone'))} description={t('views.zoneHint')} />
      </div>
    </DrawerForm>
  );
}
