// One order as Amazon has it: details and shipping, items, tracking; the verdict in words; the seven
// address fields a person may correct; cancel; the text as Amazon sent it.
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import {
  ActionBar,
  Band,
  Card,
  Chip,
  Facts,
  Link,
  Loaded,
  Marks,
  Money,
  Nothing,
  Num,
  OutLink,
  Page,
  Quiet,
  Tabs,
  Timeline,
  TwoColumns,
  useTab,
  When,
} from '../kit';
import { AddressForm } from './AddressForm';
import { Items, Raw, Tracking } from './AmazonOrderTabs';
import { CancelDialog } from './CancelDialog';
import { AmazonStatus, serviceWord, useStore, useVerdictText } from './parts';
import styles from './stores.module.css';
import type { AmazonOrder } from './types';
import { type T, useT } from './words';

export default function AmazonOrderPage() {
  const t = useT();
  const may = useMay();
  const { store: code = '', number = '' } = useParams({ strict: false }) as Record<string, string>;
  const store = useStore(code);
  const path = `/api/v1/stores/${encodeURIComponent(code)}/amazon-orders/${encodeURIComponent(number)}`;
  const order = useGet<AmazonOrder>(path);
  const [isCanceling, setIsCanceling] = useState(false);
  const [isCorrecting, setIsCorrecting] = useState(false);
  const tabs = [
    { id: 'details', label: t('order.details') },
    { id: 'items', label: t('order.items') },
    { id: 'tracking', label: t('order.tracking') },
    { id: 'raw', label: t('order.raw'), isShown: may('Orderyard::personal_data') },
  ] as const;
  const tab = useTab(tabs);
  const data = order.data;
  const commerce = data?.orders[0];
  return (
    <Page
      title={number}
      back={{ to: `/stores/${code}/amazon-orders`, label: t('allOrders') }}
      chips={
        data && (
          <>
            <AmazonStatus status={data.details.status} />
            <Marks of={data.details.marks} isLong />
          </>
        )
      }
      about={store.data?.name}
      tabs={<Tabs label={number} tabs={tabs} />}
      actions={
        <ActionBar
          actions={[
            {
              id: 'address',
              label: t('address.correct'),
              run: () => setIsCorrecting(true),
              isAllowed: may('Magento_Sales::actions_edit') && may('Orderyard::personal_data'),
              whyNot: data ? whyNotCorrect(data, t) : undefined,
            },
            {
              id: 'cancel',
              label: t('cancel.open'),
              kind: 'danger',
              run: () => setIsCanceling(true),
              isAllowed: may('Magento_Sales::cancel'),
              whyNot: data?.cancel_refusal
                ? (t.maybe(`cancel.refusal.${data.cancel_refusal.reason}`) ??
                  data.cancel_refusal.text)
                : undefined,
            },
          ]}
        />
      }
    >
      <Loaded query={order} lines={10}>
        {(found) => (
          <div className={styles.stack}>
            <VerdictBand order={found} />
            {found.details.buyer_asks_to_cancel && (
              <Band tone="amber" title={t('order.asksToCancel')}>
                {t('order.asksToCancelHint')}
              </Band>
            )}
            {tab === 'details' && <Details order={found} />}
            {tab === 'items' && <Items order={found} />}
            {tab === 'tracking' && <Tracking order={found} />}
            {tab === 'raw' && <Raw path={path} />}
          </div>
        )}
      </Loaded>
      {data && isCanceling && (
        <CancelDialog
          path={path}
          number={number}
          isImported={commerce !== undefined}
          onClose={() => setIsCanceling(false)}
        />
      )}
      {data && isCorrecting && (
        <AddressForm path={path} order={data} onClose={() => setIsCorrecting(false)} />
      )}
    </Page>
  );
}

// What an event names: pieces ordered, shipped and open, one of Amazon's statuses, a yes, or something that stays as it is.
export function eventWord(event: string, word: string, t: T): string {
  const counts = event === 'quantity' && /^(\d+)\/(\d+)\/(\d+)$/.exec(word);
  if (counts) {
    const [, ordered = '', shipped = '', open = ''] = counts;
    return t('order.quantities', { ordered, shipped, open });
  }
  return word === 'yes' ? t('yes') : (t.maybe(`status.${word.toLowerCase()}`) ?? word);
}

function whyNotCorrect(order: AmazonOrder, t: ReturnType<typeof useT>): string | undefined {
  if (order.details.fulfilled_by === 'channel') {
    return t('address.amazonShips');
  }
  return ['shipped', 'canceled'].includes(order.details.status) ? t('address.gone') : undefined;
}

function VerdictBand({ order }: { order: AmazonOrder }) {
  const t = useT();
  const verdictText = useVerdictText();
  const commerce = order.orders[0];
  if (!order.verdict) {
    return null;
  }
  const tone = order.verdict.kind === 'blocked' ? 'red' : commerce ? 'green' : 'grey';
  return (
    <Band
      tone={tone}
      title={t(`verdict.${order.verdict.kind}`)}
      action={
        commerce && (
          <Link to={`/orders/${commerce.id}`}>
            {t('order.commerce', { number: commerce.increment_id })}
          </Link>
        )
      }
    >
      {verdictText(order.verdict)}
      {order.verdict.inputs.sku && <> ({order.verdict.inputs.sku})</>}
    </Band>
  );
}

function Details({ order }: { order: AmazonOrder }) {
  const t = useT();
  const { details } = order;
  const isOpen = !['shipped', 'canceled'].includes(details.status);
  const yesNo = (is: boolean) => (is ? t('yes') : t('no'));
  const to = details.ship_to;
  const corrected = details.corrected_ship_to;
  return (
    <TwoColumns>
      <div className={styles.stack}>
        <Card title={t('order.details')}>
          <Facts
            of={[
              [t('column.number'), details.number],
              [
                t('order.atAmazon'),
                details.page && (
                  <OutLink key="page" href={details.page}>
                    {t(order.cancel_refusal ? 'order.amazonPage' : 'order.amazonCancelPage')}
                  </OutLink>
                ),
              ],
              [t('column.status'), t.maybe(`status.${details.status}`) ?? details.status_text],
              [t('order.buyerEmail'), details.buyer.email],
              [t('column.buyer'), details.buyer.name],
              [t('order.company'), details.buyer.company],
              [t('column.po'), details.buyer.purchase_order_number],
              [t('column.total'), <Money key="total" of={details.total} />],
              [t('column.prime'), yesNo(details.programs.includes('PRIME'))],
              [t('order.premium'), yesNo(details.programs.includes('PREMIUM'))],
              [t('column.business'), yesNo(details.programs.includes('AMAZON_BUSINESS'))],
              [t('column.replaces'), details.replaces_number],
              [t('column.purchased'), <When key="purchased" at={details.purchased_at} />],
              [t('column.shipBy'), <When key="by" at={details.ship_by.latest} relative={isOpen} />],
              [t('column.updated'), <When key="updated" at={details.updated_at} />],
            ]}
          />
        </Card>
        <Card title={t('order.events')}>
          <Timeline
            entries={order.events
              .map((event, index) => ({
                id: index,
                at: event.at,
                what: t.maybe(`event.${event.event}`) ?? event.event,
                more: (event.before || event.after) && (
                  <Quiet>
                    {[event.before, event.after]
                      .filter((word) => word !== null && word !== '')
                      .map((word) => eventWord(event.event, word ?? '', t))
                      .join(' → ')}
                  </Quiet>
                ),
              }))
              .reverse()}
          />
        </Card>
      </div>
      <div className={styles.stack}>
        <Card title={t('order.shipping')}>
          <Facts
            of={[
              [t('column.service'), serviceWord(details.service_level, t)],
              [
                t('column.fulfilled'),
                t.maybe(`fulfilledBy.${details.fulfilled_by}`) ?? details.fulfilled_by,
              ],
              [t('column.shipped'), <Num key="shipped" value={details.quantity_shipped} />],
              [t('column.unshipped'), <Num key="unshipped" value={details.quantity_unshipped} />],
              [t('order.deliverBy'), <When key="deliver" at={details.deliver_by.latest} />],
              [t('order.phone'), to.phone],
            ]}
          />
        </Card>
        <Card title={corrected ? t('address.corrected') : t('address.title')}>
          {to.name && <div>{to.name}</div>}
          <AddressLines of={corrected ?? to} />
          {corrected && (
            <>
              <Quiet>{t('address.asAmazon')}</Quiet>
              <AddressLines of={to} />
            </>
          )}
        </Card>
        {details.programs.length > 0 && (
          <Card title={t('order.programs')}>
            <div className={styles.row}>
              {details.programs.map((program) => (
                <Chip key={program}>{program}</Chip>
              ))}
            </div>
          </Card>
        )}
      </div>
    </TwoColumns>
  );
}

type Lines = {
  lines: string[];
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country_code: string | null;
};

function AddressLines({ of }: { of: Lines }) {
  const last = [of.postal_code, of.city, of.region, of.country_code].filter(Boolean).join(' ');
  if (of.lines.length === 0 && last === '') {
    return <Nothing />;
  }
  return (
    <address style={{ fontStyle: 'normal' }}>
      {[...of.lines, last].map((line) => (
        <div key={line}>{line}</div>
      ))}
    </address>
  );
}
