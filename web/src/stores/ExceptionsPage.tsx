// The exceptions bench: what keeps orders from being made or shipped, by cause and SKU. One fix
// releases every order of its row.
import { Autocomplete, Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import { useMay } from '../api/session';
import {
  Chip,
  Clip,
  DrawerForm,
  EmptyState,
  fieldError,
  Link,
  Loaded,
  Nothing,
  Page,
  Quiet,
  sends,
  Table,
  When,
} from '../kit';
import { useUrlState } from '../url/state';
import styles from './stores.module.css';
import type { ExceptionGroup, Store } from './types';
import { useT } from './words';

const touches = ['/api/v1/exceptions', '/api/v1/orders', '/api/v1/stores', '/api/v1/products'];

export default function ExceptionsPage() {
  const t = useT();
  const url = useUrlState();
  const may = useMay();
  const store = url.get('store') ?? '';
  // Those of one order, when one comes from there.
  const skus = url.list('sku');
  const stores = useGet<{ items: Store[] }>(
    may('Orderyard::stores_view') ? '/api/v1/stores' : undefined,
  );
  const groups = useGet<{ items: ExceptionGroup[] }>('/api/v1/exceptions', { store });
  const [open, setOpen] = useState<ExceptionGroup | undefined>();
  const mayFix = may('Magento_Catalog::products');
  return (
    <Page
      title={t('exceptions.title')}
      actions={
        <>
          {skus.length > 0 && (
            <Button variant="default" onClick={() => url.set({ sku: undefined })}>
              {t('exceptions.allSkus')}
            </Button>
          )}
          <NativeSelect
            aria-label={t('exceptions.store')}
            value={store}
            onChange={(event) => url.set({ store: event.currentTarget.value })}
            data={[
              { value: '', label: t('exceptions.allStores') },
              ...(stores.data?.items ?? []).map((one) => ({ value: one.code, label: one.name })),
            ]}
          />
        </>
      }
    >
      <Loaded query={groups} lines={8}>
        {({ items }) => (
          <Table
            label={t('exceptions.title')}
            rows={items.filter(({ sku }) => skus.length === 0 || skus.includes(sku ?? ''))}
            rowId={(group) => `${group.store_code}/${group.code}/${group.sku ?? ''}`}
            empty={<EmptyState title={t('exceptions.none')} />}
            columns={[
              {
                id: 'orders',
                title: t('exceptions.orders'),
                cell: (group) => (
                  <Chip tone="red">{t('ordersCount', { count: group.orders })}</Chip>
                ),
              },
              {
                id: 'cause',
                title: t('exceptions.cause'),
                cell: (group) => t.maybe(`cause.${group.code}`) ?? group.code,
              },
              {
                id: 'sku',
                title: 'SKU',
                cell: (group) => (
                  <>
                    {group.sku ? <Clip text={group.sku} /> : <Nothing />}
                    {group.title && (
                      <Quiet>
                        <Clip text={group.title} />
                      </Quiet>
                    )}
                  </>
                ),
              },
              {
                id: 'product',
                title: t('exceptions.product'),
                cell: (group) =>
                  group.product ? (
                    <Link to={`/products/${group.product.id}`}>
                      <Clip text={group.product.sku} />
                    </Link>
                  ) : (
                    <Nothing />
                  ),
              },
              {
                id: 'since',
                title: t('exceptions.since'),
                cell: (group) => <When at={group.first_at} />,
              },
              {
                id: 'example',
                title: t('exceptions.example'),
                cell: (group) => (
                  <Link
                    to={`/stores/${group.store_code}/amazon-orders/${group.example_number}`}
                    style={{ whiteSpace: 'nowrap' }}
                  >
                    {group.example_number}
                  </Link>
                ),
              },
              {
                id: 'fix',
                title: t('exceptions.fix'),
                cell: (group) =>
                  mayFix && fixesOf(group).length > 0 ? (
                    <Button size="xs" variant="default" onClick={() => setOpen(group)}>
                      {t('exceptions.fix')}
                    </Button>
                  ) : (
                    <Cure group={group} />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {open && <FixDrawer group={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

// What no change of the catalog settles: in words, with the way to the orders.
function Cure({ group }: { group: ExceptionGroup }) {
  const t = useT();
  const words = t.maybe(`causeCure.${group.code}`);
  return (
    <div className={styles.cure}>
      {group.orders_with_exception > 0 && (
        <Link
          to={
            group.orders === 1 ? `/orders?q=${group.example_number}` : '/orders?needs_attention=1'
          }
        >
          {t('exceptions.openOrders', { count: group.orders })}
        </Link>
      )}
      {words && (
        <div>
          <Quiet>{words}</Quiet>
        </div>
      )}
    </div>
  );
}

type Fix = 'map' | 'create' | 'enable' | 'stock';

function fixesOf(group: ExceptionGroup): Fix[] {
  switch (group.code) {
    case 'unknown_sku':
      return group.sku ? ['map', 'create'] : [];
    case 'product_disabled':
      return group.product ? ['enable', 'map'] : [];
    case 'out_of_stock':
      return group.product ? ['stock'] : [];
    default:
      return [];
  }
}

function send(group: ExceptionGroup, fix: Fix, draft: Draft, idempotencyKey: string) {
  const options = { idempotencyKey };
  const id = group.product?.id ?? 0;
  switch (fix) {
    case 'map':
      return api.put(
        `/api/v1/stores/${encodeURIComponent(group.store_code)}/listings`,
        {
          channel_sku: group.sku,
          product_number: group.product_number ?? '',
          sku: draft.sku,
          units: draft.units,
        },
        options,
      );
    case 'create':
      return api.post(
        '/api/v1/products',
        { sku: group.sku, name: draft.name, on_hand: draft.onHand },
        options,
      );
    case 'enable':
      return api.put(`/api/v1/products/${id}`, { is_enabled: true }, options);
    case 'stock':
      return api.put(
        `/api/v1/products/${id}/stock`,
        { on_hand: draft.onHand, reason: draft.reason },
        options,
      );
  }
}

type Draft = { sku: string; units: number; name: string; onHand: number; reason: string };

function FixDrawer({ group, onClose }: { group: ExceptionGroup; onClose: () => void }) {
  const t = useT();
  const fixes = fixesOf(group);
  const [fix, setFix] = useState<Fix>(fixes[0] ?? 'map');
  const [draft, setDraft] = useState<Draft>({
    sku: '',
    units: 1,
    name: group.title ?? group.sku ?? '',
    onHand: group.product?.on_hand ?? 0,
    reason: '',
  });
  const save = useChange(
    (input: { fix: Fix; draft: Draft }, key) => send(group, input.fix, input.draft, key),
    touches,
  );
  const done = t('exceptions.released', { count: group.orders });
  const form = sends(save, { fix, draft }, done, onClose);
  return (
    <DrawerForm
      title={t('exceptions.fixTitle', { sku: group.sku ?? '' })}
      isOpen
      {...form}
      submitLabel={t('exceptions.fix')}
      effect={t('exceptions.effect', { count: group.orders })}
      whyNot={fix === 'map' && draft.sku.trim() === '' ? t('exceptions.skuNeeded') : undefined}
    >
      <div className={styles.form}>
        <NativeSelect
          label={t('exceptions.how')}
          value={fix}
          onChange={(event) => setFix(event.currentTarget.value as Fix)}
          data-autofocus
          data={fixes.map((value) => ({ value, label: t(`fix.${value}`) }))}
        />
        {fix === 'map' && (
          <>
            <ProductField
              value={draft.sku}
              error={fieldError(save.error, 'sku')}
              onChange={(sku) => setDraft({ ...draft, sku })}
            />
            <NumberInput
              label={t('exceptions.units')}
              description={t('exceptions.unitsHint')}
              value={draft.units}
              min={1}
              error={fieldError(save.error, 'units')}
              onChange={(value) => setDraft({ ...draft, units: Number(value) })}
            />
          </>
        )}
        {fix === 'create' && (
          <TextInput
            label={t('exceptions.name')}
            value={draft.name}
            error={fieldError(save.error, 'name')}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
        )}
        {(fix === 'create' || fix === 'stock') && (
          <NumberInput
            label={t('exceptions.onHand')}
            value={draft.onHand}
            min={0}
            error={fieldError(save.error, 'on_hand')}
            onChange={(value) => setDraft({ ...draft, onHand: Number(value) })}
          />
        )}
        {fix === 'stock' && (
          <TextInput
            label={t('exceptions.reason')}
            value={draft.reason}
            error={fieldError(save.error, 'reason')}
            onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
          />
        )}
        {fix === 'enable' && <Quiet>{t('fix.enableAbout')}</Quiet>}
      </div>
    </DrawerForm>
  );
}

type ProductFieldProps = {
  value: string;
  error: string | undefined;
  onChange: (sku: string) => void;
};

const typingMillis = 200;

// Products are found while one types, by SKU or name; any SKU may be typed.
function ProductField({ value, error, onChange }: ProductFieldProps) {
  const t = useT();
  const may = useMay();
  const [typed] = useDebouncedValue(value.trim(), typingMillis);
  const found = useGet<List<{ sku: string; name: string }>>(
    typed !== '' && may('Orderyard::products_view') ? '/api/v1/products' : undefined,
    { q: typed, page_size: 8 },
    { keepsOld: true },
  );
  const products = typed === '' ? [] : (found.data?.items ?? []);
  const names = new Map(products.map((product) => [product.sku, product.name]));
  return (
    <Autocomplete
      label={t('exceptions.ourSku')}
      placeholder={t('exceptions.ourSkuHint')}
      value={value}
      error={error}
      onChange={onChange}
      data={[...names.keys()]}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <div>
          {option.value}
          <div>
            <Quiet>{names.get(option.value)}</Quiet>
          </div>
        </div>
      )}
    />
  );
}
