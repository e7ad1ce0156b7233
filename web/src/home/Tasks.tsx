// One kind of work with its first orders, and the way to all of them.
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import {
  Card,
  Chip,
  Link,
  Mono,
  Nothing,
  Quiet,
  Said,
  Table,
  type TableColumn,
  type Tone,
  When,
} from '../kit';
import type { FailedExport, StoreHealth, Task, TaskKind, TaskOrder } from './types';
import { useT } from './words';

const toneOf: Record<TaskKind, Tone> = {
  late: 'red',
  ship_by_today: 'amber',
  held_due: 'amber',
  cancel_requests: 'red',
  waits_for_tracking: 'red',
  sync_errors: 'red',
  attention: 'amber',
};

export function TaskCard({ task }: { task: Task }) {
  const t = useT();
  const { number, language } = useFormats();
  const count = number(task.count);
  const isToShip = task.kind === 'late' || task.kind === 'ship_by_today';
  const isAboutShipping = isToShip || task.kind === 'held_due';
  const columns: TableColumn<TaskOrder>[] = [
    {
      id: 'order',
      title: t('order'),
      cell: (order) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <Link to={`/orders/${order.id}`}>{order.increment_id}</Link>
        </span>
      ),
    },
    {
      id: 'amazon',
      title: t('amazon'),
      cell: (order) =>
        order.channel_number ? (
          <span style={{ whiteSpace: 'nowrap' }}>
            <Mono>{order.channel_number}</Mono>
          </span>
        ) : (
          <Nothing />
        ),
    },
    {
      id: 'shipTo',
      title: t('shipTo'),
      cell: (order) =>
        [order.ship_to.name, order.ship_to.city].filter(Boolean).join(', ') || <Nothing />,
    },
    isAboutShipping
      ? {
          id: 'shipBy',
          title: t('shipBy'),
          cell: (order) => <When at={order.ship_by} style="short" relative />,
        }
      : {
          id: 'what',
          title: t('what'),
          cell: (order) => {
            const why = task.kind === 'sync_errors' ? order.sync?.reason : order.attention;
            return why ? serverSentence(why, undefined, language) : <Nothing />;
          },
        },
  ];
  return (
    <Card
      title={
        <>
          {t(`task.${task.kind}`)}{' '}
          <Chip tone={toneOf[task.kind]}>{task.is_exact ? count : t('atLeast', { count })}</Chip>
        </>
      }
      actions={<Link to={`/orders?view=${task.kind}`}>{t('all')}</Link>}
    >
      <Table
        label={t(`task.${task.kind}`)}
        columns={columns}
        rows={task.orders}
        rowId={(order) => order.id}
      />
      {isToShip && <Quiet>{t('withoutHeld')}</Quiet>}
    </Card>
  );
}

export function FailedExports({ runs }: { runs: readonly FailedExport[] }) {
  const t = useT();
  return (
    <Card title={t('task.failedExports')}>
      <ul>
        {runs.map((run) => (
          <li key={run.run_id}>
            <Link to={`/settings/exports/${run.export_id}`}>{run.name}</Link>:{' '}
            <Said text={run.error} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

// What the sync cannot settle by itself.
export function StoreTasks({ store }: { store: StoreHealth }) {
  const t = useT();
  const { number } = useFormats();
  const name = store.name || store.code;
  const logs = `/stores/${store.code}/logs`;
  return (
    <>
      {store.poison_messages > 0 && (
        <Card
          title={
            <>
              {t('task.poison', { store: name })}{' '}
              <Chip tone="red">{number(store.poison_messages)}</Chip>
            </>
          }
        >
          <Link to={logs}>{t('look')}</Link>
        </Card>
      )}
      {(store.differences ?? 0) > 0 && (
        <Card
          title={
            <>
              {t('task.differences', { store: name })}{' '}
              <Chip tone="amber">{number(store.differences ?? 0)}</Chip>
            </>
          }
        >
          <Link to={logs}>{t('look')}</Link>
        </Card>
      )}
    </>
  );
}
