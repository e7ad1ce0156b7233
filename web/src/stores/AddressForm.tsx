// The seven fields of the shipping address that a person may correct. Amazon is not told; what it
// said stays beside the correction, and the order is tried again.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { useChange } from '../api/queries';
import { DrawerForm, fieldError, sends } from '../kit';

import styles from './stores.module.css';
import type { AmazonOrder } from './types';
import { useT } from './words';

const fields = [
  'street1',
  'street2',
  'street3',
  'city',
  'region',
  'postal_code',
  'country_code',
] as const;
type Draft = Record<(typeof fields)[number], string>;

function draftOf(order: AmazonOrder): Draft {
  const from = order.details.corrected_ship_to ?? order.details.ship_to;
  return {
    street1: from.lines[0] ?? '',
    street2: from.lines[1] ?? '',
    street3: from.lines[2] ?? '',
    city: from.city ?? '',
    region: from.region ?? '',
    postal_code: from.postal_code ?? '',
    country_code: from.country_code ?? '',
  };
}

type Props = { path: string; order: AmazonOrder; onClose: () => void };

export function AddressForm({ path, order, onClose }: Props) {
  const t = useT();
  const [before] = useState(() => draftOf(order));
  const [draft, setDraft] = useState(before);
  const save = useChange(
    (body: Partial<Draft>, idempotencyKey) => api.put(`${path}/address`, body, { idempotencyKey }),
    ['/api/v1/stores', '/api/v1/orders'],
  );
  const changed = fields.filter((name) => draft[name] !== before[name]);
  const sent = Object.fromEntries(changed.map((name) => [name, draft[name]]));
  const form = sends(save, sent, t('address.saved'), onClose);
  return (
    <DrawerForm
      title={t('address.correct')}
      isOpen
      {...form}
      submitLabel={t('save')}
      effect={t('address.effect')}
      whyNot={changed.length === 0 ? t('address.unchanged') : undefined}
    >
      <div className={styles.form}>
        {fields.map((name) => (
          <TextInput
            key={name}
            label={t(`address.${name}`)}
            value={draft[name]}
            error={fieldError(save.error, name)}
            onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
          />
        ))}
      </div>
    </DrawerForm>
  );
}
