// A product's name, price and switches; a new one also gets its SKU and its first stock.
import { Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { DrawerForm, fieldError, noticeDone } from '../kit';
import styles from './catalog.module.css';
import type { Product } from './types';
import { useT } from './words';

const touches = ['/api/v1/products', '/api/v1/exceptions', '/api/v1/orders', '/api/v1/stores'];

type Draft = {
  sku: string;
  name: string;
  bin: string;
  amount: string;
  currency: string;
  isEnabled: boolean;
  isStockManaged: boolean;
  onHand: number;
};

function draftOf(product: Product | undefined): Draft {
  return {
    sku: product?.sku ?? '',
    name: product?.name ?? '',
    bin: product?.bin ?? '',
    amount: product?.price?.amount ?? '',
    currency: product?.price?.currency ?? 'USD',
    isEnabled: product?.is_enabled ?? true,
    isStockManaged: product?.is_stock_managed ?? true,
    onHand: 0,
  };
}

function bodyOf(draft: Draft, product: Product | undefined) {
  const amount = draft.amount.trim();
  const price = amount === '' ? undefined : { amount, currency: draft.currency.trim() };
  const both = {
    name: draft.name,
    bin: draft.bin,
    price,
    is_enabled: draft.isEnabled,
    is_stock_managed: draft.isStockManaged,
  };
  return product
    ? { ...both, drop_price: amount === '' && product.price !== null, version: product.version }
    : { ...both, sku: draft.sku, on_hand: draft.onHand };
}

type Props = { product?: Product; onClose: () => void; onDone?: (product: Product) => void };

export function ProductForm({ product, onClose, onDone }: Props) {
  const t = useT();
  const [draft, setDraft] = useState(() => draftOf(product));
  const save = useChange(
    (body: ReturnType<typeof bodyOf>, idempotencyKey) =>
      product
        ? api.put<Product>(`/api/v1/products/${product.id}`, body, { idempotencyKey })
        : api.post<Product>('/api/v1/products', body, { idempotencyKey }),
    touches,
  );
  const submit = () =>
    save.mutate(bodyOf(draft, product), {
      onSuccess: (saved) => {
        noticeDone(t('saved'));
        onClose();
        onDone?.(saved);
      },
    });
  return (
    <DrawerForm
      title={product ? t('product.edit') : t('product.make')}
      isOpen
      onClose={onClose}
      onSubmit={submit}
      submitLabel={t('save')}
      isBusy={save.isPending}
      error={save.error}
    >
      <div className={styles.form}>
        {!product && (
          <TextInput
            label="SKU"
            description={t('product.skuHint')}
            value={draft.sku}
            error={fieldError(save.error, 'sku')}
            onChange={(event) => setDraft({ ...draft, sku: event.currentTarget.value })}
            required
          />
        )}
        <TextInput
          label={t('product.name')}
          value={draft.name}
          error={fieldError(save.error, 'name')}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          required
        />
        <TextInput
          label={t('product.bin')}
          description={t('product.binHint')}
          value={draft.bin}
          maxLength={60}
          error={fieldError(save.error, 'bin')}
          onChange={(event) => setDraft({ ...draft, bin: event.currentTarget.value })}
        />
        <div className={styles.pair}>
          <TextInput
            label={t('product.price')}
            inputMode="decimal"
            value={draft.amount}
            error={fieldError(save.error, 'price.amount')}
            onChange={(event) => setDraft({ ...draft, amount: event.currentTarget.value })}
          />
          <TextInput
            label={t('product.currency')}
            value={draft.currency}
            maxLength={3}
            error={fieldError(save.error, 'price.currency')}
            onChange={(event) =>
              setDraft({ ...draft, currency: event.currentTarget.value.toUpperCase() })
            }
          />
        </div>
        <Checkbox
          label={t('product.enabled')}
          description={t('product.enabledHint')}
          checked={draft.isEnabled}
          onChange={(event) => setDraft({ ...draft, isEnabled: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('product.managed')}
          description={t('product.managedHint')}
          checked={draft.isStockManaged}
          onChange={(event) => setDraft({ ...draft, isStockManaged: event.currentTarget.checked })}
        />
        {!product && (
          <NumberInput
            label={t('product.onHand')}
            value={draft.onHand}
            min={0}
            error={fieldError(save.error, 'on_hand')}
            onChange={(value) => setDraft({ ...draft, onHand: Number(value) })}
          />
        )}
      </div>
    </DrawerForm>
  );
}
