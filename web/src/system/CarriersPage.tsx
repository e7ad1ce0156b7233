// The shop's carriers: what tracks may name, how Amazon calls them, and where a parcel is followed.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import {
  ActionBar,
  Card,
  Chip,
  ConfirmDialog,
  DrawerForm,
  EmptyState,
  fieldError,
  Loaded,
  Mono,
  Page,
  Quiet,
  sends,
  Table,
} from '../kit';
import styles from './system.module.css';
import type { Carrier } from './types';
import { useT } from './words';

const touches = ['/api/v1/carriers'];
const blank: Carrier = {
  code: '',
  title: '',
  amazon_code: null,
  tracking_url: null,
  is_active: true,
};

function pathOf(carrier: Carrier): string {
  return `/api/v1/carriers/${encodeURIComponent(carrier.code)}`;
}

export default function CarriersPage() {
  const t = useT();
  const carriers = useGet<{ items: Carrier[] }>('/api/v1/carriers');
  const [editing, setEditing] = useState<Carrier | undefined>();
  const [dropping, setDropping] = useState<Carrier | undefined>();
  return (
    <Page
      title={t('carriers.title')}
      back={{ to: '/settings', label: t('settings') }}
      actions={
        <ActionBar
          actions={[
            {
              id: 'make',
              label: t('carriers.make'),
              run: () => setEditing(blank),
              kind: 'filled',
              icon: <IconPlus size={16} />,
            },
          ]}
        />
      }
    >
      <Card>
        <Loaded query={carriers}>
          {({ items }) => (
            <Table
              label={t('carriers.title')}
              rows={items}
              rowId={(carrier) => carrier.code}
              empty={<EmptyState title={t('carriers.none')} />}
              columns={[
                { id: 'title', title: t('carriers.name'), cell: (carrier) => carrier.title },
                {
                  id: 'code',
                  title: t('carriers.code'),
                  cell: (carrier) => <Mono>{carrier.code}</Mono>,
                },
                {
                  id: 'amazon',
                  title: t('carriers.amazon'),
                  cell: (carrier) => carrier.amazon_code ?? <Quiet>{t('carriers.byCode')}</Quiet>,
                },
                {
                  id: 'url',
                  title: t('carriers.url'),
                  cell: (carrier) => carrier.tracking_url && <Mono>{carrier.tracking_url}</Mono>,
                },
                {
                  id: 'active',
                  title: t('carriers.active'),
                  cell: (carrier) => (
                    <Chip tone={carrier.is_active ? 'green' : 'grey'}>
                      {carrier.is_active ? t('yes') : t('no')}
                    </Chip>
                  ),
                },
                {
                  id: 'do',
                  title: '',
                  cell: (carrier) => (
                    <div className={styles.row}>
                      <Button size="xs" variant="default" onClick={() => setEditing(carrier)}>
                        {t('edit')}
                      </Button>
                      <Button size="xs" variant="default" onClick={() => setDropping(carrier)}>
                        {t('remove')}
                      </Button>
                    </div>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
      {editing && <CarrierForm carrier={editing} onClose={() => setEditing(undefined)} />}
      {dropping && <DropDialog carrier={dropping} onClose={() => setDropping(undefined)} />}
    </Page>
  );
}

function CarrierForm({ carrier, onClose }: { carrier: Carrier; onClose: () => void }) {
  const t = useT();
  const isNew = carrier.code === '';
  const [draft, setDraft] = useState(carrier);
  const known = useGet<{ items: { code: string; country_code: string | null }[] }>(
    '/api/v1/amazon-carriers',
  );
  const save = useChange(
    (body: Carrier, idempotencyKey) =>
      api.put(
        pathOf(body),
        {
          title: body.title,
          amazon_code: body.amazon_code ?? '',
          tracking_url: body.tracking_url ?? '',
          is_active: body.is_active,
        },
        { idempotencyKey },
      ),
    touches,
  );
  const codes = [...new Set((known.data?.items ?? []).map((one) => one.code))];
  return (
    <DrawerForm
      title={isNew ? t('carriers.make') : carrier.title}
      isOpen
      {...sends(save, draft, t('saved'), onClose)}
      submitLabel={t('save')}
      whyNot={draft.code.trim() === '' ? t('carriers.codeNeeded') : undefined}
    >
      <div className={styles.form}>
        <TextInput
          label={t('carriers.name')}
          value={draft.title}
          error={fieldError(save.error, 'title')}
          onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
        />
        <TextInput
          label={t('carriers.code')}
          description={t('carriers.codeHint')}
          value={draft.code}
          disabled={!isNew}
          error={fieldError(save.error, 'code')}
          onChange={(event) => setDraft({ ...draft, code: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('carriers.amazon')}
          description={t('carriers.amazonHint')}
          value={draft.amazon_code ?? ''}
          error={fieldError(save.error, 'amazon_code')}
          onChange={(event) =>
            setDraft({ ...draft, amazon_code: event.currentTarget.value || null })
          }
          data={[
            { value: '', label: t('carriers.byCode') },
            ...codes.map((code) => ({ value: code, label: code })),
          ]}
        />
        <TextInput
          label={t('carriers.url')}
          description={t('carriers.urlHint')}
          value={draft.tracking_url ?? ''}
          error={fieldError(save.error, 'tracking_url')}
          onChange={(event) =>
            setDraft({ ...draft, tracking_url: event.currentTarget.value || null })
          }
        />
        <Checkbox
          label={t('carriers.active')}
          checked={draft.is_active}
          onChange={(event) => setDraft({ ...draft, is_active: event.currentTarget.checked })}
        />
      </div>
    </DrawerForm>
  );
}

function DropDialog({ carrier, onClose }: { carrier: Carrier; onClose: () => void }) {
  const t = useT();
  const drop = useChange(
    (one: Carrier, idempotencyKey) => api.delete(pathOf(one), undefined, { idempotencyKey }),
    touches,
  );
  return (
    <ConfirmDialog
      title={t('carriers.removeTitle', { name: carrier.title })}
      isOpen
      {...sends(drop, carrier, t('saved'), onClose)}
      submitLabel={t('remove')}
      isDanger
    >
      {t('carriers.removeEffect')}
    </ConfirmDialog>
  );
}
