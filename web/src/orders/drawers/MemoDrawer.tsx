// Credit memo: pieces and, when wanted, amounts by line and component; what comes out is decided by
// the server's own rules before anything is sent (dry run).
import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client';
import { useChange, useGet } from '../../api/queries';
import { decimalsOf } from '../../format/formats';
import { useFormats } from '../../format/useFormats';
import { Band, ErrorBand, Loaded, Money, Mono } from '../../kit';
import { isZero, shareOf, sumOf, textOf, unitsOf } from '../decimals';
import styles from '../orders.module.css';
import {
  type Component,
  type CreditMemo,
  components,
  type Order,
  type Refundable,
  refundReasons,
} from '../types';
import { type T, useT } from '../words';
import { type DrawerProps, OrderForm } from './OrderForm';

type LineForm = { quantity: number; amounts: Partial<Record<Component, string>> };
type Form = {
  lines: Readonly<Record<number, LineForm>>;
  reason: string | null;
  adjustmentRefund: string;
  adjustmentFee: string;
  returnToStock: boolean;
};
type RefundableLine = Refundable['lines'][number];

function amountsFor(line: RefundableLine, quantity: number, currency: string): LineForm['amounts'] {
  const decimals = decimalsOf(currency);
  return Object.fromEntries(
    components
      .filter((part) => !isZero(line.components[part]))
      .map((part) => [part, shareOf(line.components[part], quantity, line.quantity, decimals)]),
  );
}

function formOf(refundable: Refundable, order: Order): Form {
  return {
    lines: Object.fromEntries(
      refundable.lines.map((line) => [
        line.order_item_id,
        {
          quantity: line.quantity,
          amounts: amountsFor(line, line.quantity, refundable.currency),
        },
      ]),
    ),
    reason: order.channel ? null : 'other',
    adjustmentRefund: '',
    adjustmentFee: '',
    returnToStock: false,
  };
}

export function totalOf(form: Pick<Form, 'lines' | 'adjustmentRefund' | 'adjustmentFee'>): string {
  const lines = Object.values(form.lines).map((line) => sumOf(Object.values(line.amounts)));
  const sum = lines.reduce((all, one) => all + one, 0n);
  const extra = sumOf([form.adjustmentRefund]) - sumOf([form.adjustmentFee]);
  return textOf(sum + extra);
}

// As the server reads it; an emptied field is nothing.
function sent(text: string): string {
  return text.trim() === '' ? '0' : text.trim().replace(',', '.');
}

export function bodyOf(form: Form): Record<string, unknown> {
  const lines = Object.entries(form.lines)
    .map(([id, line]) => ({
      order_item_id: Number(id),
      quantity: line.quantity,
      return_to_stock: form.returnToStock,
      amounts: Object.fromEntries(
        Object.entries(line.amounts).map(([part, text]) => [part, sent(text)]),
      ),
    }))
    .filter((line) => line.quantity > 0 || Object.values(line.amounts).some((one) => !isZero(one)));
  return {
    lines,
    reason: form.reason ?? '',
    return_to_stock: form.returnToStock,
    ...(form.adjustmentRefund.trim() ? { adjustment_refund: sent(form.adjustmentRefund) } : {}),
    ...(form.adjustmentFee.trim() ? { adjustment_fee: sent(form.adjustmentFee) } : {}),
  };
}

// What is wrong with what stands in a field of an amount: none at all, or more than is left.
export function amountError(text: string, most?: string): 'noAmount' | 'tooMuch' | undefined {
  const units = text.trim() === '' ? 0n : unitsOf(text);
  if (units === undefined || units < 0n) {
    return 'noAmount';
  }
  return most !== undefined && units > (unitsOf(most) ?? 0n) ? 'tooMuch' : undefined;
}

function wrongAmount(form: Form, refundable: Refundable): 'noAmount' | 'tooMuch' | undefined {
  const inLines = refundable.lines.flatMap((line) =>
    Object.entries(form.lines[line.order_item_id]?.amounts ?? {}).map(([part, text]) =>
      amountError(text, line.components[part as Component]),
    ),
  );
  const extras = [form.adjustmentRefund, form.adjustmentFee].map((text) => amountError(text));
  return [...inLines, ...extras].find((wrong) => wrong !== undefined);
}

function whyNot(form: Form, order: Order, refundable: Refundable, t: T): string | undefined {
  const wrong = wrongAmount(form, refundable);
  if (wrong) {
    return t(`memo.${wrong}`);
  }
  if (order.channel && form.reason === null) {
    return t('reason.choose');
  }
  return (unitsOf(totalOf(form)) ?? 0n) <= 0n ? t('memo.nothing') : undefined;
}

function useAmountError() {
  const t = useT();
  return (text: string, most?: string) => {
    const wrong = amountError(text, most);
    return wrong && t(`memo.${wrong}`);
  };
}

export function MemoDrawer(props: DrawerProps) {
  const refundable = useGet<Refundable>(`/api/v1/orders/${props.order.id}/refundable`);
  return <Loaded query={refundable}>{(data) => <MemoForm {...props} refundable={data} />}</Loaded>;
}

function MemoForm({ order, onClose, refundable }: DrawerProps & { refundable: Refundable }) {
  const t = useT();
  const { money } = useFormats();
  const wordOf = useAmountError();
  const [form, setForm] = useState(() => formOf(refundable, order));
  const check = useChange(
    (body: object) =>
      api.post<{ credit_memos: CreditMemo[] }>(`/api/v1/orders/${order.id}/credit-memos`, body, {
        query: { dry_run: 1 },
      }),
    [],
  );
  const total = totalOf(form);
  const amount = money(total, refundable.currency);
  const change = (some: Partial<Form>) => {
    check.reset();
    setForm({ ...form, ...some });
  };
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('memo.title', { number: order.increment_id })}
      submitLabel={t('memo.submit', { amount })}
      effect={t(order.channel ? 'memo.effect' : 'memo.effectOwn', { amount })}
      whyNot={whyNot(form, order, refundable, t)}
      size="xl"
      path={`/api/v1/orders/${order.id}/credit-memos`}
      body={bodyOf(form)}
      mine={[[t('memo.total'), amount]]}
      doneText={t('memo.done', { number: order.increment_id })}
    >
      <Select
        label={t('memo.reason')}
        placeholder={t('reason.choose')}
        data={refundReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        value={form.reason}
        onChange={(reason) => change({ reason })}
        data-autofocus
      />
      {refundable.lines.map((line) => (
        <LineFields
          key={line.order_item_id}
          line={line}
          name={order.items.find((item) => item.id === line.order_item_id)?.name ?? ''}
          currency={refundable.currency}
          form={form.lines[line.order_item_id] ?? { quantity: 0, amounts: {} }}
          onChange={(one) => change({ lines: { ...form.lines, [line.order_item_id]: one } })}
        />
      ))}
      <div className={styles.row}>
        <TextInput
          label={t('memo.adjustmentRefund')}
          inputMode="decimal"
          value={form.adjustmentRefund}
          error={wordOf(form.adjustmentRefund)}
          onChange={(event) => change({ adjustmentRefund: event.currentTarget.value })}
        />
        <TextInput
          label={t('memo.adjustmentFee')}
          inputMode="decimal"
          value={form.adjustmentFee}
          error={wordOf(form.adjustmentFee)}
          onChange={(event) => change({ adjustmentFee: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        mt="sm"
        label={t('memo.returnToStock')}
        checked={form.returnToStock}
        onChange={(event) => change({ returnToStock: event.currentTarget.checked })}
      />
      <dl className={styles.totals} style={{ margin: '12px 0' }}>
        <dt className={styles.strong}>{t('memo.total')}</dt>
        <dd className={styles.strong}>
          <Money amount={total} currency={refundable.currency} />
        </dd>
      </dl>
      <Button
        variant="default"
        loading={check.isPending}
        onClick={() => check.mutate(bodyOf(form))}
      >
        {t('memo.check')}
      </Button>
      <div style={{ marginTop: 8 }}>
        <ErrorBand error={check.error} />
        {check.data && (
          <Band tone="green" title={t('memo.checked')}>
            {t('memo.total')}:{' '}
            <Money
              amount={check.data.credit_memos[0]?.grand_total ?? '0'}
              currency={refundable.currency}
            />
          </Band>
        )}
      </div>
    </OrderForm>
  );
}

type LineProps = {
  line: RefundableLine;
  name: string;
  currency: string;
  form: LineForm;
  onChange: (form: LineForm) => void;
};

function LineFields({ line, name, currency, form, onChange }: LineProps) {
  const t = useT();
  const wordOf = useAmountError();
  const { money } = useFormats();
  const sku = line.sku ?? String(line.order_item_id);
  const parts = components.filter((part) => !isZero(line.components[part]));
  return (
    <div className={styles.memoLine}>
      <div className={styles.quantity}>
        <div className={styles.quantityName}>
          {name}
          <div>
            <Mono>{sku}</Mono>
          </div>
        </div>
        <NumberInput
          size="xs"
          w={76}
          aria-label={t('memo.quantity', { sku })}
          min={0}
          max={line.quantity}
          clampBehavior="strict"
          allowDecimal={false}
          value={form.quantity}
          onChange={(value) => {
            const quantity = Number(value) || 0;
            onChange({ quantity, amounts: amountsFor(line, quantity, currency) });
          }}
        />
        <span>{t('ship.of', { count: line.quantity })}</span>
      </div>
      <div className={styles.amounts}>
        {parts.map((part) => (
          <TextInput
            key={part}
            size="xs"
            label={t(`memo.component.${part}`)}
            aria-label={t('memo.amount', { component: t(`memo.component.${part}`), sku })}
            description={t('memo.most', { amount: money(line.components[part], currency) })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            inputMode="decimal"
            value={form.amounts[part] ?? ''}
            error={wordOf(form.amounts[part] ?? '', line.components[part])}
            onChange={(event) =>
              onChange({ ...form, amounts: { ...form.amounts, [part]: event.currentTarget.value } })
            }
          />
        ))}
      </div>
    </div>
  );
}
