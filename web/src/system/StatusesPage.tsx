// Order statuses: labels for people, many to a state; one of a state is its default.
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
  fieldError,
  Loaded,
  Mono,
  Page,
  sends,
  Table,
} from '../kit';
import styles from './system.module.css';
import type { Status } from './types';
import { useT } from './words';

const states = [
  'new',
  'pending_payment',
  'payment_review',
  'processing',
  'complete',
  'closed',
  'canceled',
  'holded',
] as const;
const touches = ['/api/v1/order-statuses', '/api/v1/orders'];

function pathOf(status: Pick<Status, 'code' | 'state'>): string {
  return `/api/v1/order-statuses/${encodeURIComponent(status.code)}/${status.state}`;
}

const blank: Status = {
  code: '',
  label: '',
  state: 'processing',
  is_default: false,
  is_visible_on_front: true,
};

export default function StatusesPage() {
  const t = useT();
  const statuses = useGet<{ items: Status[] }>('/api/v1/order-statuses');
  const [editing, setEditing] = useState<Status | undefined>();
  const [dropping, setDropping] = useState<Status | undefined>();
  return (
    <Page
      title={t('statuses.title')}
      back={{ to: '/settings', label: t('settings') }}
      actions={
        <ActionBar
          actions={[
            {
              id: 'make',
              label: t('statuses.make'),
              run: () => setEditing(blank),
              kind: 'filled',
              icon: <IconPlus size={16} />,
            },
          ]}
        />
      }
    >
      <Card>
        <Loaded query={statuses}>
          {({ items }) => (
            <Table
              label={t('statuses.title')}
              rows={items}
              rowId={(status) => `${status.state}/${status.code}`}
              columns={[
                { id: 'label', title: t('statuses.label'), cell: (status) => status.label },
                {
                  id: 'code',
                  title: t('statuses.code'),
                  cell: (status) => <Mono>{status.code}</Mono>,
                },
                {
                  id: 'state',
                  title: t('statuses.state'),
                  cell: (status) => t.maybe(`state.${status.state}`) ?? status.state,
                },
                {
                  id: 'default',
                  title: t('statuses.default'),
                  cell: (status) =>
                    status.is_default && <Chip tone="blue">{t('statuses.default')}</Chip>,
                },
                {
                  id: 'front',
                  title: t('statuses.front'),
                  cell: (status) => (status.is_visible_on_front ? t('yes') : t('no')),
                },
                {
                  id: 'do',
                  title: '',
                  cell: (status) => (
                    <div className={styles.row}>
                      <Button size="xs" variant="default" onClick={() => setEditing(status)}>
                        {t('edit')}
                      </Button>
                      {!status.is_default && (
                        <Button size="xs" variant="default" onClick={() => setDropping(status)}>
                          {t('statuses.unassign')}
                        </Button>
                      )}
                    </div>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
      {editing && <StatusForm status={editing} onClose={() => setEditing(undefined)} />}
      {dropping && <DropDialog status={dropping} onClose={() => setDropping(undefined)} />}
    </Page>
  );
}

function StatusForm({ status, onClose }: { status: Status; onClose: () => void }) {
  const t = useT();
  const isNew = status.code === '';
  const [draft, setDraft] = useState(status);
  const save = useChange(
    (body: Status, idempotencyKey) =>
      api.put(
        pathOf(body),
        {
          label: body.label,
          is_default: body.is_default,
          is_visible_on_front: body.is_visible_on_front,
        },
        { idempotencyKey },
      ),
    touches,
  );
  return (
    <DrawerForm
      title={isNew ? t('statuses.make') : t('statuses.editTitle', { label: status.label })}
      isOpen
      {...sends(save, draft, t('saved'), onClose)}
      submitLabel={t('save')}
      whyNot={draft.code.trim() === '' ? t('statuses.codeNeeded') : undefined}
    >
      <div className={styles.form}>
        <TextInput
          label={t('statuses.code')}
          description={t('statuses.codeHint')}
          value={draft.code}
          disabled={!isNew}
          error={fieldError(save.error, 'code')}
          onChange={(event) => setDraft({ ...draft, code: event.currentTarget.value })}
        />
        <TextInput
          label={t('statuses.label')}
          value={draft.label}
          error={fieldError(save.error, 'label')}
          onChange={(event) => setDraft({ ...draft, label: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('statuses.state')}
          value={draft.state}
          disabled={!isNew}
          onChange={(event) => setDraft({ ...draft, state: event.currentTarget.value })}
          data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <Checkbox
          label={t('statuses.makeDefault')}
          checked={draft.is_default}
          disabled={status.is_default}
          onChange={(event) => setDraft({ ...draft, is_default: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('statuses.front')}
          checked={draft.is_visible_on_front}
          onChange={(event) =>
            setDraft({ ...draft, is_visible_on_front: event.currentTarget.checked })
          }
        />
      </div>
    </DrawerForm>
  );
}

function DropDialog({ status, onClose }: { status: Status; onClose: () => void }) {
  const t = useT();
  const drop = useChange(
    (one: Status, idempotencyKey) => api.delete(pathOf(one), undefined, { idempotencyKey }),
    touches,
  );
  return (
    <ConfirmDialog
      title={t('statuses.unassignTitle', { label: status.label })}
      isOpen
      {...sends(drop, status, t('saved'), onClose)}
      submitLabel={t('statuses.unassign')}
      isDanger
    >
      {t('statuses.unassignEffect')}
    </ConfirmDialog>
  );
}
