// "Mail to the customer": not to be chosen while the store's rules would keep the mail back, since the
// server then makes the document and silently sends nothing.
import { Checkbox } from '@mantine/core';
import { useGet } from '../../api/queries';
import { useFormats } from '../../format/useFormats';
import { serverSentence } from '../../i18n/server_words';
import type { MailKind, Order, OrderMails } from '../types';
import { useT } from '../words';

type Props = {
  order: Order;
  kind: MailKind;
  value: boolean;
  onChange: (notify: boolean) => void;
};

export function NotifyBox({ order, kind, value, onChange }: Props) {
  const t = useT();
  const { language } = useFormats();
  const mails = useGet<OrderMails>(`/api/v1/orders/${order.id}/mails`);
  const rule = mails.data?.kinds.find((one) => one.kind === kind);
  const isRefused = rule?.may_send === false;
  return (
    <Checkbox
      mt="xs"
      label={t('ship.notify')}
      description={isRefused ? serverSentence(rule.text ?? '', undefined, language) : undefined}
      disabled={isRefused}
      checked={value && !isRefused}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
