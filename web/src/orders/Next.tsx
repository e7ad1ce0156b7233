// What happens next with the order: first what waits for a person or has failed, with what can be done
// about it, then what the clerk can do, then what is awaited.
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import { Quiet, When } from '../kit';
import { AddAwaitedTrack } from './AddTrack';
import { Decisions, needsDecision, useFollowUpKind } from './FollowUps';
import styles from './orders.module.css';
import type { FollowUp, Order } from './types';
import { type T, useT } from './words';

// What waits for something, is on its way, or still needs a decision; settled and replaced ones are not.
function awaited(followUp: FollowUp): boolean {
  const { retry, resolve } = followUp.actions;
  return needsDecision(followUp)
    ? retry.allowed || resolve.allowed
    : followUp.state === 'waiting' || followUp.is_open;
}

function stepsOfPeople(order: Order, t: T): string[] {
  if (order.state === 'canceled') {
    return [t('next.canceled')];
  }
  if (order.pending_cancel) {
    return [t('next.cancelPending')];
  }
  if (order.hold) {
    return [t('next.held')];
  }
  if (order.state === 'pending_payment' || order.state === 'payment_review') {
    return [t('next.waitsForPayment')];
  }
  if (order.channel?.fulfilled_by === 'channel') {
    return [t('next.channelShips')];
  }
  // Who has to look first is not sent on to ship.
  if (order.exceptions.length > 0) {
    return [t('next.attention')];
  }
  const ship = order.actions.ship.allowed ? [t('next.toShip')] : [];
  const invoice = order.actions.invoice.allowed ? [t('next.toInvoice')] : [];
  return [...ship, ...invoice];
}

export function Next({ order }: { order: Order }) {
  const t = useT();
  const shipBy = order.channel?.ship_by.latest;
  const isOpenToShip = order.items.some((item) => item.quantity.to_ship > 0);
  const lines = stepsOfPeople(order, t);
  const waiting = order.follow_ups.filter(awaited);
  const isLate = shipBy && isOpenToShip && new Date(shipBy).getTime() < Date.now();
  return (
    <>
      {isOpenToShip && shipBy && order.state !== 'canceled' && (
        <p style={{ marginTop: 0 }}>
          {t('next.shipBy')} <When at={shipBy} relative />
        </p>
      )}
      {isLate && <p style={{ color: 'var(--oy-late)' }}>{t('next.late')}</p>}
      {waiting.map((followUp) => (
        <Awaited key={followUp.id} order={order} followUp={followUp} />
      ))}
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {lines.length === 0 && waiting.length === 0 && !isOpenToShip && (
        <Quiet>{t('next.nothing')}</Quiet>
      )}
    </>
  );
}

function Awaited({ order, followUp }: { order: Order; followUp: FollowUp }) {
  const t = useT();
  const { language } = useFormats();
  const kind = useFollowUpKind()(followUp);
  const why = followUp.error ?? followUp.next;
  return (
    <div className={styles.memoLine}>
      <strong style={{ color: needsDecision(followUp) ? 'var(--oy-late)' : undefined }}>
        {kind}: {t(`follow.state.${followUp.state}`)}
      </strong>
      {why && <div className={styles.sentence}>{serverSentence(why, undefined, language)}</div>}
      {followUp.kind === 'confirm_shipment' && followUp.due_at && !needsDecision(followUp) && (
        <Quiet>
          {t('next.due')} <When at={followUp.due_at} relative />
        </Quiet>
      )}
      <AddAwaitedTrack order={order} followUp={followUp} />
      <Decisions order={order} followUp={followUp} />
    </div>
  );
}
