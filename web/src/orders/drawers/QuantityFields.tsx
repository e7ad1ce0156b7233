// A field for each line of which something is left.
import { NumberInput } from '@mantine/core';
import { Mono, Quiet } from '../../kit';
import styles from '../orders.module.css';
import type { OrderItem } from '../types';
import { useT } from '../words';
import type { Left, Quantities } from './quantities';

type Props = {
  items: readonly OrderItem[];
  left: Left;
  quantities: Quantities;
  onChange: (quantities: Quantities) => void;
};

export function QuantityFields({ items, left, quantities, onChange }: Props) {
  const t = useT();
  return (
    <div className={styles.quantities}>
      {items
        .filter((item) => left(item) > 0)
        .map((item) => (
          <div key={item.id} className={styles.quantity}>
            <div className={styles.quantityName}>
              {item.name}
              <div>
                <Mono>{item.sku}</Mono>
              </div>
            </div>
            <NumberInput
              size="xs"
              w={76}
              aria-label={t('ship.quantity', { sku: item.sku })}
              min={0}
              max={left(item)}
              clampBehavior="strict"
              allowDecimal={false}
              value={quantities[item.id] ?? 0}
              onChange={(value) => onChange({ ...quantities, [item.id]: Number(value) || 0 })}
            />
            <Quiet>{t('ship.of', { count: left(item) })}</Quiet>
          </div>
        ))}
    </div>
  );
}
