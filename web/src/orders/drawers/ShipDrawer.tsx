// Ship: packages with their pieces, carrier and tracking number.
import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useGet } from '../../api/queries';
import styles from '../orders.module.css';
import type { Carrier, Order } from '../types';
import { type T, useT } from '../words';
import { NotifyBox } from './NotifyBox';
import { type DrawerProps, OrderForm } from './OrderForm';
import { QuantityFields } from './QuantityFields';
import { allOf, leftToShip, linesOf, piecesIn, type Quantities, tooMany } from './quantities';

type Package = {
  key: number;
  quantities: Quantities;
  carrier: string | null;
  number: string;
  isUntracked: boolean;
};

// What remains for one more package.
function remaining(order: Order, packages: readonly Package[]): Quantities {
  return Object.fromEntries(
    order.items.map((item) => [
      item.id,
      Math.max(
        0,
        leftToShip(item) - packages.reduce((sum, one) => sum + (one.quantities[item.id] ?? 0), 0),
      ),
    ]),
  );
}

function whyNot(order: Order, packages: readonly Package[], t: T): string | undefined {
  const all = packages.map((one) => one.quantities);
  const empty = all.findIndex((quantities) => piecesIn(quantities) === 0);
  if (empty >= 0) {
    return all.length === 1 ? t('ship.nothing') : t('ship.emptyPackage', { number: empty + 1 });
  }
  const item = tooMany(order.items, leftToShip, all);
  return item && t('ship.tooMany', { sku: item.sku, count: leftToShip(item) });
}

function bodyOf(packages: readonly Package[], usualCarrier: string | undefined): object[] {
  return packages.map((one) => {
    const carrier = one.carrier ?? usualCarrier;
    const number = one.number.trim();
    return {
      lines: linesOf(one.quantities),
      is_untracked: one.isUntracked,
      tracks:
        number !== '' && carrier && !one.isUntracked ? [{ carrier_code: carrier, number }] : [],
    };
  });
}

type CarrierChoice = { value: string; label: string };

export function useCarrierChoices(): CarrierChoice[] {
  const carriers = useGet<{ items: Carrier[] }>('/api/v1/carriers');
  return (carriers.data?.items ?? [])
    .filter((carrier) => carrier.is_active)
    .map(({ code, title }) => ({ value: code, label: title || code }));
}

// The one chosen last on this screen, since a shift mostly ships with one; else the first.
export function usualOf(carriers: readonly CarrierChoice[]): string | undefined {
  return (carriers.find((one) => one.value === lastCarrier) ?? carriers[0])?.value;
}

let lastCarrier: string | undefined;

export function ShipDrawer({ order, onClose }: DrawerProps) {
  const t = useT();
  const carriers = useCarrierChoices();
  const [packages, setPackages] = useState<readonly Package[]>([
    {
      key: 1,
      quantities: allOf(order.items, leftToShip),
      carrier: null,
      number: '',
      isUntracked: false,
    },
  ]);
  const [invoiceToo, setInvoiceToo] = useState(order.actions.invoice.allowed);
  const [notify, setNotify] = useState(false);
  const pieces = packages.reduce((sum, one) => sum + piecesIn(one.quantities), 0);
  const isComplete = packages.every((one) => one.isUntracked || one.number.trim() !== '');
  // What is billed wholly already cannot be billed with it, also when that happened meanwhile.
  const isInvoiced = invoiceToo && order.actions.invoice.allowed;
  const counts = { pieces, packages: packages.length };
  const effect = order.channel
    ? isComplete
      ? t('ship.effect', counts)
      : t('ship.waits')
    : t('ship.effectOwn', counts);
  const change = (key: number, some: Partial<Package>) =>
    setPackages(packages.map((one) => (one.key === key ? { ...one, ...some } : one)));
  const add = () =>
    setPackages([
      ...packages,
      {
        key: Math.max(...packages.map((one) => one.key)) + 1,
        quantities: remaining(order, packages),
        carrier: packages[0]?.carrier ?? null,
        number: '',
        isUntracked: false,
      },
    ]);
  return (
    <OrderForm
      order={order}
      onClose={onClose}
      title={t('ship.title', { number: order.increment_id })}
      submitLabel={t('ship.submit')}
      effect={effect}
      whyNot={whyNot(order, packages, t)}
      path={`/api/v1/orders/${order.id}/shipments`}
      body={{ packages: bodyOf(packages, usualOf(carriers)), invoice_too: isInvoiced, notify }}
      mine={packages.map((one, index) => [
        t('ship.package', { number: index + 1 }),
        `${piecesIn(one.quantities)} · ${one.number}`,
      ])}
      doneText={t('ship.done', { number: order.increment_id })}
    >
      {packages.map((one, index) => (
        <PackageFields
          key={one.key}
          order={order}
          number={index + 1}
          isNew={one.key > 1}
          of={one}
          carriers={carriers}
          onChange={(some) => change(one.key, some)}
          onRemove={
            packages.length > 1
              ? () => setPackages(packages.filter((other) => other.key !== one.key))
              : undefined
          }
        />
      ))}
      <Button variant="subtle" onClick={add}>
        {t('ship.addPackage')}
      </Button>
      {order.actions.invoice.allowed && (
        <Checkbox
          mt="sm"
          label={t('ship.invoiceToo')}
          checked={invoiceToo}
          onChange={(event) => setInvoiceToo(event.currentTarget.checked)}
        />
      )}
      <NotifyBox order={order} kind="shipment" value={notify} onChange={setNotify} />
    </OrderForm>
  );
}

type PackageProps = {
  order: Order;
  number: number;
  // Added by a person who goes on in it.
  isNew: boolean;
  of: Package;
  carriers: readonly CarrierChoice[];
  onChange: (some: Partial<Package>) => void;
  onRemove: (() => void) | undefined;
};

function PackageFields({ order, number, isNew, of, carriers, onChange, onRemove }: PackageProps) {
  const t = useT();
  return (
    <fieldset className={styles.package}>
      <div className={styles.packageHead}>
        {t('ship.package', { number })}
        {onRemove && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('ship.removePackage', { number })}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </div>
      <TrackFields of={of} number={number} isNew={isNew} carriers={carriers} onChange={onChange} />
      <div style={{ marginTop: 12 }}>
        <QuantityFields
          items={order.items}
          left={leftToShip}
          quantities={of.quantities}
          onChange={(quantities) => onChange({ quantities })}
        />
      </div>
    </fieldset>
  );
}

type TrackProps = Omit<PackageProps, 'order' | 'onRemove'>;

// The number comes first: a scanner types it, and the carrier is chosen once a day.
function TrackFields({ of, number, isNew, carriers, onChange }: TrackProps) {
  const t = useT();
  return (
    <>
      <div className={styles.row}>
        <TextInput
          label={t('ship.tracking')}
          value={of.number}
          disabled={of.isUntracked}
          onChange={(event) => onChange({ number: event.currentTarget.value })}
          data-autofocus={number === 1 || undefined}
          autoFocus={isNew}
          autoComplete="off"
        />
        <Select
          label={t('ship.carrier')}
          searchable
          data={[...carriers]}
          value={of.carrier ?? usualOf(carriers) ?? null}
          disabled={of.isUntracked}
          onChange={(carrier) => {
            lastCarrier = carrier ?? lastCarrier;
            onChange({ carrier });
          }}
        />
      </div>
      <Checkbox
        mt="xs"
        label={t('ship.untracked')}
        checked={of.isUntracked}
        onChange={(event) => onChange({ isUntracked: event.currentTarget.checked })}
      />
    </>
  );
}
