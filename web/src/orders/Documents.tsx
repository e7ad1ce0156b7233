// The order's shipments, invoices and credit memos, each with what may be done to it now.
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { api } from '../api/client';
import { useMay } from '../api/session';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import {
  type Action,
  ActionButton,
  Card,
  Chip,
  EmptyState,
  Facts,
  Money,
  Mono,
  type Tone,
  When,
} from '../kit';
import { AddTrack } from './AddTrack';
import { ChannelRefunds } from './ChannelRefunds';
import { OrderForm } from './drawers/OrderForm';
import styles from './orders.module.css';
import type {
  Allowed,
  CreditMemo,
  Document,
  Invoice,
  Order,
  Package,
  Shipment,
  Track,
} from './types';
import { type T, useT } from './words';

function stateWord(t: T, state: string): string {
  return t.maybe(`document.states.${state}`) ?? state;
}

type HeadProps = { document: Document; children?: ReactNode };

const toneOfState: Readonly<Record<string, Tone>> = {
  open: 'amber',
  pending: 'amber',
  rejected: 'red',
};

function DocumentTitle({ document, children }: HeadProps) {
  const t = useT();
  const isOver = ['canceled', 'void', 'voided'].includes(document.state);
  return (
    <span className={styles.head}>
      {document.increment_id ?? document.id}
      <Chip tone={isOver ? 'grey' : (toneOfState[document.state] ?? 'green')}>
        {stateWord(t, document.state)}
      </Chip>
      {document.is_from_channel && <Chip>{t('document.byAmazon')}</Chip>}
      {children}
    </span>
  );
}

type Ask = {
  title: string;
  effect: string;
  label: string;
  path: string;
  method?: 'post' | 'delete';
  done?: string;
  isDanger?: boolean;
};

// A button that asks before it acts, with the reason when it is not possible now.
function AskButton({
  order,
  allowed,
  right,
  ask,
}: {
  order: Order;
  allowed: Allowed;
  right: string;
  ask: Ask;
}) {
  const t = useT();
  const may = useMay();
  const { language } = useFormats();
  const [isOpen, setIsOpen] = useState(false);
  if (!may(right)) {
    return null;
  }
  const action: Action = {
    id: ask.path,
    label: ask.label,
    run: () => setIsOpen(true),
    whyNot: allowed.allowed
      ? undefined
      : serverSentence(allowed.text ?? allowed.reason ?? '', undefined, language),
    kind: ask.isDanger ? 'danger' : 'default',
  };
  return (
    <>
      <ActionButton action={action} />
      {isOpen && (
        <OrderForm
          order={order}
          onClose={() => setIsOpen(false)}
          title={ask.title}
          submitLabel={ask.label}
          effect={ask.effect}
          isDanger={ask.isDanger ?? false}
          method={ask.method ?? 'post'}
          path={ask.path}
          body={{}}
          mine={[]}
          doneText={ask.done ?? t('voiding.done')}
          size="md"
        />
      )}
    </>
  );
}

// Only where Amazon takes such files and the store gives them.
function UploadButton({ order, document, path, right }: UploadProps) {
  const t = useT();
  const { upload } = document.actions;
  if (['no_channel', 'upload_off', 'marketplace'].includes(upload.reason ?? '')) {
    return null;
  }
  const number = document.increment_id ?? String(document.id);
  return (
    <AskButton
      order={order}
      allowed={upload}
      right={right}
      ask={{
        title: t('uploading.title', { number }),
        effect: t('uploading.effect'),
        label: t('uploading.action'),
        path: `${path}/upload`,
        done: t('uploading.done'),
      }}
    />
  );
}

type UploadProps = {
  order: Order;
  document: Invoice | CreditMemo;
  path: string;
  right: string;
};

function FileLink({ path, label }: { path: string; label: string }) {
  return (
    <Button component="a" variant="default" href={api.fileUrl(path)} target="_blank" rel="noopener">
      {label}
    </Button>
  );
}

export function Shipments({ order }: { order: Order }) {
  const t = useT();
  if (order.shipments.length === 0) {
    return <EmptyState title={t('document.noShipments')} />;
  }
  return (
    <>
      {order.shipments.map((shipment) => (
        <ShipmentCard key={shipment.id} order={order} shipment={shipment} />
      ))}
    </>
  );
}

function ShipmentCard({ order, shipment }: { order: Order; shipment: Shipment }) {
  const t = useT();
  const number = shipment.increment_id ?? String(shipment.id);
  const base = `/api/v1/shipments/${shipment.id}`;
  return (
    <Card title={<DocumentTitle document={shipment} />}>
      <Facts
        of={[
          [
            t('document.created'),
            <When key="at" at={shipment.shipped_at ?? shipment.created_at} />,
          ],
          [t('document.pieces'), shipment.quantity],
        ]}
      />
      {shipment.packages.map((one, index) => (
        <PackageBox key={one.id} order={order} shipment={shipment} of={one} number={index + 1} />
      ))}
      <div className={styles.buttons}>
        <FileLink path={`${base}/packing-slip`} label={t('action.slip')} />
        <FileLink path={`${base}/label`} label={t('action.label')} />
        <AddTrack order={order} shipment={shipment} packageId={shipment.packages[0]?.id} />
        <AskButton
          order={order}
          allowed={shipment.actions.void}
          right="Magento_Sales::shipment"
          ask={{
            title: t('voiding.shipment', { number }),
            effect: t('voiding.shipmentEffect'),
            label: t('action.voidShipment'),
            path: `${base}/void`,
            isDanger: true,
          }}
        />
      </div>
    </Card>
  );
}

type PackageProps = { order: Order; shipment: Shipment; of: Package; number: number };

function PackageBox({ order, shipment, of, number }: PackageProps) {
  const t = useT();
  return (
    <div className={styles.package} style={{ marginTop: 8 }}>
      <div className={styles.packageHead}>{t('document.package', { number })}</div>
      {of.tracks.length === 0 && of.is_untracked && <div>{t('document.untracked')}</div>}
      {of.tracks.map((track) => (
        <TrackRow key={track.id} order={order} shipment={shipment} track={track} />
      ))}
      {of.lines.map((line) => (
        <div key={line.order_item_id}>
          {line.quantity} × <Mono>{line.sku}</Mono>
        </div>
      ))}
    </div>
  );
}

type TrackProps = { order: Order; shipment: Shipment; track: Track };

function TrackRow({ order, shipment, track }: TrackProps) {
  const t = useT();
  const { number } = track;
  return (
    <div className={styles.head}>
      {track.title || track.carrier_code} <Mono>{number}</Mono>
      {shipment.actions.edit_tracks.allowed && (
        <AskButton
          order={order}
          allowed={shipment.actions.edit_tracks}
          right="Magento_Sales::shipment"
          ask={{
            title: t('track.removeTitle', { number }),
            effect: '',
            label: t('action.removeTrack'),
            path: `/api/v1/shipments/${shipment.id}/tracks/${track.id}`,
            method: 'delete',
            done: t('track.removed'),
          }}
        />
      )}
    </div>
  );
}

export function Invoices({ order }: { order: Order }) {
  const t = useT();
  if (order.invoices.length === 0) {
    return <EmptyState title={t('document.noInvoices')} />;
  }
  return (
    <>
      {order.invoices.map((invoice) => (
        <InvoiceCard key={invoice.id} order={order} invoice={invoice} />
      ))}
    </>
  );
}

function InvoiceCard({ order, invoice }: { order: Order; invoice: Invoice }) {
  const t = useT();
  const number = invoice.increment_id ?? String(invoice.id);
  const base = `/api/v1/invoices/${invoice.id}`;
  return (
    <Card title={<DocumentTitle document={invoice} />}>
      <Facts
        of={[
          [t('document.created'), <When key="at" at={invoice.created_at} />],
          [t('document.pieces'), invoice.quantity],
          [
            t('document.total'),
            <Money key="total" amount={invoice.grand_total} currency={invoice.currency} />,
          ],
        ]}
      />
      <div className={styles.buttons}>
        <FileLink path={`${base}/pdf`} label={t('action.pdf')} />
        <AskButton
          order={order}
          allowed={invoice.actions.pay}
          right="Magento_Sales::sales_invoice"
          ask={{
            title: t('voiding.pay', { number }),
            effect: t('voiding.payEffect'),
            label: t('action.pay'),
            path: `${base}/pay`,
          }}
        />
        <UploadButton
          order={order}
          document={invoice}
          path={base}
          right="Magento_Sales::sales_invoice"
        />
        <AskButton
          order={order}
          allowed={invoice.actions.cancel}
          right="Magento_Sales::sales_invoice"
          ask={{
            title: t('voiding.invoice', { number }),
            effect: t('voiding.invoiceEffect'),
            label: t('action.cancelInvoice'),
            path: `${base}/cancel`,
            isDanger: true,
          }}
        />
      </div>
    </Card>
  );
}

export function CreditMemos({ order }: { order: Order }) {
  const t = useT();
  return (
    <>
      {order.credit_memos.length === 0 && <EmptyState title={t('document.noCreditMemos')} />}
      {order.credit_memos.map((memo) => (
        <MemoCard key={memo.id} order={order} memo={memo} />
      ))}
      <ChannelRefunds order={order} />
    </>
  );
}

function MemoCard({ order, memo }: { order: Order; memo: CreditMemo }) {
  const t = useT();
  const number = memo.increment_id ?? String(memo.id);
  return (
    <Card title={<DocumentTitle document={memo} />}>
      <Facts
        of={[
          [t('document.created'), <When key="at" at={memo.created_at} />],
          [t('memo.reason'), memo.reason && (t.maybe(`reason.${memo.reason}`) ?? memo.reason)],
          [
            t('document.total'),
            <Money key="total" amount={memo.grand_total} currency={memo.currency} />,
          ],
        ]}
      />
      {memo.lines.map((line) => (
        <div key={line.order_item_id}>
          {line.quantity} × <Mono>{line.sku}</Mono>{' '}
          <Money amount={line.components.total} currency={memo.currency} />
        </div>
      ))}
      <div className={styles.buttons}>
        <FileLink path={`/api/v1/credit-memos/${memo.id}/pdf`} label={t('action.pdf')} />
        <UploadButton
          order={order}
          document={memo}
          path={`/api/v1/credit-memos/${memo.id}`}
          right="Magento_Sales::sales_creditmemo"
        />
        <AskButton
          order={order}
          allowed={memo.actions.void}
          right="Magento_Sales::sales_creditmemo"
          ask={{
            title: t('voiding.memo', { number }),
            effect: t('voiding.memoEffect'),
            label: t('action.voidMemo'),
            path: `/api/v1/credit-memos/${memo.id}/void`,
            isDanger: true,
          }}
        />
      </div>
    </Card>
  );
}
