// One shipment: its packages with their goods and tracking numbers.
import { useState } from 'react';
import { useMay } from '../api/session';
import { ActionButton, Card, Chip, Mono, Quiet, Table, When } from '../kit';
import { DocumentFrame, useWhyNot } from './DocumentFrame';
import { AskDialog, TrackDialog } from './dialogs';
import { GoodsLines } from './Goods';
import { OneDocument } from './OneDocument';
import type { Order, Package, Shipment, Track } from './types';
import { useT } from './words';

const base = '/api/v1/shipments';

export default function ShipmentPage() {
  const t = useT();
  return (
    <OneDocument<Shipment>
      path={base}
      title={t('shipments')}
      back={{ to: '/shipments', label: t('shipments') }}
    >
      {(shipment, order) => <Shown shipment={shipment} order={order} />}
    </OneDocument>
  );
}

function Shown({ shipment, order }: { shipment: Shipment; order: Order }) {
  const t = useT();
  const may = useMay();
  const whyNot = useWhyNot();
  const [isVoiding, setIsVoiding] = useState(false);
  const number = shipment.increment_id;
  return (
    <DocumentFrame
      document={shipment}
      order={order}
      title={t('shipment', { number })}
      back={{ to: '/shipments', label: t('shipments') }}
      path={`${base}/${shipment.id}`}
      print={{ label: t('slip'), path: `${base}/${shipment.id}/packing-slip` }}
      mailKind="shipment"
      actions={[
        {
          id: 'void',
          label: t('voiding'),
          kind: 'danger',
          isAllowed: may('Magento_Sales::shipment'),
          whyNot: whyNot(shipment.actions.void),
          run: () => setIsVoiding(true),
        },
      ]}
      facts={[
        [t('column.shipped'), <When key="at" at={shipment.shipped_at} />],
        [t('column.pieces'), shipment.quantity],
      ]}
    >
      {shipment.packages.map((one, index) => (
        <PackageCard key={one.id} of={one} number={index + 1} shipment={shipment} order={order} />
      ))}
      {isVoiding && (
        <AskDialog
          order={order}
          onClose={() => setIsVoiding(false)}
          title={t('voidShipment', { number })}
          label={t('voiding')}
          effect={t('voidShipmentEffect')}
          done={t('voided')}
          path={`${base}/${shipment.id}/void`}
          needsReason
          isDanger
        />
      )}
    </DocumentFrame>
  );
}

type PackageProps = { of: Package; number: number; shipment: Shipment; order: Order };
type Editing = { track?: Track } | undefined;

function PackageCard({ of, number, shipment, order }: PackageProps) {
  const t = useT();
  const may = useMay();
  const whyNot = useWhyNot();
  const [editing, setEditing] = useState<Editing>();
  const [removing, setRemoving] = useState<Track | undefined>();
  const path = `${base}/${shipment.id}`;
  const common = {
    isAllowed: may('Magento_Sales::shipment'),
    whyNot: whyNot(shipment.actions.edit_tracks),
  };
  return (
    <Card
      title={t('package', { number })}
      actions={
        common.isAllowed && (
          <ActionButton
            action={{ id: 'add', label: t('addTrack'), run: () => setEditing({}), ...common }}
          />
        )
      }
    >
      {of.is_untracked && <Chip>{t('untracked')}</Chip>}
      {of.tracks.length === 0 && !of.is_untracked && <Quiet>{t('noTrack')}</Quiet>}
      {of.tracks.length > 0 && (
        <Table
          label={t('column.tracking')}
          rows={of.tracks}
          rowId={(track) => track.id}
          columns={[
            {
              id: 'carrier',
              title: t('carrier'),
              cell: (track) => track.title || track.carrier_code,
            },
            { id: 'number', title: t('trackNumber'), cell: (track) => <Mono>{track.number}</Mono> },
            {
              id: 'actions',
              title: '',
              align: 'right',
              cell: (track) =>
                common.isAllowed && (
                  <>
                    <ActionButton
                      action={{
                        id: 'edit',
                        label: t('editTrack'),
                        run: () => setEditing({ track }),
                        ...common,
                      }}
                    />{' '}
                    <ActionButton
                      action={{
                        id: 'remove',
                        label: t('removeTrack'),
                        run: () => setRemoving(track),
                        ...common,
                      }}
                    />
                  </>
                ),
            },
          ]}
        />
      )}
      <GoodsLines order={order} lines={of.lines} />
      {editing && (
        <TrackDialog
          order={order}
          onClose={() => setEditing(undefined)}
          path={path}
          {...(editing.track ? { track: editing.track } : { packageId: of.id })}
        />
      )}
      {removing && (
        <AskDialog
          order={order}
          onClose={() => setRemoving(undefined)}
          title={t('removeTrackTitle', { number: removing.number })}
          label={t('removeTrack')}
          effect={t('removeTrackEffect')}
          done={t('trackSaved')}
          path={`${path}/tracks/${removing.id}`}
          method="delete"
          isDanger
        />
      )}
    </Card>
  );
}
