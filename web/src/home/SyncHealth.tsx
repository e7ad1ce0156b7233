// How old the last good sync of each store is, and what is wrong with it.
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import { Card, Chip, EmptyState, Link, Quiet, Table, type Tone, When } from '../kit';
import type { StoreHealth } from './types';
import { type T, useT } from './words';

const oldSeconds = 30 * 60;

function stateOf(store: StoreHealth, t: T): [Tone, string] {
  if (!store.is_active) {
    return ['grey', t('inactive')];
  }
  if (store.failures > 0) {
    return ['red', t('failing')];
  }
  if (store.is_catching_up) {
    return ['blue', t('catchingUp')];
  }
  if (store.age_seconds === null || store.age_seconds > oldSeconds) {
    return ['amber', t('old')];
  }
  return ['green', t('good')];
}

export function SyncHealth({ stores }: { stores: readonly StoreHealth[] }) {
  const t = useT();
  const { language } = useFormats();
  return (
    <Card title={t('sync')}>
      <Table
        label={t('sync')}
        rows={stores}
        rowId={(store) => store.id}
        empty={
          <EmptyState title={t('noStores')}>
            <Link to="/stores/connect">{t('connect')}</Link>
          </EmptyState>
        }
        columns={[
          {
            id: 'store',
            title: t('store'),
            cell: (store) => <Link to={`/stores/${store.code}`}>{store.name || store.code}</Link>,
          },
          {
            id: 'state',
            title: t('state'),
            cell: (store) => {
              const [tone, word] = stateOf(store, t);
              return (
                <>
                  <Chip tone={tone}>{word}</Chip>
                  {store.last_error && (
                    <div>
                      <Quiet>{serverSentence(store.last_error, undefined, language)}</Quiet>
                    </div>
                  )}
                </>
              );
            },
          },
          {
            id: 'age',
            title: t('lastGood'),
            cell: (store) =>
              store.last_success_at ? (
                <When at={store.last_success_at} style="short" relative />
              ) : (
                t('never')
              ),
          },
        ]}
      />
    </Card>
  );
}
