// What happens next with the order: first what waits for a person or has failed, with what can be done
// about it, then what the clerk can do, then what is awaited.
import { Button } from '@mantine/core';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import { Link, Quiet, When } from '../kit';
import { Decisions, needsDecision, useFollowUpKind } from './FollowUps';
import styles from './orders.module.css';
import type { FollowUp, Order } from './types';
import { type T, useT } from './words';

// Without what was taken back, and without what a later message about the same has replaced.
function openFollowUps(order: Order): FollowUp[] {
  return order.follow_ups.filter(
    (one) => (one.is_open || needsDecision(one)) && (one.actions.retry.allowed || one.is_open),
  );
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
  const first = order.exceptions.length > 0 ? [t('next.attention')] : [];
  // Who has to look first is not sent on to ship.
  const ship = order.actions.ship.allowed && first.length === 0 ? [t('next.toShip')] : [];
  const invoice = order.actions.invoice.allowed ? [t('next.toInvoice')] : [];
  return [...first, ...ship, ...invoice];
}

export function Next({ order }: { order: Order }) {
  const t = useT();
  const shipBy = order.channel?.ship_by.latest;
  const isOpenToShip = order.items.some((item) => item.quantity.to_ship > 0);
  const lines = stepsOfPeople(order, t);
  const waiting = openFollowUps(order);
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
      {why && <div>{serverSentence(why, undefined, language)}</div>}
      {followUp.due_at && followUp.is_open && (
        <Quiet>
          {t('next.due')} <When at={followUp.due_at} relative />
        </Quiet>
      )}
      {followUp.state === 'waiting' && followUp.kind === 'confirm_shipment' && (
        <div className={styles.buttons}>
          <Button component={Link} variant="default" to={`/orders/${order.id}?tab=shipments`}>
            {t('action.addTrack')}
          </Button>
        </div>
      )}
      <Decisions order={order} followUp={followUp} />
    </div>
  );
}
