// A tracking number that was not known when the parcel left. A confirmation to Amazon may wait for it.
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../api/session';
import { OrderForm } from './drawers/OrderForm';
import { useCarrierChoices, usualOf } from './drawers/ShipDrawer';
import type { FollowUp, Order, Shipment } from './types';
import { useT } from './words';

type Props = { order: Order; shipment: Shipment; packageId: number | undefined };

export function AddTrack({ order, shipment, packageId: first }: Props) {
  const t = useT();
  const may = useMay();
  const carriers = useCarrierChoices();
  const [isOpen, setIsOpen] = useState(false);
  const [number, setNumber] = useState('');
  const [carrier, setCarrier] = useState<string | null>(null);
  const [packageId, setPackageId] = useState(String(first ?? ''));
  if (!may('Magento_Sales::shipment') || !shipment.actions.edit_tracks.allowed) {
    return null;
  }
  const code = carrier ?? usualOf(carriers);
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('action.addTrack')}
      </Button>
      {isOpen && (
        <OrderForm
          order={order}
          onClose={() => setIsOpen(false)}
          title={t('track.title')}
          submitLabel={t('action.addTrack')}
          effect={order.channel ? t('track.effect') : undefined}
          whyNot={number.trim() === '' ? t('ship.tracking') : undefined}
          path={`/api/v1/shipments/${shipment.id}/tracks`}
          body={{ package_id: Number(packageId), carrier_code: code, number: number.trim() }}
          mine={[[t('ship.tracking'), number]]}
          doneText={t('track.done')}
          size="md"
        >
          <TextInput
            label={t('ship.tracking')}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            data-autofocus
          />
          <Select
            mt="sm"
            label={t('ship.carrier')}
            data={carriers}
            searchable
            value={code ?? null}
            onChange={setCarrier}
          />
          {shipment.packages.length > 1 && (
            <Select
              mt="sm"
              label={t('track.package')}
              data={shipment.packages.map((one, index) => ({
                value: String(one.id),
                label: t('document.package', { number: index + 1 }),
              }))}
              value={packageId}
              onChange={(value) => setPackageId(value ?? packageId)}
            />
          )}
        </OrderForm>
      )}
    </>
  );
}

// Where a confirmation waits for the number.
export function AddAwaitedTrack({ order, followUp }: { order: Order; followUp: FollowUp }) {
  const { package_id: id } = followUp;
  const shipment = order.shipments.find((one) => one.packages.some((each) => each.id === id));
  if (followUp.state !== 'waiting' || !shipment) {
    return null;
  }
  return <AddTrack order={order} shipment={shipment} packageId={id} />;
}
