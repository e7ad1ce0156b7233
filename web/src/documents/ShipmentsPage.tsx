// The list of shipments of all orders, with their tracking numbers.
import { useMemo } from 'react';
import { type Column, DataGrid, type Filter } from '../grid';
import { EmptyState, Mono, Nothing, Num, Page } from '../kit';
import { headColumns, rowId, rowLabel, tailColumns, useFilters } from './columns';
import type { ShipmentRow } from './types';
import { useT } from './words';

const rowTo = (row: ShipmentRow) => `/shipments/${row.id}`;
const states = ['shipped', 'void'];

export default function ShipmentsPage() {
  const t = useT();
  const common = useFilters(t, states);
  const filters: Filter[] = [
    ...common,
    { kind: 'text', name: 'tracking', label: t('filter.tracking') },
    { kind: 'text', name: 'carrier', label: t('filter.carrier') },
  ];
  const columns = useMemo(
    (): Column<ShipmentRow>[] => [
      ...headColumns<ShipmentRow>(t),
      {
        id: 'shipTo',
        title: t('column.shipTo'),
        cell: (row) => row.ship_to_name ?? <Nothing />,
        isDefault: false,
      },
      {
        id: 'pieces',
        title: t('column.pieces'),
        align: 'right',
        cell: (row) => <Num value={row.quantity} />,
      },
      {
        id: 'tracking',
        title: t('column.tracking'),
        cell: (row) => <Tracks row={row} />,
      },
      ...tailColumns<ShipmentRow>(t),
    ],
    [t],
  );
  return (
    <Page title={t('shipments')} layout="full">
      <DataGrid<ShipmentRow>
        id="shipments"
        label={t('shipments')}
        path="/api/v1/shipments"
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowTo={rowTo}
        search={{ name: 'q', placeholder: t('search') }}
        filters={filters}
        hasSavedViews
        defaultSort="-created_at"
        empty={<EmptyState title={t('noneShipments')}>{t('nextShipments')}</EmptyState>}
      />
    </Page>
  );
}

function Tracks({ row }: { row: ShipmentRow }) {
  const [first, ...more] = row.tracks;
  if (!first) {
    return <Nothing />;
  }
  return (
    <>
      {first.title || first.carrier_code} <Mono>{first.number}</Mono>
      {more.length > 0 && ` +${more.length}`}
    </>
  );
}
