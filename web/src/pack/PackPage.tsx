// The pack station: a scan opens an order, further scans fill its box, the tracking number and one
// key ship it, and the next one comes.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client';
import { type List, useGet } from '../api/queries';
import { Band, Card, EmptyState, ErrorBand, Link, Mono, Page, When } from '../kit';
import { useUrlState } from '../url/state';
import { PackOrderPanel } from './PackOrderPanel';
import { exactOf } from './packing';
import { ScanField } from './ScanField';
import type { FoundOrder } from './types';
import { useT } from './words';

export type LastShipped = { number: string; shipmentId: number | undefined };

const urgent = { to_ship: '1', sort: 'ship_by', page_size: 1 };

// An order by its own number, whatever its state; else the most urgent one that needs the item.
async function find(text: string): Promise<FoundOrder | undefined> {
  const byNumber = await api.get<List<FoundOrder>>('/api/v1/orders', { q: text, page_size: 20 });
  const exact = exactOf(byNumber.items, text);
  if (exact) {
    return exact;
  }
  const open = await api.get<List<FoundOrder>>('/api/v1/orders', { ...urgent, q: text });
  return open.items[0];
}

export default function PackPage() {
  const t = useT();
  const url = useUrlState();
  const orderId = url.number('order', 0);
  const [last, setLast] = useState<LastShipped | undefined>();
  const leave = () => url.set({ order: undefined });
  return (
    <Page title={t('title')}>
      {orderId > 0 ? (
        <PackOrderPanel
          key={orderId}
          orderId={orderId}
          onClose={leave}
          onShipped={(shipped) => {
            setLast(shipped);
            leave();
          }}
        />
      ) : (
        <Start last={last} onOpen={(id) => url.set({ order: String(id) })} />
      )}
    </Page>
  );
}

type StartProps = { last: LastShipped | undefined; onOpen: (id: number) => void };

function Start({ last, onOpen }: StartProps) {
  const t = useT();
  const [missed, setMissed] = useState<string | undefined>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const next = useGet<List<FoundOrder>>('/api/v1/orders', urgent);
  const scan = async (text: string) => {
    setIsBusy(true);
    setError(undefined);
    try {
      const found = await find(text);
      setMissed(found ? undefined : text);
      if (found) {
        onOpen(found.id);
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <ScanField hint={t('scanStart')} isBusy={isBusy} onScan={(text) => void scan(text)} />
      <ErrorBand error={error} />
      {missed !== undefined && (
        <Band
          title={t('nothingFound', { text: missed })}
          action={<Link to={`/orders?q=${encodeURIComponent(missed)}`}>{t('toOrders')}</Link>}
        >
          {t('nothingFoundCure')}
        </Band>
      )}
      {last && (
        <Card title={t('lastShipped')}>
          {t('shipped', { number: last.number })}{' '}
          {last.shipmentId !== undefined && (
            <Button
              component="a"
              variant="default"
              href={api.fileUrl(`/api/v1/shipments/${last.shipmentId}/packing-slip`)}
              target="_blank"
              rel="noopener"
            >
              {t('slip')}
            </Button>
          )}
        </Card>
      )}
      <p>{t('about')}</p>
      <Card title={t('next')}>
        <Urgent order={next.data?.items[0]} isRead={next.isSuccess} onOpen={onOpen} />
      </Card>
    </>
  );
}

type UrgentProps = {
  order: FoundOrder | undefined;
  isRead: boolean;
  onOpen: (id: number) => void;
};

function Urgent({ order, isRead, onOpen }: UrgentProps) {
  const t = useT();
  if (!order) {
    return isRead ? <EmptyState title={t('nextNone')} /> : null;
  }
  return (
    <>
      <Button variant="default" onClick={() => onOpen(order.id)}>
        {t('order', { number: order.increment_id })}
      </Button>{' '}
      {order.channel_number && <Mono>{order.channel_number}</Mono>} {t('shipBy')}{' '}
      <When at={order.ship_by} relative />
    </>
  );
}
