// Correct an address. Only what was changed is sent.
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from '../orders.module.css';
import type { Address } from '../types';
import { useT } from '../words';
import { type DrawerProps, OrderForm } from './OrderForm';

const fields = [
  'name',
  'street1',
  'street2',
  'street3',
  'postal_code',
  'city',
  'region',
  'country_code',
  'phone',
] as const;
type Field = (typeof fields)[number];
type Form = Record<Field, string>;

export function formOf(address: Address): Form {
  return {
    name: address.name ?? '',
    street1: address.lines[0] ?? '',
    street2: address.lines[1] ?? '',
    street3: address.lines[2] ?? '',
    postal_code: address.postal_code ?? '',
    city: address.city ?? '',
    region: address.region ?? '',
    country_code: address.country_code ?? '',
    phone: address.phone ?? '',
  };
}

export function changedFields(before: Form, now: Form): Partial<Form> {
  return Object.fromEntries(
    fields
      .filter((field) => now[field] !== before[field])
      .map((field) => [field, now[field].trim()]),
  );
}

export function AddressDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  // What others change meanwhile must not look like a change of this user.
  const [opened] = useState(order);
  const [kind, setKind] = useState<'shipping' | 'billing'>('shipping');
  const before = formOf(kind === 'shipping' ? opened.ship_to : opened.bill_to);
  const [form, setForm] = useState(before);
  const changed = changedFields(before, form);
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('address.title', { number: order.increment_id })}
      submitLabel={t('action.address')}
      effect={t('address.effect')}
      whyNot={Object.keys(changed).length === 0 ? t('address.same') : undefined}
      method="put"
      path={`/api/v1/orders/${order.id}/address`}
      body={{ kind, ...changed }}
      mine={fields
        .filter((field) => changed[field] !== undefined)
        .map((field) => [t(`address.${field}`), changed[field]])}
      doneText={t('address.done')}
    >
      <Select
        label={t('address.kind')}
        data={(['shipping', 'billing'] as const).map((value) => ({
          value,
          label: t(`address.${value}`),
        }))}
        value={kind}
        onChange={(value) => {
          const wanted = value === 'billing' ? 'billing' : 'shipping';
          setKind(wanted);
          setForm(formOf(wanted === 'shipping' ? opened.ship_to : opened.bill_to));
        }}
      />
      <div className={styles.amounts}>
        {fields.map((field) => (
          <TextInput
            key={field}
            label={t(`address.${field}`)}
            value={form[field]}
            onChange={(event) => setForm({ ...form, [field]: event.currentTarget.value })}
            data-autofocus={field === 'name' || undefined}
          />
        ))}
      </div>
    </OrderForm>
  );
}
