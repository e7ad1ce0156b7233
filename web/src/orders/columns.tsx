// The columns, filters and view tabs of the list of orders.
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Column, Filter, ViewTab } from '../grid';
import { serverSentence } from '../i18n/server_words';
import { currentLanguage } from '../i18n/words';
import { Chip, Hint, Marks, Money, Mono, marks, Num, Quiet, When } from '../kit';
import { ShipBy, StatusChip, SyncCell } from './status';
import type { OrderRow } from './types';
import type { T } from './words';

const marketplaceCountry: Readonly<Record<string, string>> = {
  A1PA6795UKMFR9: 'DE',
  A13V1IB3VIYZZH: 'FR',
  A1F83G8C2ARO7P: 'GB',
  APJ6JRA9NG5V4: 'IT',
  A1RKKUPIHCS9HS: 'ES',
  A1805IZSGTT6HS: 'NL',
  A2NODRKZP88ZB9: 'SE',
  A1C3SOZRARQ6R3: 'PL',
  AMEN7PMS3EDWL: 'BE',
  A28R8C7NBKEWEA: 'IE',
  ATVPDKIKX0DER: 'US',
  A2EUQ1WTGCTBG2: 'CA',
  A1AM78C64UM0Y8: 'MX',
  A2Q3Y263D00KWC: 'BR',
  A1VC38T7YXB528: 'JP',
  A39IBJ37TRP1C6: 'AU',
  A19VAU5U5O7RUS: 'SG',
  A21TJRUUN4KGV: 'IN',
  A33AVAJ2PDY3EV: 'TR',
  A2VIGQ35RCS4UG: 'AE',
  A17E79C6D8DWNP: 'SA',
  ARBP9OOSHTCHU: 'EG',
  AE08WJ6YKNBMC: 'ZA',
};

export function marketplaceCode(marketplace: string | null | undefined): string {
  return marketplace ? (marketplaceCountry[marketplace] ?? marketplace) : '';
}

export function Channel({ row }: { row: Pick<OrderRow, 'channel_number' | 'marketplace_id'> }) {
  return row.channel_number === null ? (
    <Quiet>–</Quiet>
  ) : (
    <span>
      Amazon <Quiet>{marketplaceCode(row.marketplace_id)}</Quiet>
    </span>
  );
}

function skuText(items: OrderRow['items']): string {
  const more = items.sku_count - items.skus.length;
  return items.skus.join(', ') + (more > 0 ? ` +${more}` : '');
}

function NumberCell({ row, t }: { row: OrderRow; t: T }) {
  return (
    <>
      {row.increment_id}
      {row.needs_attention && (
        <>
          {' '}
          <IconAlertTriangle
            size={14}
            color="var(--oy-late)"
            role="img"
            aria-label={t('attentionMark', {
              text: serverSentence(row.attention ?? '', undefined, currentLanguage()),
            })}
            style={{ verticalAlign: -2 }}
          />
        </>
      )}
      <WhyFound row={row} t={t} />
    </>
  );
}

// What the row shows by itself; a hit there explains itself.
const seenInRow = ['number', 'channel_number', 'recipient'];

// Why a search found the row, when the eye cannot tell.
function WhyFound({ row, t }: { row: OrderRow; t: T }) {
  const unseen = (row.matched ?? []).filter((field) => !seenInRow.includes(field));
  if (unseen.length === 0 || unseen.length < (row.matched?.length ?? 0)) {
    return null;
  }
  const words = unseen.map((field) => t.maybe(`found.${field}`) ?? field).join(', ');
  return (
    <>
      {' '}
      <Quiet>{t('foundBy', { words })}</Quiet>
    </>
  );
}

function StatusCell({ row, t }: { row: OrderRow; t: T }) {
  return (
    <span>
      <StatusChip status={row.status} state={row.state} />{' '}
      {row.is_cancel_requested && <Chip tone="red">{t('cancelRequestedChip')}</Chip>}
      {row.is_cancel_pending && <Chip tone="amber">{t('cancelPendingChip')}</Chip>}
    </span>
  );
}

export function orderColumns(t: T): Column<OrderRow>[] {
  const column = (id: string, rest: Omit<Column<OrderRow>, 'id'>) => ({ id, ...rest });
  return [
    column('number', {
      title: t('column.number'),
      cell: (row) => <NumberCell row={row} t={t} />,
      sort: 'number',
      isMain: true,
    }),
    column('placed', {
      title: t('column.placed'),
      cell: (row) => <When at={row.placed_at} />,
      sort: 'placed_at',
    }),
    column('ship_to', {
      title: t('column.shipTo'),
      yields: true,
      cell: (row) => row.ship_to.name ?? row.buyer_name ?? <Quiet>–</Quiet>,
    }),
    column('channel', {
      title: t('column.channel'),
      // Marks are Amazon's: beside them the word is left out, so that the row fits 1280 px.
      cell: (row) =>
        row.marks.length === 0 ? (
          <Channel row={row} />
        ) : (
          <>
            <Quiet>{marketplaceCode(row.marketplace_id)}</Quiet>
            <Marks of={row.marks} />
          </>
        ),
    }),
    column('amazon', {
      title: t('column.amazon'),
      cell: (row) => <Mono>{row.channel_number ?? '–'}</Mono>,
      sort: 'channel_number',
    }),
    column('items', {
      title: t('column.items'),
      cell: (row) => <Num value={row.items.pieces} />,
      align: 'right',
    }),
    column('status', {
      title: t('column.status'),
      isWhole: true,
      cell: (row) => <StatusCell row={row} t={t} />,
    }),
    column('ship_by', {
      title: t('column.shipBy'),
      cell: (row) => <ShipBy at={row.ship_by} state={row.state} />,
      sort: 'ship_by',
    }),
    column('sync', { title: t('column.sync'), cell: (row) => <SyncCell sync={row.sync} /> }),
    column('total', {
      title: t('column.total'),
      cell: (row) => <Money of={row.grand_total} />,
      sort: 'total',
      align: 'right',
    }),
    ...moreColumns(t),
  ];
}

// By choice.
function moreColumns(t: T): Column<OrderRow>[] {
  return [
    { id: 'buyer', title: t('column.buyer'), cell: (row) => row.buyer_name, isDefault: false },
    {
      id: 'city',
      title: t('column.city'),
      cell: (row) => row.ship_to.city,
      isDefault: false,
    },
    {
      id: 'country',
      title: t('column.country'),
      cell: (row) => row.ship_to.country_code,
      isDefault: false,
    },
    {
      id: 'skus',
      title: t('column.skus'),
      cell: (row) => <Mono>{skuText(row.items)}</Mono>,
      isDefault: false,
    },
    {
      id: 'fulfilled_by',
      title: t('column.fulfilledBy'),
      cell: (row) => t.maybe(`fulfilled.${row.fulfilled_by}`) ?? null,
      isDefault: false,
    },
    {
      id: 'paid',
      title: t('column.paid'),
      cell: (row) => <Money of={row.paid} />,
      align: 'right',
      isDefault: false,
    },
    {
      id: 'refunded',
      title: t('column.refunded'),
      cell: (row) => <Money of={row.refunded} />,
      align: 'right',
      isDefault: false,
    },
    {
      id: 'attention',
      title: t('column.attention'),
      cell: (row) => row.attention && <Hint label={row.attention}>{row.attention}</Hint>,
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

type Choice = { value: string; label: string };

export function orderFilters(t: T, stores: Choice[], statuses: Choice[]): Filter[] {
  const flag = (name: string, label: string): Filter => ({ kind: 'flag', name, label });
  return [
    { kind: 'choice', name: 'store', label: t('filter.store'), choices: stores, isMany: true },
    { kind: 'choice', name: 'status', label: t('filter.status'), choices: statuses, isMany: true },
    {
      kind: 'range',
      label: t('filter.placed'),
      from: 'placed_from',
      to: 'placed_to',
      of: 'day',
    },
    {
      kind: 'range',
      label: t('filter.shipBy'),
      from: 'ship_by_from',
      to: 'ship_by_to',
      of: 'day',
    },
    {
      kind: 'range',
      label: t('filter.total'),
      from: 'total_from',
      to: 'total_to',
      of: 'amount',
    },
    { kind: 'text', name: 'sku', label: t('filter.sku') },
    { kind: 'text', name: 'country', label: t('filter.country'), placeholder: 'DE' },
    {
      kind: 'choice',
      name: 'fulfilled_by',
      label: t('filter.fulfilledBy'),
      choices: [
        { value: 'merchant', label: t('fulfilled.merchant') },
        { value: 'channel', label: t('fulfilled.channel') },
      ],
    },
    {
      kind: 'choice',
      name: 'mark',
      label: t('filter.mark'),
      choices: marks.map((value) => ({ value, label: t(`mark.${value}`) })),
      isMany: true,
    },
    flag('to_ship', t('filter.toShip')),
    flag('late', t('filter.late')),
    flag('on_hold', t('filter.onHold')),
    flag('held_due', t('filter.heldDue')),
    flag('needs_attention', t('filter.attention')),
    flag('cancel_requested', t('filter.cancelRequested')),
    flag('cancel_pending', t('filter.cancelPending')),
    flag('waits_for_tracking', t('filter.waitsForTracking')),
    flag('sync_error', t('filter.syncError')),
    flag('refunded', t('filter.refunded')),
  ];
}

export type Counts = { items: { view: string; count: number; is_exact: boolean }[] };

// `open`: the tab that is looked at; it stays when its last order leaves it.
export function orderTabs(t: T, counts: Counts | undefined, open?: string): ViewTab[] {
  const tab = (id: string, label: string, query: ViewTab['query'], counted: string): ViewTab => {
    const found = counts?.items.find((one) => one.view === counted);
    return { id, label, query, count: found?.count };
  };
  // Rare, and then important: shown only while there are some.
  const rare = [
    tab('held_due', t('view.heldDue'), { held_due: '1' }, 'held_due'),
    tab(
      'waits_for_tracking',
      t('view.waitsForTracking'),
      { waits_for_tracking: '1' },
      'waits_for_tracking',
    ),
  ].filter((one) => (one.count ?? 0) > 0 || one.id === open);
  return [
    { id: 'all', label: t('view.all'), query: {} },
    tab('to_ship', t('view.toShip'), { to_ship: '1' }, 'to_ship'),
    tab('ship_by_today', t('view.shipByToday'), { ship_by_today: '1' }, 'ship_by_today'),
    tab('late', t('view.late'), { late: '1' }, 'late'),
    ...rare,
    tab('sync_errors', t('view.syncErrors'), { sync_error: '1' }, 'sync_errors'),
    tab('on_hold', t('view.onHold'), { on_hold: '1' }, 'on_hold'),
    tab('cancel_requests', t('view.cancelRequests'), { cancel_requested: '1' }, 'cancel_requests'),
    tab('attention', t('view.attention'), { needs_attention: '1' }, 'attention'),
    tab('refunded', t('view.refunded'), { refunded: '1' }, 'refunded'),
  ];
}
