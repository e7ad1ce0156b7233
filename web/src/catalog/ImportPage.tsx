// A product file: chosen, checked (nothing is kept), then taken in as a whole. What is wrong is told
// by line.
import { Button, FileInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { ApiError } from '../api/errors';
import { useChange } from '../api/queries';
import { Band, Card, ErrorBand, Facts, Num, noticeDone, Page, Quiet, Table } from '../kit';
import { useGo } from '../url/state';
import styles from './catalog.module.css';
import type { ImportReport } from './types';
import { useT } from './words';

const touches = ['/api/v1/products', '/api/v1/exceptions', '/api/v1/orders', '/api/v1/listings'];

function send(file: File, isDryRun: boolean, idempotencyKey: string) {
  return api.post<ImportReport>('/api/v1/product-imports', new Blob([file], { type: 'text/csv' }), {
    idempotencyKey,
    query: { dry_run: isDryRun },
  });
}

// The refused lines: the error's parameters are named "line 7".
function refusedLines(error: unknown): { line: string; text: string }[] {
  if (!(error instanceof ApiError)) {
    return [];
  }
  const told = (error.body.params ?? error.body.parameters ?? {}) as Record<string, unknown>;
  return Object.entries(told).flatMap(([name, text]) =>
    name.startsWith('line ') ? [{ line: name.slice('line '.length), text: String(text) }] : [],
  );
}

export default function ImportPage() {
  const t = useT();
  const go = useGo();
  const [file, setFile] = useState<File | null>(null);
  const check = useChange((chosen: File, key) => send(chosen, true, key), []);
  const take = useChange((chosen: File, key) => send(chosen, false, key), touches);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    take.reset();
    check.reset();
    if (chosen) {
      check.mutate(chosen);
    }
  };
  const error = take.error ?? check.error;
  const lines = refusedLines(error);
  const report = check.data;
  return (
    <Page title={t('import.title')} back={{ to: '/products', label: t('products') }}>
      <div className={styles.stack}>
        <Card title={t('import.choose')}>
          <div className={styles.form}>
            <Quiet>{t('import.about')}</Quiet>
            <code style={{ overflowWrap: 'anywhere' }}>
              sku,name,price,currency,status,manage_stock,quantity,amazon_sku,asin,store,units,bin
            </code>
            <FileInput
              label={t('import.file')}
              placeholder={t('import.choose')}
              accept=".csv,text/csv"
              value={file}
              onChange={choose}
              clearable
            />
            <div>
              <Button component="a" variant="default" href={api.fileUrl('/api/v1/product-exports')}>
                {t('import.export')}
              </Button>
            </div>
          </div>
        </Card>
        {lines.length > 0 ? (
          <Card title={t('import.refused')}>
            <Band title={t('import.nothingTaken')} />
            <Table
              label={t('import.refused')}
              rows={lines}
              rowId={(row) => row.line}
              columns={[
                { id: 'line', title: t('import.line'), cell: (row) => row.line },
                { id: 'text', title: t('import.what'), cell: (row) => row.text },
              ]}
            />
          </Card>
        ) : (
          <ErrorBand error={error} />
        )}
        {report && file && (
          <Card title={t('import.preview')}>
            <Facts
              of={[
                [t('import.created'), <Num key="created" value={report.created} />],
                [t('import.changed'), <Num key="changed" value={report.changed} />],
                [t('import.unchanged'), <Num key="unchanged" value={report.unchanged} />],
              ]}
            />
            <Button
              loading={take.isPending}
              onClick={() =>
                take.mutate(file, {
                  onSuccess: () => {
                    noticeDone(t('import.done'));
                    go('/products');
                  },
                })
              }
            >
              {t('import.take')}
            </Button>
          </Card>
        )}
      </div>
    </Page>
  );
}
