// Hold, release, comment, give a cancel up, reorder: forms of a few fields.
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client';
import { instantIn } from '../../format/formats';
import { useZone } from '../../format/useFormats';
import { noticeError, noticeText, Said } from '../../kit';
import { useGo } from '../../url/state';
import { useStatusChoices } from '../status';
import type { Order } from '../types';
import { useT } from '../words';
import { type DrawerProps, OrderForm } from './OrderForm';

export function HoldDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const zone = useZone();
  const number = order.increment_id;
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('hold.title', { number })}
      submitLabel={t('action.hold')}
      effect={t('hold.effect')}
      path={`/api/v1/orders/${order.id}/hold`}
      body={{ reason, ...(until === '' ? {} : { until: instantIn(zone, until) }) }}
      mine={[[t('hold.reason'), reason]]}
      doneText={t('hold.done', { number })}
    >
      <TextInput
        label={t('hold.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        mt="sm"
        type="datetime-local"
        label={t('hold.until')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </OrderForm>
  );
}

export function UnholdDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={`${t('action.unhold')}: ${order.increment_id}`}
      submitLabel={t('action.unhold')}
      effect={t('bulk.unholdEffect')}
      path={`/api/v1/orders/${order.id}/unhold`}
      body={{}}
      mine={[]}
      doneText={t('hold.released', { number: order.increment_id })}
    >
      {order.hold?.reason && (
        <p>
          <Said text={order.hold.reason} />
        </p>
      )}
    </OrderForm>
  );
}

// The server keeps the comment and sends no mail where the store's settings do not allow it.
function sayWhetherMailed(orderId: number, notMailed: string) {
  api.get<Order>(`/api/v1/orders/${orderId}`).then(({ history }) => {
    const last = history.filter(({ event }) => event === 'comment').at(-1);
    if (last?.is_customer_notified === false) {
      noticeText(notMailed);
    }
  }, noticeError);
}

export function CommentDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  const statuses = useStatusChoices();
  const [comment, setComment] = useState('');
  const [status, setStatus] = useState('');
  const [notify, setNotify] = useState(false);
  const [isVisible, setIsVisible] = useState(false);
  const isEmpty = comment.trim() === '' && status === '';
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('comment.title', { number: order.increment_id })}
      submitLabel={t('action.comment')}
      effect={t('comment.effect')}
      whyNot={isEmpty ? t('comment.needed') : undefined}
      path={`/api/v1/orders/${order.id}/comments`}
      body={{
        comment: comment.trim(),
        notify,
        is_visible_on_front: isVisible,
        ...(status === '' ? {} : { status }),
      }}
      mine={[[t('comment.text'), comment]]}
      doneText={t('comment.done')}
      onDone={() => notify && sayWhetherMailed(order.id, t('comment.notMailed'))}
    >
      <Textarea
        label={t('comment.text')}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        autosize
        minRows={4}
        data-autofocus
      />
      <Select
        mt="sm"
        label={t('comment.status')}
        data={[
          { value: '', label: t('comment.statusSame') },
          ...statuses.filter((one) => one.state === order.state && one.value !== order.status),
        ]}
        value={status}
        onChange={(value) => setStatus(value ?? '')}
      />
      <Checkbox
        mt="sm"
        label={t('comment.notify')}
        checked={notify}
        onChange={(event) => setNotify(event.currentTarget.checked)}
      />
      <Checkbox
        mt="xs"
        label={t('comment.visible')}
        checked={isVisible}
        onChange={(event) => setIsVisible(event.currentTarget.checked)}
      />
    </OrderForm>
  );
}

export function GiveUpCancelDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('giveUp.title', { number: order.increment_id })}
      submitLabel={t('action.giveUpCancel')}
      effect={t('giveUp.effect')}
      method="delete"
      path={`/api/v1/orders/${order.id}/cancel`}
      body={{}}
      mine={[]}
      doneText={t('giveUp.done')}
    />
  );
}

export function ReorderDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  const go = useGo();
  const made = (answer: unknown) =>
    (answer as { order: { id: number; increment_id: string } }).order;
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('reorder.title', { number: order.increment_id })}
      submitLabel={t('action.reorder')}
      effect={t('reorder.effect')}
      path={`/api/v1/orders/${order.id}/reorder`}
      body={{}}
      mine={[]}
      doneText={(answer) => t('reorder.done', { number: made(answer).increment_id })}
      onDone={(answer) => go(`/orders/${made(answer).id}`)}
    />
  );
}
