// The connected stores as cards: what each sold, when it last synced, and what stops it.
import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import { ActionBar, Chip, EmptyState, Link, Loaded, Money, Mono, Page, Quiet } from '../kit';
import { useGo } from '../url/state';
import { Change, Spark, SyncLine } from './parts';
import styles from './stores.module.css';
import type { StoreCard } from './types';
import { useT } from './words';

export default function StoresPage() {
  const t = useT();
  const may = useMay();
  const go = useGo();
  const stores = useGet<{ items: StoreCard[] }>('/api/v1/store-cards', {}, { pollMillis: 30_000 });
  const connect = () => go('/stores/connect');
  return (
    <Page
      title={t('title')}
      actions={
        <ActionBar
          actions={[
            {
              id: 'connect',
              label: t('connect.open'),
              run: connect,
              kind: 'filled',
              icon: <IconPlugConnected size={16} />,
              isAllowed: may('Orderyard::stores_manage'),
            },
          ]}
        />
      }
    >
      <Loaded query={stores}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('none')}>
              {may('Orderyard::stores_manage') && (
                <Button variant="default" onClick={connect}>
                  {t('connect.open')}
                </Button>
              )}
            </EmptyState>
          ) : (
            <div className={styles.cards}>
              {items.map((store) => (
                <StoreCardView key={store.id} store={store} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function StoreCardView({ store }: { store: StoreCard }) {
  const t = useT();
  const main = store.sales.totals[0] ?? null;
  const path = `/stores/${store.code}`;
  return (
    <section className={styles.cardBox} aria-label={store.name}>
      <div className={styles.cardTop}>
        <Link to={path} className={styles.name}>
          {store.name}
        </Link>
        <Chip tone={store.is_active ? 'green' : 'grey'}>
          {store.is_active ? t('active') : t('inactive')}
        </Chip>
        <span className={styles.spread} />
        <Mono>{marketplaceText(store)}</Mono>
      </div>
      <div className={styles.sales}>
        <div>
          <Quiet>{t('sales30')}</Quiet>
          <div className={styles.figure}>
            <Money of={main} />
          </div>
          <Quiet>{t('ordersCount', { count: store.sales.orders })} ·</Quiet>{' '}
          <Change sales={store.sales} />
        </div>
        <Spark sales={store.sales} label={t('sales30')} />
      </div>
      <SyncLine store={store} sync={store.sync} />
      <div className={styles.foot}>
        {store.exceptions > 0 && (
          <Link to={`/exceptions?store=${store.code}`}>
            <Chip tone="red">{t('exceptionsCount', { count: store.exceptions })}</Chip>
          </Link>
        )}
        {store.sync.inbox.poison > 0 && (
          <Link to={`${path}/logs?tab=inbox`}>
            <Chip tone="red">{t('poisonCount', { count: store.sync.inbox.poison })}</Chip>
          </Link>
        )}
        {store.differences > 0 && (
          <Link to={`${path}/logs?tab=differences`}>
            <Chip tone="amber">{t('differencesCount', { count: store.differences })}</Chip>
          </Link>
        )}
      </div>
      <div className={styles.foot}>
        <Link to={path}>{t('view')}</Link>
        <Link to={`${path}/amazon-orders`}>{t('allOrders')}</Link>
        <Link to={`${path}/settings`}>{t('settings.title')}</Link>
      </div>
    </section>
  );
}

// "DE FR IT", or the region when the store is in all of it.
function marketplaceText(store: StoreCard): string {
  return store.marketplace_ids.length === 0 || store.marketplaces.length > 6
    ? store.region.toUpperCase()
    : store.marketplaces.map((one) => one.country_code).join(' ');
}
