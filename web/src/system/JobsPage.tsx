// What the server does by itself, what waits to be sent, and the bulk jobs people started.
import { Button } from '@mantine/core';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { useMay } from '../api/session';
import {
  Card,
  Chip,
  EmptyState,
  Link,
  Loaded,
  Mono,
  Num,
  noticeDone,
  noticeError,
  Page,
  Quiet,
  Table,
  Tabs,
  useTab,
  When,
} from '../kit';
import styles from './system.module.css';
import type { BulkJob, Job, OutboxMessage } from './types';
import { useT } from './words';

const pollMillis = 5_000;

export default function JobsPage() {
  const t = useT();
  const may = useMay();
  const tabs = [
    { id: 'bulk', label: t('jobs.bulk'), isShown: may('Orderyard::bulk') },
    { id: 'timetable', label: t('jobs.timetable'), isShown: may('Orderyard::health') },
    { id: 'outbox', label: t('jobs.outbox'), isShown: may('Orderyard::health') },
  ] as const;
  const shown = tabs.filter((tab) => tab.isShown);
  const tab = useTab(shown.length > 0 ? shown : tabs);
  return (
    <Page
      title={t('jobs.title')}
      tabs={<Tabs label={t('jobs.title')} tabs={shown.length > 0 ? shown : tabs} />}
    >
      {tab === 'bulk' && <BulkJobs />}
      {tab === 'timetable' && <Timetable />}
      {tab === 'outbox' && <Outbox />}
    </Page>
  );
}

function BulkJobs() {
  const t = useT();
  const jobs = useGet<{ items: BulkJob[] }>('/api/v1/bulk', {}, { pollMillis });
  return (
    <Card title={t('jobs.bulk')}>
      <Loaded query={jobs}>
        {(found) => (
          <Table
            label={t('jobs.bulk')}
            rows={found.items}
            rowId={(job) => job.id}
            empty={<EmptyState title={t('jobs.noBulk')} />}
            columns={[
              {
                id: 'verb',
                title: t('jobs.what'),
                cell: (job) => (
                  <Link to={`/jobs/${job.id}`}>{t.maybe(`verb.${job.verb}`) ?? job.verb}</Link>
                ),
              },
              { id: 'who', title: t('jobs.who'), cell: (job) => job.actor },
              { id: 'at', title: t('jobs.at'), cell: (job) => <When at={job.created_at} /> },
              {
                id: 'state',
                title: t('jobs.state'),
                cell: (job) => (
                  <Chip
                    tone={job.state === 'running' ? 'blue' : job.failed > 0 ? 'amber' : 'green'}
                  >
                    {job.state === 'running' ? t('jobs.running') : t('jobs.ended')}
                  </Chip>
                ),
              },
              {
                id: 'done',
                title: t('jobs.done'),
                align: 'right',
                cell: (job) => <Num value={job.done} />,
              },
              {
                id: 'failed',
                title: t('jobs.failed'),
                align: 'right',
                cell: (job) => <Num value={job.failed} />,
              },
              {
                id: 'pending',
                title: t('jobs.pending'),
                align: 'right',
                cell: (job) => <Num value={job.pending} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Timetable() {
  const t = useT();
  const may = useMay();
  const jobs = useGet<{ items: Job[] }>('/api/v1/jobs', {}, { pollMillis });
  const run = useChange(
    (name: string, idempotencyKey) =>
      api.post(`/api/v1/jobs/${encodeURIComponent(name)}/run`, undefined, { idempotencyKey }),
    ['/api/v1/jobs'],
  );
  const start = (name: string) =>
    run.mutate(name, { onSuccess: () => noticeDone(t('jobs.started')), onError: noticeError });
  return (
    <Card title={t('jobs.timetable')}>
      <Loaded query={jobs}>
        {(found) => (
          <Table
            label={t('jobs.timetable')}
            rows={found.items}
            rowId={(job) => job.name}
            columns={[
              {
                id: 'what',
                title: t('jobs.what'),
                cell: (job) => (
                  <>
                    <div>{t.maybe(`job.${job.kind}`) ?? job.kind}</div>
                    {job.store_code && <Quiet>{job.store_code}</Quiet>}
                  </>
                ),
              },
              {
                id: 'state',
                title: t('jobs.state'),
                cell: (job) =>
                  job.is_running ? (
                    <Chip tone="blue">{t('jobs.running')}</Chip>
                  ) : job.failures > 0 ? (
                    <Chip tone="red">{t('jobs.failedTimes', { count: job.failures })}</Chip>
                  ) : (
                    <Chip>{t('jobs.resting')}</Chip>
                  ),
              },
              {
                id: 'last',
                title: t('jobs.last'),
                cell: (job) => <When at={job.last_ended_at} />,
              },
              {
                id: 'next',
                title: t('jobs.next'),
                cell: (job) =>
                  job.resting_until || job.next_due ? (
                    <When at={job.resting_until ?? job.next_due} />
                  ) : (
                    <Quiet>{t('jobs.whenNeeded')}</Quiet>
                  ),
              },
              { id: 'error', title: t('jobs.error'), cell: (job) => job.last_error },
              {
                id: 'do',
                title: '',
                cell: (job) =>
                  may('Orderyard::jobs') && (
                    <Button
                      size="xs"
                      variant="default"
                      disabled={!job.can_run_now}
                      onClick={() => start(job.name)}
                      aria-label={`${t('jobs.run')}: ${job.name}`}
                    >
                      {t('jobs.run')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Outbox() {
  const t = useT();
  const pending = useGet<{ items: OutboxMessage[] }>('/api/v1/outbox', {}, { pollMillis });
  const parked = useGet<{ items: OutboxMessage[] }>(
    '/api/v1/outbox',
    { state: 'parked' },
    { pollMillis },
  );
  return (
    <div className={styles.stack}>
      <Card title={t('outbox.parked')}>
        <Loaded query={parked}>{(found) => <Messages rows={found.items} />}</Loaded>
      </Card>
      <Card title={t('outbox.pending')}>
        <Loaded query={pending}>{(found) => <Messages rows={found.items} />}</Loaded>
      </Card>
    </div>
  );
}

function Messages({ rows }: { rows: readonly OutboxMessage[] }) {
  const t = useT();
  return (
    <Table
      label={t('jobs.outbox')}
      rows={rows}
      rowId={(message) => message.id}
      empty={<Quiet>{t('outbox.none')}</Quiet>}
      columns={[
        {
          id: 'kind',
          title: t('jobs.what'),
          cell: (message) => t.maybe(`message.${message.kind}`) ?? message.kind,
        },
        {
          id: 'subject',
          title: t('outbox.subject'),
          cell: (message) => message.subject && <Mono>{message.subject}</Mono>,
        },
        { id: 'at', title: t('jobs.at'), cell: (message) => <When at={message.created_at} /> },
        { id: 'next', title: t('jobs.next'), cell: (message) => <When at={message.not_before} /> },
        {
          id: 'tries',
          title: t('outbox.tries'),
          align: 'right',
          cell: (message) => <Num value={message.attempts} />,
        },
        { id: 'error', title: t('jobs.error'), cell: (message) => message.error },
      ]}
    />
  );
}
