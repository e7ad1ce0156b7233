// What the three lists have in common: columns, filters, links to the order.
import { useGet } from '../api/queries';
import type { Column, Filter } from '../grid';
import { Chip, Link, Mono, Nothing, type Tone, When } from '../kit';
import type { Row } from './types';
import type { T } from './words';

const toneOf: Record<string, Tone> = {
  shipped: 'green',
  paid: 'green',
  issued: 'green',
  open: 'amber',
  rejected: 'red',
};

export function StateChip({ state, t }: { state: string; t: T }) {
  return <Chip tone={toneOf[state] ?? 'grey'}>{t.maybe(`state.${state}`) ?? state}</Chip>;
}

export function headColumns<R extends Row>(t: T): Column<R>[] {
  return [
    {
      id: 'number',
      title: t('column.number'),
      cell: (row) => row.increment_id,
      isMain: true,
      sort: 'number',
    },
    {
      id: 'created',
      title: t('column.created'),
      cell: (row) => <When at={row.created_at} style="short" />,
      sort: 'created_at',
    },
    {
      id: 'order',
      title: t('column.order'),
      cell: (row) => (
        <Link to={`/orders/${row.order.id}`}>{row.order.increment_id ?? row.order.id}</Link>
      ),
    },
    {
      id: 'amazon',
      title: t('column.amazon'),
      cell: (row) =>
        row.order.channel_number ? <Mono>{row.order.channel_number}</Mono> : <Nothing />,
    },
    {
      id: 'store',
      title: t('column.store'),
      cell: (row) => row.order.store_name || row.order.store_code || <Nothing />,
      isDefault: false,
    },
    { id: 'buyer', title: t('column.buyer'), cell: (row) => row.buyer_name ?? <Nothing /> },
  ];
}

export function tailColumns<R extends Row>(t: T): Column<R>[] {
  return [
    {
      id: 'state',
      title: t('column.state'),
      cell: (row) => <StateChip state={row.state} t={t} />,
    },
    {
      id: 'mail',
      title: t('column.mail'),
      cell: (row) => (row.is_mail_sent ? t('mailSent') : <Nothing />),
    },
  ];
}

export function useFilters(t: T, states: readonly string[]): Filter[] {
  const stores = useGet<{ items: { code: string; name: string }[] }>('/api/v1/stores');
  return [
    {
      kind: 'choice',
      name: 'store',
      label: t('filter.store'),
      isMany: true,
      choices: (stores.data?.items ?? []).map(({ code, name }) => ({
        value: code,
        label: name || code,
      })),
    },
    {
      kind: 'choice',
      name: 'state',
      label: t('filter.state'),
      isMany: true,
      choices: states.map((state) => ({
        value: state,
        label: t.maybe(`state.${state}`) ?? state,
      })),
    },
    { kind: 'text', name: 'order', label: t('filter.order') },
    { kind: 'text', name: 'channel_number', label: t('filter.amazon') },
    {
      kind: 'range',
      label: t('filter.created'),
      from: 'created_from',
      to: 'created_to',
      of: 'day',
    },
  ];
}

export const rowId = (row: Row) => row.id;
export const rowLabel = (row: Row) => row.increment_id;
