// The tabs of an Amazon order beside its details: items, tracking, and the text as Amazon sent it.
import { useGet } from '../api/queries';
import { Card, Loaded, Marks, Money, Nothing, Num, Quiet, Table, When } from '../kit';
import styles from './stores.module.css';
import type { AmazonItem, AmazonOrder, AmazonPackage } from './types';
import { type T, useT } from './words';

function amountOf(item: AmazonItem, kind: string) {
  return item.amounts.find((amount) => amount.kind === kind && amount.part === null)?.value ?? null;
}

// "USED/VERY_GOOD" as words; what is not known stays Amazon's.
export function conditionWord(condition: string | null, t: Pick<T, 'maybe'>): string | null {
  const words = condition?.split('/').map((part) => t.maybe(`condition.${part}`) ?? part);
  return words?.join(', ') ?? null;
}

export function Items({ order }: { order: AmazonOrder }) {
  const t = useT();
  const number = order.orders[0]?.increment_id;
  return (
    <Card title={t('order.items')}>
      <Table
        label={t('order.items')}
        rows={order.items}
        rowId={(item) => item.number}
        columns={[
          { id: 'order', title: t('column.order'), cell: () => number ?? <Nothing /> },
          {
            id: 'title',
            title: t('item.title'),
            cell: (item) => (
              <>
                {item.title}
                <Marks of={item.is_gift ? ['gift'] : []} />
              </>
            ),
          },
          { id: 'asin', title: 'ASIN', cell: (item) => item.product_number },
          { id: 'sku', title: 'SKU', cell: (item) => item.sku },
          {
            id: 'condition',
            title: t('item.condition'),
            cell: (item) => conditionWord(item.condition, t),
          },
          {
            id: 'ordered',
            title: t('column.ordered'),
            align: 'right',
            cell: (item) => <Num value={item.quantity_ordered} />,
          },
          {
            id: 'shipped',
            title: t('column.shipped'),
            align: 'right',
            cell: (item) => <Num value={item.quantity_shipped} />,
          },
          {
            id: 'price',
            title: t('item.price'),
            align: 'right',
            cell: (item) => <Money of={amountOf(item, 'item') ?? item.unit_price} />,
          },
          {
            id: 'tax',
            title: t('item.tax'),
            align: 'right',
            cell: (item) => <Money of={amountOf(item, 'tax')} />,
          },
          {
            id: 'shipping',
            title: t('item.shipping'),
            align: 'right',
            cell: (item) => <Money of={amountOf(item, 'shipping')} />,
          },
          {
            id: 'total',
            title: t('column.total'),
            align: 'right',
            cell: (item) => <Money of={item.total} />,
          },
        ]}
      />
    </Card>
  );
}

type TrackRow = { id: string; title: string; quantity: number; parcel: AmazonPackage };

export function Tracking({ order }: { order: AmazonOrder }) {
  const t = useT();
  const rows: TrackRow[] = order.packages.flatMap((parcel) =>
    parcel.items.map((item) => ({
      id: `${parcel.reference}/${item.item_number}`,
      title: order.items.find((one) => one.number === item.item_number)?.title ?? item.item_number,
      quantity: item.quantity,
      parcel,
    })),
  );
  return (
    <Card title={t('order.tracking')}>
      <Table
        label={t('order.tracking')}
        rows={rows}
        rowId={(row) => row.id}
        empty={<Quiet>{t('order.noPackages')}</Quiet>}
        columns={[
          { id: 'title', title: t('item.title'), cell: (row) => row.title },
          {
            id: 'quantity',
            title: t('item.quantity'),
            align: 'right',
            cell: (row) => <Num value={row.quantity} />,
          },
          { id: 'carrier', title: t('item.carrier'), cell: (row) => row.parcel.carrier },
          { id: 'method', title: t('item.method'), cell: (row) => row.parcel.shipping_service },
          { id: 'number', title: t('item.number'), cell: (row) => row.parcel.tracking_number },
          {
            id: 'at',
            title: t('item.shippedAt'),
            cell: (row) => <When at={row.parcel.shipped_at} />,
          },
          {
            id: 'state',
            title: t('column.status'),
            cell: (row) => t.maybe(`packageStatus.${row.parcel.status}`) ?? row.parcel.status,
          },
        ]}
      />
    </Card>
  );
}

// As text, whatever it holds.
export function Raw({ path }: { path: string }) {
  const t = useT();
  const payload = useGet<{ payload: string }>(`${path}/payload`);
  return (
    <Card title={t('order.raw')}>
      <Quiet>{t('order.rawAbout')}</Quiet>
      <Loaded query={payload} lines={6}>
        {(found) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
          <pre className={styles.raw} tabIndex={0}>
            {pretty(found.payload)}
          </pre>
        )}
      </Loaded>
    </Card>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
