// One invoice: its lines and sums, paying and canceling it.
import { useState } from 'react';
import { useMay } from '../api/session';
import { Money } from '../kit';
import { DocumentFrame, useWhyNot } from './DocumentFrame';
import { AskDialog, UploadDialog } from './dialogs';
import { Goods } from './Goods';
import { OneDocument } from './OneDocument';
import type { Invoice, Order } from './types';
import { isUploadOffered, UploadFact } from './UploadFact';
import { useT } from './words';

const base = '/api/v1/invoices';

export default function InvoicePage() {
  const t = useT();
  return (
    <OneDocument<Invoice>
      path={base}
      title={t('invoices')}
      back={{ to: '/invoices', label: t('invoices') }}
    >
      {(invoice, order) => <Shown invoice={invoice} order={order} />}
    </OneDocument>
  );
}

function Shown({ invoice, order }: { invoice: Invoice; order: Order }) {
  const t = useT();
  const may = useMay();
  const whyNot = useWhyNot();
  const [asked, setAsked] = useState<'pay' | 'cancel' | undefined>();
  const [isUploading, setIsUploading] = useState(false);
  const number = invoice.increment_id;
  const { currency } = invoice;
  const isAllowed = may('Magento_Sales::sales_invoice');
  return (
    <DocumentFrame
      document={invoice}
      order={order}
      title={t('invoice', { number })}
      back={{ to: '/invoices', label: t('invoices') }}
      path={`${base}/${invoice.id}`}
      print={{ label: t('print'), path: `${base}/${invoice.id}/pdf` }}
      mailKind="invoice"
      actions={[
        {
          id: 'pay',
          label: t('pay'),
          isAllowed,
          whyNot: whyNot(invoice.actions.pay),
          run: () => setAsked('pay'),
        },
        ...(isUploadOffered(invoice.actions.upload)
          ? [
              {
                id: 'upload',
                label: t('upload.action'),
                isAllowed,
                whyNot: whyNot(invoice.actions.upload),
                run: () => setIsUploading(true),
              },
            ]
          : []),
        {
          id: 'cancel',
          label: t('cancelInvoice'),
          kind: 'danger',
          isAllowed,
          whyNot: whyNot(invoice.actions.cancel),
          run: () => setAsked('cancel'),
        },
      ]}
      facts={[
        [t('column.total'), <Money key="total" amount={invoice.grand_total} currency={currency} />],
        [t('transaction'), invoice.transaction_id],
        [t('upload.fact'), invoice.upload && <UploadFact key="upload" upload={invoice.upload} />],
      ]}
    >
      <Goods
        order={order}
        lines={invoice.lines}
        currency={currency}
        amounts={[
          { id: 'tax', title: t('column.tax'), of: (line) => line.amounts.tax },
          { id: 'discount', title: t('column.discount'), of: (line) => line.amounts.discount },
          { id: 'total', title: t('column.total'), of: (line) => line.amounts.total },
        ]}
      />
      {asked && (
        <AskDialog
          order={order}
          onClose={() => setAsked(undefined)}
          title={asked === 'pay' ? t('pay') : t('cancelInvoiceTitle', { number })}
          label={asked === 'pay' ? t('pay') : t('cancelInvoice')}
          effect={asked === 'pay' ? t('payEffect') : t('cancelInvoiceEffect')}
          done={asked === 'pay' ? t('paid') : t('canceled')}
          path={`${base}/${invoice.id}/${asked}`}
          isDanger={asked === 'cancel'}
        />
      )}
      {isUploading && (
        <UploadDialog
          order={order}
          onClose={() => setIsUploading(false)}
          number={number}
          effect={t('upload.effect')}
          path={`${base}/${invoice.id}/upload`}
        />
      )}
    </DocumentFrame>
  );
}
