// Buyers with an account.
import { useMemo } from 'react';
import { useMay } from '../api/session';
import { type Column, DataGrid } from '../grid';
import { EmptyState, Mono, Page, When } from '../kit';
import type { Customer } from './types';
import { useT } from './words';

const rowId = (row: Customer) => row.id;

export default function CustomersPage() {
  const t = useT();
  const may = useMay();
  const columns = useMemo(
    (): Column<Customer>[] => [
      {
        id: 'id',
        title: t('customer.number'),
        cell: (row) => String(row.id),
        isMain: true,
      },
      { id: 'name', title: t('customer.name'), cell: (row) => row.name },
      {
        id: 'email',
        title: t('customer.email'),
        cell: (row) => row.email && <Mono>{row.email}</Mono>,
      },
      { id: 'since', title: t('customer.since'), cell: (row) => <When at={row.created_at} /> },
    ],
    [t],
  );
  return (
    <Page title={t('customers')} layout="full">
      <DataGrid<Customer>
        id="customers"
        label={t('customers')}
        path="/api/v1/customers"
        columns={columns}
        rowId={rowId}
        rowLabel={(row) => row.name ?? String(row.id)}
        rowTo={(row) => `/customers/${row.id}`}
        {...(may('Orderyard::personal_data') && {
          search: { name: 'q', placeholder: t('customer.search') },
        })}
        empty={<EmptyState title={t('customer.none')} />}
      />
    </Page>
  );
}
