// What a webhook was told, newest first, and how it went; looked at again every few seconds while
// something is on its way.
import type { ReactNode } from 'react';
import { useGet } from '../api/queries';
import {
  Chip,
  EmptyState,
  Link,
  Loaded,
  Nothing,
  Num,
  Quiet,
  Table,
  type Tone,
  When,
} from '../kit';
import { useUrlState } from '../url/state';
import styles from './access.module.css';
import { OlderButton } from './parts';
import type { Backwards, Delivery } from './types';
import { useT } from './words';

const tones: Record<Delivery['state'], Tone> = { pending: 'amber', done: 'green', failed: 'red' };
const pollMillis = 3_000;

type Props = { path: string; button: (delivery: Delivery) => ReactNode };

export function DeliveryTable({ path, button }: Props) {
  const t = useT();
  const url = useUrlState();
  const deliveries = useGet<Backwards<Delivery>>(
    path,
    { before: url.get('before'), page_size: 25 },
    { keepsOld: true, pollMillis },
  );
  return (
    <Loaded query={deliveries}>
      {(list) => (
        <>
          <Table<Delivery>
            label={t('webhooks.log')}
            rows={list.items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('webhooks.noDeliveries')} />}
            columns={[
              { id: 'at', title: t('webhooks.at'), cell: (row) => <When at={row.created_at} /> },
              {
                id: 'event',
                title: t('webhooks.what'),
                cell: (row) => (
                  <details>
                    <summary>{row.event}</summary>
                    <pre className={styles.body}>{row.body}</pre>
                  </details>
                ),
              },
              {
                id: 'order',
                title: t('webhooks.order'),
                cell: (row) =>
                  row.order_id === null ? (
                    <Nothing />
                  ) : (
                    <Link to={`/orders/${row.order_id}`}>{row.order_id}</Link>
                  ),
              },
              {
                id: 'state',
                title: t('users.state'),
                cell: (row) => <Outcome delivery={row} />,
              },
              {
                id: 'tries',
                title: t('webhooks.tries'),
                align: 'right',
                cell: (row) => <Num value={row.attempts} />,
              },
              {
                id: 'next',
                title: t('webhooks.next'),
                cell: (row) => <When at={row.next_try_at} style="time" />,
              },
              {
                id: 'do',
                title: '',
                align: 'right',
                cell: (row) => (row.state === 'pending' ? null : button(row)),
              },
            ]}
          />
          <OlderButton
            next={list.next_before}
            onOlder={(before) => url.set({ before: String(before) })}
          />
        </>
      )}
    </Loaded>
  );
}

function Outcome({ delivery }: { delivery: Delivery }) {
  const t = useT();
  return (
    <div className={styles.wrap}>
      <Chip tone={tones[delivery.state]}>{t(`webhooks.state.${delivery.state}`)}</Chip>{' '}
      {delivery.http_status > 0 && <Quiet>HTTP {delivery.http_status}</Quiet>}
      {delivery.error && delivery.state !== 'done' && <div>{delivery.error}</div>}
    </div>
  );
}
