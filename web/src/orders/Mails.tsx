// The mails about the order, and the messages that Amazon carried.
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import { Chip, EmptyState, Link, Loaded, Quiet, Table, type TableColumn, When } from '../kit';
import type { Order, OrderMail, OrderMails } from './types';
import { type T, useT } from './words';

const pollMillis = 5_000;
const underWay = ['queued', 'sending'];

// Read again while something is on its way: a mail's way makes no news of the order.
export function useOrderMails(order: Order) {
  const path = `/api/v1/orders/${order.id}/mails`;
  const mails = useGet<OrderMails>(path);
  const isMoving = mails.data?.items.some((mail) => underWay.includes(mail.state)) ?? false;
  useGet<OrderMails>(isMoving ? path : undefined, {}, { pollMillis });
  return mails;
}

function kindOf(mail: OrderMail, t: T): string {
  return mail.channel_action
    ? (t.maybe(`amazonMessage.kinds.${mail.channel_action}`) ?? mail.channel_action)
    : (t.maybe(`mail.kinds.${mail.kind}`) ?? mail.kind);
}

const toneOf = { sent: 'green', refused: 'red', doubtful: 'amber' } as const;

function State({ mail }: { mail: OrderMail }) {
  const t = useT();
  return (
    <>
      <Chip tone={toneOf[mail.state as keyof typeof toneOf] ?? 'grey'}>
        {t.maybe(`mail.states.${mail.state}`) ?? mail.state}
      </Chip>
      {mail.problem !== '' && (
        <div>
          <Quiet>{t.maybe(`mail.problems.${mail.problem}`) ?? mail.problem}</Quiet>
        </div>
      )}
    </>
  );
}

type ListProps = { label: string; mails: readonly OrderMail[]; isShort?: boolean };

// `isShort`: without subject and receiver, which a message that Amazon carries does not have.
export function MailList({ label, mails, isShort = false }: ListProps) {
  const t = useT();
  const may = useMay();
  const maySee = may('Magento_Sales::emails');
  const columns: TableColumn<OrderMail>[] = [
    { id: 'at', title: t('mail.at'), cell: (mail) => <When at={mail.created_at} /> },
    {
      id: 'kind',
      title: t('mail.kind'),
      cell: (mail) =>
        maySee ? <Link to={`/settings/mails/${mail.id}`}>{kindOf(mail, t)}</Link> : kindOf(mail, t),
    },
    { id: 'subject', title: t('mail.subject'), cell: (mail) => mail.subject },
    {
      id: 'to',
      title: t('mail.to'),
      cell: (mail) => (mail.channel_action ? t('amazonMessage.byAmazon') : mail.recipient),
    },
    { id: 'state', title: t('mail.state'), cell: (mail) => <State mail={mail} /> },
  ];
  return (
    <Table
      label={label}
      columns={isShort ? columns.filter(({ id }) => id !== 'subject' && id !== 'to') : columns}
      rows={mails}
      rowId={(mail) => mail.id}
      empty={<EmptyState title={t('mail.none')} />}
    />
  );
}

export function Mails({ order }: { order: Order }) {
  const t = useT();
  const mails = useOrderMails(order);
  return (
    <Loaded query={mails}>
      {(page) => <MailList label={t('tab.mails')} mails={page.items} />}
    </Loaded>
  );
}
