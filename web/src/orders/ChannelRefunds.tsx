// What Amazon's own books say it gave back for the order, each beside the credit memo it belongs to.
import { Card, Chip, Link, Money, Mono, Quiet, Table, type TableColumn, When } from '../kit';
import type { ChannelRefund, Order } from './types';
import { useT } from './words';

function MemoOf({ order, refund }: { order: Order; refund: ChannelRefund }) {
  const t = useT();
  const memo = order.credit_memos.find((one) => one.id === refund.credit_memo_id);
  if (refund.credit_memo_id === null) {
    return <Chip tone="amber">{t('books.unmatched')}</Chip>;
  }
  return (
    <Link to={`/credit-memos/${refund.credit_memo_id}`}>
      {memo?.increment_id ?? refund.credit_memo_id}
    </Link>
  );
}

export function ChannelRefunds({ order }: { order: Order }) {
  const t = useT();
  const refunds = order.channel_refunds;
  if (refunds.length === 0) {
    return null;
  }
  const columns: TableColumn<ChannelRefund>[] = [
    { id: 'at', title: t('books.posted'), cell: (one) => <When at={one.posted_at} /> },
    { id: 'memo', title: t('books.memo'), cell: (one) => <MemoOf order={order} refund={one} /> },
    {
      id: 'state',
      title: t('books.state'),
      cell: (one) => one.status && (t.maybe(`books.states.${one.status}`) ?? one.status),
    },
    {
      id: 'transaction',
      title: t('books.transaction'),
      cell: (one) => <Mono>{one.transaction_id}</Mono>,
    },
    {
      id: 'amount',
      title: t('books.amount'),
      align: 'right',
      cell: (one) => <Money of={one.amount} />,
    },
  ];
  return (
    <Card title={t('books.title')}>
      <Table
        label={t('books.title')}
        columns={columns}
        rows={refunds}
        rowId={(one) => one.transaction_id}
      />
      {refunds.some((one) => one.credit_memo_id === null) && (
        <p>
          <Quiet>{t('books.unmatchedHint')}</Quiet>
        </p>
      )}
    </Card>
  );
}
