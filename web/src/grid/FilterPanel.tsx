// The filters as fields; loaded when they are first opened. A field counts when it is left or Enter
// is pressed.
import { Input, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useKitWords } from '../kit/words';
import type { UrlState } from '../url/state';
import styles from './grid.module.css';
import type { Filter } from './types';

type FieldProps = {
  label: string;
  value: string;
  type?: string;
  placeholder?: string | undefined;
  hidesLabel?: boolean;
  onDone: (value: string) => void;
};

export function DoneField(props: FieldProps) {
  const [text, setText] = useState(props.value);
  useEffect(() => setText(props.value), [props.value]);
  const finish = () => {
    if (text.trim() !== props.value) {
      props.onDone(text.trim());
    }
  };
  return (
    <TextInput
      size="xs"
      label={props.hidesLabel ? undefined : props.label}
      aria-label={props.hidesLabel ? props.label : undefined}
      type={props.type ?? 'text'}
      placeholder={props.placeholder}
      inputMode={props.type === 'amount' ? 'decimal' : undefined}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          finish();
        }
      }}
    />
  );
}

function FilterField({ filter, url }: { filter: Filter; url: UrlState }) {
  const t = useKitWords();
  switch (filter.kind) {
    case 'choice':
      return filter.isMany ? (
        <MultiSelect
          size="xs"
          label={filter.label}
          data={[...filter.choices]}
          value={[...url.list(filter.name)]}
          onChange={(values) => url.set({ [filter.name]: values, page: undefined })}
          clearable
          clearButtonProps={{ 'aria-label': t('grid.clearAll') }}
        />
      ) : (
        <NativeSelect
          size="xs"
          label={filter.label}
          data={[{ value: '', label: t('grid.all') }, ...filter.choices]}
          value={url.get(filter.name) ?? ''}
          onChange={(event) =>
            url.set({ [filter.name]: event.currentTarget.value, page: undefined })
          }
        />
      );
    case 'flag':
      return (
        <NativeSelect
          size="xs"
          label={filter.label}
          data={[
            { value: '', label: t('grid.all') },
            { value: '1', label: t('yes') },
            { value: '0', label: t('no') },
          ]}
          value={url.get(filter.name) ?? ''}
          onChange={(event) =>
            url.set({ [filter.name]: event.currentTarget.value, page: undefined })
          }
        />
      );
    case 'text':
      return (
        <DoneField
          label={filter.label}
          placeholder={filter.placeholder}
          value={url.get(filter.name) ?? ''}
          onDone={(value) => url.set({ [filter.name]: value, page: undefined })}
        />
      );
    case 'range':
      return <RangeField filter={filter} url={url} />;
  }
}

type RangeFilter = Extract<Filter, { kind: 'range' }>;

function RangeField({ filter, url }: { filter: RangeFilter; url: UrlState }) {
  const t = useKitWords();
  const type = filter.of === 'day' ? 'date' : 'text';
  const end = (name: string, word: string) => (
    <DoneField
      label={`${filter.label}: ${word}`}
      hidesLabel
      type={type}
      placeholder={word}
      value={url.get(name) ?? ''}
      onDone={(value) => url.set({ [name]: value, page: undefined })}
    />
  );
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <Input.Label component="legend" size="xs" p={0}>
        {filter.label}
      </Input.Label>
      <div className={styles.pair}>
        {end(filter.from, t('grid.from'))}
        {end(filter.to, t('grid.to'))}
      </div>
    </fieldset>
  );
}

export default function FilterPanel({
  filters,
  url,
}: {
  filters: readonly Filter[];
  url: UrlState;
}) {
  const t = useKitWords();
  return (
    <section className={styles.panel} aria-label={t('grid.filters')} id="grid-filters">
      {filters.map((filter) => (
        <FilterField
          key={filter.kind === 'range' ? filter.from : filter.name}
          filter={filter}
          url={url}
        />
      ))}
    </section>
  );
}
