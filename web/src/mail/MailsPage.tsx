// The log of mails: what waits, what went out, what was refused, and what a person has to decide.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { readAgain, useGet } from '../api/queries';
import { type Column, DataGrid, type Filter } from '../grid';
import { Band, EmptyState, Link, LoadingLines, Num, Page, Quiet, When } from '../kit';
import { StateChip, useKindName } from './parts';
import type { MailRow } from './types';
import { useT } from './words';

const states = ['queued', 'sending', 'sent', 'refused', 'doubtful', 'given_up'] as const;
const kinds = [
  'order',
  'order_comment',
  'invoice',
  'invoice_comment',
  'shipment',
  'shipment_comment',
  'credit_memo',
  'credit_memo_comment',
  'message',
] as const;

const rowId = (row: MailRow) => row.id;
const rowTone = (row: MailRow) =>
  row.state === 'refused' ? 'red' : row.state === 'doubtful' ? 'amber' : undefined;

type Counts = { has_server: boolean; counts: Record<string, number> };

// How many mails are in each state; when that changes, the list is read again.
function useCounts() {
  const client = useQueryClient();
  const counts = useGet<Counts>('/api/v1/mails', { page_size: 1 }, { pollMillis: 5_000 });
  const text = counts.data && JSON.stringify(counts.data.counts);
  const before = useRef(text);
  useEffect(() => {
    if (before.current !== undefined && before.current !== text) {
      void readAgain(client, ['/api/v1/mails']);
    }
    before.current = text;
  }, [client, text]);
  return counts;
}

export default function MailsPage() {
  const t = useT();
  const kindName = useKindName();
  const server = useCounts();
  const columns = useMemo(
    (): Column<MailRow>[] => [
      {
        id: 'at',
        title: t('column.at'),
        cell: (row) => <When at={row.created_at} />,
        isMain: true,
      },
      {
        id: 'kind',
        title: t('column.kind'),
        cell: (row) => (
          <>
            {kindName(row.channel_action ?? row.kind)} {row.is_copy && <Quiet>{t('copy')}</Quiet>}
          </>
        ),
      },
      {
        id: 'order',
        title: t('column.order'),
        cell: (row) => <Link to={`/orders/${row.order_id}`}>{row.order_number}</Link>,
      },
      { id: 'to', title: t('column.to'), cell: (row) => row.recipient },
      { id: 'subject', title: t('column.subject'), cell: (row) => row.subject },
      { id: 'state', title: t('column.state'), cell: (row) => <StateChip mail={row} /> },
      {
        id: 'tries',
        title: t('column.tries'),
        align: 'right',
        cell: (row) => <Num value={row.attempts} />,
      },
      { id: 'next', title: t('column.next'), cell: (row) => <When at={row.next_try_at} /> },
    ],
    [t, kindName],
  );
  const filters = useMemo(
    (): Filter[] => [
      {
        kind: 'choice',
        name: 'state',
        label: t('filter.state'),
        choices: states.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      {
        kind: 'choice',
        name: 'kind',
        label: t('filter.kind'),
        choices: kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
      },
    ],
    [t],
  );
  return (
    <Page title={t('log')} layout="full">
      {server.data?.has_server === false && (
        <Band
          tone="amber"
          title={t('noServer.title')}
          action={<Link to="/settings/mail">{t('noServer.setUp')}</Link>}
        >
          {t('noServer.text')}
        </Band>
      )}
      {server.isPending ? (
        <LoadingLines lines={12} />
      ) : (
        <DataGrid<MailRow>
          id="mails"
          label={t('log')}
          path="/api/v1/mails"
          columns={columns}
          rowId={rowId}
          rowLabel={(row) => `${kindName(row.kind)} ${row.order_number}`}
          rowTo={(row) => `/settings/mails/${row.id}`}
          rowTone={rowTone}
          filters={filters}
          empty={<EmptyState title={t('noMails')}>{t('noMailsHint')}</EmptyState>}
        />
      )}
    </Page>
  );
}
