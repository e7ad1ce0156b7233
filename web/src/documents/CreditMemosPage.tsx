// The list of credit memos of all orders.
import { useMemo } from 'react';
import { type Column, DataGrid } from '../grid';
import { EmptyState, Money, Nothing, Page } from '../kit';
import { headColumns, rowId, rowLabel, tailColumns, useFilters } from './columns';
import type { CreditMemoRow } from './types';
import { useT } from './words';

const rowTo = (row: CreditMemoRow) => `/credit-memos/${row.id}`;
const states = ['issued', 'rejected', 'void'];

export default function CreditMemosPage() {
  const t = useT();
  const filters = useFilters(t, states);
  const columns = useMemo(
    (): Column<CreditMemoRow>[] => [
      ...headColumns<CreditMemoRow>(t),
      {
        id: 'reason',
        title: t('column.reason'),
        cell: (row) =>
          row.reason ? (t.maybe(`memoReason.${row.reason}`) ?? row.reason) : <Nothing />,
      },
      ...tailColumns<CreditMemoRow>(t),
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
    <Page title={t('creditMemos')} layout="full">
      <DataGrid<CreditMemoRow>
        id="credit_memos"
        label={t('creditMemos')}
        path="/api/v1/credit-memos"
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowTo={rowTo}
        rowTone={(row) => (row.state === 'rejected' ? 'red' : undefined)}
        search={{ name: 'q', placeholder: t('search') }}
        filters={filters}
        hasSavedViews
        defaultSort="-created_at"
        empty={<EmptyState title={t('noneCreditMemos')}>{t('nextCreditMemos')}</EmptyState>}
      />
    </Page>
  );
}
