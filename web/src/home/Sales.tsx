// What was sold, by store and currency; currencies are never added up.
import { VisuallyHidden } from '@mantine/core';
import { Card, EmptyState, Money, Nothing, Quiet, Table } from '../kit';
import type { Home, SalesSum } from './types';
import { useT } from './words';

type Row = {
  key: string;
  store: string;
  isFirst: boolean;
  week?: SalesSum;
  month?: SalesSum;
  ever?: SalesSum;
};

function rowsOf(sales: NonNullable<Home['sales']>, ownOrders: string): Row[] {
  const rows = new Map<string, Row>();
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
      const key = `${sum.store.id} ${sum.total?.currency ?? ''}`;
      const store = sum.store.id === 0 ? ownOrders : (sum.store.name ?? sum.store.code ?? '');
      const row: Row = rows.get(key) ?? { key, store, isFirst: false };
      rows.set(key, { ...row, [span]: sum });
    }
  }
  // One store's currencies stand together, what sells most first; the name stands once.
  const byStore = new Map<string, Row[]>();
  for (const row of rows.values()) {
    byStore.set(row.store, [...(byStore.get(row.store) ?? []), row]);
  }
  return [...byStore.values()].flatMap((own) =>
    own
      .sort((a, b) => (b.ever?.orders ?? 0) - (a.ever?.orders ?? 0))
      .map((row, at) => ({ ...row, isFirst: at === 0 })),
  );
}

export function Sales({ sales }: { sales: NonNullable<Home['sales']> }) {
  const t = useT();
  const rows = rowsOf(sales, t('ownOrders'));
  return (
    <Card title={t('sales')}>
      <Table
        label={t('sales')}
        rows={rows}
        rowId={(row) => row.key}
        empty={<EmptyState title={t('noSales')} />}
        columns={[
          {
            id: 'store',
            title: t('store'),
            cell: (row) =>
              row.isFirst ? <strong>{row.store}</strong> : <Hidden text={row.store} />,
          },
          { id: 'week', title: t('week'), align: 'right', cell: (row) => <Sum of={row.week} /> },
          { id: 'month', title: t('month'), align: 'right', cell: (row) => <Sum of={row.month} /> },
          { id: 'ever', title: t('ever'), align: 'right', cell: (row) => <Sum of={row.ever} /> },
        ]}
      />
      <Quiet>{t('salesAbout')}</Quiet>
    </Card>
  );
}

// For readers by ear each line names its store.
function Hidden({ text }: { text: string }) {
  return <VisuallyHidden>{text}</VisuallyHidden>;
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
