// One product: its stock with the ledger that adds up to it, and what channels call it.
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import { useMay } from '../api/session';
import {
  ActionBar,
  Card,
  Chip,
  DialogForm,
  EmptyState,
  Facts,
  fieldError,
  Link,
  Loaded,
  Money,
  Num,
  noticeDone,
  Page,
  Quiet,
  Table,
  TwoColumns,
  When,
} from '../kit';
import styles from './catalog.module.css';
import { ProductForm } from './ProductForm';
import type { Listing, Product, StockMove } from './types';
import { useT } from './words';

const pageSize = 50;

export default function ProductPage() {
  const t = useT();
  const may = useMay();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const product = useGet<Product>(`/api/v1/products/${id}`);
  const [isEditing, setIsEditing] = useState(false);
  const [isCounting, setIsCounting] = useState(false);
  return (
    <Page
      title={product.data?.name ?? ''}
      back={{ to: '/products', label: t('products') }}
      chips={
        product.data && (
          <Chip tone={product.data.is_enabled ? 'green' : 'grey'}>
            {product.data.is_enabled ? t('product.on') : t('product.off')}
          </Chip>
        )
      }
      actions={
        <ActionBar
          actions={[
            {
              id: 'count',
              label: t('stock.correct'),
              run: () => setIsCounting(true),
              isAllowed: may('Magento_Catalog::catalog_inventory'),
            },
            {
              id: 'edit',
              label: t('product.edit'),
              run: () => setIsEditing(true),
              kind: 'filled',
              isAllowed: may('Magento_Catalog::products'),
            },
          ]}
        />
      }
    >
      <Loaded query={product}>
        {(found) => (
          <TwoColumns>
            <div className={styles.stack}>
              <StockCard product={found} />
              {may('Orderyard::stock_view') && <Ledger id={found.id} />}
            </div>
            <div className={styles.stack}>
              <Card title={t('product.about')}>
                <Facts
                  of={[
                    ['SKU', found.sku],
                    [t('product.name'), found.name],
                    [t('product.bin'), found.bin || undefined],
                    [t('product.price'), <Money key="price" of={found.price} />],
                    [t('product.managed'), found.is_stock_managed ? t('yes') : t('no')],
                  ]}
                />
              </Card>
              <Mapping id={found.id} />
            </div>
          </TwoColumns>
        )}
      </Loaded>
      {product.data && isEditing && (
        <ProductForm product={product.data} onClose={() => setIsEditing(false)} />
      )}
      {product.data && isCounting && (
        <CountDialog product={product.data} onClose={() => setIsCounting(false)} />
      )}
    </Page>
  );
}

function StockCard({ product }: { product: Product }) {
  const t = useT();
  const figures = [
    [t('product.onHand'), product.on_hand],
    [t('product.reserved'), product.reserved],
    [t('product.free'), product.free],
  ] as const;
  return (
    <Card title={t('stock.title')}>
      <div className={styles.figures}>
        {figures.map(([label, value]) => (
          <div key={label}>
            <Quiet>{label}</Quiet>
            <div className={styles.figure}>
              <Num value={value} />
            </div>
          </div>
        ))}
      </div>
    </Card>
  );
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : value === 0 ? '' : String(value);
}

function Ledger({ id }: { id: number }) {
  const t = useT();
  const [before, setBefore] = useState<number[]>([]);
  const from = before[before.length - 1];
  const moves = useGet<{ items: StockMove[]; next_before: number | null }>(
    `/api/v1/products/${id}/moves`,
    { before: from, page_size: pageSize },
    { keepsOld: true },
  );
  return (
    <Card title={t('stock.ledger')}>
      <Loaded query={moves}>
        {(page) => (
          <>
            <Table
              label={t('stock.ledger')}
              rows={page.items}
              rowId={(move) => move.id}
              empty={<EmptyState title={t('stock.noMoves')} />}
              columns={[
                { id: 'at', title: t('stock.at'), cell: (move) => <When at={move.at} /> },
                {
                  id: 'reason',
                  title: t('stock.reason'),
                  cell: (move) => (
                    <>
                      {t.maybe(`stock.because.${move.reason}`) ?? move.reason}{' '}
                      {move.note && <Quiet>{move.note}</Quiet>}
                    </>
                  ),
                },
                {
                  id: 'order',
                  title: t('stock.order'),
                  cell: (move) =>
                    move.order && (
                      <Link to={`/orders/${move.order.id}`}>{move.order.increment_id}</Link>
                    ),
                },
                {
                  id: 'onHand',
                  title: t('product.onHand'),
                  align: 'right',
                  cell: (move) => signed(move.on_hand),
                },
                {
                  id: 'reserved',
                  title: t('product.reserved'),
                  align: 'right',
                  cell: (move) => signed(move.reserved),
                },
              ]}
            />
            <div className={styles.row}>
              {before.length > 0 && (
                <Button variant="default" onClick={() => setBefore(before.slice(0, -1))}>
                  {t('stock.newer')}
                </Button>
              )}
              {page.next_before !== null && (
                <Button
                  variant="default"
                  onClick={() => setBefore([...before, page.next_before ?? 0])}
                >
                  {t('stock.older')}
                </Button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Mapping({ id }: { id: number }) {
  const t = useT();
  const listings = useGet<List<Listing>>('/api/v1/listings', { product: id });
  return (
    <Card
      title={t('listings.title')}
      actions={<Link to="/products/listings">{t('listings.all')}</Link>}
    >
      <Loaded query={listings}>
        {(page) => (
          <Table
            label={t('listings.title')}
            rows={page.items}
            rowId={(row) => `${row.store_code}/${row.channel_sku}`}
            empty={<Quiet>{t('listings.noneOfProduct')}</Quiet>}
            columns={[
              { id: 'store', title: t('listings.store'), cell: (row) => row.store_code },
              { id: 'sku', title: t('listings.sku'), cell: (row) => row.channel_sku },
              { id: 'asin', title: 'ASIN', cell: (row) => row.product_number },
              {
                id: 'units',
                title: t('listings.units'),
                align: 'right',
                cell: (row) => <Num value={row.units} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function CountDialog({ product, onClose }: { product: Product; onClose: () => void }) {
  const t = useT();
  const [onHand, setOnHand] = useState<number | string>(product.on_hand);
  const [reason, setReason] = useState('');
  const save = useChange(
    (body: { on_hand: number; reason: string }, idempotencyKey) =>
      api.put(`/api/v1/products/${product.id}/stock`, body, { idempotencyKey }),
    ['/api/v1/products', '/api/v1/exceptions', '/api/v1/orders'],
  );
  return (
    <DialogForm
      title={t('stock.correctTitle', { sku: product.sku })}
      isOpen
      onClose={onClose}
      onSubmit={() =>
        save.mutate(
          { on_hand: Number(onHand), reason },
          {
            onSuccess: () => {
              noticeDone(t('saved'));
              onClose();
            },
          },
        )
      }
      submitLabel={t('save')}
      effect={t('stock.effect')}
      whyNot={reason.trim() === '' ? t('stock.reasonNeeded') : undefined}
      isBusy={save.isPending}
      error={save.error}
    >
      <div className={styles.form}>
        <NumberInput
          label={t('product.onHand')}
          value={onHand}
          min={0}
          error={fieldError(save.error, 'on_hand')}
          onChange={setOnHand}
          data-autofocus
        />
        <TextInput
          label={t('stock.reason')}
          value={reason}
          error={fieldError(save.error, 'reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </DialogForm>
  );
}
