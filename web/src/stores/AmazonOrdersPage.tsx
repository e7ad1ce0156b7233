// All Orders: what Amazon said about every order of the store, filtered and sorted over all of them,
// with the reason why an order is, or is not yet, a commerce order here.
import { useMemo } from 'react';
import { type Column, DataGrid, type Filter } from '../grid';
import { Chip, EmptyState, Link, Marks, Money, Num, Page, Quiet, When } from '../kit';
import {
  AmazonStatus,
  amazonStatuses,
  serviceWord,
  useStore,
  useStoreCode,
  useVerdictText,
  VerdictChip,
  verdictKinds,
} from './parts';
import type { AmazonOrderRow } from './types';
import { type T, useT } from './words';

const rowId = (row: AmazonOrderRow) => row.id;
const rowTone = (row: AmazonOrderRow) => (row.verdict.kind === 'blocked' ? 'red' : undefined);

function has(row: AmazonOrderRow, program: string): boolean {
  return row.programs.includes(program);
}

function columnsOf(
  t: T,
  verdictText: (verdict: AmazonOrderRow['verdict']) => string,
): Column<AmazonOrderRow>[] {
  const yes = (is: boolean) => (is ? t('yes') : '');
  return [
    {
      id: 'number',
      title: t('column.number'),
      cell: (row) => row.number,
      isMain: true,
      sort: 'number',
    },
    {
      id: 'purchased',
      title: t('column.purchased'),
      cell: (row) => <When at={row.purchased_at} />,
      sort: 'purchased_at',
    },
    {
      id: 'status',
      title: t('column.status'),
      cell: (row) => (
        <>
          <AmazonStatus status={row.status} />
          <Marks of={row.marks} />
        </>
      ),
      sort: 'status',
    },
    { id: 'buyer', title: t('column.buyer'), cell: (row) => row.buyer_name },
    {
      id: 'total',
      title: t('column.total'),
      cell: (row) => <Money of={row.total} />,
      align: 'right',
      sort: 'total',
    },
    {
      id: 'order',
      title: t('column.order'),
      cell: (row) =>
        row.order && <Link to={`/orders/${row.order.id}`}>{row.order.increment_id}</Link>,
    },
    {
      id: 'verdict',
      title: t('column.verdict'),
      yields: true,
      cell: (row) => (
        <>
          <VerdictChip verdict={row.verdict} />{' '}
          {row.verdict.kind !== 'imported' && <Quiet>{verdictText(row.verdict)}</Quiet>}
        </>
      ),
    },
    {
      id: 'shipBy',
      title: t('column.shipBy'),
      cell: (row) => <When at={row.ship_by_latest} style="short" />,
      sort: 'ship_by',
    },
    {
      id: 'fulfilled',
      title: t('column.fulfilled'),
      cell: (row) => t.maybe(`fulfilledBy.${row.fulfilled_by}`) ?? row.fulfilled_by,
    },
    {
      id: 'unshipped',
      title: t('column.unshipped'),
      cell: (row) => <Num value={row.quantity_unshipped} />,
      align: 'right',
      isDefault: false,
    },
    {
      id: 'shipped',
      title: t('column.shipped'),
      cell: (row) => <Num value={row.quantity_shipped} />,
      align: 'right',
      isDefault: false,
    },
    {
      id: 'ordered',
      title: t('column.ordered'),
      cell: (row) => <Num value={row.quantity_ordered} />,
      align: 'right',
      isDefault: false,
    },
    {
      id: 'reserved',
      title: t('column.reserved'),
      cell: (row) => <Num value={row.quantity_reserved} />,
      align: 'right',
      isDefault: false,
    },
    {
      id: 'prime',
      title: t('column.prime'),
      cell: (row) => has(row, 'PRIME') && <Chip tone="blue">Prime</Chip>,
      isDefault: false,
    },
    {
      id: 'business',
      title: t('column.business'),
      cell: (row) => yes(has(row, 'AMAZON_BUSINESS')),
      isDefault: false,
    },
    {
      id: 'po',
      title: t('column.po'),
      cell: (row) => row.purchase_order_number,
      isDefault: false,
    },
    {
      id: 'replaces',
      title: t('column.replaces'),
      cell: (row) => row.replaces_number,
      isDefault: false,
    },
    {
      id: 'service',
      title: t('column.service'),
      cell: (row) => serviceWord(row.service_level, t),
      isDefault: false,
    },
    {
      id: 'marketplace',
      title: t('column.marketplace'),
      cell: (row) => row.marketplace_name,
      isDefault: false,
    },
    {
      id: 'last',
      title: t('column.last'),
      cell: (row) =>
        row.last_event && (
          <>
            {t.maybe(`event.${row.last_event}`) ?? row.last_event}{' '}
            <Quiet>
              <When at={row.last_event_at} style="short" />
            </Quiet>
          </>
        ),
      isDefault: false,
    },
    {
      id: 'updated',
      title: t('column.updated'),
      cell: (row) => <When at={row.updated_at} />,
      sort: 'updated_at',
      isDefault: false,
    },
  ];
}

function filtersOf(t: T): Filter[] {
  return [
    {
      kind: 'range',
      label: t('column.purchased'),
      from: 'purchased_from',
      to: 'purchased_to',
      of: 'day',
    },
    { kind: 'text', name: 'buyer_name', label: t('column.buyer') },
    { kind: 'range', label: t('column.total'), from: 'total_from', to: 'total_to', of: 'amount' },
    {
      kind: 'choice',
      name: 'status',
      label: t('column.status'),
      isMany: true,
      choices: amazonStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'verdict',
      label: t('column.verdict'),
      isMany: true,
      choices: verdictKinds.map((value) => ({ value, label: t(`verdict.${value}`) })),
    },
  ];
}

export default function AmazonOrdersPage() {
  const t = useT();
  const code = useStoreCode();
  const store = useStore(code);
  const verdictText = useVerdictText();
  const columns = useMemo(() => columnsOf(t, verdictText), [t, verdictText]);
  const filters = useMemo(() => filtersOf(t), [t]);
  return (
    <Page
      title={t('allOrders')}
      layout="full"
      back={{ to: `/stores/${code}`, label: store.data?.name ?? code }}
    >
      <DataGrid<AmazonOrderRow>
        id="amazon-orders"
        label={t('allOrders')}
        path={`/api/v1/stores/${encodeURIComponent(code)}/amazon-orders`}
        columns={columns}
        rowId={rowId}
        rowLabel={(row) => row.number}
        rowTo={(row) => `/stores/${code}/amazon-orders/${row.number}`}
        rowTone={rowTone}
        search={{ name: 'number', placeholder: t('searchNumber') }}
        filters={filters}
        defaultSort="-purchased_at"
        empty={<EmptyState title={t('noOrders')} />}
      />
    </Page>
  );
}
