// A tracking number that was not known when the parcel left. A confirmation to Amazon may wait for it.
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
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
  const [isUntracked, setIsUntracked] = useState(false);
  const [packageId, setPackageId] = useState(String(first ?? ''));
  if (!may('Magento_Sales::shipment') || !shipment.actions.edit_tracks.allowed) {
    return null;
  }
  const code = carrier ?? usualOf(carriers);
  const chosen = shipment.packages.find((one) => String(one.id) === packageId);
  const canGoUntracked = chosen?.tracks.length === 0 && !chosen.is_untracked;
  const goesUntracked = canGoUntracked && isUntracked;
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
          submitLabel={goesUntracked ? t('track.sendUntracked') : t('action.addTrack')}
          effect={
            order.channel ? t(goesUntracked ? 'track.untrackedEffect' : 'track.effect') : undefined
          }
          whyNot={number.trim() === '' && !goesUntracked ? t('ship.tracking') : undefined}
          path={`/api/v1/shipments/${shipment.id}/${goesUntracked ? 'untracked' : 'tracks'}`}
          body={
            goesUntracked
              ? { package_id: Number(packageId) }
              : { package_id: Number(packageId), carrier_code: code, number: number.trim() }
          }
          mine={[[t('ship.tracking'), goesUntracked ? t('ship.untracked') : number]]}
          doneText={goesUntracked ? t('track.untrackedDone') : t('track.done')}
          size="md"
        >
          <TextInput
            label={t('ship.tracking')}
            value={number}
            disabled={goesUntracked}
            onChange={(event) => setNumber(event.currentTarget.value)}
            data-autofocus
          />
          <Select
            mt="sm"
            label={t('ship.carrier')}
            data={carriers}
            searchable
            disabled={goesUntracked}
            value={code ?? null}
            onChange={setCarrier}
          />
          {canGoUntracked && (
            <Checkbox
              mt="sm"
              label={t('ship.untracked')}
              checked={isUntracked}
              onChange={(event) => setIsUntracked(event.currentTarget.checked)}
            />
          )}
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
