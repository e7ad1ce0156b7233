// One bulk job with the result of each order; failed ones can be tried again.
import { NativeSelect } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { useMay } from '../api/session';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import {
  ActionBar,
  Card,
  Chip,
  EmptyState,
  Link,
  Loaded,
  noticeDone,
  noticeError,
  Page,
  Quiet,
  Table,
} from '../kit';
import { useUrlState } from '../url/state';
import type { BulkItem, BulkJob } from './types';
import { useT } from './words';

const toneOf = { pending: 'grey', done: 'green', failed: 'red' } as const;

export default function BulkJobPage() {
  const t = useT();
  const may = useMay();
  const { language } = useFormats();
  const url = useUrlState();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const path = `/api/v1/bulk/${id}`;
  const state = url.get('state') ?? '';
  const job = useGet<BulkJob>(path, {}, { pollMillis: 3_000 });
  const items = useGet<{ items: BulkItem[] }>(
    `${path}/items`,
    { state, page_size: 250 },
    { pollMillis: 3_000, keepsOld: true },
  );
  const retry = useChange(
    (_: undefined, idempotencyKey) => api.post(`${path}/retry`, undefined, { idempotencyKey }),
    ['/api/v1/bulk'],
  );
  const data = job.data;
  return (
    <Page
      title={data ? (t.maybe(`verb.${data.verb}`) ?? data.verb) : ''}
      back={{ to: '/jobs', label: t('jobs.title') }}
      about={
        data && t('jobs.progress', { done: data.done, failed: data.failed, total: data.total })
      }
      actions={
        <ActionBar
          actions={[
            {
              id: 'retry',
              label: t('jobs.retryFailed'),
              run: () =>
                retry.mutate(undefined, {
                  onSuccess: () => noticeDone(t('jobs.started')),
                  onError: noticeError,
                }),
              isAllowed: may('Orderyard::bulk'),
              whyNot: data?.failed === 0 ? t('jobs.nothingFailed') : undefined,
              isBusy: retry.isPending,
            },
          ]}
        />
      }
    >
      <Card
        title={t('jobs.results')}
        actions={
          <NativeSelect
            aria-label={t('jobs.state')}
            value={state}
            onChange={(event) => url.set({ state: event.currentTarget.value })}
            data={[
              { value: '', label: t('jobs.all') },
              { value: 'failed', label: t('jobs.item.failed') },
              { value: 'done', label: t('jobs.item.done') },
              { value: 'pending', label: t('jobs.item.pending') },
            ]}
          />
        }
      >
        <Loaded query={items}>
          {(found) => (
            <Table
              label={t('jobs.results')}
              rows={found.items}
              rowId={(item) => item.position}
              empty={<EmptyState title={t('jobs.noItems')} />}
              columns={[
                {
                  id: 'order',
                  title: t('jobs.order'),
                  cell: (item) => <Link to={`/orders/${item.order_id}`}>{item.increment_id}</Link>,
                },
                {
                  id: 'state',
                  title: t('jobs.state'),
                  cell: (item) => (
                    <Chip tone={toneOf[item.state]}>{t(`jobs.item.${item.state}`)}</Chip>
                  ),
                },
                {
                  id: 'why',
                  title: t('jobs.error'),
                  cell: (item) =>
                    item.message && (
                      <Quiet>{serverSentence(item.message, undefined, language)}</Quiet>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
