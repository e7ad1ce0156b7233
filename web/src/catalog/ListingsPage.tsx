// The mapping: which product of the shop an Amazon SKU means, and how many pieces of it.
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import { useMay } from '../api/session';
import {
  ActionBar,
  Card,
  ConfirmDialog,
  DrawerForm,
  EmptyState,
  fieldError,
  Link,
  Loaded,
  Num,
  Page,
  sends,
  Table,
} from '../kit';
import { useUrlState } from '../url/state';
import styles from './catalog.module.css';
import type { Listing } from './types';
import { useT } from './words';

const touches = ['/api/v1/listings', '/api/v1/exceptions', '/api/v1/orders', '/api/v1/stores'];
type StoreName = { code: string; name: string };

export default function ListingsPage() {
  const t = useT();
  const may = useMay();
  const url = useUrlState();
  const store = url.get('store') ?? '';
  const q = url.get('q') ?? '';
  const page = url.number('page', 1);
  const stores = useGet<{ items: StoreName[] }>(
    may('Orderyard::stores_view') ? '/api/v1/stores' : undefined,
  );
  const listings = useGet<List<Listing>>(
    '/api/v1/listings',
    { store, q, page, page_size: 100 },
    { keepsOld: true },
  );
  const [editing, setEditing] = useState<Listing | 'new' | undefined>();
  const [dropping, setDropping] = useState<Listing | undefined>();
  const mayChange = may('Magento_Catalog::products');
  const names = stores.data?.items ?? [];
  return (
    <Page
      title={t('listings.title')}
      back={{ to: '/products', label: t('products') }}
      actions={
        <ActionBar
          actions={[
            {
              id: 'make',
              label: t('listings.make'),
              run: () => setEditing('new'),
              kind: 'filled',
              isAllowed: mayChange,
              icon: <IconPlus size={16} />,
            },
          ]}
        />
      }
    >
      <Card>
        <div className={styles.row}>
          <TextInput
            miw={230}
            aria-label={t('listings.search')}
            placeholder={t('listings.search')}
            defaultValue={q}
            onBlur={(event) => url.set({ q: event.currentTarget.value, page: undefined })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
                url.set({ q: event.currentTarget.value, page: undefined });
              }
            }}
          />
          <NativeSelect
            aria-label={t('listings.store')}
            value={store}
            onChange={(event) => url.set({ store: event.currentTarget.value, page: undefined })}
            data={[
              { value: '', label: t('listings.allStores') },
              ...names.map((one) => ({ value: one.code, label: one.name })),
            ]}
          />
        </div>
        <Loaded query={listings}>
          {(found) => (
            <>
              <Table
                label={t('listings.title')}
                rows={found.items}
                rowId={(row) => `${row.store_code}/${row.channel_sku}`}
                empty={<EmptyState title={t('listings.none')} />}
                columns={[
                  { id: 'store', title: t('listings.store'), cell: (row) => row.store_code },
                  { id: 'sku', title: t('listings.sku'), cell: (row) => row.channel_sku },
                  { id: 'asin', title: 'ASIN', cell: (row) => row.product_number },
                  {
                    id: 'product',
                    title: t('listings.product'),
                    cell: (row) => (
                      <Link to={`/products/${row.product.id}`}>
                        {row.product.sku} · {row.product.name}
                      </Link>
                    ),
                  },
                  {
                    id: 'units',
                    title: t('listings.units'),
                    align: 'right',
                    cell: (row) => <Num value={row.units} />,
                  },
                  {
                    id: 'do',
                    title: '',
                    cell: (row) =>
                      mayChange && (
                        <div className={styles.row}>
                          <Button size="xs" variant="default" onClick={() => setEditing(row)}>
                            {t('listings.edit')}
                          </Button>
                          <Button size="xs" variant="default" onClick={() => setDropping(row)}>
                            {t('listings.drop')}
                          </Button>
                        </div>
                      ),
                  },
                ]}
              />
              <div className={styles.row}>
                {page > 1 && (
                  <Button variant="default" onClick={() => url.set({ page: String(page - 1) })}>
                    {t('listings.previous')}
                  </Button>
                )}
                {page * found.page_size < found.total_count && (
                  <Button variant="default" onClick={() => url.set({ page: String(page + 1) })}>
                    {t('listings.next')}
                  </Button>
                )}
              </div>
            </>
          )}
        </Loaded>
      </Card>
      {editing && (
        <ListingForm
          listing={editing === 'new' ? undefined : editing}
          stores={names}
          onClose={() => setEditing(undefined)}
        />
      )}
      {dropping && <DropDialog listing={dropping} onClose={() => setDropping(undefined)} />}
    </Page>
  );
}

type FormProps = {
  listing: Listing | undefined;
  stores: readonly StoreName[];
  onClose: () => void;
};

function ListingForm({ listing, stores, onClose }: FormProps) {
  const t = useT();
  const [draft, setDraft] = useState({
    store: listing?.store_code ?? stores[0]?.code ?? '',
    channel_sku: listing?.channel_sku ?? '',
    product_number: listing?.product_number ?? '',
    sku: listing?.product.sku ?? '',
    units: listing?.units ?? 1,
  });
  const save = useChange(({ store, ...body }: typeof draft, idempotencyKey) => {
    return api.put(`/api/v1/stores/${encodeURIComponent(store)}/listings`, body, {
      idempotencyKey,
    });
  }, touches);
  const text = (name: 'channel_sku' | 'product_number' | 'sku', label: string) => ({
    label,
    value: draft[name],
    error: fieldError(save.error, name),
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <DrawerForm
      title={listing ? t('listings.edit') : t('listings.make')}
      isOpen
      {...sends(save, draft, t('saved'), onClose)}
      submitLabel={t('save')}
      effect={t('listings.effect')}
    >
      <div className={styles.form}>
        <NativeSelect
          label={t('listings.store')}
          value={draft.store}
          disabled={listing !== undefined}
          onChange={(event) => setDraft({ ...draft, store: event.currentTarget.value })}
          data={stores.map((one) => ({ value: one.code, label: one.name }))}
        />
        <TextInput {...text('channel_sku', t('listings.sku'))} disabled={listing !== undefined} />
        <TextInput {...text('product_number', 'ASIN')} />
        <TextInput {...text('sku', t('listings.ourSku'))} />
        <NumberInput
          label={t('listings.units')}
          description={t('listings.unitsHint')}
          value={draft.units}
          min={1}
          error={fieldError(save.error, 'units')}
          onChange={(value) => setDraft({ ...draft, units: Number(value) })}
        />
      </div>
    </DrawerForm>
  );
}

function DropDialog({ listing, onClose }: { listing: Listing; onClose: () => void }) {
  const t = useT();
  const drop = useChange(
    (row: Listing, idempotencyKey) =>
      api.delete(`/api/v1/stores/${encodeURIComponent(row.store_code)}/listings`, undefined, {
        idempotencyKey,
        query: { channel_sku: row.channel_sku },
      }),
    touches,
  );
  return (
    <ConfirmDialog
      title={t('listings.dropTitle', { sku: listing.channel_sku })}
      isOpen
      {...sends(drop, listing, t('saved'), onClose)}
      submitLabel={t('listings.drop')}
      isDanger
    >
      {t('listings.dropEffect')}
    </ConfirmDialog>
  );
}
