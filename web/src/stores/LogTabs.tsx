// Three of a store's logs: the inbox (retry, skip), follow-ups (retry, settle), differences (end).
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import { useMay } from '../api/session';
import {
  Card,
  Chip,
  DialogForm,
  EmptyState,
  fieldError,
  Link,
  Loaded,
  Num,
  noticeDone,
  noticeError,
  Quiet,
  Said,
  sends,
  Table,
  type Tone,
  When,
} from '../kit';
import { useUrlState } from '../url/state';
import styles from './stores.module.css';
import type { Difference, FollowUp, InboxRow, StoreSync } from './types';
import { useT } from './words';

type Ask = { title: string; path: string };

// Asks for the reason that is kept with the decision.
function ReasonDialog({
  ask,
  touches,
  onClose,
}: {
  ask: Ask;
  touches: string[];
  onClose: () => void;
}) {
  const t = useT();
  const [reason, setReason] = useState('');
  const save = useChange(
    (text: string, idempotencyKey) => api.post(ask.path, { reason: text }, { idempotencyKey }),
    touches,
  );
  return (
    <DialogForm
      title={ask.title}
      isOpen
      {...sends(save, reason, t('saved'), onClose)}
      submitLabel={t('logs.decide')}
      whyNot={reason.trim() === '' ? t('logs.reasonNeeded') : undefined}
    >
      <TextInput
        label={t('logs.reason')}
        value={reason}
        error={fieldError(save.error, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </DialogForm>
  );
}

function useRetry(touches: readonly string[]) {
  const t = useT();
  const change = useChange(
    (path: string, idempotencyKey) => api.post(path, {}, { idempotencyKey }),
    touches,
  );
  return (path: string) =>
    change.mutate(path, {
      onSuccess: () => noticeDone(t('logs.retried')),
      onError: noticeError,
    });
}

export function Inbox({ code, log }: { code: string; log: StoreSync }) {
  const t = useT();
  const may = useMay();
  const [ask, setAsk] = useState<Ask | undefined>();
  const path = `/api/v1/stores/${encodeURIComponent(code)}/inbox`;
  const touches = ['/api/v1/stores'];
  const retry = useRetry(touches);
  const rows = [
    ...log.poison.map((row) => ({ ...row, isPoison: true })),
    ...log.waiting.map((row) => ({ ...row, isPoison: false })),
  ];
  const actions = (row: InboxRow) => (
    <div className={styles.row}>
      <Button size="xs" variant="default" onClick={() => retry(`${path}/${row.row}/retry`)}>
        {t('logs.retryNow')}
      </Button>
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          setAsk({
            title: t('logs.skipTitle', { number: row.order_number }),
            path: `${path}/${row.row}/skip`,
          })
        }
      >
        {t('logs.skip')}
      </Button>
    </div>
  );
  return (
    <Card title={t('logs.inbox')}>
      <Table
        label={t('logs.inbox')}
        rows={rows}
        rowId={(row) => row.row}
        empty={<EmptyState title={t('logs.noInbox')} />}
        columns={[
          { id: 'number', title: t('column.number'), cell: (row) => row.order_number },
          {
            id: 'state',
            title: t('column.status'),
            cell: (row) => (
              <Chip tone={row.isPoison ? 'red' : 'amber'}>
                {row.isPoison ? t('logs.poison') : t('logs.waiting')}
              </Chip>
            ),
          },
          { id: 'error', title: t('logs.what'), cell: (row) => row.error },
          {
            id: 'tries',
            title: t('logs.tries'),
            align: 'right',
            cell: (row) => <Num value={row.attempts} />,
          },
          { id: 'at', title: t('logs.received'), cell: (row) => <When at={row.received_at} /> },
          { id: 'next', title: t('logs.next'), cell: (row) => <When at={row.next_try_at} /> },
          {
            id: 'do',
            title: t('doctor.toDo'),
            cell: (row) => may('Orderyard::sync') && actions(row),
          },
        ]}
      />
      {ask && <ReasonDialog ask={ask} touches={touches} onClose={() => setAsk(undefined)} />}
    </Card>
  );
}

const toneOfFollowUp: Readonly<Record<string, Tone>> = {
  seen: 'green',
  accepted: 'blue',
  sent: 'blue',
  rejected: 'red',
  unknown: 'amber',
  parked: 'red',
};

const followUpStates = [
  'waiting',
  'queued',
  'sending',
  'sent',
  'accepted',
  'seen',
  'rejected',
  'unknown',
  'parked',
  'withdrawn',
] as const;

export function FollowUps({ code }: { code: string }) {
  const t = useT();
  const may = useMay();
  const url = useUrlState();
  const state = url.get('state') ?? '';
  const [ask, setAsk] = useState<Ask | undefined>();
  const path = `/api/v1/stores/${encodeURIComponent(code)}/follow-ups`;
  const touches = ['/api/v1/stores', '/api/v1/orders'];
  const page = useGet<List<FollowUp>>(path, { state, page_size: 100 }, { keepsOld: true });
  const retry = useRetry(touches);
  const canDecide = (row: FollowUp) =>
    may('Orderyard::follow_ups_decide') && ['rejected', 'unknown', 'parked'].includes(row.state);
  return (
    <Card
      title={t('logs.followUps')}
      actions={
        <NativeSelect
          aria-label={t('column.status')}
          value={state}
          onChange={(event) => url.set({ state: event.currentTarget.value })}
          data={[
            { value: '', label: t('logs.allStates') },
            ...followUpStates.map((value) => ({ value, label: t(`followUp.${value}`) })),
          ]}
        />
      }
    >
      <Loaded query={page}>
        {(found) => (
          <Table
            label={t('logs.followUps')}
            rows={found.items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('logs.noFollowUps')} />}
            columns={[
              { id: 'at', title: t('logs.at'), cell: (row) => <When at={row.created_at} /> },
              {
                id: 'kind',
                title: t('logs.what'),
                cell: (row) => t.maybe(`followUpKind.${row.kind}`) ?? row.kind,
              },
              {
                id: 'order',
                title: t('column.number'),
                cell: (row) => (
                  <Link to={`/stores/${code}/amazon-orders/${row.channel_number}`}>
                    {row.channel_number}
                  </Link>
                ),
              },
              {
                id: 'state',
                title: t('column.status'),
                cell: (row) => (
                  <>
                    <Chip tone={toneOfFollowUp[row.state] ?? 'grey'}>
                      {t.maybe(`followUp.${row.state}`) ?? row.state}
                    </Chip>{' '}
                    {row.error && (
                      <Quiet>
                        <Said text={row.error} />
                      </Quiet>
                    )}
                  </>
                ),
              },
              {
                id: 'tries',
                title: t('logs.tries'),
                align: 'right',
                cell: (row) => <Num value={row.attempts} />,
              },
              {
                id: 'do',
                title: t('doctor.toDo'),
                cell: (row) =>
                  canDecide(row) && (
                    <div className={styles.row}>
                      <Button
                        size="xs"
                        variant="default"
                        onClick={() => retry(`/api/v1/follow-ups/${row.id}/retry`)}
                      >
                        {t('logs.retryNow')}
                      </Button>
                      <Button
                        size="xs"
                        variant="default"
                        onClick={() =>
                          setAsk({
                            title: t('logs.resolveTitle', { number: row.channel_number }),
                            path: `/api/v1/follow-ups/${row.id}/resolve`,
                          })
                        }
                      >
                        {t('logs.resolve')}
                      </Button>
                    </div>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {ask && <ReasonDialog ask={ask} touches={touches} onClose={() => setAsk(undefined)} />}
    </Card>
  );
}

export function Differences({ code }: { code: string }) {
  const t = useT();
  const may = useMay();
  const [ask, setAsk] = useState<Ask | undefined>();
  const path = `/api/v1/stores/${encodeURIComponent(code)}/differences`;
  const page = useGet<{ items: Difference[] }>(path);
  return (
    <Card title={t('logs.differences')}>
      <Loaded query={page}>
        {(found) => (
          <Table
            label={t('logs.differences')}
            rows={found.items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('logs.noDifferences')} />}
            columns={[
              { id: 'at', title: t('logs.at'), cell: (row) => <When at={row.found_at} /> },
              {
                id: 'order',
                title: t('column.number'),
                cell: (row) => (
                  <Link to={`/stores/${code}/amazon-orders/${row.channel_number}`}>
                    {row.channel_number}
                  </Link>
                ),
              },
              {
                id: 'kind',
                title: t('logs.what'),
                cell: (row) => (
                  <>
                    <Chip tone="amber">{t.maybe(`difference.${row.kind}`) ?? row.kind}</Chip>{' '}
                    <Quiet>
                      <Said text={row.text} />
                    </Quiet>
                  </>
                ),
              },
              {
                id: 'do',
                title: t('doctor.toDo'),
                cell: (row) =>
                  may('Orderyard::follow_ups_decide') && (
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() =>
                        setAsk({
                          title: t('logs.endTitle', { number: row.channel_number }),
                          path: `/api/v1/differences/${row.id}/end`,
                        })
                      }
                    >
                      {t('logs.end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {ask && (
        <ReasonDialog ask={ask} touches={['/api/v1/stores']} onClose={() => setAsk(undefined)} />
      )}
    </Card>
  );
}
