// Statuses, sync words and deadlines as people see them.
import { IconAlertTriangle } from '@tabler/icons-react';
import { useGet } from '../api/queries';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import { Chip, Hint, Quiet, type Tone, When } from '../kit';
import type { OrderRow } from './types';
import { useT } from './words';

const toneOfState: Readonly<Record<string, Tone>> = {
  new: 'blue',
  processing: 'blue',
  pending_payment: 'grey',
  payment_review: 'amber',
  holded: 'amber',
  complete: 'green',
  closed: 'grey',
  canceled: 'grey',
};

type Status = { code: string; label: string; state: string };

// The house may have statuses of its own: their labels come from the server; the usual ones are in
// the user's language.
export function useStatusLabels(): (status: string) => string {
  const t = useT();
  const statuses = useGet<{ items: Status[] }>('/api/v1/order-statuses');
  return (status) =>
    t.maybe(`status.${status}`) ??
    statuses.data?.items.find((one) => one.code === status)?.label ??
    status;
}

export function useStatusChoices(): { value: string; label: string; state: string }[] {
  const label = useStatusLabels();
  const statuses = useGet<{ items: Status[] }>('/api/v1/order-statuses');
  return (statuses.data?.items ?? []).map((one) => ({
    value: one.code,
    label: label(one.code),
    state: one.state,
  }));
}

export function StatusChip({ status, state }: { status: string; state: string }) {
  const label = useStatusLabels();
  return <Chip tone={toneOfState[state] ?? 'grey'}>{label(status)}</Chip>;
}

export function SyncCell({ sync }: { sync: OrderRow['sync'] }) {
  const t = useT();
  const { language } = useFormats();
  if (!sync) {
    return null;
  }
  const word = t.maybe(`sync.${sync.word}`) ?? sync.word;
  if (sync.word !== 'error') {
    return <Quiet>{word}</Quiet>;
  }
  return (
    <Hint label={sync.reason ? serverSentence(sync.reason, undefined, language) : word}>
      <span style={{ color: 'var(--oy-late)', display: 'inline-flex', gap: 4 }}>
        <IconAlertTriangle size={14} aria-hidden="true" style={{ marginTop: 3 }} />
        {word}
      </span>
    </Hint>
  );
}

const openStates = ['new', 'processing', 'pending_payment', 'payment_review', 'holded'];

// Dark when it matters, red when late.
export function ShipBy({ at, state }: { at: string | null | undefined; state: string }) {
  const t = useT();
  if (!at || !openStates.includes(state)) {
    return (
      <Quiet>
        <When at={at} style="short" />
      </Quiet>
    );
  }
  const isLate = new Date(at).getTime() < Date.now();
  if (!isLate) {
    return <When at={at} style="short" />;
  }
  return (
    <span style={{ color: 'var(--oy-late)', fontWeight: 600 }}>
      <When at={at} style="short" /> {t('late')}
    </span>
  );
}
