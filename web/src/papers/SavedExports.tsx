// Exports that are made again and again: when each is due, and how its last run went.
import { useGet } from '../api/queries';
import { Card, Chip, EmptyState, Link, Loaded, Nothing, Quiet, Table, When } from '../kit';
import { runTone, scheduleWords } from './export_words';
import type { SavedExport } from './types';
import { useT } from './words';

export function SavedExports() {
  const t = useT();
  const saved = useGet<{ items: SavedExport[] }>(
    '/api/v1/saved-exports',
    {},
    { pollMillis: 15_000 },
  );
  return (
    <Card title={t('saved.title')}>
      <Loaded query={saved}>
        {({ items }) => (
          <Table<SavedExport>
            label={t('saved.title')}
            rows={items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('saved.none')}>{t('saved.noneText')}</EmptyState>}
            columns={[
              {
                id: 'name',
                title: t('saved.name'),
                cell: (row) => <Link to={`/settings/exports/${row.id}`}>{row.name}</Link>,
              },
              {
                id: 'what',
                title: t('exports.kind'),
                cell: (row) =>
                  `${t(`exports.kinds.${row.kind}`)} · ${t(`exports.formats.${row.format}`)}`,
              },
              {
                id: 'when',
                title: t('saved.rhythm'),
                cell: (row) => (row.is_active ? scheduleWords(t, row) : t('saved.off')),
              },
              {
                id: 'due',
                title: t('saved.nextDue'),
                cell: (row) => <When at={row.next_due_at} />,
              },
              { id: 'owner', title: t('saved.owner'), cell: (row) => row.owner },
              {
                id: 'last',
                title: t('saved.lastRun'),
                cell: ({ latest_run: run }) =>
                  run ? (
                    <>
                      <Chip tone={runTone[run.state]}>{t(`saved.state.${run.state}`)}</Chip>{' '}
                      <Quiet>
                        <When at={run.ended_at ?? run.due_at} />
                      </Quiet>
                    </>
                  ) : (
                    <Nothing />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
