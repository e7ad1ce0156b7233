// The overview: items and money at the left; what happens next, customer and latest events at the
// right.

import { useMay } from '../api/session';
import { useFormats } from '../format/useFormats';
import { serverSentence } from '../i18n/server_words';
import type { Language } from '../i18n/words';
import {
  Card,
  CopyText,
  Facts,
  Link,
  Money,
  Mono,
  OutLink,
  Quiet,
  Table,
  type TableColumn,
  TwoColumns,
} from '../kit';
import { marketplaceCode } from './columns';
import { isZero } from './decimals';
import { FollowUps } from './FollowUps';
import { LatestEvents } from './History';
import { Next } from './Next';
import styles from './orders.module.css';
import type { Address, Order, OrderItem, Totals } from './types';
import { type T, useT } from './words';

export function Overview({ order }: { order: Order }) {
  const t = useT();
  return (
    <TwoColumns>
      <div>
        <Card title={t('item.list')}>
          <Items order={order} />
        </Card>
        <Card title={t('totals.title')}>
          <TotalsList totals={order.totals} currency={order.currency} />
        </Card>
        {order.channel && (
          <Card title={t('follow.title')}>
            <FollowUps order={order} />
          </Card>
        )}
        <Card title={t('payment.title')}>
          <PaymentFacts order={order} />
        </Card>
      </div>
      <div>
        <Card title={t('next.title')}>
          <Next order={order} />
        </Card>
        <CustomerCard order={order} />
        <Card title={t('timeline.title')}>
          <LatestEvents order={order} />
        </Card>
      </div>
    </TwoColumns>
  );
}

function Count({ value }: { value: number }) {
  return <span className={value === 0 ? styles.zero : undefined}>{value}</span>;
}

function Items({ order }: { order: Order }) {
  const t = useT();
  const count = (
    id: 'ordered' | 'invoiced' | 'shipped' | 'refunded' | 'canceled',
  ): TableColumn<OrderItem> => ({
    id,
    title: t(`item.${id}`),
    cell: (item) => <Count value={item.quantity[id]} />,
    align: 'right',
  });
  const hasCanceled = order.items.some((item) => item.quantity.canceled > 0);
  const columns: TableColumn<OrderItem>[] = [
    { id: 'product', title: t('item.product'), cell: (item) => <Product item={item} /> },
    {
      id: 'price',
      title: t('item.price'),
      cell: (item) => <Money amount={item.unit_price} currency={order.currency} />,
      align: 'right',
    },
    count('ordered'),
    count('invoiced'),
    count('shipped'),
    count('refunded'),
    ...(hasCanceled ? [count('canceled')] : []),
    {
      id: 'total',
      title: t('item.total'),
      cell: (item) => <Money amount={item.row_total} currency={order.currency} />,
      align: 'right',
    },
  ];
  return (
    <Table label={t('item.list')} columns={columns} rows={order.items} rowId={(item) => item.id} />
  );
}

function Product({ item }: { item: OrderItem }) {
  const t = useT();
  const may = useMay();
  const canSee = item.product_id !== null && may('Orderyard::products_view');
  return (
    <>
      <div>{item.name}</div>
      {canSee ? (
        <Link to={`/products/${item.product_id}`}>
          <Mono>{item.sku}</Mono>
        </Link>
      ) : (
        <Mono>{item.sku}</Mono>
      )}
      {item.gift_message && (
        <div className={styles.gift}>
          <strong>{t('item.gift')}</strong> {item.gift_message}
        </div>
      )}
      {item.product_id === null && (
        <div style={{ color: 'var(--oy-late)' }}>{t('item.unmapped')}</div>
      )}
      {item.quantity.backordered > 0 && (
        <div style={{ color: 'var(--oy-late)' }}>
          {t('item.backordered', { count: item.quantity.backordered })}
        </div>
      )}
    </>
  );
}

const always: readonly (keyof Totals)[] = ['subtotal', 'shipping', 'tax', 'grand_total'];
const shownTotals: readonly (keyof Totals)[] = [
  'subtotal',
  'shipping',
  'gift_wrap',
  'fee',
  'tip',
  'tax',
  'discount',
  'rounding',
  'grand_total',
  'paid',
  'refunded',
  'canceled',
  'due',
];
const strongTotals: readonly (keyof Totals)[] = ['grand_total', 'due'];

// What is taken off is shown with its sign.
function signed(name: keyof Totals, amount: string): string {
  return name === 'discount' && !isZero(amount) && !amount.startsWith('-') ? `-${amount}` : amount;
}

function TotalsList({ totals, currency }: { totals: Totals; currency: string }) {
  const t = useT();
  const end: readonly (keyof Totals)[] = ['paid', 'refunded', 'due'];
  return (
    <dl className={styles.totals}>
      {shownTotals
        .filter((name) => always.includes(name) || end.includes(name) || !isZero(totals[name]))
        .map((name) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt className={strongTotals.includes(name) ? styles.strong : undefined}>
              {t(`totals.${name as Exclude<keyof Totals, 'invoiced'>}`)}
            </dt>
            <dd className={strongTotals.includes(name) ? styles.strong : undefined}>
              <span className={isZero(totals[name]) ? styles.zero : undefined}>
                <Money amount={signed(name, totals[name])} currency={currency} />
              </span>
            </dd>
          </div>
        ))}
    </dl>
  );
}

// The channel's own words for it, or else what our code means.
function shippingOf(order: Order, t: T, language: Language): string | null {
  if (order.shipping_description) {
    return serverSentence(order.shipping_description, undefined, language);
  }
  const words = t.maybe(`payment.methods.${order.shipping_method}`);
  return (words ?? order.shipping_method) || null;
}

function PaymentFacts({ order }: { order: Order }) {
  const t = useT();
  const { language } = useFormats();
  const { channel } = order;
  return (
    <Facts
      of={[
        [
          t('payment.method'),
          t.maybe(`payment.methods.${order.payment_method}`) ?? order.payment_method,
        ],
        [t('payment.shipping'), shippingOf(order, t, language)],
        [
          t('payment.fulfilledBy'),
          channel && (t.maybe(`fulfilled.${channel.fulfilled_by}`) ?? null),
        ],
        [t('payment.amazonNumber'), channel && <CopyText key="number" text={channel.number} />],
        [
          t('payment.atAmazon'),
          channel?.page && (
            <OutLink key="page" href={channel.page}>
              {t(order.actions.cancel.allowed ? 'action.amazonCancelPage' : 'action.amazonPage')}
            </OutLink>
          ),
        ],
        [t('amazon.marketplace'), channel && marketplaceCode(channel.marketplace_id)],
        [
          t('payment.store'),
          channel?.store_code && (
            <Link key="store" to={`/stores/${channel.store_code}/amazon-orders`}>
              {t('payment.viewAll')} ({channel.store_code})
            </Link>
          ),
        ],
      ]}
    />
  );
}

export function addressLines(address: Address, country: (code: string) => string): string {
  const place = [address.postal_code, address.city].filter(Boolean).join(' ');
  return [
    address.name,
    address.company,
    ...address.lines,
    [place, address.region].filter(Boolean).join(', '),
    address.country_code && country(address.country_code),
  ]
    .filter(Boolean)
    .join('\n');
}

function CustomerCard({ order }: { order: Order }) {
  const t = useT();
  const may = useMay();
  const { country } = useFormats();
  const shipTo = addressLines(order.ship_to, country);
  const billTo = addressLines(order.bill_to, country);
  return (
    <Card title={t('customer.title')}>
      {!may('Orderyard::personal_data') && <Quiet>{t('customer.hidden')}</Quiet>}
      <Facts
        of={[
          [t('customer.name'), order.buyer.name],
          [
            t('customer.email'),
            order.buyer.email && <CopyText key="email" text={order.buyer.email} />,
          ],
          [
            t('customer.shipTo'),
            shipTo === '' ? (
              <Quiet key="none">{t('customer.noAddress')}</Quiet>
            ) : (
              <div key="to" className={styles.lines}>
                {shipTo}
              </div>
            ),
          ],
          [t('customer.phone'), order.ship_to.phone],
          [
            t('customer.billTo'),
            billTo !== '' && billTo !== shipTo ? (
              <div key="bill" className={styles.lines}>
                {billTo}
              </div>
            ) : null,
          ],
        ]}
      />
    </Card>
  );
}
