// Fetching the orders of before: from which day, how far it is, and what holds it up.
import { Button, Checkbox, Progress, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { useMay } from '../api/session';
import {
  Band,
  Card,
  ConfirmDialog,
  DialogForm,
  fieldError,
  Link,
  noticeError,
  Quiet,
  sends,
  When,
} from '../kit';
import styles from './stores.module.css';
import type { Backfill, StoreCard } from './types';
import { useT } from './words';

const touches = ['/api/v1/stores', '/api/v1/store-cards'];

// 0 to 100: how much of the time is walked through.
export function percentOf({ from, reached, until }: Backfill): number {
  const begin = Date.parse(from);
  const whole = until === null ? 0 : Date.parse(until) - begin;
  const done = whole > 0 ? (Date.parse(reached) - begin) / whole : 1;
  return Math.round(Math.min(Math.max(done, 0), 1) * 100);
}

export function OlderOrders({ store }: { store: StoreCard }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState<'start' | 'stop' | undefined>();
  const stop = useChange(
    (_: undefined, idempotencyKey) =>
      api.delete(`/api/v1/stores/${store.code}/backfill`, undefined, { idempotencyKey }),
    touches,
  );
  const { backfill } = store;
  const close = () => setOpen(undefined);
  const onStop = () => stop.mutate(undefined, { onSuccess: close, onError: noticeError });
  return (
    <Card title={t('older.title')}>
      <div className={styles.stack}>
        {backfill ? <State backfill={backfill} store={store} /> : <Quiet>{t('older.about')}</Quiet>}
        {may('Orderyard::stores_manage') && store.is_active && (
          <div className={styles.row}>
            <Button variant="default" onClick={() => setOpen('start')}>
              {t('older.start')}
            </Button>
            {backfill?.is_running && (
              <Button variant="default" onClick={() => setOpen('stop')}>
                {t('older.stop')}
              </Button>
            )}
          </div>
        )}
      </div>
      {open === 'start' && <StartForm store={store} onClose={close} />}
      <ConfirmDialog
        title={t('older.stop')}
        isOpen={open === 'stop'}
        onClose={close}
        onSubmit={onStop}
        submitLabel={t('older.stop')}
        isBusy={stop.isPending}
      >
        {t('older.stopEffect')}
      </ConfirmDialog>
    </Card>
  );
}

function State({ backfill, store }: { backfill: Backfill; store: StoreCard }) {
  const t = useT();
  const day = (at: string) => <When at={at} style="date" zone={store.zone} />;
  if (!backfill.is_running) {
    return (
      <div>
        {t('older.done')} {day(backfill.from)} – {day(backfill.reached)}
      </div>
    );
  }
  const percent = percentOf(backfill);
  return (
    <>
      <div>
        {t('older.running')} {day(backfill.from)} – {day(backfill.until ?? backfill.reached)}
      </div>
      <Progress.Root size="lg">
        <Progress.Section
          value={percent}
          aria-label={t('older.progress', { percent })}
          color="indigo"
        />
      </Progress.Root>
      <Quiet>
        {t('older.reached')} {day(backfill.reached)} · {percent}%
      </Quiet>
      {store.sync.error && (
        <Band
          tone="amber"
          title={t('older.waits')}
          action={<Link to={`/stores/${store.code}/settings`}>{t('doctor.title')}</Link>}
        >
          {t.maybe(`problem.${store.sync.error.code}.what`) ?? store.sync.error.message}
        </Band>
      )}
    </>
  );
}

type Wanted = { from: string; import_too: boolean };

function StartForm({ store, onClose }: { store: StoreCard; onClose: () => void }) {
  const t = useT();
  const [from, setFrom] = useState('');
  const [importToo, setImportToo] = useState(true);
  const start = useChange(
    (body: Wanted, idempotencyKey) =>
      api.post(`/api/v1/stores/${store.code}/backfill`, body, { idempotencyKey }),
    touches,
  );
  const firstDay = store.settings.import_from;
  const isBeforeFirstDay = firstDay !== null && from !== '' && from < firstDay.slice(0, 10);
  const wanted = { from, import_too: isBeforeFirstDay && importToo };
  const form = sends(start, wanted, t('older.started'), onClose);
  return (
    <DialogForm
      title={t('older.title')}
      isOpen
      {...form}
      submitLabel={t('older.start')}
      effect={t('older.effect')}
      whyNot={from === '' ? t('older.chooseDay') : undefined}
    >
      <div className={styles.form}>
        <TextInput
          type="date"
          label={t('older.from')}
          description={t('older.fromHint')}
          value={from}
          error={fieldError(start.error, 'from')}
          data-autofocus
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        {isBeforeFirstDay && (
          <Checkbox
            label={t('older.importToo')}
            description={t('older.importTooHint')}
            checked={importToo}
            onChange={(event) => setImportToo(event.currentTarget.checked)}
          />
        )}
      </div>
    </DialogForm>
  );
}
