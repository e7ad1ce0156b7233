// What the pages of a store share: its reading, its sync in a line, chips of Amazon's statuses.
import { useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { Chip, noticeDone, noticeError, Quiet, type Tone, When } from '../kit';
import styles from './stores.module.css';
import type { Sales, Store, Sync, Verdict } from './types';
import { useT } from './words';

export function useStoreCode(): string {
  const { store } = useParams({ strict: false }) as { store?: string };
  return store ?? '';
}

export function useStore(code: string) {
  return useGet<Store>(`/api/v1/stores/${encodeURIComponent(code)}`);
}

const toneOfStatus: Readonly<Record<string, Tone>> = {
  pending: 'grey',
  pending_availability: 'grey',
  unshipped: 'amber',
  partially_shipped: 'amber',
  shipped: 'green',
  canceled: 'grey',
  unfulfillable: 'red',
  unknown: 'red',
};

export const amazonStatuses = [
  'pending_availability',
  'pending',
  'unshipped',
  'partially_shipped',
  'shipped',
  'canceled',
  'unfulfillable',
  'unknown',
] as const;

// FREE_ECONOMY and the like as words; what is not known stays Amazon's.
export function serviceWord(level: string | null, t: ReturnType<typeof useT>): string | null {
  return level && (t.maybe(`service.${level.toLowerCase()}`) ?? level);
}

export function AmazonStatus({ status }: { status: string }) {
  const t = useT();
  return <Chip tone={toneOfStatus[status] ?? 'grey'}>{t.maybe(`status.${status}`) ?? status}</Chip>;
}

const toneOfVerdict: Readonly<Record<Verdict['kind'], Tone>> = {
  imported: 'green',
  not_yet: 'grey',
  not_wanted: 'grey',
  blocked: 'red',
};

export const verdictKinds = ['imported', 'not_yet', 'not_wanted', 'blocked'] as const;

export function VerdictChip({ verdict }: { verdict: Verdict }) {
  const t = useT();
  return <Chip tone={toneOfVerdict[verdict.kind]}>{t(`verdict.${verdict.kind}`)}</Chip>;
}

// Why an order has a commerce order, or none: the rule in the user's language, else as it came.
export function useVerdictText(): (verdict: Verdict) => string {
  const t = useT();
  return useCallback((verdict) => t.maybe(`rule.${verdict.rule}`) ?? verdict.text, [t]);
}

// "Last good sync 2 minutes ago", or what stops it.
export function SyncLine({ store, sync }: { store: Store; sync: Sync }) {
  const t = useT();
  if (!store.is_active) {
    return <Quiet>{t('sync.paused')}</Quiet>;
  }
  if (sync.error) {
    return (
      <span style={{ color: 'var(--oy-late)' }}>
        {t.maybe(`problem.${sync.error.code}.what`) ?? sync.error.message}
      </span>
    );
  }
  if (!sync.last_success_at) {
    return <Quiet>{t('sync.never')}</Quiet>;
  }
  return (
    <span>
      {t('sync.lastGood')} <When at={sync.last_success_at} relative />
    </span>
  );
}

export function useSyncNow(code: string) {
  const t = useT();
  const change = useChange(
    (_: undefined, idempotencyKey) =>
      api.post(`/api/v1/stores/${encodeURIComponent(code)}/sync`, undefined, { idempotencyKey }),
    ['/api/v1/stores', '/api/v1/store-cards'],
  );
  const run = () =>
    change.mutate(undefined, {
      onSuccess: () => noticeDone(t('sync.asked')),
      onError: noticeError,
    });
  return { run, isBusy: change.isPending };
}

export function Change({ sales }: { sales: Sales }) {
  const t = useT();
  if (sales.change_percent === null) {
    return <Quiet>{t('noComparison')}</Quiet>;
  }
  const isUp = sales.change_percent >= 0;
  return (
    <span className={isUp ? styles.up : styles.down}>
      {isUp ? '▲' : '▼'} {Math.abs(sales.change_percent)}%
    </span>
  );
}

// The days' sums of the currency that sells most, as a line.
export function Spark({ sales, label }: { sales: Sales; label: string }) {
  const currency = sales.totals[0]?.currency;
  const values = sales.days.map((day) =>
    Number(day.totals.find((total) => total.currency === currency)?.amount ?? 0),
  );
  const most = Math.max(...values, 1);
  const points = values
    .map(
      (value, at) => `${(at / Math.max(values.length - 1, 1)) * 100},${30 - (value / most) * 28}`,
    )
    .join(' ');
  return (
    <svg
      className={styles.spark}
      viewBox="0 0 100 32"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polyline
        points={points}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
