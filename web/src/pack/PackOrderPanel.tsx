// One order on the packing table.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client';
import { useChange, useGet } from '../api/queries';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import { Card, ErrorBand, Facts, Link, Loaded, Marks, Mono, noticeDone, Table, When } from '../kit';
import { useShortcuts } from '../url/keys';
import type { LastShipped } from './PackPage';
import { type Parcel, ParcelFields, useCarriers } from './ParcelFields';
import styles from './pack.module.css';
import {
  isComplete,
  linesOf,
  type Packed,
  piecesIn,
  type Stop,
  scanItem,
  stopOf,
  toPack,
} from './packing';
import { ScanField } from './ScanField';
import type { PackItem, PackOrder, Shipped } from './types';
import { useT } from './words';

type Props = {
  orderId: number;
  onClose: () => void;
  onShipped: (shipped: LastShipped) => void;
};

export function PackOrderPanel({ orderId, ...rest }: Props) {
  const order = useGet<PackOrder>(`/api/v1/orders/${orderId}`);
  return <Loaded query={order}>{(data) => <Packing order={data} {...rest} />}</Loaded>;
}

type Said = { text: string; isBad?: boolean };
const noParcel: Parcel = { number: '', isUntracked: false, carrier: null, weight: '', box: '' };

function Packing({ order, onClose, onShipped }: Omit<Props, 'orderId'> & { order: PackOrder }) {
  const t = useT();
  const [seenVersion, setSeenVersion] = useState(order.version);
  const [packed, setPacked] = useState<Packed>({});
  const [parcel, setParcel] = useState<Parcel>(noParcel);
  const [invoiceToo, setInvoiceToo] = useState(order.actions.invoice.allowed);
  const [said, setSaid] = useState<Said | undefined>();
  const carriers = useCarriers();
  const ship = useShip(order);
  const stop = stopOf(order);
  const hasChanged = order.version !== seenVersion && !ship.isPending && !ship.isSuccess;
  const carrier = parcel.carrier ?? carriers[0]?.value;
  const complete = isComplete(order, packed);
  const pieces = piecesIn(packed);
  const whyNot =
    pieces === 0
      ? t('nothingPacked')
      : parcel.number.trim() === '' && !parcel.isUntracked
        ? t('noTracking')
        : undefined;

  const scan = (text: string) => {
    const read = scanItem(order, packed, text);
    if (read.kind === 'packed') {
      setPacked(read.packed);
      const count = read.item.quantity.to_ship;
      setSaid({
        text: isComplete(order, read.packed)
          ? t('complete')
          : t('checked', { sku: read.item.sku, packed: read.packed[read.item.id] ?? 0, count }),
      });
    } else if (read.kind === 'too_many') {
      setSaid({ text: t('tooMany', { sku: read.item.sku }), isBad: true });
    } else if (complete) {
      setParcel({ ...parcel, number: text, isUntracked: false });
      setSaid(undefined);
    } else {
      setSaid({ text: t('notInOrder', { text }), isBad: true });
    }
  };
  const confirm = () => {
    if (whyNot || stop || hasChanged || ship.isPending) {
      setSaid(whyNot ? { text: whyNot, isBad: true } : said);
      return;
    }
    const what = [parcel.weight.trim() && `${parcel.weight.trim()} kg`, parcel.box.trim()]
      .filter(Boolean)
      .join(', ');
    ship.mutate(
      {
        version: order.version,
        packages: [
          {
            lines: linesOf(packed),
            is_untracked: parcel.isUntracked,
            tracks:
              carrier && !parcel.isUntracked
                ? [{ carrier_code: carrier, number: parcel.number.trim() }]
                : [],
          },
        ],
        invoice_too: invoiceToo,
        ...(what === '' ? {} : { comment: t('note', { what }) }),
      },
      {
        onSuccess: (answer) => {
          noticeDone(t('shipped', { number: order.increment_id }));
          onShipped({ number: order.increment_id, shipmentId: answer.shipments?.[0]?.id });
        },
      },
    );
  };
  useShortcuts([{ keys: 'Mod+Enter', inFields: true, run: confirm }]);
  const again = () => {
    setPacked({});
    setSeenVersion(order.version);
    setSaid(undefined);
  };
  const packAll = () => {
    setPacked(Object.fromEntries(toPack(order).map((item) => [item.id, item.quantity.to_ship])));
    setSaid({ text: t('complete') });
  };

  if (stop || hasChanged) {
    return (
      <StopSign
        order={order}
        stop={stop ?? 'changed'}
        onClose={onClose}
        onAgain={hasChanged && !stop ? again : undefined}
      />
    );
  }
  return (
    <>
      <ScanField hint={t('scanItems')} isBusy={ship.isPending} onScan={scan} />
      <div className={`${styles.said} ${said?.isBad ? styles.bad : ''}`} role="status">
        {said?.text}
      </div>
      <ErrorBand error={ship.error} />
      <Card
        title={t('order', { number: order.increment_id })}
        actions={
          <Button
            component="a"
            variant="default"
            href={api.fileUrl(`/api/v1/orders/${order.id}/packing-slip`)}
            target="_blank"
            rel="noopener"
          >
            {t('slip')}
          </Button>
        }
      >
        <OrderFacts order={order} />
        <Items
          order={order}
          packed={packed}
          onPack={(item) => scan(item.sku)}
          onAll={packAll}
          onAgain={again}
        />
      </Card>
      <Card title={t('parcel')}>
        <ParcelFields
          parcel={parcel}
          carriers={carriers}
          carrier={carrier}
          onChange={(some) => setParcel({ ...parcel, ...some })}
          invoiceToo={invoiceToo}
          onInvoiceToo={order.actions.invoice.allowed ? setInvoiceToo : undefined}
          onEnter={confirm}
        />
        <p>{whyNot ?? t(complete ? 'effect' : 'effectPartly', { count: pieces })}</p>
        <div className={styles.buttons}>
          <Button
            onClick={confirm}
            loading={ship.isPending}
            aria-disabled={whyNot ? true : undefined}
            data-disabled={whyNot ? true : undefined}
          >
            {t('confirm')} (Ctrl ↵)
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
        </div>
      </Card>
    </>
  );
}

function useShip(order: PackOrder) {
  return useChange(
    (body: object, idempotencyKey) =>
      api.post<Shipped>(`/api/v1/orders/${order.id}/shipments`, body, { idempotencyKey }),
    ['/api/v1/orders', '/api/v1/home', '/api/v1/shipments', '/api/v1/invoices'],
  );
}

type StopProps = {
  order: PackOrder;
  stop: Stop | 'changed';
  onClose: () => void;
  onAgain: (() => void) | undefined;
};

// Nothing can be scanned while it is shown: the hands must stop, too.
function StopSign({ order, stop, onClose, onAgain }: StopProps) {
  const t = useT();
  const { language } = useFormats();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const more =
    stop === 'held'
      ? order.hold?.reason
      : stop === 'refused'
        ? serverSentence(order.actions.ship.text ?? '', undefined, language)
        : undefined;
  return (
    <div className={styles.stop} role="alert">
      <div className={styles.stopTitle}>
        {t('stop.title')}: {t('order', { number: order.increment_id })}
      </div>
      <p>{t(`stop.${stop}`)}</p>
      {more && <p>{more}</p>}
      <div className={styles.buttons}>
        {onAgain && <Button onClick={onAgain}>{t('lookAgain')}</Button>}
        <Button variant="default" ref={button} onClick={onClose}>
          {t('close')}
        </Button>
        <Link to={`/orders/${order.id}`}>{t('openOrder')}</Link>
      </div>
    </div>
  );
}

function OrderFacts({ order }: { order: PackOrder }) {
  const t = useT();
  const place = order.ship_to;
  return (
    <Facts
      of={[
        [
          t('amazon'),
          order.channel && (
            <>
              <Mono>{order.channel.number}</Mono> <Marks of={order.channel.marks} isLong />
            </>
          ),
        ],
        [
          t('shipTo'),
          [place.name, ...place.lines, place.postal_code, place.city, place.country_code]
            .filter(Boolean)
            .join(', ') || null,
        ],
        [
          t('shipBy'),
          order.channel?.ship_by?.latest && (
            <When key="by" at={order.channel.ship_by.latest} relative />
          ),
        ],
      ]}
    />
  );
}

type ItemsProps = {
  order: PackOrder;
  packed: Packed;
  onPack: (item: PackItem) => void;
  onAll: () => void;
  onAgain: () => void;
};

function Items({ order, packed, onPack, onAll, onAgain }: ItemsProps) {
  const t = useT();
  return (
    <>
      <Table
        label={t('items')}
        rows={toPack(order)}
        rowId={(item) => item.id}
        columns={[
          { id: 'sku', title: t('sku'), cell: (item) => <Mono>{item.sku}</Mono> },
          {
            id: 'name',
            title: t('name'),
            cell: (item) => (
              <>
                {item.name}
                {item.gift_message && (
                  <div className={styles.gift}>
                    <strong>{t('gift')}</strong> {item.gift_message}
                  </div>
                )}
              </>
            ),
          },
          {
            id: 'packed',
            title: t('packed'),
            align: 'right',
            cell: (item) => (
              <span className={styles.count}>
                {(packed[item.id] ?? 0) === item.quantity.to_ship && '✓ '}
                {t('packedOf', { packed: packed[item.id] ?? 0, count: item.quantity.to_ship })}
              </span>
            ),
          },
          {
            id: 'one',
            title: '',
            align: 'right',
            cell: (item) => (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('packOne', { sku: item.sku })}
                onClick={() => onPack(item)}
              >
                +1
              </Button>
            ),
          },
        ]}
      />
      <Button variant="subtle" onClick={onAll}>
        {t('packAll')}
      </Button>
      <Button variant="subtle" color="gray" onClick={onAgain}>
        {t('again')}
      </Button>
    </>
  );
}
