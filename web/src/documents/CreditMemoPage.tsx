// One credit memo: what was given back, and voiding it.
import { useState } from 'react';
import { useMay } from '../api/session';
import { Card, Money, Mono, Num, Table } from '../kit';
import { DocumentFrame, useWhyNot } from './DocumentFrame';
import { AskDialog } from './dialogs';
import { OneDocument } from './OneDocument';
import type { CreditMemo, Order } from './types';
import { useT } from './words';

const base = '/api/v1/credit-memos';

export default function CreditMemoPage() {
  const t = useT();
  return (
    <OneDocument<CreditMemo>
      path={base}
      title={t('creditMemos')}
      back={{ to: '/credit-memos', label: t('creditMemos') }}
    >
      {(memo, order) => <Shown memo={memo} order={order} />}
    </OneDocument>
  );
}

function Shown({ memo, order }: { memo: CreditMemo; order: Order }) {
  const t = useT();
  const may = useMay();
  const whyNot = useWhyNot();
  const [isVoiding, setIsVoiding] = useState(false);
  const number = memo.increment_id;
  const { currency } = memo;
  const titleOf = (id: number) => order.items.find((item) => item.id === id)?.name ?? '';
  return (
    <DocumentFrame
      document={memo}
      order={order}
      title={t('creditMemo', { number })}
      back={{ to: '/credit-memos', label: t('creditMemos') }}
      path={`${base}/${memo.id}`}
      print={{ label: t('print'), path: `${base}/${memo.id}/pdf` }}
      mailKind="credit_memo"
      actions={[
        {
          id: 'void',
          label: t('voiding'),
          kind: 'danger',
          isAllowed: may('Magento_Sales::sales_creditmemo'),
          whyNot: whyNot(memo.actions.void),
          run: () => setIsVoiding(true),
        },
      ]}
      facts={[
        [t('column.reason'), memo.reason],
        [
          t('adjustmentRefund'),
          <Money key="refund" amount={memo.adjustment_refund} currency={currency} />,
        ],
        [t('adjustmentFee'), <Money key="fee" amount={memo.adjustment_fee} currency={currency} />],
        [t('column.total'), <Money key="total" amount={memo.grand_total} currency={currency} />],
      ]}
    >
      <Card title={t('goods')}>
        <Table
          label={t('goods')}
          rows={memo.lines}
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
            {
              id: 'amount',
              title: t('column.amount'),
              align: 'right',
              cell: (line) => <Money amount={line.components.total} currency={currency} />,
            },
          ]}
        />
      </Card>
      {isVoiding && (
        <AskDialog
          order={order}
          onClose={() => setIsVoiding(false)}
          title={t('voidMemo', { number })}
          label={t('voiding')}
          effect={t('voidMemoEffect')}
          done={t('voided')}
          path={`${base}/${memo.id}/void`}
          needsReason
          isDanger
        />
      )}
    </DocumentFrame>
  );
}
