// The wizard: which account, its keys, then the connection doctor. Keys go to the server and are
// never shown again.
import { Button, Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import {
  Band,
  Card,
  ErrorBand,
  fieldError,
  Link,
  Loaded,
  Page,
  PasswordField,
  Quiet,
} from '../kit';
import { useGo, useUrlState } from '../url/state';
import { Doctor } from './Doctor';
import { OrderSettings } from './OrderSettings';
import { useStore } from './parts';
import styles from './stores.module.css';
import type { Marketplace, Store } from './types';
import { useT } from './words';

const blank = {
  code: '',
  name: '',
  region: 'eu',
  seller_id: '',
  client_id: '',
  client_secret: '',
  refresh_token: '',
  api_url: '',
  token_url: '',
};
type Draft = typeof blank;

export default function ConnectPage() {
  const t = useT();
  const url = useUrlState();
  const made = url.get('store');
  const step = made ? (url.get('step') === '3' ? 3 : 2) : 1;
  return (
    <Page title={t('connect.title')} back={{ to: '/stores', label: t('title') }}>
      <Steps now={step} />
      {step === 1 && <ConnectForm onDone={(store) => url.set({ store: store.code })} />}
      {made && step === 2 && <Connected code={made} onNext={() => url.set({ step: '3' })} />}
      {made && step === 3 && <FirstSettings code={made} />}
    </Page>
  );
}

// Where one is on the way: account and keys, what Amazon allows, how orders are treated.
function Steps({ now }: { now: 1 | 2 | 3 }) {
  const t = useT();
  return (
    <ol className={styles.steps} aria-label={t('connect.steps')}>
      {([1, 2, 3] as const).map((step) => (
        <li key={step} aria-current={step === now ? 'step' : undefined}>
          {t(`connect.step${step}`)}
        </li>
      ))}
    </ol>
  );
}

function Connected({ code, onNext }: { code: string; onNext: () => void }) {
  const t = useT();
  const store = useStore(code);
  return (
    <div className={styles.stack}>
      <Band tone="green" title={t('connect.done', { name: store.data?.name ?? code })}>
        {t('connect.next')}
      </Band>
      <Doctor code={code} startsAlone />
      <div className={styles.row}>
        <Button onClick={onNext}>{t('connect.toSettings')}</Button>
        <Quiet>{t('connect.checkLater')}</Quiet>
      </div>
    </div>
  );
}

function FirstSettings({ code }: { code: string }) {
  const t = useT();
  const go = useGo();
  const store = useStore(code);
  return (
    <Loaded query={store} lines={10}>
      {(found) => (
        <div className={styles.stack}>
          <OrderSettings store={found} onSaved={() => go(`/stores/${code}`)} />
          <div className={styles.row}>
            <Link to={`/stores/${code}`}>{t('connect.skipSettings')}</Link>
          </div>
        </div>
      )}
    </Loaded>
  );
}

// What must be filled in before anything is sent, each with its own sentence.
const needed = [
  'name',
  'code',
  'seller_id',
  'client_id',
  'client_secret',
  'refresh_token',
] as const satisfies readonly (keyof Draft)[];

type NeededField = (typeof needed)[number];

function missingIn(draft: Draft): NeededField[] {
  return needed.filter((name) => draft[name].trim() === '');
}

function bodyOf(draft: Draft, marketplaces: string[], isActive: boolean) {
  const { api_url, token_url, ...rest } = draft;
  return {
    ...rest,
    marketplaces,
    is_active: isActive,
    ...(api_url && { api_url }),
    ...(token_url && { token_url }),
  };
}

function ConnectForm({ onDone }: { onDone: (store: Store) => void }) {
  const t = useT();
  const [draft, setDraft] = useState(blank);
  const [marketplaces, setMarketplaces] = useState<string[]>([]);
  const [isActive, setIsActive] = useState(true);
  const [wasTried, setWasTried] = useState(false);
  const [isOwnAddress, setIsOwnAddress] = useState(false);
  const known = useGet<{ items: Marketplace[] }>('/api/v1/marketplaces');
  const save = useChange(
    (body: ReturnType<typeof bodyOf>, idempotencyKey) =>
      api.post<Store>('/api/v1/stores', body, { idempotencyKey }),
    ['/api/v1/stores', '/api/v1/store-cards'],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    const [first] = missingIn(draft);
    if (first) {
      document.getElementsByName(first)[0]?.focus();
      return;
    }
    save.mutate(bodyOf(draft, marketplaces, isActive), { onSuccess: onDone });
  };
  const missing: readonly string[] = wasTried ? missingIn(draft) : [];
  const labels: Record<NeededField, string> = {
    name: t('connect.name'),
    code: t('connect.code'),
    seller_id: t('connect.sellerId'),
    client_id: t('connect.clientId'),
    client_secret: t('connect.clientSecret'),
    refresh_token: t('connect.refreshToken'),
  };
  const text = (name: keyof Draft, label: string, hint?: string) => ({
    name,
    label,
    description: hint,
    value: draft[name],
    error: missing.includes(name) ? t('connect.needed') : fieldError(save.error, name),
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const inRegion = (known.data?.items ?? []).filter((one) => one.region === draft.region);
  return (
    <form onSubmit={submit} noValidate className={styles.stack}>
      {missing.length > 0 ? (
        <Band title={t('connect.missing')}>
          {missingIn(draft)
            .map((name) => labels[name])
            .join(', ')}
        </Band>
      ) : (
        <ErrorBand error={save.error} />
      )}
      <Card title={t('connect.account')}>
        <div className={styles.form}>
          <div className={styles.pair}>
            <TextInput {...text('name', t('connect.name'), t('connect.nameHint'))} required />
            <TextInput {...text('code', t('connect.code'), t('connect.codeHint'))} required />
          </div>
          <div className={styles.pair}>
            <NativeSelect
              label={t('connect.region')}
              description={'\u00a0'}
              value={draft.region}
              error={fieldError(save.error, 'region')}
              onChange={(event) => {
                setDraft({ ...draft, region: event.currentTarget.value });
                setMarketplaces([]);
              }}
              data={(['na', 'eu', 'fe'] as const).map((value) => ({
                value,
                label: t(`region.${value}`),
              }))}
            />
            <TextInput
              {...text('seller_id', t('connect.sellerId'), t('connect.sellerIdHint'))}
              required
            />
          </div>
          <MultiSelect
            label={t('connect.marketplaces')}
            description={t('connect.marketplacesHint')}
            data={inRegion.map((one) => ({
              value: one.id,
              label: `${one.name} (${one.country_code})`,
            }))}
            value={marketplaces}
            error={fieldError(save.error, 'marketplaces')}
            onChange={setMarketplaces}
          />
        </div>
      </Card>
      <Card title={t('connect.keys')}>
        <div className={styles.form}>
          <Quiet>{t('connect.keysAbout')}</Quiet>
          <TextInput {...text('client_id', t('connect.clientId'))} required />
          <PasswordField {...text('client_secret', t('connect.clientSecret'))} required />
          <PasswordField {...text('refresh_token', t('connect.refreshToken'))} required />
        </div>
      </Card>
      <Card title={t('connect.more')}>
        <div className={styles.form}>
          <Checkbox
            label={t('connect.activeNow')}
            checked={isActive}
            onChange={(event) => setIsActive(event.currentTarget.checked)}
          />
          <Checkbox
            label={t('connect.ownAddress')}
            description={t('connect.ownAddressHint')}
            checked={isOwnAddress}
            onChange={(event) => setIsOwnAddress(event.currentTarget.checked)}
          />
          {isOwnAddress && (
            <>
              <TextInput {...text('api_url', t('connect.apiUrl'))} />
              <TextInput {...text('token_url', t('connect.tokenUrl'))} />
            </>
          )}
        </div>
      </Card>
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('connect.submit')}
        </Button>
      </div>
    </form>
  );
}
