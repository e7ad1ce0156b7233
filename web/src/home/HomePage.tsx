// What needs a person now comes first; sales and the age of the syncs beside it.
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import { Card, EmptyState, Loaded, Page, TwoColumns } from '../kit';
import { Sales } from './Sales';
import { SyncHealth } from './SyncHealth';
import { FailedExports, StoreTasks, TaskCard } from './Tasks';
import type { Home } from './types';
import { ViewAlarms } from './ViewAlarms';
import { useT } from './words';

export default function HomePage() {
  const t = useT();
  const maySeeOrders = useMay()('Magento_Sales::actions_view');
  const path = maySeeOrders ? '/api/v1/home' : undefined;
  const home = useGet<Home>(path, {}, { keepsOld: true, pollMillis: 60_000 });
  return (
    <Page title={t('title')}>
      {maySeeOrders ? (
        <Loaded query={home}>{(data) => <Parts home={data} />}</Loaded>
      ) : (
        <EmptyState title={t('nothing')} />
      )}
    </Page>
  );
}

function Parts({ home }: { home: Home }) {
  const t = useT();
  const waiting = home.tasks.filter((task) => task.count > 0);
  const stores = home.stores ?? [];
  const failed = home.failed_exports ?? [];
  const troubled = stores.filter(
    (store) => store.poison_messages > 0 || (store.differences ?? 0) > 0,
  );
  return (
    <TwoColumns>
      <div>
        {waiting.length === 0 && troubled.length === 0 && failed.length === 0 && (
          <Card title={t('now')}>
            <EmptyState title={t('nothing')}>{t('nothingNext')}</EmptyState>
          </Card>
        )}
        {waiting.map((task) => (
          <TaskCard key={task.kind} task={task} />
        ))}
        {failed.length > 0 && <FailedExports runs={failed} />}
        {troubled.map((store) => (
          <StoreTasks key={store.id} store={store} />
        ))}
      </div>
      <div>
        {home.stores && <SyncHealth stores={home.stores} />}
        {home.view_alarms && home.view_alarms.length > 0 && (
          <ViewAlarms alarms={home.view_alarms} />
        )}
        {home.sales && <Sales sales={home.sales} />}
      </div>
    </TwoColumns>
  );
}
