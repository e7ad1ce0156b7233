// Is everything well, and if not, what: version, database, backups, queues, and the age of each
// store's last good sync.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useGet } from '../api/queries';
import {
  Band,
  Card,
  Chip,
  Facts,
  Link,
  Loaded,
  Num,
  Page,
  Quiet,
  Said,
  Table,
  TwoColumns,
  When,
} from '../kit';
import styles from './system.module.css';
import type { SystemHealth } from './types';
import { useT } from './words';

const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

function useBytes() {
  const t = useT();
  return (bytes: number | null) => {
    if (bytes === null) {
      return t('health.unknown');
    }
    return bytes >= gibibyte
      ? t('health.gib', { count: Math.round((bytes / gibibyte) * 10) / 10 })
      : t('health.mib', { count: Math.round((bytes / mebibyte) * 10) / 10 });
  };
}

export default function HealthPage() {
  const t = useT();
  const [isChecked, setIsChecked] = useState(false);
  const health = useGet<SystemHealth>('/api/v1/system', isChecked ? { self_check: 1 } : {}, {
    keepsOld: true,
    pollMillis: isChecked ? false : 15_000,
  });
  return (
    <Page
      title={t('health.title')}
      back={{ to: '/settings', label: t('settings') }}
      actions={
        <Button
          variant="default"
          loading={isChecked && health.isFetching}
          onClick={() => (isChecked ? void health.refetch() : setIsChecked(true))}
        >
          {t('health.check')}
        </Button>
      }
    >
      <Loaded query={health}>{(found) => <Health health={found} />}</Loaded>
    </Page>
  );
}

function Health({ health }: { health: SystemHealth }) {
  const t = useT();
  const bytes = useBytes();
  return (
    <div className={styles.stack}>
      {health.findings.length === 0 ? (
        <Band tone="green" title={t('health.well')}>
          {health.is_self_checked ? t('health.checked') : undefined}
        </Band>
      ) : (
        health.findings.map((finding) => (
          <Band
            key={`${finding.code}/${finding.store_code ?? ''}/${finding.text}`}
            tone={finding.code === 'sync_late' ? 'amber' : 'red'}
            title={t.maybe(`health.finding.${finding.code}`) ?? finding.code}
            action={
              finding.store_code && (
                <Link to={`/stores/${finding.store_code}/logs`}>{finding.store_code}</Link>
              )
            }
          >
            <Said text={finding.text} />
          </Band>
        ))
      )}
      <TwoColumns>
        <Card title={t('health.stores')}>
          <Table
            label={t('health.stores')}
            rows={health.stores}
            rowId={(store) => store.code}
            empty={<Quiet>{t('health.noStores')}</Quiet>}
            columns={[
              {
                id: 'store',
                title: t('health.store'),
                cell: (store) => <Link to={`/stores/${store.code}`}>{store.name}</Link>,
              },
              {
                id: 'state',
                title: t('jobs.state'),
                cell: (store) => (
                  <Chip tone={store.sync.error ? 'red' : store.is_active ? 'green' : 'grey'}>
                    {store.sync.error
                      ? t('health.trouble')
                      : store.is_active
                        ? t('health.inStep')
                        : t('health.paused')}
                  </Chip>
                ),
              },
              {
                id: 'last',
                title: t('health.lastGood'),
                cell: (store) => <When at={store.sync.last_success_at} relative />,
              },
              {
                id: 'waiting',
                title: t('health.waiting'),
                align: 'right',
                cell: (store) => <Num value={store.sync.inbox.waiting} />,
              },
              {
                id: 'poison',
                title: t('health.poison'),
                align: 'right',
                cell: (store) => <Num value={store.sync.inbox.poison} />,
              },
            ]}
          />
        </Card>
        <div className={styles.stack}>
          <Card title={t('health.program')}>
            <Facts
              of={[
                [t('health.version'), health.version],
                [t('health.since'), <When key="since" at={health.started_at} relative />],
              ]}
            />
          </Card>
          <Card title={t('health.database')}>
            <Facts
              of={[
                [t('health.engine'), `${health.database.engine} ${health.database.engine_version}`],
                [t('health.schema'), String(health.database.schema)],
                [t('health.size'), bytes(health.database.bytes)],
                [t('health.free'), bytes(health.database.disk_free_bytes)],
                [
                  t('health.backup'),
                  health.backups.last_at ? (
                    <When key="backup" at={health.backups.last_at} relative />
                  ) : (
                    t('health.noBackup')
                  ),
                ],
              ]}
            />
          </Card>
          <Card title={t('health.queues')}>
            <Facts
              of={[
                [t('outbox.pending'), <Num key="pending" value={health.outbox.pending} />],
                [t('outbox.parked'), <Num key="parked" value={health.outbox.parked} />],
                [t('health.oldest'), <When key="oldest" at={health.outbox.oldest_at} relative />],
              ]}
            />
          </Card>
        </div>
      </TwoColumns>
    </div>
  );
}
