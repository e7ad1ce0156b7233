// One timeline of people, system and Amazon: who, when, what.
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
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

const redEvents = [
  'canceled',
  'shipment_refused',
  'refund_refused',
  'exception_raised',
  'exception',
];

type Words = { event: string; text: string };

// A value as people write it: money, moments, pieces, words.
function useValueWords(order: Order): (of: Words) => string {
  const t = useT();
  const status = useStatusLabels();
  const { date, money } = useFormats();
  return ({ event, text }) => {
    const amount = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text);
    if (amount?.[1] && amount[2]) {
      return money(amount[1], amount[2]);
    }
    if (event === 'amounts_changed' && /^-?\d+(\.\d+)?$/.test(text)) {
      return money(text, order.currency);
    }
    if (/^\d{4}-\d\d-\d\dT.*Z$/.test(text)) {
      return date(text);
    }
    if (piecesEvents.includes(event) && /^\d+$/.test(text)) {
      return t('history.pieces', { count: Number(text) });
    }
    const followUp = /^([a-z_]+) \d+$/.exec(text);
    const kind = followUp && t.maybe(`follow.kind.${followUp[1]}`);
    return kind ?? t.maybe(`reason.${text}`) ?? status(text);
  };
}

const piecesEvents = [
  'shipped',
  'shipped_at_channel',
  'line_canceled',
  'canceled_at_channel',
  'quantity_changed',
];

// "dhl 0034…" with the carrier's name, as everywhere else. Tracking numbers that were removed since keep
// the code.
export function withCarrierNames(text: string, order: Pick<Order, 'shipments'>): string {
  const tracks = order.shipments.flatMap(({ packages }) => packages.flatMap((one) => one.tracks));
  return tracks.reduce(
    (said, { carrier_code, title, number }) =>
      said.replaceAll(`${carrier_code} ${number}`, `${title || carrier_code} ${number}`),
    text,
  );
}

// Sentences of the program in the user's language; codes as words; people's own words as they are.
function useCommentWords(order: Order): (entry: HistoryEntry) => string {
  const t = useT();
  const { language } = useFormats();
  return ({ event, comment }) => {
    const text = comment ?? '';
    if (event.endsWith('address_corrected')) {
      return text.replace(
        /^(\w+): (.*) -> (.*)$/gm,
        (_, field: string, before: string, after: string) =>
          `${t.maybe(`address.${field}`) ?? field}: ${before || '–'} → ${after || '–'}`,
      );
    }
    const reason = /^[a-z_]+$/.test(text) ? t.maybe(`reason.${text}`) : undefined;
    return (
      reason ??
      serverSentence(
        carrierEvents.includes(event) ? withCarrierNames(text, order) : text,
        undefined,
        language,
      )
    );
  };
}

const carrierEvents = ['shipped', 'track_added', 'track_changed'];

// What the comment says in full already.
const saidByComment = ['shipping_address_corrected', 'billing_address_corrected', 'exception'];

function useEntries(order: Order): TimelineEntry[] {
  const t = useT();
  const wordOf = useValueWords(order);
  const commentOf = useCommentWords(order);
  return [...order.history].reverse().map((entry) => {
    const { event, before, after } = entry;
    const change = saidByComment.includes(event)
      ? []
      : [before, after].filter((one) => one !== null).map((text) => wordOf({ event, text }));
    return {
      id: entry.id,
      at: entry.at,
      what: <strong>{t.maybe(`history.event.${event}`) ?? event}</strong>,
      who: whoOf(entry, t),
      tone: redEvents.includes(event) ? 'red' : entry.actor_kind === 'user' ? 'accent' : 'grey',
      more: (
        <>
          {change.length > 0 && (
            <div className={styles.lines}>
              {change.length === 2
                ? t('history.from', { before: change[0] ?? '', after: change[1] ?? '' })
                : change[0]}
            </div>
          )}
          {entry.comment && <div className={styles.lines}>{commentOf(entry)}</div>}
          {entry.is_customer_notified && <div>{t('history.notified')}</div>}
        </>
      ),
    };
  });
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
