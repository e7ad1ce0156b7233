// Receivers that are told of changes of orders.
import { useMemo, useState } from 'react';
import { type Column, DataGrid } from '../grid';
import { ActionBar, Chip, EmptyState, Mono, Page } from '../kit';
import { SecretsDialog } from './parts';
import type { Webhook, WebhookAnswer } from './types';
import { WebhookForm } from './WebhookForm';
import { useT } from './words';

export default function WebhooksPage() {
  const t = useT();
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState<WebhookAnswer>();
  const columns = useMemo(
    (): Column<Webhook>[] => [
      { id: 'name', title: t('webhooks.name'), cell: (row) => row.name, isMain: true },
      { id: 'url', title: t('webhooks.url'), cell: (row) => <Mono>{row.url}</Mono> },
      {
        id: 'events',
        title: t('webhooks.events'),
        cell: (row) => row.events.map((event) => t.maybe(eventKey(event)) ?? event).join(', '),
      },
      {
        id: 'state',
        title: t('users.state'),
        cell: (row) => (
          <Chip tone={row.is_active ? 'green' : 'grey'}>
            {row.is_active ? t('users.active') : t('users.off')}
          </Chip>
        ),
      },
    ],
    [t],
  );
  return (
    <Page
      title={t('webhooks.title')}
      layout="full"
      actions={
        <ActionBar
          actions={[
            {
              id: 'add',
              label: t('webhooks.add'),
              kind: 'filled',
              keys: 'KeyN',
              keyLabel: 'N',
              run: () => setIsAdding(true),
            },
          ]}
        />
      }
    >
      <DataGrid<Webhook>
        id="webhooks"
        label={t('webhooks.title')}
        path="/api/v1/webhooks"
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowTo={rowTo}
        empty={<EmptyState title={t('webhooks.none')}>{t('webhooks.noneText')}</EmptyState>}
      />
      {isAdding && (
        <WebhookForm
          onClose={() => setIsAdding(false)}
          onDone={(answer) => {
            setIsAdding(false);
            setMade(answer);
          }}
        />
      )}
      <SecretsDialog
        title={t('webhooks.secretTitle', { name: made?.webhook.name ?? '' })}
        secrets={made?.secret ? [[t('webhooks.secret'), made.secret]] : undefined}
        onClose={() => setMade(undefined)}
      />
    </Page>
  );
}

// "order.shipped" as a key of the catalogue.
export function eventKey(event: string): string {
  return `webhooks.event.${event.replace('.', '_')}`;
}

const rowId = (row: Webhook) => row.id;
const rowLabel = (row: Webhook) => row.name;
const rowTo = (row: Webhook) => `/settings/webhooks/${row.id}`;
