// What Amazon is told about the order, and how far each thing has come: queued … seen at Amazon.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../api/session';
import { useFormats } from '../format/useFormats';
import { asSentence, serverSentence } from '../i18n/server_words';
import { Band, Quiet, When } from '../kit';
import { AddAwaitedTrack } from './AddTrack';
import { OrderForm } from './drawers/OrderForm';
import styles from './orders.module.css';
import type { FollowUp, FollowUpState, Order } from './types';
import { useT } from './words';

// The good way, in order.
const way: readonly FollowUpState[] = ['queued', 'sending', 'sent', 'accepted', 'seen'];
const badEnds: readonly FollowUpState[] = ['rejected', 'parked', 'withdrawn'];

export function stepsOf(
  state: FollowUpState,
): { state: FollowUpState; is: 'done' | 'now' | 'ahead' | 'bad' }[] {
  if (state === 'waiting') {
    return [{ state, is: 'now' }, ...way.map((step) => ({ state: step, is: 'ahead' as const }))];
  }
  if (badEnds.includes(state)) {
    return [
      { state: 'queued', is: 'done' },
      { state, is: 'bad' },
    ];
  }
  // It may have arrived: it stands where "sent" would be.
  const at = way.indexOf(state === 'unknown' ? 'sent' : state);
  return way.map((step, index) => ({
    state: step === 'sent' && state === 'unknown' ? 'unknown' : step,
    is: index < at || state === 'seen' ? 'done' : index === at ? 'now' : 'ahead',
  }));
}

const classOf = { done: styles.stepDone, now: styles.stepNow, ahead: '', bad: styles.stepBad };

function Chain({ state, kind }: { state: FollowUpState; kind: string }) {
  const t = useT();
  return (
    <ol className={styles.chain} aria-label={t('follow.chain', { kind })}>
      {stepsOf(state).map((step) => (
        <li
          key={step.state}
          className={`${styles.step} ${classOf[step.is]}`}
          aria-current={step.is === 'now' || step.is === 'bad' ? 'step' : undefined}
        >
          {t(`follow.state.${step.state}`)}
        </li>
      ))}
    </ol>
  );
}

export function useFollowUpKind(): (followUp: FollowUp) => string {
  const t = useT();
  return (followUp) => t.maybe(`follow.kind.${followUp.kind}`) ?? followUp.kind;
}

export function FollowUps({ order }: { order: Order }) {
  const t = useT();
  if (order.follow_ups.length === 0) {
    return <Quiet>{t('follow.none')}</Quiet>;
  }
  return (
    <>
      {[...order.follow_ups].reverse().map((followUp) => (
        <FollowUpRow key={followUp.id} order={order} followUp={followUp} />
      ))}
    </>
  );
}

export function needsDecision(followUp: FollowUp): boolean {
  return followUp.state === 'rejected' || followUp.state === 'parked';
}

function FollowUpRow({ order, followUp }: { order: Order; followUp: FollowUp }) {
  const t = useT();
  const { date, language } = useFormats();
  const kind = useFollowUpKind()(followUp);
  return (
    <div className={styles.memoLine}>
      <strong>{kind}</strong>{' '}
      <Quiet>
        <When at={followUp.created_at} />
        {followUp.attempts > 0 && <> · {t('follow.attempts', { count: followUp.attempts })}</>}
        {followUp.is_open && followUp.not_before && (
          <> · {t('follow.nextAt', { date: date(followUp.not_before) })}</>
        )}
      </Quiet>
      <Chain state={followUp.state} kind={kind} />
      {followUp.error && (
        <div style={{ color: needsDecision(followUp) ? 'var(--oy-late)' : undefined }}>
          {serverSentence(followUp.error, undefined, language)}
        </div>
      )}
      {followUp.next && (
        <div>
          <Quiet>{asSentence(serverSentence(followUp.next, undefined, language))}</Quiet>
        </div>
      )}
      <AddAwaitedTrack order={order} followUp={followUp} />
      <Decisions order={order} followUp={followUp} />
    </div>
  );
}

// Send again, or settle by hand.
export function Decisions({ order, followUp }: { order: Order; followUp: FollowUp }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState<'retry' | 'resolve' | undefined>();
  const [reason, setReason] = useState('');
  const kind = useFollowUpKind()(followUp);
  const close = () => setOpen(undefined);
  const { retry, resolve } = followUp.actions;
  if (!may('Orderyard::follow_ups_decide') || (!retry.allowed && !resolve.allowed)) {
    return null;
  }
  return (
    <div className={styles.buttons}>
      {retry.allowed && (
        <Button variant="default" onClick={() => setOpen('retry')}>
          {t('action.retry')}
        </Button>
      )}
      {resolve.allowed && (
        <Button variant="default" onClick={() => setOpen('resolve')}>
          {t('action.resolve')}
        </Button>
      )}
      {open === 'retry' && (
        <OrderForm
          order={order}
          onClose={close}
          title={t('resolve.retryTitle', { kind })}
          submitLabel={t('action.retry')}
          effect={t('resolve.retryEffect')}
          path={`/api/v1/follow-ups/${followUp.id}/retry`}
          body={{}}
          mine={[]}
          doneText={t('resolve.retried')}
        />
      )}
      {open === 'resolve' && (
        <OrderForm
          order={order}
          onClose={close}
          title={t('resolve.title', { kind })}
          submitLabel={t('action.resolve')}
          effect={t('resolve.effect')}
          whyNot={reason.trim() === '' ? t('resolve.needed') : undefined}
          path={`/api/v1/follow-ups/${followUp.id}/resolve`}
          body={{ reason: reason.trim() }}
          mine={[[t('resolve.why'), reason]]}
          doneText={t('resolve.done')}
        >
          <Textarea
            label={t('resolve.why')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
        </OrderForm>
      )}
    </div>
  );
}

// A problem comes first: the bands over the tabs.
export function FollowUpProblems({ order }: { order: Order }) {
  const t = useT();
  const { language } = useFormats();
  const kindOf = useFollowUpKind();
  return (
    <>
      {order.follow_ups.filter(needsDecision).map((followUp) => (
        <Band
          key={followUp.id}
          title={`${kindOf(followUp)}: ${t(`follow.state.${followUp.state}`)}`}
          action={<Decisions order={order} followUp={followUp} />}
        >
          {serverSentence(followUp.error ?? '', undefined, language)}
        </Band>
      ))}
    </>
  );
}
