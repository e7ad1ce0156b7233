// Mail to the customer: one of the usual kinds again, or words of one's own.
import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useGet } from '../../api/queries';
import { useFormats } from '../../format/useFormats';
import { serverSentence } from '../../i18n/server_words';
import { Band, Link } from '../../kit';
import { type MailKind, mailKinds, type OrderMails } from '../types';
import { useT } from '../words';
import { type DrawerProps, OrderForm } from './OrderForm';

export function MailDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  const { language } = useFormats();
  const mails = useGet<OrderMails>(`/api/v1/orders/${order.id}/mails`);
  const [kind, setKind] = useState<MailKind>('order');
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const rule = mails.data?.kinds.find((one) => one.kind === kind);
  const isOwn = kind === 'message';
  const needsWords = isOwn && (subject.trim() === '' || text.trim() === '');
  const refused = rule && !rule.may_send && serverSentence(rule.text ?? '', undefined, language);
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('mail.title', { number: order.increment_id })}
      submitLabel={t('mail.submit')}
      effect={t('mail.effect')}
      whyNot={refused || (needsWords ? t('mail.needed') : undefined)}
      path={`/api/v1/orders/${order.id}/mails`}
      body={isOwn ? { kind, subject: subject.trim(), text } : { kind }}
      hasNoVersion
      mine={[]}
      doneText={t(mails.data?.has_server === false ? 'mail.doneWaiting' : 'mail.done')}
    >
      {mails.data?.has_server === false && <Band tone="amber">{t('mail.noServer')}</Band>}
      <Select
        label={t('mail.kind')}
        data={mailKinds.map((value) => ({ value, label: t(`mail.kinds.${value}`) }))}
        value={kind}
        onChange={(value) => setKind((value as MailKind | null) ?? 'order')}
        data-autofocus
      />
      {rule?.reason === 'channel_mail' && order.channel?.store_code && (
        <p>
          <Link to={`/stores/${order.channel.store_code}/settings`}>{t('mail.storeSettings')}</Link>
        </p>
      )}
      {isOwn && (
        <>
          <TextInput
            mt="sm"
            label={t('mail.subject')}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <Textarea
            mt="sm"
            label={t('mail.text')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autosize
            minRows={6}
          />
        </>
      )}
    </OrderForm>
  );
}
