// A running job over many orders, and what came of it for each.
import { Button, Modal, Progress } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import { Band, ErrorBand, Link, Loaded, Table, type TableColumn } from '../kit';
import { useKitWords } from '../kit/words';
import type { BulkItem, BulkJob } from './types';
import { type T, useT } from './words';

const pollMillis = 1_000;

function verbWord(t: T, verb: string): string {
  return t.maybe(`bulk.${verb}`) ?? verb;
}

export function BulkProgress({ first, onClose }: { first: BulkJob; onClose: () => void }) {
  const t = useT();
  const kit = useKitWords();
  const { number } = useFormats();
  const [isResultOpen, setIsResultOpen] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const query = useGet<BulkJob>(
    `/api/v1/bulk/${first.id}`,
    {},
    { pollMillis: isOver ? false : pollMillis },
  );
  const job = query.data ?? first;
  if (job.state === 'ended' && !isOver) {
    setIsOver(true);
  }
  const isEnded = job.state === 'ended';
  return (
    <div style={{ padding: '0 20px' }}>
      <Band
        tone={isEnded ? (job.failed > 0 ? 'amber' : 'green') : 'blue'}
        title={`${verbWord(t, job.verb)}: ${
          isEnded
            ? t('bulk.ended', { done: number(job.done), failed: number(job.failed) })
            : t('bulk.running', {
                done: number(job.done + job.failed),
                total: number(job.total),
              })
        }`}
        action={
          isEnded && (
            <>
              {job.failed > 0 && (
                <Button variant="default" onClick={() => setIsResultOpen(true)}>
                  {t('bulk.result')}
                </Button>
              )}
              <Button variant="default" onClick={onClose}>
                {kit('actions.close')}
              </Button>
            </>
          )
        }
      >
        {!isEnded && (
          <Progress
            value={(100 * (job.done + job.failed)) / Math.max(1, job.total)}
            aria-label={verbWord(t, job.verb)}
          />
        )}
      </Band>
      <ResultDialog
        job={job}
        isOpen={isResultOpen}
        onClose={() => setIsResultOpen(false)}
        onRetried={() => setIsOver(false)}
      />
    </div>
  );
}

type ResultProps = { job: BulkJob; isOpen: boolean; onClose: () => void; onRetried: () => void };

function ResultDialog({ job, isOpen, onClose, onRetried }: ResultProps) {
  const t = useT();
  const kit = useKitWords();
  const { language } = useFormats();
  const items = useGet<{ items: BulkItem[] }>(isOpen ? `/api/v1/bulk/${job.id}/items` : undefined, {
    state: 'failed',
    page_size: 200,
  });
  const retry = useChange(
    (id: number, idempotencyKey) =>
      api.post(`/api/v1/bulk/${id}/retry`, undefined, { idempotencyKey }),
    ['/api/v1/bulk'],
  );
  const columns: TableColumn<BulkItem>[] = [
    {
      id: 'order',
      title: t('bulk.where'),
      cell: (item) => <Link to={`/orders/${item.order_id}`}>{item.increment_id}</Link>,
    },
    {
      id: 'why',
      title: t('bulk.why'),
      cell: (item) => serverSentence(item.message ?? item.code ?? '', undefined, language),
    },
  ];
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t('bulk.resultTitle', {
        verb: verbWord(t, job.verb),
        done: job.done,
        failed: job.failed,
      })}
      closeButtonProps={{ 'aria-label': kit('actions.close') }}
    >
      <ErrorBand error={retry.error} />
      <Loaded query={items}>
        {(page) => (
          <Table
            label={t('bulk.result')}
            columns={columns}
            rows={page.items}
            rowId={(item) => item.position}
            empty={t('bulk.noneRefused')}
          />
        )}
      </Loaded>
      <Button
        mt="md"
        loading={retry.isPending}
        onClick={() =>
          retry.mutate(job.id, {
            onSuccess: () => {
              onRetried();
              onClose();
            },
          })
        }
      >
        {t('bulk.retry')}
      </Button>
    </Modal>
  );
}
