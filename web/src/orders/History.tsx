// One timeline of people, system and Amazon: who, when, what.
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import type { Language } from '../i18n/words';
import { Link, Timeline, type TimelineEntry } from '../kit';
import styles from './orders.module.css';
import { useStatusLabels } from './status';
import type { HistoryEntry, Order } from './types';
import { type T, useT } from './words';

const latestCount = 5;

function whoOf(entry: HistoryEntry, t: T): string {
  if (entry.actor_kind === 'channel') {
    return t('history.channel');
  }
  if (entry.actor_kind === 'system') {
    return t('history.system');
  }
  return entry.actor ?? t('history.person');
}

const redEvents = ['canceled', 'shipment_refused', 'refund_refused', 'exception_raised'];

function entryOf(
  entry: HistoryEntry,
  t: T,
  reasonOf: (text: string) => string,
  language: Language,
): TimelineEntry {
  const what = t.maybe(`history.event.${entry.event}`) ?? entry.event;
  const change =
    entry.before || entry.after
      ? [entry.before, entry.after].filter((one) => one !== null).map(reasonOf)
      : [];
  return {
    id: entry.id,
    at: entry.at,
    what: <strong>{what}</strong>,
    who: whoOf(entry, t),
    tone: redEvents.includes(entry.event) ? 'red' : entry.actor_kind === 'user' ? 'accent' : 'grey',
    more: (
      <>
        {change.length > 0 && (
          <div className={styles.lines}>
            {change.length === 2
              ? t('history.from', { before: change[0] ?? '', after: change[1] ?? '' })
              : change[0]}
          </div>
        )}
        {entry.comment && (
          <div className={styles.lines}>{serverSentence(entry.comment, undefined, language)}</div>
        )}
        {entry.is_customer_notified && <div>{t('history.notified')}</div>}
      </>
    ),
  };
}

function useEntries(order: Order): TimelineEntry[] {
  const t = useT();
  const status = useStatusLabels();
  const { language } = useFormats();
  const wordOf = (text: string) => t.maybe(`reason.${text}`) ?? status(text);
  return [...order.history].reverse().map((entry) => entryOf(entry, t, wordOf, language));
}

export function History({ order }: { order: Order }) {
  return <Timeline entries={useEntries(order)} />;
}

export function LatestEvents({ order }: { order: Order }) {
  const t = useT();
  const entries = useEntries(order);
  return (
    <>
      <Timeline entries={entries.slice(0, latestCount)} />
      {entries.length > latestCount && (
        <Link to={`/orders/${order.id}?tab=history`}>{t('timeline.all')}</Link>
      )}
    </>
  );
}
