// The goods of a document or package: what, how many, and the amounts it says of each line.
import { Card, Money, Mono, Num, Table, type TableColumn } from '../kit';
import type { Order } from './types';
import { useT } from './words';

type Line = { order_item_id: number; sku: string | null; quantity: number };

type LinesProps<L extends Line> = {
  order: Order;
  lines: readonly L[];
  // Behind the pieces.
  more?: readonly TableColumn<L>[];
};

export function GoodsLines<L extends Line>({ order, lines, more = [] }: LinesProps<L>) {
  const t = useT();
  const titleOf = (id: number) => order.items.find((item) => item.id === id)?.name ?? '';
  return (
    <Table
      label={t('goods')}
      rows={lines}
      rowId={(line) => line.order_item_id}
      columns={[
        { id: 'sku', title: t('column.sku'), cell: (line) => <Mono>{line.sku}</Mono> },
        { id: 'title', title: t('column.title'), cell: (line) => titleOf(line.order_item_id) },
        {
          id: 'pieces',
          title: t('column.pieces'),
          align: 'right',
          cell: (line) => <Num value={line.quantity} />,
        },
        ...more,
      ]}
    />
  );
}

type Props<L extends Line> = {
  order: Order;
  lines: readonly L[];
  currency: string;
  // In this order.
  amounts: readonly { id: string; title: string; of: (line: L) => string }[];
};

export function Goods<L extends Line>({ order, lines, currency, amounts }: Props<L>) {
  const t = useT();
  const more = amounts.map(({ id, title, of }) => ({
    id,
    title,
    align: 'right' as const,
    cell: (line: L) => <Money amount={of(line)} currency={currency} />,
  }));
  return (
    <Card title={t('goods')}>
      <GoodsLines order={order} lines={lines} more={more} />
    </Card>
  );
}
