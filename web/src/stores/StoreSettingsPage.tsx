// How a store's orders are treated: every setting with its effect in words; then its keys, the
// connection doctor, and pausing or ending the connection.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { useMay } from '../api/session';
import {
  Card,
  ConfirmDialog,
  ErrorBand,
  fieldError,
  Loaded,
  noticeDone,
  noticeError,
  Page,
  PasswordField,
  Quiet,
} from '../kit';
import { useGo } from '../url/state';
import { Doctor } from './Doctor';
import { OrderSettings } from './OrderSettings';
import { useStore, useStoreCode } from './parts';
import { SettingsFacts } from './SettingsFacts';
import styles from './stores.module.css';
import type { Store } from './types';
import { useT } from './words';

const touches = ['/api/v1/stores', '/api/v1/store-cards'];

export default function StoreSettingsPage() {
  const t = useT();
  const may = useMay();
  const code = useStoreCode();
  const store = useStore(code);
  const mayManage = may('Orderyard::stores_manage');
  return (
    <Page
      title={t('settings.title')}
      back={{ to: `/stores/${code}`, label: store.data?.name ?? code }}
    >
      <Loaded query={store} lines={10}>
        {(found) => (
          <div className={styles.stack}>
            {mayManage ? (
              <OrderSettings key={found.version} store={found} />
            ) : (
              <SettingsFacts store={found} />
            )}
            {may('Orderyard::sync') && <Doctor code={code} />}
            {mayManage && <Keys store={found} />}
            {mayManage && <Ending store={found} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

const noKeys = { client_id: '', client_secret: '', refresh_token: '' };

function Keys({ store }: { store: Store }) {
  const t = useT();
  const [draft, setDraft] = useState(noKeys);
  const save = useChange(
    (body: typeof noKeys, idempotencyKey) =>
      api.put(`/api/v1/stores/${store.code}/credentials`, body, { idempotencyKey }),
    touches,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, {
      onSuccess: () => {
        setDraft(noKeys);
        noticeDone(t('keys.saved'));
      },
    });
  };
  const text = (name: keyof typeof noKeys, label: string) => ({
    label,
    value: draft[name],
    error: fieldError(save.error, name),
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <Card title={t('connect.keys')}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <ErrorBand error={save.error} />
        <Quiet>{t('keys.about')}</Quiet>
        <TextInput {...text('client_id', t('connect.clientId'))} />
        <PasswordField {...text('client_secret', t('connect.clientSecret'))} />
        <PasswordField {...text('refresh_token', t('connect.refreshToken'))} />
        <div>
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('keys.replace')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Ending({ store }: { store: Store }) {
  const t = useT();
  const go = useGo();
  const [isEnding, setIsEnding] = useState(false);
  const path = `/api/v1/stores/${store.code}`;
  const toggle = useChange(
    (verb: 'activate' | 'deactivate', idempotencyKey) =>
      api.post(`${path}/${verb}`, {}, { idempotencyKey }),
    touches,
  );
  const end = useChange(
    (_: undefined, idempotencyKey) => api.delete(path, undefined, { idempotencyKey }),
    touches,
  );
  return (
    <Card title={t('ending.title')}>
      <div className={styles.stack}>
        <Quiet>{store.is_active ? t('ending.deactivateAbout') : t('ending.activateAbout')}</Quiet>
        <div className={styles.row}>
          <Button
            variant="default"
            loading={toggle.isPending}
            onClick={() =>
              toggle.mutate(store.is_active ? 'deactivate' : 'activate', {
                onSuccess: () => noticeDone(t('saved')),
                onError: noticeError,
              })
            }
          >
            {store.is_active ? t('ending.deactivate') : t('ending.activate')}
          </Button>
          <Button variant="default" c="var(--oy-late)" onClick={() => setIsEnding(true)}>
            {t('ending.archive')}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        title={t('ending.archiveTitle', { name: store.name })}
        isOpen={isEnding}
        onClose={() => setIsEnding(false)}
        onSubmit={() => end.mutate(undefined, { onSuccess: () => go('/stores') })}
        submitLabel={t('ending.archive')}
        isBusy={end.isPending}
        error={end.error}
        isDanger
      >
        {t('ending.archiveEffect')}
      </ConfirmDialog>
    </Card>
  );
}
