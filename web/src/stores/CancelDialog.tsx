// Cancels an order of Amazon's as a whole, with the reason that Amazon is told.
import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { ConfirmDialog, fieldError, Quiet, sends } from '../kit';
import styles from './stores.module.css';
import { useT } from './words';

const reasons = [
  'no_inventory',
  'buyer_canceled',
  'address_undeliverable',
  'customer_exchange',
  'general_adjustment',
  'pricing_error',
] as const;

type CancelProps = { path: string; number: string; isImported: boolean; onClose: () => void };

export function CancelDialog({ path, number, isImported, onClose }: CancelProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [comment, setComment] = useState('');
  const cancel = useChange(
    (body: { reason: string; comment: string }, idempotencyKey) =>
      api.post(`${path}/cancel`, body, { idempotencyKey }),
    ['/api/v1/stores', '/api/v1/orders'],
  );
  const form = sends(cancel, { reason, comment }, t('cancel.done'), onClose);
  return (
    <ConfirmDialog
      title={t('cancel.title', { number })}
      isOpen
      {...form}
      submitLabel={t('cancel.open')}
      whyNot={reason === '' ? t('cancel.chooseReason') : undefined}
      isDanger
    >
      <div className={styles.form}>
        <NativeSelect
          label={t('cancel.reason')}
          value={reason}
          error={fieldError(cancel.error, 'reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
          data={[
            { value: '', label: t('cancel.chooseReason') },
            ...reasons.map((value) => ({ value, label: t(`cancel.because.${value}`) })),
          ]}
        />
        <Textarea
          label={t('cancel.comment')}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Quiet>{isImported ? t('cancel.effect') : t('cancel.effectNotImported')}</Quiet>
      </div>
    </ConfirmDialog>
  );
}
