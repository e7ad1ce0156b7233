// Tracking numbers from a file: what it would do is shown first, then it is all or nothing.
import { Button, FileButton } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { serverSentence } from '../i18n/server_words';
import { currentLanguage } from '../i18n/words';
import {
  Band,
  Card,
  Chip,
  ErrorBand,
  Link,
  Mono,
  Nothing,
  noticeDone,
  Page,
  Quiet,
  Table,
  type TableColumn,
  type Tone,
} from '../kit';
import styles from './papers.module.css';
import type { TrackingEffect, TrackingLine, TrackingReport } from './types';
import { useT } from './words';

const path = '/api/v1/imports/tracking';
const touches = ['/api/v1/orders', '/api/v1/shipments'];
const effects: readonly TrackingEffect[] = ['refused', 'shipped', 'track_added', 'unchanged'];
const toneOf: Record<TrackingEffect, Tone> = {
  shipped: 'green',
  track_added: 'green',
  unchanged: 'grey',
  refused: 'red',
};

// The text is read once: what was previewed is what is sent, even if the file changes meanwhile.
async function readCsv(file: File): Promise<Blob> {
  return new Blob([await file.arrayBuffer()], { type: 'text/csv' });
}

export default function TrackingImportPage() {
  const t = useT();
  const [csv, setCsv] = useState<Blob>();
  const preview = useChange(
    (body: Blob) => api.post<TrackingReport>(path, body, { query: { dry_run: '1' } }),
    [],
  );
  const apply = useChange(
    (body: Blob, idempotencyKey) => api.post<TrackingReport>(path, body, { idempotencyKey }),
    touches,
  );
  const choose = async (file: File | null) => {
    if (file) {
      const body = await readCsv(file);
      apply.reset();
      setCsv(body);
      preview.mutate(body);
    }
  };
  const report = apply.data ?? preview.data;
  const isReady = report && !report.is_applied && report.refused === 0;
  const hasWork = report && report.shipped + report.track_added > 0;
  return (
    <Page title={t('tracking.title')}>
      <p className={styles.intro}>{t('tracking.intro')}</p>
      <Card title={t('tracking.file')}>
        <div className={styles.form}>
          <ErrorBand error={preview.error ?? apply.error} />
          <div className={styles.foot}>
            <FileButton onChange={choose} accept=".csv,text/csv,text/plain">
              {(props) => (
                <Button variant="default" loading={preview.isPending} {...props}>
                  {report ? t('tracking.another') : t('tracking.choose')}
                </Button>
              )}
            </FileButton>
          </div>
          <Quiet>{t('tracking.effect')}</Quiet>
        </div>
      </Card>
      {report && (
        <Card title={report.is_applied ? t('tracking.doneTitle') : t('tracking.preview')}>
          {report.refused > 0 && (
            <Band tone="red" title={t('tracking.refusedTitle')}>
              {t('tracking.refusedText')}
            </Band>
          )}
          <ul className={styles.summary}>
            {effects
              .filter((effect) => report[effect] > 0)
              .map((effect) => (
                <li key={effect}>{t(`tracking.summary.${effect}`, { count: report[effect] })}</li>
              ))}
          </ul>
          {isReady && hasWork && csv && (
            <div className={styles.foot}>
              <Button
                loading={apply.isPending}
                onClick={() =>
                  apply.mutate(csv, { onSuccess: () => noticeDone(t('tracking.done')) })
                }
              >
                {t('tracking.apply')}
              </Button>
            </div>
          )}
          <Lines lines={report.lines} />
        </Card>
      )}
    </Page>
  );
}

// Refused lines first: they are what has to be looked at.
function Lines({ lines }: { lines: readonly TrackingLine[] }) {
  const t = useT();
  const sorted = [...lines].sort(
    (a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect) || a.line - b.line,
  );
  const columns: TableColumn<TrackingLine>[] = [
    { id: 'line', title: t('tracking.line'), cell: (row) => row.line, align: 'right' },
    {
      id: 'order',
      title: t('tracking.order'),
      cell: (row) =>
        row.order_id === null ? (
          <Nothing />
        ) : (
          <Link to={`/orders/${row.order_id}`}>
            <Mono>{row.order_number}</Mono>
          </Link>
        ),
    },
    {
      id: 'result',
      title: t('tracking.result'),
      cell: (row) => (
        <>
          <Chip tone={toneOf[row.effect]}>{t(`tracking.effects.${row.effect}`)}</Chip>{' '}
          {row.message && serverSentence(row.message, undefined, currentLanguage())}
        </>
      ),
    },
  ];
  return (
    <Table
      label={t('tracking.preview')}
      columns={columns}
      rows={sorted}
      rowId={(row) => row.line}
      empty={<Quiet>{t('tracking.empty')}</Quiet>}
    />
  );
}
