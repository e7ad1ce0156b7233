// One credit memo: what was given back, and voiding it.
import { useState } from 'react';
import { useMay } from '../api/session';
import { Money } from '../kit';
import { DocumentFrame, useWhyNot } from './DocumentFrame';
import { AskDialog, UploadDialog } from './dialogs';
import { Goods } from './Goods';
import { OneDocument } from './OneDocument';
import type { CreditMemo, Order } from './types';
import { isUploadOffered, UploadFact } from './UploadFact';
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
  const [isUploading, setIsUploading] = useState(false);
  const number = memo.increment_id;
  const { currency } = memo;
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
        ...(isUploadOffered(memo.actions.upload)
          ? [
              {
                id: 'upload',
                label: t('upload.action'),
                isAllowed: may('Magento_Sales::sales_creditmemo'),
                whyNot: whyNot(memo.actions.upload),
                run: () => setIsUploading(true),
              },
            ]
          : []),
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
        [t('column.reason'), memo.reason && (t.maybe(`memoReason.${memo.reason}`) ?? memo.reason)],
        [
          t('adjustmentRefund'),
          <Money key="refund" amount={memo.adjustment_refund} currency={currency} />,
        ],
        [t('adjustmentFee'), <Money key="fee" amount={memo.adjustment_fee} currency={currency} />],
        [t('column.total'), <Money key="total" amount={memo.grand_total} currency={currency} />],
        [t('upload.fact'), memo.upload && <UploadFact key="upload" upload={memo.upload} />],
      ]}
    >
      <Goods
        order={order}
        lines={memo.lines}
        currency={currency}
        amounts={[{ id: 'amount', title: t('column.amount'), of: (line) => line.components.total }]}
      />
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
      {isUploading && (
        <UploadDialog
          order={order}
          onClose={() => setIsUploading(false)}
          number={number}
          effect={t('upload.memoEffect')}
          path={`${base}/${memo.id}/upload`}
        />
      )}
    </DocumentFrame>
  );
}
