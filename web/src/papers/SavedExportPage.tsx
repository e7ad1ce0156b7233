// One saved export: what it makes and when, its runs, and their files.
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useChange, useGet } from '../api/queries';
import { useMay } from '../api/session';
import { currentLanguage } from '../i18n/words';
import {
  ActionBar,
  Card,
  Chip,
  ConfirmDialog,
  EmptyState,
  Facts,
  Loaded,
  Num,
  noticeDone,
  noticeError,
  Page,
  Quiet,
  Said,
  Table,
  When,
} from '../kit';
import { useGo } from '../url/state';
import { runTone, scheduleWords, sizeWords } from './export_words';
import { SavedExportForm } from './SavedExportForm';
import type { ExportChoice, ExportRun, SavedExport } from './types';
import { useT } from './words';

const touched = ['/api/v1/saved-exports', '/api/v1/export-runs', '/api/v1/home'];

export default function SavedExportPage() {
  const t = useT();
  const go = useGo();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const path = `/api/v1/saved-exports/${id}`;
  const saved = useGet<SavedExport>(path);
  const mayUsers = useMay()('Orderyard::users');
  const [ask, setAsk] = useState<'change' | 'delete'>();
  const run = useChange(
    (_: undefined, idempotencyKey) => api.post(`${path}/run`, undefined, { idempotencyKey }),
    touched,
  );
  const remove = useChange(
    (_: undefined, idempotencyKey) => api.delete(path, undefined, { idempotencyKey }),
    touched,
  );
  const name = saved.data?.name ?? '';
  const isMine = saved.data?.is_mine ?? false;
  const whyNotMine = isMine ? undefined : t('saved.notMine');
  return (
    <Page
      title={name}
      back={{ to: '/settings/exports', label: t('exports.title') }}
      chips={saved.data?.is_active === false && <Chip>{t('saved.off')}</Chip>}
      actions={
        <ActionBar
          actions={[
            {
              id: 'run',
              label: t('saved.runNow'),
              kind: 'filled',
              isBusy: run.isPending,
              run: () =>
                run.mutate(undefined, {
                  onSuccess: () => noticeDone(t('saved.runAsked')),
                  onError: noticeError,
                }),
            },
            {
              id: 'change',
              label: t('saved.change'),
              whyNot: whyNotMine,
              run: () => setAsk('change'),
            },
            {
              id: 'delete',
              label: t('saved.delete'),
              kind: 'danger',
              isMore: true,
              whyNot: mayUsers ? undefined : whyNotMine,
              run: () => setAsk('delete'),
            },
          ]}
        />
      }
    >
      <Loaded query={saved}>{(one) => <About of={one} />}</Loaded>
      <Runs id={id} />
      {ask === 'change' && saved.data && (
        <SavedExportForm
          id={saved.data.id}
          start={draftOf(saved.data)}
          onClose={() => setAsk(undefined)}
          onDone={() => {
            setAsk(undefined);
            noticeDone(t('saved.saved'));
          }}
        />
      )}
      <ConfirmDialog
        title={t('saved.deleteAsk', { name })}
        isOpen={ask === 'delete'}
        onClose={() => setAsk(undefined)}
        onSubmit={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              noticeDone(t('saved.deleted'));
              go('/settings/exports');
            },
          })
        }
        submitLabel={t('saved.delete')}
        isBusy={remove.isPending}
        isDanger
        error={remove.error}
      >
        {t('saved.deleteEffect')}
      </ConfirmDialog>
    </Page>
  );
}

// Only what a person sets: the server refuses what it does not know.
function draftOf(saved: SavedExport) {
  const { name, kind, format, heads, separator, decimal, mark, columns, filter } = saved;
  const { changes_only, schedule, zone, kept_days, sends_notice, is_active } = saved;
  return {
    ...{ name, kind, format, heads, separator, decimal, mark, columns, filter },
    ...{ changes_only, schedule, zone, kept_days, sends_notice, is_active },
  };
}

function About({ of }: { of: SavedExport }) {
  const t = useT();
  const choices = useGet<{ items: ExportChoice[] }>('/api/v1/table-columns');
  const known = choices.data?.items.find((choice) => choice.kind === of.kind)?.columns ?? [];
  const nameOf = (code: string) => {
    const column = known.find((each) => each.code === code);
    return column ? column[currentLanguage()] : code;
  };
  return (
    <Card title={t('saved.about')}>
      <Facts
        of={[
          [t('exports.kind'), t(`exports.kinds.${of.kind}`)],
          [t('exports.format'), t(`exports.formats.${of.format}`)],
          [t('saved.rhythm'), scheduleWords(t, of)],
          [t('saved.nextDue'), <When key="due" at={of.next_due_at} relative />],
          [t('saved.covers'), of.changes_only ? t('saved.changesOnly') : t('saved.everything')],
          [
            t('exports.columns'),
            of.columns.length > 0 ? of.columns.map(nameOf).join(', ') : t('exports.usual'),
          ],
          [t('saved.keptDays'), String(of.kept_days)],
          [t('saved.owner'), of.owner],
        ]}
      />
    </Card>
  );
}

function Runs({ id }: { id: string }) {
  const t = useT();
  const runs = useGet<List<ExportRun>>(
    '/api/v1/export-runs',
    { export: id, page_size: 50 },
    { keepsOld: true, pollMillis: 3_000 },
  );
  return (
    <Card title={t('saved.runs')}>
      <Loaded query={runs}>
        {({ items }) => (
          <Table<ExportRun>
            label={t('saved.runs')}
            rows={items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('saved.noRuns')} />}
            columns={[
              { id: 'due', title: t('saved.due'), cell: (row) => <When at={row.due_at} /> },
              { id: 'state', title: t('saved.stateHead'), cell: (row) => <RunState run={row} /> },
              {
                id: 'by',
                title: t('saved.by'),
                cell: (row) => row.asked_by ?? t('saved.byTimetable'),
              },
              {
                id: 'rows',
                title: t('saved.rows'),
                align: 'right',
                cell: (row) => <Num value={row.state === 'done' ? row.rows : null} />,
              },
              { id: 'file', title: t('exports.format'), cell: (row) => <RunFile run={row} /> },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function RunState({ run }: { run: ExportRun }) {
  const t = useT();
  return (
    <>
      <Chip tone={runTone[run.state]}>{t(`saved.state.${run.state}`)}</Chip>
      {run.error && (
        <div>
          <Said text={run.error} />
        </div>
      )}
      {run.next_try_at && (
        <Quiet>
          {t('saved.nextTry')} <When at={run.next_try_at} relative />
        </Quiet>
      )}
      {run.notice_error && <Quiet>{run.notice_error}</Quiet>}
    </>
  );
}

function RunFile({ run }: { run: ExportRun }) {
  const t = useT();
  const maySee = useMay()('Orderyard::personal_data');
  const retry = useChange(
    (_: undefined, idempotencyKey) =>
      api.post(`/api/v1/export-runs/${run.id}/retry`, undefined, { idempotencyKey }),
    touched,
  );
  if (run.state === 'failed') {
    return (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('saved.retry')}: ${run.id}`}
        onClick={() => retry.mutate(undefined, { onError: noticeError })}
      >
        {t('saved.retry')}
      </Button>
    );
  }
  if (!run.has_file) {
    return run.state === 'done' ? <Quiet>{t('saved.fileGone')}</Quiet> : null;
  }
  if (run.has_personal_data && !maySee) {
    return <Quiet>{t('saved.personal')}</Quiet>;
  }
  return (
    <>
      <Button
        component="a"
        size="compact-sm"
        variant="default"
        href={api.fileUrl(`/api/v1/export-runs/${run.id}/file`)}
        aria-label={`${t('exports.download')}: ${run.id}`}
      >
        {t('exports.download')}
      </Button>{' '}
      <Quiet>
        {sizeWords(run.bytes)} · {t('saved.until')} <When at={run.file_until} style="date" />
      </Quiet>
    </>
  );
}
