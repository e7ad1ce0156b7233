// One mail: whom it is for, what it said, what the mail server answered, and what can be done now.
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import {
  type Action,
  ActionBar,
  Band,
  Card,
  ConfirmDialog,
  Facts,
  Link,
  Loaded,
  Mono,
  noticeDone,
  noticeError,
  Page,
  Quiet,
  When,
} from '../kit';
import styles from './mail.module.css';
import { StateChip, useKindName } from './parts';
import type { MailDetails } from './types';
import { useT } from './words';

const touches = ['/api/v1/mails', '/api/v1/orders'];

function Shown({ mail }: { mail: MailDetails }) {
  const t = useT();
  const kindName = useKindName();
  const problem = mail.problem === '' ? undefined : t.maybe(`problem.${mail.problem}`);
  const tone = mail.state === 'refused' ? 'red' : mail.state === 'sent' ? 'grey' : 'amber';
  return (
    <>
      {problem && <Band tone={tone}>{problem}</Band>}
      {mail.is_forgotten && <Band tone="grey">{t('mail.forgotten')}</Band>}
      <Card title={t('mail.about')}>
        <Facts
          of={[
            [t('column.kind'), kindName(mail.channel_action ?? mail.kind)],
            [t('mail.way'), mail.channel_action && t('mail.byAmazon')],
            [
              t('column.order'),
              <Link key="o" to={`/orders/${mail.order_id}`}>
                {mail.order_number}
              </Link>,
            ],
            [t('column.to'), mail.recipient],
            [t('mail.copies'), mail.blind_copies.length > 0 ? mail.blind_copies.join(', ') : null],
            [t('column.subject'), mail.subject],
            [t('column.at'), <When key="c" at={mail.created_at} />],
            [t('mail.asked'), mail.asked_by ?? t('mail.byItself')],
            [t('mail.tried'), <When key="t" at={mail.tried_at} />],
            [t('column.next'), mail.next_try_at && <When at={mail.next_try_at} relative />],
            [t('mail.ended'), mail.ended_at && <When at={mail.ended_at} />],
            [t('mail.answer'), mail.answer && <Mono>{mail.answer}</Mono>],
            [t('mail.messageId'), mail.message_id && <Mono>{mail.message_id}</Mono>],
          ]}
        />
      </Card>
      <Card title={t('mail.text')}>
        {mail.text ? (
          <pre className={styles.text}>{mail.text}</pre>
        ) : (
          <Quiet>{t('mail.noText')}</Quiet>
        )}
      </Card>
    </>
  );
}

export default function MailPage() {
  const t = useT();
  const { id = '' } = useParams({ strict: false });
  const path = `/api/v1/mails/${id}`;
  const query = useGet<MailDetails>(path, {}, { pollMillis: 5_000 });
  const [isAsking, setIsAsking] = useState(false);
  const decide = useChange(
    (verb: 'retry' | 'give-up', idempotencyKey) =>
      api.post(`${path}/${verb}`, {}, { idempotencyKey }),
    touches,
  );
  const run = (verb: 'retry' | 'give-up') =>
    decide.mutate(verb, {
      onSuccess: () => {
        setIsAsking(false);
        noticeDone(verb === 'retry' ? t('mail.retried') : t('mail.gaveUp'));
      },
      onError: noticeError,
    });
  const mail = query.data;
  const isOpen = mail?.state === 'queued' || mail?.state === 'doubtful';
  const canRetry = isOpen || mail?.state === 'refused' || mail?.state === 'given_up';
  const actions: Action[] = [
    {
      id: 'give-up',
      label: t('mail.giveUp'),
      isAllowed: isOpen,
      run: () => run('give-up'),
    },
    {
      id: 'retry',
      label: mail?.state === 'queued' ? t('mail.retryNow') : t('mail.retry'),
      kind: 'filled',
      isAllowed: canRetry && !mail?.is_forgotten,
      isBusy: decide.isPending,
      run: () => (mail?.state === 'doubtful' ? setIsAsking(true) : run('retry')),
    },
  ];
  return (
    <Page
      title={t('mail.title', { id })}
      back={{ to: '/settings/mails', label: t('log') }}
      chips={mail && <StateChip mail={mail} />}
      actions={<ActionBar actions={actions} />}
    >
      <Loaded query={query}>{(loaded) => <Shown mail={loaded} />}</Loaded>
      <ConfirmDialog
        title={t('mail.retryTitle', { id })}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onSubmit={() => run('retry')}
        submitLabel={t('mail.retry')}
        isBusy={decide.isPending}
      >
        {t('mail.retryEffect')}
      </ConfirmDialog>
    </Page>
  );
}
