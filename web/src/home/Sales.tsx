// What was sold, by store and currency; currencies are never added up.
import { Card, EmptyState, Money, Nothing, Quiet, Table } from '../kit';
import styles from './home.module.css';
import type { Home, SalesSum } from './types';
import { useT } from './words';

type Row = { currency: string; week?: SalesSum; month?: SalesSum; ever?: SalesSum };
type StoreSales = { name: string; rows: Row[] };

// One store's currencies stand together, what sells most first.
function byStore(sales: NonNullable<Home['sales']>, ownOrders: string): StoreSales[] {
  const stores = new Map<number, { name: string; rows: Map<string, Row> }>();
  const spans = [
    ['week', sales.last_7_days],
    ['month', sales.last_30_days],
    ['ever', sales.lifetime],
  ] as const;
  for (const [span, sums] of spans) {
    for (const sum of sums) {
      if (sum.orders === 0) {
        continue;
      }
      const { id, name, code } = sum.store;
      const store = stores.get(id) ?? {
        name: id === 0 ? ownOrders : (name ?? code ?? ''),
        rows: new Map<string, Row>(),
      };
      const currency = sum.total?.currency ?? '';
      store.rows.set(currency, { ...(store.rows.get(currency) ?? { currency }), [span]: sum });
      stores.set(id, store);
    }
  }
  return [...stores.values()].map(({ name, rows }) => ({
    name,
    rows: [...rows.values()].sort((a, b) => (b.ever?.orders ?? 0) - (a.ever?.orders ?? 0)),
  }));
}

export function Sales({ sales }: { sales: NonNullable<Home['sales']> }) {
  const t = useT();
  const stores = byStore(sales, t('ownOrders'));
  return (
    <Card title={t('sales')}>
      {stores.length === 0 && <EmptyState title={t('noSales')} />}
      {stores.map((store) => (
        <div key={store.name} className={styles.storeSales}>
          <h3 className={styles.storeName}>{store.name}</h3>
          <Table
            label={`${t('sales')}: ${store.name}`}
            rows={store.rows}
            rowId={(row) => row.currency}
            columns={[
              {
                id: 'week',
                title: t('week'),
                align: 'right',
                cell: (row) => <Sum of={row.week} />,
              },
              {
                id: 'month',
                title: t('month'),
                align: 'right',
                cell: (row) => <Sum of={row.month} />,
              },
              {
                id: 'ever',
                title: t('ever'),
                align: 'right',
                cell: (row) => <Sum of={row.ever} />,
              },
            ]}
          />
        </div>
      ))}
      <Quiet>{t('salesAbout')}</Quiet>
    </Card>
  );
}

function Sum({ of }: { of: SalesSum | undefined }) {
  const t = useT();
  if (!of) {
    return <Nothing />;
  }
  return (
    <>
      <Money of={of.total} />
      <div>
        <Quiet>{t('orders', { count: of.orders })}</Quiet>
      </div>
    </>
  );
}
