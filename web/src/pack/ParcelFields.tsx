// The parcel: tracking number, carrier, weight, package.
import { Checkbox, Select, TextInput } from '@mantine/core';
import { useGet } from '../api/queries';
import styles from './pack.module.css';
import { useT } from './words';

export type Parcel = {
  number: string;
  // A letter, say: it goes without a number, and Amazon is told so.
  isUntracked: boolean;
  carrier: string | null;
  weight: string;
  box: string;
};
type Choice = { value: string; label: string };
type CarrierList = { items: { code: string; title: string; is_active: boolean }[] };

export function useCarriers(): Choice[] {
  const carriers = useGet<CarrierList>('/api/v1/carriers');
  return (carriers.data?.items ?? [])
    .filter(({ is_active }) => is_active)
    .map(({ code, title }) => ({ value: code, label: title || code }));
}

type Props = {
  parcel: Parcel;
  carriers: readonly Choice[];
  carrier: string | undefined;
  onChange: (some: Partial<Parcel>) => void;
  invoiceToo: boolean;
  onInvoiceToo: ((wanted: boolean) => void) | undefined;
  onEnter: () => void;
};

export function ParcelFields(props: Props) {
  const { parcel, carriers, carrier, onChange, invoiceToo, onInvoiceToo, onEnter } = props;
  const t = useT();
  return (
    <>
      <div className={styles.fields}>
        <TextInput
          label={t('tracking')}
          autoComplete="off"
          value={parcel.number}
          disabled={parcel.isUntracked}
          onChange={(event) => onChange({ number: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.ctrlKey) {
              event.preventDefault();
              onEnter();
            }
          }}
        />
        <Select
          label={t('carrier')}
          data={[...carriers]}
          value={carrier ?? null}
          disabled={parcel.isUntracked}
          onChange={(value) => onChange({ carrier: value })}
          allowDeselect={false}
        />
        <TextInput
          label={t('weight')}
          inputMode="decimal"
          value={parcel.weight}
          onChange={(event) => onChange({ weight: event.currentTarget.value })}
        />
        <TextInput
          label={t('box')}
          placeholder={t('boxHint')}
          value={parcel.box}
          onChange={(event) => onChange({ box: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        mb="xs"
        label={t('untracked')}
        checked={parcel.isUntracked}
        onChange={(event) => onChange({ isUntracked: event.currentTarget.checked })}
      />
      {onInvoiceToo && (
        <Checkbox
          label={t('invoiceToo')}
          checked={invoiceToo}
          onChange={(event) => onInvoiceToo(event.currentTarget.checked)}
        />
      )}
    </>
  );
}
