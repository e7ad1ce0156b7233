// One invoice: its lines and sums, paying and canceling it.
import { useState } from 'react';
import { useMay } from '../api/session';
import { Card, Money, Mono, Num, Table } from '../kit';
import { DocumentFrame, useWhyNot } from './DocumentFrame';
import { AskDialog } from './dialogs';
import { OneDocument } from './OneDocument';
import type { Invoice, Order } from './types';
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
  const number = invoice.increment_id;
  const { currency } = invoice;
  const isAllowed = may('Magento_Sales::sales_invoice');
  const titleOf = (id: number) => order.items.find((item) => item.id === id)?.name ?? '';
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
      ]}
    >
      <Card title={t('goods')}>
        <Table
          label={t('goods')}
          rows={invoice.lines}
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
              id: 'tax',
              title: t('column.tax'),
              align: 'right',
              cell: (line) => <Money amount={line.amounts.tax} currency={currency} />,
            },
            {
              id: 'discount',
              title: t('column.discount'),
              align: 'right',
              cell: (line) => <Money amount={line.amounts.discount} currency={currency} />,
            },
            {
              id: 'total',
              title: t('column.total'),
              align: 'right',
              cell: (line) => <Money amount={line.amounts.total} currency={currency} />,
            },
          ]}
        />
      </Card>
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
    </DocumentFrame>
  );
}
