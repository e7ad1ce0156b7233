// A store's dashboard: what it sold, what waits, the latest orders, its sync, and ways on.
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { type List, useGet } from '../api/queries';
import { useMay } from '../api/session';
import {
  ActionBar,
  Band,
  Card,
  Chip,
  EmptyState,
  Facts,
  Link,
  Loaded,
  Money,
  Num,
  OutLink,
  Page,
  Quiet,
  Table,
  type TableColumn,
  TwoColumns,
  When,
} from '../kit';
import { useUrlState } from '../url/state';
import { OlderOrders } from './OlderOrders';
import {
  AmazonStatus,
  Change,
  SyncLine,
  useStoreCode,
  useSyncNow,
  useVerdictText,
  VerdictChip,
} from './parts';
import styles from './stores.module.css';
import type { AmazonOrderRow, Dashboard } from './types';
import { useT } from './words';

const RevenueChart = lazy(() => import('./RevenueChart'));

export default function StorePage() {
  const t = useT();
  const may = useMay();
  const code = useStoreCode();
  const url = useUrlState();
  const days = url.get('days') === '7' ? 7 : 30;
  const path = `/api/v1/stores/${encodeURIComponent(code)}`;
  const board = useGet<Dashboard>(
    `${path}/dashboard`,
    { days },
    {
      keepsOld: true,
      pollMillis: 30_000,
    },
  );
  const sync = useSyncNow(code);
  const data = board.data;
  return (
    <Page
      title={data?.name ?? code}
      back={{ to: '/stores', label: t('title') }}
      chips={
        data && (
          <Chip tone={data.is_active ? 'green' : 'grey'}>
            {data.is_active ? t('active') : t('inactive')}
          </Chip>
        )
      }
      about={data && <SyncLine store={data} sync={data.sync} />}
      actions={
        <ActionBar
          actions={[
            {
              id: 'sync',
              label: t('sync.now'),
              run: sync.run,
              isBusy: sync.isBusy,
              isAllowed: may('Orderyard::sync'),
              whyNot: data?.is_active === false ? t('sync.paused') : undefined,
              icon: <IconRefresh size={16} />,
            },
          ]}
        />
      }
    >
      <Loaded query={board} lines={8}>
        {(found) => (
          <div className={styles.stack}>
            <Attention board={found} />
            <TwoColumns>
              <div className={styles.stack}>
                <Card
                  title={t('dashboard.sales')}
                  actions={
                    <SegmentedControl
                      aria-label={t('dashboard.days')}
                      value={String(days)}
                      onChange={(value) => url.set({ days: value === '30' ? undefined : value })}
                      data={[
                        { value: '7', label: t('dashboard.days7') },
                        { value: '30', label: t('dashboard.days30') },
                      ]}
                    />
                  }
                >
                  <div className={styles.sums}>
                    {found.sales.totals.length === 0 && <Quiet>{t('dashboard.nothing')}</Quiet>}
                    {found.sales.totals.map((total) => (
                      <span key={total.currency} className={styles.figure}>
                        <Money of={total} />
                      </span>
                    ))}
                    <Quiet>{t('ordersCount', { count: found.sales.orders })}</Quiet>
                    <Quiet>·</Quiet>
                    <Change sales={found.sales} />
                  </div>
                  <Chart board={found} />
                  <Quiet>{t('dashboard.salesAbout')}</Quiet>
                </Card>
                <RecentOrders code={code} zone={found.zone} />
              </div>
              <Side board={found} />
            </TwoColumns>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

// One currency at a time: which one stands above the chart, and in the address.
function Chart({ board }: { board: Dashboard }) {
  const t = useT();
  const url = useUrlState();
  const currencies = board.sales.totals.map((total) => total.currency);
  const wanted = url.get('currency') ?? '';
  const currency = currencies.includes(wanted) ? wanted : (currencies[0] ?? '');
  return (
    <>
      {currency && (
        <div className={styles.chartHead}>
          <Quiet>{t('dashboard.chart', { currency })}</Quiet>
          {currencies.length > 1 && (
            <NativeSelect
              size="xs"
              aria-label={t('dashboard.currency')}
              value={currency}
              data={currencies}
              onChange={(event) => url.set({ currency: event.currentTarget.value })}
            />
          )}
        </div>
      )}
      <Suspense fallback={<div className={styles.chart} />}>
        <RevenueChart sales={board.sales} zone={board.zone} currency={currency} />
      </Suspense>
    </>
  );
}

function Attention({ board }: { board: Dashboard }) {
  const t = useT();
  const problem = board.sync.error;
  return (
    <>
      {board.is_active && problem && (
        <Band
          title={t.maybe(`problem.${problem.code}.what`) ?? problem.message}
          action={<Link to={`/stores/${board.code}/logs`}>{t('logs.title')}</Link>}
        >
          {t.maybe(`problem.${problem.code}.cure`) ?? t('problem.other.cure')}
        </Band>
      )}
      {board.exceptions > 0 && (
        <Band
          tone="amber"
          title={t('exceptionsCount', { count: board.exceptions })}
          action={<Link to={`/exceptions?store=${board.code}`}>{t('exceptions.title')}</Link>}
        />
      )}
    </>
  );
}

function Side({ board }: { board: Dashboard }) {
  const t = useT();
  const path = `/stores/${board.code}`;
  return (
    <div className={styles.stack}>
      <Card title={t('dashboard.store')}>
        <Facts
          of={[
            [t('connect.code'), board.code],
            [t('connect.region'), t.maybe(`region.${board.region}`) ?? board.region],
            [t('connect.sellerId'), board.seller_id],
            [t('dashboard.since'), <When key="since" at={board.created_at} style="date" />],
            [t('sync.next'), <When key="next" at={board.sync.next_run_at} style="time" relative />],
            [
              t('sync.seen'),
              <Num key="seen" value={board.by_status.reduce((sum, one) => sum + one.count, 0)} />,
            ],
          ]}
        />
      </Card>
      <OlderOrders store={board} />
      <Card title={t('dashboard.byStatus')}>
        <Facts
          of={board.by_status.map(
            (one) =>
              [
                <Link key={one.status} to={`${path}/amazon-orders?status=${one.status}`}>
                  {t.maybe(`status.${one.status}`) ?? one.status}
                </Link>,
                <Num key="count" value={one.count} />,
              ] as const,
          )}
        />
      </Card>
      <Card title={t('dashboard.ways')}>
        <ul className={styles.links}>
          <li>
            <Link to={`${path}/amazon-orders`}>{t('allOrders')}</Link>
          </li>
          <li>
            <Link to={`${path}/settings`}>{t('settings.title')}</Link>
          </li>
          <li>
            <Link to={`${path}/logs`}>{t('logs.title')}</Link>
          </li>
          <li>
            <Link to={`/products/listings?store=${board.code}`}>{t('dashboard.mapping')}</Link>
          </li>
        </ul>
      </Card>
      <Card title="Seller Central">
        <ul className={styles.links}>
          {board.marketplaces.map((one) => (
            <li key={one.id}>
              <OutLink href={`${one.seller_site}/orders-v3`}>{one.name}</OutLink>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function RecentOrders({ code, zone }: { code: string; zone: string }) {
  const t = useT();
  const verdictText = useVerdictText();
  const orders = useGet<List<AmazonOrderRow>>(
    `/api/v1/stores/${encodeURIComponent(code)}/amazon-orders`,
    { page_size: 10 },
    { pollMillis: 30_000 },
  );
  const columns: TableColumn<AmazonOrderRow>[] = [
    {
      id: 'date',
      title: t('column.purchased'),
      cell: (row) => <When at={row.purchased_at} style="short" zone={zone} />,
    },
    {
      id: 'number',
      title: t('column.number'),
      cell: (row) => <Link to={`/stores/${code}/amazon-orders/${row.number}`}>{row.number}</Link>,
    },
    {
      id: 'status',
      title: t('column.status'),
      cell: (row) => <AmazonStatus status={row.status} />,
    },
    { id: 'buyer', title: t('column.buyer'), cell: (row) => row.buyer_name },
    {
      id: 'total',
      title: t('column.total'),
      align: 'right',
      cell: (row) => <Money of={row.total} />,
    },
    {
      id: 'note',
      title: t('column.verdict'),
      cell: (row) =>
        row.order ? (
          <Link to={`/orders/${row.order.id}`}>{row.order.increment_id}</Link>
        ) : (
          <span title={verdictText(row.verdict)}>
            <VerdictChip verdict={row.verdict} />
          </span>
        ),
    },
  ];
  return (
    <Card
      title={t('dashboard.recent')}
      actions={<Link to={`/stores/${code}/amazon-orders`}>{t('allOrders')}</Link>}
    >
      <Loaded query={orders} lines={12}>
        {(page) => (
          <Table
            label={t('dashboard.recent')}
            columns={columns}
            rows={page.items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('noOrders')} />}
          />
        )}
      </Loaded>
    </Card>
  );
}
