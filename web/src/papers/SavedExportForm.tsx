// What a saved export is called, when it is made, what it covers and how long its files stay.
import { NativeSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { api, type Query } from '../api/client';
import { useChange } from '../api/queries';
import { useSession } from '../api/session';
import { DrawerForm, fieldError, Quiet } from '../kit';
import styles from './papers.module.css';
import type { ExportKind, Rhythm, SavedExport, SavedExportDraft } from './types';
import { useT } from './words';

const rhythms: readonly Rhythm[] = ['by_hand', 'hourly', 'daily', 'weekly', 'monthly'];
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const dates = ['placed_from', 'placed_to', 'created_from', 'created_to'];

// What the page of exports shows as the beginning of a saved one.
export function newDraft(
  kind: ExportKind,
  format: 'csv' | 'xlsx',
  query: Query,
): Omit<SavedExportDraft, 'zone'> {
  const text = (name: string, fallback: string) => String(query[name] ?? '') || fallback;
  const columns = query.columns;
  return {
    name: '',
    kind,
    format,
    heads: text('heads', 'en'),
    separator: text('separator', 'comma'),
    decimal: text('decimal', 'point'),
    mark: query.mark === '1',
    columns: Array.isArray(columns) ? columns.map(String) : [],
    filter: Object.fromEntries(
      dates.filter((name) => query[name]).map((name) => [name, query[name]]),
    ),
    changes_only: false,
    schedule: { rhythm: 'daily', minute: 0, hour: 6, weekday: 1, day: 1 },
    kept_days: 30,
    sends_notice: false,
    is_active: true,
  };
}

type Props = {
  id?: number;
  start: Omit<SavedExportDraft, 'zone'> & { zone?: string };
  onClose: () => void;
  onDone: (saved: SavedExport) => void;
};

export function SavedExportForm({ id, start, onClose, onDone }: Props) {
  const t = useT();
  const session = useSession();
  const [draft, setDraft] = useState<SavedExportDraft>({
    ...start,
    zone: start.zone ?? session.user.zone,
  });
  const put = (change: Partial<SavedExportDraft>) => setDraft({ ...draft, ...change });
  const save = useChange(
    (body: SavedExportDraft, idempotencyKey) =>
      id
        ? api.put<SavedExport>(`/api/v1/saved-exports/${id}`, body, { idempotencyKey })
        : api.post<SavedExport>('/api/v1/saved-exports', body, { idempotencyKey }),
    ['/api/v1/saved-exports', '/api/v1/export-runs'],
  );
  return (
    <DrawerForm
      title={id ? t('saved.change') : t('saved.save')}
      isOpen
      onClose={onClose}
      onSubmit={() => save.mutate(draft, { onSuccess: onDone })}
      submitLabel={t('documents.save')}
      effect={t('saved.effect')}
      whyNot={draft.name.trim() === '' ? t('saved.needName') : undefined}
      isBusy={save.isPending}
      error={save.error}
    >
      <div className={styles.form}>
        <TextInput
          label={t('saved.name')}
          value={draft.name}
          error={fieldError(save.error, 'name')}
          onChange={(event) => put({ name: event.currentTarget.value })}
          data-autofocus
        />
        <ScheduleFields draft={draft} put={put} />
        <Switch
          label={t('saved.changesOnly')}
          description={t('saved.changesHint')}
          checked={draft.changes_only}
          onChange={(event) => put({ changes_only: event.currentTarget.checked })}
        />
        <NumberInput
          label={t('saved.keptDays')}
          description={t('saved.keptHint')}
          value={draft.kept_days}
          min={1}
          max={365}
          error={fieldError(save.error, 'kept_days')}
          onChange={(value) => put({ kept_days: Number(value) || 1 })}
        />
        <Switch
          label={t('saved.notice')}
          description={t('saved.noticeHint')}
          checked={draft.sends_notice}
          onChange={(event) => put({ sends_notice: event.currentTarget.checked })}
        />
        <Switch
          label={t('saved.isActive')}
          checked={draft.is_active}
          onChange={(event) => put({ is_active: event.currentTarget.checked })}
        />
        <Quiet>{t('saved.rights')}</Quiet>
      </div>
    </DrawerForm>
  );
}

type FieldsProps = { draft: SavedExportDraft; put: (change: Partial<SavedExportDraft>) => void };

function ScheduleFields({ draft, put }: FieldsProps) {
  const t = useT();
  const { schedule } = draft;
  const set = (change: Partial<SavedExportDraft['schedule']>) =>
    put({ schedule: { ...schedule, ...change } });
  const hasTime = schedule.rhythm !== 'by_hand' && schedule.rhythm !== 'hourly';
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          label={t('saved.rhythm')}
          value={schedule.rhythm}
          onChange={(event) => set({ rhythm: event.currentTarget.value as Rhythm })}
          data={rhythms.map((value) => ({ value, label: t(`saved.rhythms.${value}`) }))}
        />
        {hasTime && <TimeField schedule={schedule} set={set} />}
        {schedule.rhythm === 'hourly' && (
          <NumberInput
            label={t('saved.minute')}
            value={schedule.minute}
            min={0}
            max={59}
            onChange={(value) => set({ minute: Number(value) || 0 })}
          />
        )}
      </div>
      {schedule.rhythm === 'weekly' && (
        <NativeSelect
          label={t('saved.weekday')}
          value={String(schedule.weekday)}
          onChange={(event) => set({ weekday: Number(event.currentTarget.value) })}
          data={weekdays.map((value) => ({
            value: String(value),
            label: t(`saved.weekdays.d${value}`),
          }))}
        />
      )}
      {schedule.rhythm === 'monthly' && (
        <NumberInput
          label={t('saved.day')}
          description={t('saved.dayHint')}
          value={schedule.day}
          min={1}
          max={31}
          onChange={(value) => set({ day: Number(value) || 1 })}
        />
      )}
      <ZoneField zone={draft.zone} onChange={(zone) => put({ zone })} />
    </>
  );
}

type TimeProps = {
  schedule: SavedExportDraft['schedule'];
  set: (change: Partial<SavedExportDraft['schedule']>) => void;
};

function TimeField({ schedule, set }: TimeProps) {
  const t = useT();
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    <TextInput
      type="time"
      label={t('saved.time')}
      value={`${two(schedule.hour)}:${two(schedule.minute)}`}
      onChange={(event) => {
        const [hour, minute] = event.currentTarget.value.split(':').map(Number);
        set({ hour: hour || 0, minute: minute || 0 });
      }}
    />
  );
}

function ZoneField({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const t = useT();
  const zones = useMemo(
    () => [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])].sort(),
    [zone],
  );
  return (
    <Select
      label={t('saved.zone')}
      value={zone}
      data={zones}
      searchable
      allowDeselect={false}
      limit={60}
      onChange={(value) => value && onChange(value)}
    />
  );
}
