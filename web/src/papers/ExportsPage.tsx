// Lists as files. The choice stands in the address, so that an export can be bookmarked.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, type Query } from '../api/client';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import { currentLanguage } from '../i18n/words';
import { Card, Loaded, Page, Quiet } from '../kit';
import { useGo, useUrlState } from '../url/state';
import styles from './papers.module.css';
import { newDraft, SavedExportForm } from './SavedExportForm';
import { SavedExports } from './SavedExports';
import type { ExportChoice, ExportColumn, ExportKind } from './types';
import { useT } from './words';

export default function ExportsPage() {
  const t = useT();
  const choices = useGet<{ items: ExportChoice[] }>('/api/v1/table-columns');
  const maySave = useMay()('Orderyard::exports');
  return (
    <Page title={t('exports.title')}>
      <p className={styles.intro}>{t('exports.intro')}</p>
      {maySave && <SavedExports />}
      <Loaded query={choices}>{(loaded) => <ExportForm choices={loaded.items} />}</Loaded>
    </Page>
  );
}

type Url = ReturnType<typeof useUrlState>;

// The words of the export's own address; those that the list's dates are called by differ.
function queryOf(url: Url, kind: ExportKind, columns: readonly string[]): Query {
  const dates = kind === 'orders' ? ['placed_from', 'placed_to'] : ['created_from', 'created_to'];
  const isCsv = url.get('format') === 'csv';
  return {
    columns,
    [String(dates[0])]: url.get('from'),
    [String(dates[1])]: url.get('to'),
    heads: url.get('heads') ?? currentLanguage(),
    separator: isCsv ? url.get('separator') : undefined,
    decimal: isCsv ? url.get('decimal') : undefined,
    mark: isCsv && url.get('mark') === '1' ? '1' : undefined,
  };
}

function ExportForm({ choices }: { choices: readonly ExportChoice[] }) {
  const t = useT();
  const url = useUrlState();
  const choice = choices.find((each) => each.kind === url.get('kind')) ?? choices[0];
  if (!choice) {
    return null;
  }
  const asked = url.list('columns');
  const usual = choice.columns.filter((column) => column.is_default).map((column) => column.code);
  const isNone = url.get('columns') === 'none';
  const chosen = isNone ? [] : asked.length > 0 ? asked : usual;
  const format = url.get('format') === 'csv' ? 'csv' : 'xlsx';
  const put = (columns: readonly string[]) =>
    url.set({ columns: columns.length > 0 ? columns : 'none' }, { replaces: true });
  return (
    <>
      <Card title={t('exports.kind')}>
        <div className={styles.form}>
          <NativeSelect
            label={t('exports.kind')}
            value={choice.kind}
            onChange={(event) => url.set({ kind: event.currentTarget.value, columns: undefined })}
            data={choices.map(({ kind }) => ({ value: kind, label: t(`exports.kinds.${kind}`) }))}
          />
          <div className={styles.pair}>
            <DateField name="from" label={t('exports.from')} />
            <DateField name="to" label={t('exports.to')} />
          </div>
          <Quiet>{t('exports.rangeHint')}</Quiet>
        </div>
      </Card>
      <Card title={t('exports.columns')}>
        <div className={styles.foot}>
          <Button variant="default" onClick={() => url.set({ columns: undefined })}>
            {t('exports.usual')}
          </Button>
          <Button
            variant="default"
            onClick={() => put(choice.columns.map((column) => column.code))}
          >
            {t('exports.all')}
          </Button>
        </div>
        <ColumnGroup
          title={t('exports.head')}
          columns={choice.columns.filter((column) => !column.is_line)}
          chosen={chosen}
          all={choice.columns}
          onChange={put}
        />
        <ColumnGroup
          title={t('exports.line')}
          hint={t('exports.lineHint')}
          columns={choice.columns.filter((column) => column.is_line)}
          chosen={chosen}
          all={choice.columns}
          onChange={put}
        />
      </Card>
      <Card title={t('exports.format')}>
        <div className={styles.form}>
          <FileOptions isCsv={format === 'csv'} />
          <div className={styles.foot}>
            <Button
              component="a"
              href={api.fileUrl(
                `/api/v1/exports/${choice.kind}.${format}`,
                queryOf(url, choice.kind, chosen),
              )}
              data-disabled={chosen.length === 0 || undefined}
              onClick={(event) => chosen.length === 0 && event.preventDefault()}
            >
              {t('exports.download')}
            </Button>
            <SaveButton
              isOff={chosen.length === 0}
              kind={choice.kind}
              format={format}
              query={queryOf(url, choice.kind, chosen)}
            />
            {chosen.length === 0 && <Quiet>{t('exports.noColumns')}</Quiet>}
          </div>
        </div>
      </Card>
    </>
  );
}

type SaveProps = { isOff: boolean; kind: ExportKind; format: 'csv' | 'xlsx'; query: Query };

// The same file again and again: what was chosen here is where the form begins.
function SaveButton({ isOff, kind, format, query }: SaveProps) {
  const t = useT();
  const go = useGo();
  const maySave = useMay()('Orderyard::exports');
  const [isSaving, setIsSaving] = useState(false);
  if (!maySave) {
    return null;
  }
  return (
    <>
      <Button variant="default" disabled={isOff} onClick={() => setIsSaving(true)}>
        {t('saved.save')}
      </Button>
      {isSaving && (
        <SavedExportForm
          start={newDraft(kind, format, query)}
          onClose={() => setIsSaving(false)}
          onDone={(saved) => go(`/settings/exports/${saved.id}`)}
        />
      )}
    </>
  );
}

function DateField({ name, label }: { name: string; label: string }) {
  const url = useUrlState();
  return (
    <TextInput
      type="date"
      label={label}
      value={url.get(name) ?? ''}
      onChange={(event) => url.set({ [name]: event.currentTarget.value }, { replaces: true })}
    />
  );
}

type GroupProps = {
  title: string;
  hint?: string;
  columns: readonly ExportColumn[];
  chosen: readonly string[];
  all: readonly ExportColumn[];
  onChange: (columns: readonly string[]) => void;
};

// Columns keep their usual order, whatever the order they were ticked in.
function ColumnGroup({ title, hint, columns, chosen, all, onChange }: GroupProps) {
  const language = currentLanguage();
  const toggle = (code: string, isOn: boolean) =>
    onChange(
      all
        .map((column) => column.code)
        .filter((each) => (each === code ? isOn : chosen.includes(each))),
    );
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {hint && <Quiet>{hint}</Quiet>}
      <div className={styles.columns}>
        {columns.map((column) => (
          <Checkbox
            key={column.code}
            label={language === 'ko' ? column.ko : column.en}
            checked={chosen.includes(column.code)}
            onChange={(event) => toggle(column.code, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function FileOptions({ isCsv }: { isCsv: boolean }) {
  const t = useT();
  const url = useUrlState();
  const pick = (name: string) => ({
    value: url.get(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      url.set({ [name]: event.currentTarget.value }, { replaces: true }),
  });
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          label={t('exports.format')}
          {...pick('format')}
          data={(['xlsx', 'csv'] as const).map((value) => ({
            value,
            label: t(`exports.formats.${value}`),
          }))}
        />
        <NativeSelect
          label={t('exports.heads')}
          {...pick('heads')}
          value={url.get('heads') ?? currentLanguage()}
          data={(['en', 'ko', 'codes'] as const).map((value) => ({
            value,
            label: t(`exports.headings.${value}`),
          }))}
        />
      </div>
      {isCsv && (
        <>
          <div className={styles.pair}>
            <NativeSelect
              label={t('exports.separator')}
              {...pick('separator')}
              data={(['comma', 'semicolon', 'tab'] as const).map((value) => ({
                value,
                label: t(`exports.separators.${value}`),
              }))}
            />
            <NativeSelect
              label={t('exports.decimal')}
              {...pick('decimal')}
              data={(['point', 'comma'] as const).map((value) => ({
                value,
                label: t(`exports.decimals.${value}`),
              }))}
            />
          </div>
          <Checkbox
            label={t('exports.mark')}
            checked={url.get('mark') === '1'}
            onChange={(event) =>
              url.set({ mark: event.currentTarget.checked ? '1' : '' }, { replaces: true })
            }
          />
        </>
      )}
    </>
  );
}
