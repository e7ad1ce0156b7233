// The mails about the order.
import { useGet } from '../api/queries';
import { EmptyState, Loaded, Table, type TableColumn, When } from '../kit';
import type { OrderMail, OrderMails } from './drawers/MailDrawer';
import type { Order } from './types';
import { useT } from './words';

export function Mails({ order }: { order: Order }) {
  const t = useT();
  const mails = useGet<OrderMails>(`/api/v1/orders/${order.id}/mails`);
  const columns: TableColumn<OrderMail>[] = [
    { id: 'at', title: t('mail.at'), cell: (mail) => <When at={mail.created_at} /> },
    {
      id: 'kind',
      title: t('mail.kind'),
      cell: (mail) => t.maybe(`mail.kinds.${mail.kind}`) ?? mail.kind,
    },
    { id: 'subject', title: t('mail.subject'), cell: (mail) => mail.subject },
    { id: 'to', title: t('mail.to'), cell: (mail) => mail.recipient },
    {
      id: 'state',
      title: t('mail.state'),
      cell: (mail) => t.maybe(`mail.states.${mail.state}`) ?? mail.state,
    },
  ];
  return (
    <Loaded query={mails}>
      {(page) => (
        <Table
          label={t('tab.mails')}
          columns={columns}
          rows={page.items}
          rowId={(mail) => mail.id}
          empty={<EmptyState title={t('mail.none')} />}
        />
      )}
    </Loaded>
  );
}
