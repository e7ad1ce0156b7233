// The form of a store's settings. Each says what it does to orders.
import { Button, Checkbox, MultiSelect, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { Card, ErrorBand, fieldError, noticeDone } from '../kit';
import styles from './stores.module.css';
import type { Marketplace, Store, StoreSettings } from './types';
import { useT } from './words';

type View = { id: number; code: string; name: string };
type Status = { code: string; label: string; state: string };
type Body = {
  name: string;
  marketplaces: string[];
  version: number;
  settings: Omit<StoreSettings, 'import_from'> & { import_from: string };
};

const minute = 60;
const mailKinds = [
  'order',
  'order_comment',
  'invoice',
  'invoice_comment',
  'shipment',
  'shipment_comment',
  'credit_memo',
  'credit_memo_comment',
] as const;

// What the server takes: a day's start in UTC, or "none".
function bodyOf(
  name: string,
  marketplaces: string[],
  draft: StoreSettings,
  day: string,
  version: number,
): Body {
  return {
    name,
    marketplaces,
    version,
    settings: { ...draft, import_from: day ? `${day}T00:00:00Z` : 'none' },
  };
}

type Props = { store: Store; onSaved?: () => void };

export function OrderSettings({ store, onSaved }: Props) {
  const t = useT();
  const [name, setName] = useState(store.name);
  const [draft, setDraft] = useState(store.settings);
  const [day, setDay] = useState(store.settings.import_from?.slice(0, 10) ?? '');
  const [marketplaces, setMarketplaces] = useState(store.marketplace_ids);
  const views = useGet<{ items: View[] }>('/api/v1/store-views');
  const statuses = useGet<{ items: Status[] }>('/api/v1/order-statuses');
  const known = useGet<{ items: Marketplace[] }>('/api/v1/marketplaces');
  const save = useChange(
    (body: Body, idempotencyKey) =>
      api.put(`/api/v1/stores/${store.code}`, body, { idempotencyKey }),
    ['/api/v1/stores', '/api/v1/store-cards', '/api/v1/orders', '/api/v1/exceptions'],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(bodyOf(name, marketplaces, draft, day, store.version), {
      onSuccess: () => {
        noticeDone(t('saved'));
        onSaved?.();
      },
    });
  };
  const flag = (field: BooleanSetting) => ({
    label: t(`setting.${field}`),
    description: t(`settingHint.${field}`),
    checked: draft[field],
    disabled: field !== 'import_enabled' && !draft.import_enabled,
    onChange: (event: { currentTarget: { checked: boolean } }) =>
      setDraft({ ...draft, [field]: event.currentTarget.checked }),
  });
  const isOff = !draft.import_enabled;
  return (
    <Card title={t('settings.orders')}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <ErrorBand error={save.error} />
        <TextInput
          label={t('connect.name')}
          value={name}
          error={fieldError(save.error, 'name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect
          label={t('connect.marketplaces')}
          description={t('connect.marketplacesHint')}
          data={(known.data?.items ?? [])
            .filter((one) => one.region === store.region)
            .map((one) => ({ value: one.id, label: `${one.name} (${one.country_code})` }))}
          value={marketplaces}
          error={fieldError(save.error, 'marketplaces')}
          onChange={setMarketplaces}
        />
        <Checkbox {...flag('import_enabled')} />
        <TextInput
          type="date"
          label={t('setting.import_from')}
          description={t('settingHint.import_from')}
          value={day}
          disabled={isOff}
          error={fieldError(save.error, 'settings.import_from')}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('setting.store_view_id')}
          description={t('settingHint.store_view_id')}
          value={String(draft.store_view_id)}
          disabled={isOff}
          error={fieldError(save.error, 'store_view_id')}
          data={(views.data?.items ?? []).map((view) => ({
            value: String(view.id),
            label: view.name,
          }))}
          onChange={(event) =>
            setDraft({ ...draft, store_view_id: Number(event.currentTarget.value) })
          }
        />
        <Choice
          field="customer_creation"
          values={['guest', 'account']}
          draft={draft}
          isOff={isOff}
          onChange={setDraft}
        />
        <Choice
          field="order_number_source"
          values={['ours', 'channel']}
          draft={draft}
          isOff={isOff}
          onChange={setDraft}
        />
        <NativeSelect
          label={t('setting.new_order_status')}
          description={t('settingHint.new_order_status')}
          value={draft.new_order_status}
          disabled={isOff}
          error={fieldError(save.error, 'new_order_status')}
          data={[
            { value: '', label: t('setting.defaultStatus') },
            ...(statuses.data?.items ?? []).map((one) => ({
              value: one.code,
              label: `${one.label} (${one.state})`,
            })),
          ]}
          onChange={(event) => setDraft({ ...draft, new_order_status: event.currentTarget.value })}
        />
        <Checkbox {...flag('reserve_pending')} />
        <Checkbox {...flag('strict_blocking')} />
        <Checkbox {...flag('paid_on_import')} />
        <MultiSelect
          label={t('setting.mail_kinds')}
          description={t('settingHint.mail_kinds')}
          data={mailKinds.map((value) => ({ value, label: t(`mailKind.${value}`) }))}
          value={draft.mail_kinds}
          disabled={isOff}
          error={fieldError(save.error, 'settings.mail_kinds')}
          onChange={(value) => setDraft({ ...draft, mail_kinds: value })}
        />
        <Choice
          field="invoice_upload"
          values={['off', 'on_request', 'automatic']}
          draft={draft}
          isOff={isOff}
          onChange={setDraft}
        />
        <NumberInput
          label={t('setting.sync_interval_seconds')}
          description={t('settingHint.sync_interval_seconds')}
          value={Math.round((draft.sync_interval_seconds / minute) * 10) / 10}
          min={0.1}
          max={1440}
          error={fieldError(save.error, 'sync_interval_seconds')}
          onChange={(value) =>
            setDraft({ ...draft, sync_interval_seconds: Math.round(Number(value) * minute) })
          }
        />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('settings.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

type BooleanSetting = 'import_enabled' | 'reserve_pending' | 'strict_blocking' | 'paid_on_import';

type ChoiceField = 'customer_creation' | 'order_number_source' | 'invoice_upload';

type ChoiceProps<Field extends ChoiceField> = {
  field: Field;
  values: readonly StoreSettings[Field][];
  draft: StoreSettings;
  isOff: boolean;
  onChange: (draft: StoreSettings) => void;
};

function Choice<Field extends ChoiceField>(props: ChoiceProps<Field>) {
  const t = useT();
  const { field, values, draft, isOff, onChange } = props;
  return (
    <NativeSelect
      label={t(`setting.${field}`)}
      description={t(`settingHint.${field}`)}
      value={draft[field]}
      disabled={isOff}
      data={values.map((value) => ({
        value,
        label: t.maybe(`choice.${value}`) ?? value,
      }))}
      onChange={(event) => onChange({ ...draft, [field]: event.currentTarget.value })}
    />
  );
}
