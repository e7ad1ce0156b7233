// What a store view prints beside the order itself.
import { Button, Checkbox, ColorInput, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { Card, ErrorBand, fieldError, noticeDone, Quiet } from '../kit';
import styles from './papers.module.css';
import type { DocumentSettings, TaxNumber } from './types';
import { useT } from './words';

type Draft = Omit<DocumentSettings, 'view' | 'has_logo' | 'seller_lines'> & { lines: string };

const pathOf = (view: string) => `/api/v1/document-settings/${encodeURIComponent(view)}`;

function draftOf(settings: DocumentSettings): Draft {
  const { view: _view, has_logo: _logo, seller_lines, ...rest } = settings;
  return { ...rest, lines: seller_lines.join('\n') };
}

function bodyOf({ lines, ...draft }: Draft) {
  return {
    ...draft,
    region: draft.region?.trim().toUpperCase() ?? '',
    seller_lines: lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    tax_numbers: draft.tax_numbers.filter((number) => number.number.trim() !== ''),
  };
}

export function SettingsForm({ settings }: { settings: DocumentSettings }) {
  const t = useT();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = useChange(
    (body: Draft, idempotencyKey) =>
      api.put(pathOf(settings.view), bodyOf(body), { idempotencyKey }),
    ['/api/v1/document-settings'],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, { onSuccess: () => noticeDone(t('documents.saved')) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorBand error={save.error} />
      <Card title={t('documents.seller')}>
        <div className={styles.form}>
          <TextInput
            label={t('documents.name')}
            value={draft.seller_name}
            error={fieldError(save.error, 'seller_name')}
            onChange={(event) => change({ seller_name: event.currentTarget.value })}
          />
          <Textarea
            label={t('documents.lines')}
            description={t('documents.linesHint')}
            value={draft.lines}
            error={fieldError(save.error, 'seller_lines')}
            autosize
            minRows={3}
            maxRows={8}
            onChange={(event) => change({ lines: event.currentTarget.value })}
          />
          <TaxNumbers
            numbers={draft.tax_numbers}
            error={fieldError(save.error, 'tax_numbers')}
            onChange={(tax_numbers) => change({ tax_numbers })}
          />
          <Textarea
            label={t('documents.footer')}
            description={t('documents.footerHint')}
            value={draft.footer}
            error={fieldError(save.error, 'footer')}
            autosize
            minRows={2}
            maxRows={5}
            onChange={(event) => change({ footer: event.currentTarget.value })}
          />
        </div>
      </Card>
      <Card title={t('documents.look')}>
        <div className={styles.form}>
          <Look draft={draft} change={change} error={save.error} />
          <div className={styles.foot}>
            <Button type="submit" loading={save.isPending}>
              {t('documents.save')}
            </Button>
            <Button
              component="a"
              variant="default"
              href={`${pathOf(settings.view)}/preview`}
              target="_blank"
              rel="noopener"
            >
              {t('documents.preview')}
            </Button>
            <Quiet>{t('documents.previewHint')}</Quiet>
          </div>
        </div>
      </Card>
    </form>
  );
}

type NumbersProps = {
  numbers: readonly TaxNumber[];
  error?: string | undefined;
  onChange: (numbers: TaxNumber[]) => void;
};

function TaxNumbers({ numbers, error, onChange }: NumbersProps) {
  const t = useT();
  const put = (at: number, part: Partial<TaxNumber>) =>
    onChange(numbers.map((number, i) => (i === at ? { ...number, ...part } : number)));
  return (
    <fieldset className={styles.group}>
      <legend>{t('documents.taxNumbers')}</legend>
      <div className={styles.form}>
        {numbers.map((number, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <div key={at} className={styles.numberRow}>
            <TextInput
              label={t('documents.taxLabel')}
              value={number.label}
              onChange={(event) => put(at, { label: event.currentTarget.value })}
            />
            <TextInput
              label={t('documents.taxNumber')}
              value={number.number}
              error={error}
              onChange={(event) => put(at, { number: event.currentTarget.value })}
            />
            <Button variant="default" onClick={() => onChange(numbers.filter((_, i) => i !== at))}>
              {t('documents.taxRemove', { number: number.label || String(at + 1) })}
            </Button>
          </div>
        ))}
        {numbers.length < 4 && (
          <div className={styles.foot}>
            <Button
              variant="default"
              onClick={() => onChange([...numbers, { label: '', number: '' }])}
            >
              {t('documents.taxAdd')}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  );
}

type LookProps = { draft: Draft; change: (part: Partial<Draft>) => void; error: unknown };

function Look({ draft, change, error }: LookProps) {
  const t = useT();
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          label={t('documents.language')}
          description={' '}
          value={draft.language}
          onChange={(event) => change({ language: event.currentTarget.value as Draft['language'] })}
          data={(['en', 'ko', 'ja', 'de'] as const).map((value) => ({
            value,
            label: t(`documents.languages.${value}`),
          }))}
        />
        <TextInput
          label={t('documents.region')}
          description={t('documents.regionHint')}
          value={draft.region ?? ''}
          maxLength={2}
          error={fieldError(error, 'region')}
          onChange={(event) => change({ region: event.currentTarget.value })}
        />
      </div>
      <div className={styles.pair}>
        <NativeSelect
          label={t('documents.pageSize')}
          value={draft.page_size}
          onChange={(event) =>
            change({ page_size: event.currentTarget.value as Draft['page_size'] })
          }
          data={(['a4', 'letter'] as const).map((value) => ({
            value,
            label: t(`documents.pageSizes.${value}`),
          }))}
        />
        <NativeSelect
          label={t('documents.labelSize')}
          value={draft.label_size}
          onChange={(event) =>
            change({ label_size: event.currentTarget.value as Draft['label_size'] })
          }
          data={(['a6', '4x6'] as const).map((value) => ({
            value,
            label: t(`documents.labelSizes.${value}`),
          }))}
        />
      </div>
      <ColorInput
        label={t('documents.colour')}
        value={draft.accent_colour}
        format="hex"
        error={fieldError(error, 'accent_colour')}
        onChange={(accent_colour) => change({ accent_colour })}
        withEyeDropper={false}
      />
      <Checkbox
        label={t('documents.orderNumber')}
        checked={draft.shows_order_number}
        onChange={(event) => change({ shows_order_number: event.currentTarget.checked })}
      />
    </>
  );
}
