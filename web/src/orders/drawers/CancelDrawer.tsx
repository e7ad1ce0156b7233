// Cancel: the whole order or some pieces. Says what Amazon will be told.
import { Radio, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { cancelReasons } from '../types';
import { useT } from '../words';
import { type DrawerProps, OrderForm } from './OrderForm';
import { QuantityFields } from './QuantityFields';
import { leftToCancel, linesOf, piecesIn, type Quantities } from './quantities';

export function CancelDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  const [reason, setReason] = useState<string | null>(order.channel ? null : 'general_adjustment');
  const [comment, setComment] = useState('');
  const [isWhole, setIsWhole] = useState(true);
  const [quantities, setQuantities] = useState<Quantities>({});
  const isNothing = !isWhole && piecesIn(quantities) === 0;
  const whyNot =
    reason === null ? t('cancel.noReason') : isNothing ? t('cancel.nothing') : undefined;
  const number = order.increment_id;
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('cancel.title', { number })}
      submitLabel={t(isWhole ? 'action.cancel' : 'cancel.submitSome')}
      effect={t(order.channel ? 'cancel.effect' : 'cancel.effectOwn')}
      whyNot={whyNot}
      isDanger
      path={`/api/v1/orders/${order.id}/cancel`}
      body={{ reason, comment, ...(isWhole ? {} : { lines: linesOf(quantities) }) }}
      mine={[[t('cancel.reason'), reason && t.maybe(`reason.${reason}`)]]}
      doneText={t(order.channel ? 'cancel.done' : 'cancel.doneOwn', { number })}
    >
      <Select
        label={t('cancel.reason')}
        placeholder={t('reason.choose')}
        data={cancelReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        value={reason}
        onChange={setReason}
        data-autofocus
      />
      <Radio.Group
        mt="sm"
        value={isWhole ? 'all' : 'some'}
        onChange={(value) => setIsWhole(value === 'all')}
        aria-label={t('cancel.all')}
      >
        <Stack gap={6}>
          <Radio value="all" label={t('cancel.all')} />
          <Radio value="some" label={t('cancel.some')} />
        </Stack>
      </Radio.Group>
      {!isWhole && (
        <div style={{ marginTop: 12 }}>
          <QuantityFields
            items={order.items}
            left={leftToCancel}
            quantities={quantities}
            onChange={setQuantities}
          />
        </div>
      )}
      <Textarea
        mt="sm"
        label={t('cancel.comment')}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </OrderForm>
  );
}
