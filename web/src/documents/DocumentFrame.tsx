// The page of one document: title, state, actions, facts about its order, its own part, comments.
import { IconFileText, IconMail, IconMessage } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { api } from '../api/client';
import { useMay } from '../api/session';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import {
  type Action,
  ActionBar,
  Card,
  Chip,
  Facts,
  Link,
  Mono,
  Page,
  Quiet,
  Timeline,
  TwoColumns,
  When,
} from '../kit';
import { StateChip } from './columns';
import { AskDialog, CommentDialog } from './dialogs';
import type { Allowed, Document, Order } from './types';
import { useT } from './words';

export function useWhyNot() {
  const { language } = useFormats();
  return (allowed: Allowed): string | undefined =>
    allowed.allowed
      ? undefined
      : serverSentence(allowed.text ?? allowed.reason ?? '', undefined, language);
}

type Props = {
  document: Document;
  order: Order;
  title: string;
  back: { to: string; label: string };
  path: string;
  print: { label: string; path: string };
  // 'invoice', 'shipment', 'credit_memo': what is mailed.
  mailKind: string;
  actions: readonly Action[];
  facts: readonly (readonly [ReactNode, ReactNode])[];
  children: ReactNode;
};

export function DocumentFrame(props: Props) {
  const { document, order, title, back, path, print, mailKind, facts, children } = props;
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState<'mail' | 'comment' | undefined>();
  const close = () => setOpen(undefined);
  const actions: Action[] = [
    {
      id: 'print',
      label: print.label,
      icon: <IconFileText size={14} aria-hidden="true" />,
      keys: 'KeyP',
      keyLabel: 'P',
      run: () => window.open(api.fileUrl(print.path), '_blank', 'noopener'),
    },
    {
      id: 'comment',
      label: t('comment'),
      icon: <IconMessage size={14} aria-hidden="true" />,
      keys: 'KeyC',
      keyLabel: 'C',
      isAllowed: may('Magento_Sales::comment'),
      run: () => setOpen('comment'),
    },
    {
      id: 'mail',
      label: t('sendMail'),
      icon: <IconMail size={14} aria-hidden="true" />,
      isAllowed: may('Magento_Sales::email'),
      run: () => setOpen('mail'),
    },
    ...props.actions,
  ];
  const place = order.ship_to;
  return (
    <Page
      title={title}
      back={back}
      chips={
        <>
          <StateChip state={document.state} t={t} />
          {document.is_from_channel && <Chip>{t('byAmazon')}</Chip>}
        </>
      }
      actions={<ActionBar actions={actions} />}
    >
      <TwoColumns>
        <div>{children}</div>
        <div>
          <Card title={t('about')}>
            <Facts
              of={[
                [
                  t('column.order'),
                  <Link key="order" to={`/orders/${order.id}`}>
                    {order.increment_id}
                  </Link>,
                ],
                [
                  t('column.amazon'),
                  order.channel && <Mono key="amazon">{order.channel.number}</Mono>,
                ],
                [t('column.created'), <When key="created" at={document.created_at} />],
                ...facts,
                [t('column.mail'), document.is_mail_sent ? t('mailSent') : t('mailNotSent')],
                [t('column.buyer'), order.buyer.name],
                [
                  t('column.shipTo'),
                  [place.name, ...place.lines, place.postal_code, place.city, place.country_code]
                    .filter(Boolean)
                    .join(', ') || null,
                ],
              ]}
            />
          </Card>
          <Card title={t('comments')}>
            {document.comments.length === 0 ? (
              <Quiet>{t('noComments')}</Quiet>
            ) : (
              <Timeline
                entries={document.comments.map((comment) => ({
                  id: comment.id,
                  at: comment.at,
                  what: comment.text,
                  who: comment.author,
                  more: comment.is_customer_notified ? t('notified') : undefined,
                }))}
              />
            )}
          </Card>
        </div>
      </TwoColumns>
      {open === 'comment' && <CommentDialog order={order} onClose={close} path={path} />}
      {open === 'mail' && (
        <AskDialog
          order={order}
          onClose={close}
          title={t('sendMail')}
          label={t('sendMail')}
          effect={t('mailEffect')}
          done={t('mailAsked')}
          path={`/api/v1/orders/${order.id}/mails`}
          body={{ kind: mailKind, document_id: document.id }}
        />
      )}
    </Page>
  );
}
