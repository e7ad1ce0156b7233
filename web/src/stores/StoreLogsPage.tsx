// A store's logs: failed calls with what to do, order texts that could not be taken in, what Amazon
// is being told, and where both sides differ.
import { IconRefresh } from '@tabler/icons-react';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import {
  ActionBar,
  Card,
  Chip,
  EmptyState,
  Loaded,
  Mono,
  Page,
  Quiet,
  Said,
  Table,
  Tabs,
  useTab,
  When,
} from '../kit';
import { Differences, FollowUps, Inbox } from './LogTabs';
import { SyncLine, useStore, useStoreCode, useSyncNow } from './parts';
import styles from './stores.module.css';
import type { Problem, StoreSync } from './types';
import { useT } from './words';

export default function StoreLogsPage() {
  const t = useT();
  const may = useMay();
  const code = useStoreCode();
  const store = useStore(code);
  const path = `/api/v1/stores/${encodeURIComponent(code)}`;
  const log = useGet<StoreSync>(`${path}/sync`, {}, { pollMillis: 20_000 });
  const sync = useSyncNow(code);
  const mayFollow = may('Orderyard::follow_ups');
  const inboxCount = log.data ? log.data.poison.length + log.data.waiting.length : 0;
  const tabs = [
    { id: 'calls', label: t('logs.calls') },
    { id: 'inbox', label: t('logs.inbox'), count: inboxCount },
    { id: 'follow-ups', label: t('logs.followUps'), isShown: mayFollow },
    { id: 'differences', label: t('logs.differences'), isShown: mayFollow },
  ] as const;
  const tab = useTab(tabs);
  return (
    <Page
      title={t('logs.title')}
      back={{ to: `/stores/${code}`, label: store.data?.name ?? code }}
      about={store.data && log.data && <SyncLine store={store.data} sync={log.data.sync} />}
      tabs={<Tabs label={t('logs.title')} tabs={tabs} />}
      actions={
        <ActionBar
          actions={[
            {
              id: 'retry',
              label: t('logs.retryNow'),
              run: sync.run,
              isBusy: sync.isBusy,
              isAllowed: may('Orderyard::sync'),
              whyNot: store.data?.is_active === false ? t('sync.paused') : undefined,
              icon: <IconRefresh size={16} />,
            },
          ]}
        />
      }
    >
      {tab === 'calls' && (
        <Loaded query={log}>{(found) => <Calls problems={found.problems} />}</Loaded>
      )}
      {tab === 'inbox' && (
        <Loaded query={log}>{(found) => <Inbox code={code} log={found} />}</Loaded>
      )}
      {tab === 'follow-ups' && <FollowUps code={code} />}
      {tab === 'differences' && <Differences code={code} />}
    </Page>
  );
}

function Calls({ problems }: { problems: readonly Problem[] }) {
  const t = useT();
  return (
    <Card title={t('logs.calls')}>
      <Table
        label={t('logs.calls')}
        rows={problems.map((problem, index) => ({ ...problem, index }))}
        rowId={(problem) => problem.index}
        empty={<EmptyState title={t('logs.noCalls')} />}
        columns={[
          { id: 'at', title: t('logs.at'), cell: (problem) => <When at={problem.at} /> },
          {
            id: 'what',
            title: t('logs.what'),
            cell: (problem) => (
              <>
                <div className={styles.row}>
                  <Chip tone="red">{t.maybe(`problem.${problem.code}.what`) ?? problem.code}</Chip>
                  <Mono>{problem.operation}</Mono>
                  {problem.http_status > 0 && <Mono>{problem.http_status}</Mono>}
                </div>
                <Quiet>
                  <Said text={problem.text} />
                </Quiet>
              </>
            ),
          },
          {
            id: 'do',
            title: t('doctor.toDo'),
            cell: (problem) => t.maybe(`problem.${problem.code}.cure`) ?? t('problem.other.cure'),
          },
          {
            id: 'request',
            title: t('logs.request'),
            cell: (problem) => problem.request_id && <Mono>{problem.request_id}</Mono>,
          },
        ]}
      />
    </Card>
  );
}
