// The list of invoices of all orders.
import { useMemo } from 'react';
import { type Column, DataGrid } from '../grid';
import { EmptyState, Money, Num, Page } from '../kit';
import { headColumns, rowId, rowLabel, tailColumns, useFilters } from './columns';
import type { InvoiceRow } from './types';
import { useT } from './words';

const rowTo = (row: InvoiceRow) => `/invoices/${row.id}`;
const states = ['open', 'paid', 'canceled'];

export default function InvoicesPage() {
  const t = useT();
  const filters = useFilters(t, states);
  const columns = useMemo(
    (): Column<InvoiceRow>[] => [
      ...headColumns<InvoiceRow>(t),
      {
        id: 'pieces',
        title: t('column.pieces'),
        align: 'right',
        cell: (row) => <Num value={row.quantity} />,
      },
      ...tailColumns<InvoiceRow>(t),
      {
        id: 'total',
        title: t('column.total'),
        align: 'right',
        sort: 'total',
        cell: (row) => <Money of={row.grand_total} />,
      },
    ],
    [t],
  );
  return (
    <Page title={t('invoices')} layout="full">
      <DataGrid<InvoiceRow>
        id="invoices"
        label={t('invoices')}
        path="/api/v1/invoices"
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowTo={rowTo}
        search={{ name: 'q', placeholder: t('search') }}
        filters={filters}
        hasSavedViews
        defaultSort="-created_at"
        empty={<EmptyState title={t('noneInvoices')}>{t('nextInvoices')}</EmptyState>}
      />
    </Page>
  );
}
