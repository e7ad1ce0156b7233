// Invoice: how many pieces of which line, and whether they count as paid.
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../words';
import { NotifyBox } from './NotifyBox';
import { type DrawerProps, OrderForm } from './OrderForm';
import { QuantityFields } from './QuantityFields';
import { allOf, leftToInvoice, linesOf, piecesIn } from './quantities';

export function InvoiceDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  const [quantities, setQuantities] = useState(allOf(order.items, leftToInvoice));
  const [isPaid, setIsPaid] = useState(true);
  const [notify, setNotify] = useState(false);
  const pieces = piecesIn(quantities);
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('invoice.title', { number: order.increment_id })}
      submitLabel={t('invoice.submit')}
      effect={t('invoice.effect', { count: pieces })}
      whyNot={pieces === 0 ? t('invoice.nothing') : undefined}
      path={`/api/v1/orders/${order.id}/invoices`}
      body={{ lines: linesOf(quantities), is_paid: isPaid, notify }}
      mine={[[t('document.pieces'), String(pieces)]]}
      doneText={t('invoice.done', { number: order.increment_id })}
    >
      <QuantityFields
        items={order.items}
        left={leftToInvoice}
        quantities={quantities}
        onChange={setQuantities}
      />
      <Checkbox
        mt="md"
        label={t('invoice.paid')}
        checked={isPaid}
        onChange={(event) => setIsPaid(event.currentTarget.checked)}
      />
      <NotifyBox order={order} kind="invoice" value={notify} onChange={setNotify} />
    </OrderForm>
  );
}
