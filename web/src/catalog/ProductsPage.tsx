// The list of products with their stock.
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useMay } from '../api/session';
import { type Column, DataGrid, type Filter } from '../grid';
import { ActionBar, Chip, EmptyState, Link, Money, Num, Page, Quiet } from '../kit';
import { useGo } from '../url/state';
import { ProductForm } from './ProductForm';
import type { Product } from './types';
import { useT } from './words';

const rowId = (row: Product) => row.id;

export default function ProductsPage() {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const [isMaking, setIsMaking] = useState(false);
  const mayChange = may('Magento_Catalog::products');
  const columns = useMemo(
    (): Column<Product>[] => [
      { id: 'sku', title: 'SKU', cell: (row) => row.sku, isMain: true, sort: 'sku' },
      { id: 'name', title: t('product.name'), cell: (row) => row.name, sort: 'name' },
      {
        id: 'state',
        title: t('product.state'),
        cell: (row) => (
          <Chip tone={row.is_enabled ? 'green' : 'grey'}>
            {row.is_enabled ? t('product.on') : t('product.off')}
          </Chip>
        ),
      },
      {
        id: 'price',
        title: t('product.price'),
        cell: (row) => <Money of={row.price} />,
        align: 'right',
        sort: 'price',
      },
      {
        id: 'onHand',
        title: t('product.onHand'),
        cell: (row) =>
          row.is_stock_managed ? (
            <Num value={row.on_hand} />
          ) : (
            <Quiet>{t('product.unmanaged')}</Quiet>
          ),
        align: 'right',
        sort: 'on_hand',
      },
      {
        id: 'reserved',
        title: t('product.reserved'),
        cell: (row) => <Num value={row.reserved} />,
        align: 'right',
      },
      {
        id: 'free',
        title: t('product.free'),
        cell: (row) => <Num value={row.free} />,
        align: 'right',
      },
    ],
    [t],
  );
  const filters = useMemo(
    (): Filter[] => [
      {
        kind: 'choice',
        name: 'status',
        label: t('product.state'),
        choices: [
          { value: 'enabled', label: t('product.on') },
          { value: 'disabled', label: t('product.off') },
        ],
      },
      {
        kind: 'choice',
        name: 'stock',
        label: t('product.onHand'),
        choices: [
          { value: 'some', label: t('product.some') },
          { value: 'none', label: t('product.none') },
        ],
      },
    ],
    [t],
  );
  return (
    <Page
      title={t('products')}
      layout="full"
      actions={
        <ActionBar
          actions={[
            {
              id: 'import',
              label: t('import.title'),
              run: () => go('/products/import'),
              isAllowed: mayChange,
              icon: <IconFileImport size={16} />,
            },
            {
              id: 'make',
              label: t('product.make'),
              run: () => setIsMaking(true),
              kind: 'filled',
              isAllowed: mayChange,
              icon: <IconPlus size={16} />,
            },
          ]}
        />
      }
    >
      <DataGrid<Product>
        id="products"
        label={t('products')}
        path="/api/v1/products"
        columns={columns}
        rowId={rowId}
        rowLabel={(row) => row.sku}
        rowTo={(row) => `/products/${row.id}`}
        search={{ name: 'q', placeholder: t('product.search') }}
        filters={filters}
        defaultSort="sku"
        tools={<Link to="/products/listings">{t('listings.title')}</Link>}
        empty={<EmptyState title={t('product.empty')} />}
      />
      {isMaking && (
        <ProductForm
          onClose={() => setIsMaking(false)}
          onDone={(product) => go(`/products/${product.id}`)}
        />
      )}
    </Page>
  );
}
