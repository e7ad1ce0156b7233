// One buyer: where the orders went, and the orders.
import { useParams } from '@tanstack/react-router';
import { useGet } from '../api/queries';
import {
  Card,
  Chip,
  EmptyState,
  Facts,
  Link,
  Loaded,
  Money,
  Page,
  Quiet,
  Table,
  TwoColumns,
  When,
} from '../kit';
import styles from './catalog.module.css';
import type { CustomerPageData } from './types';
import { useT } from './words';

export default function CustomerPage() {
  const t = useT();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const customer = useGet<CustomerPageData>(`/api/v1/customers/${id}`);
  return (
    <Page
      title={customer.data?.name ?? t('customer.title', { id })}
      back={{ to: '/customers', label: t('customers') }}
    >
      <Loaded query={customer}>
        {(found) => (
          <TwoColumns>
            <Card title={t('customer.orders', { count: found.order_count })}>
              <Table
                label={t('customer.orderList')}
                rows={found.orders}
                rowId={(order) => order.id}
                empty={<EmptyState title={t('customer.noOrders')} />}
                columns={[
                  {
                    id: 'number',
                    title: t('customer.order'),
                    cell: (order) => <Link to={`/orders/${order.id}`}>{order.increment_id}</Link>,
                  },
                  {
                    id: 'at',
                    title: t('customer.placed'),
                    cell: (order) => <When at={order.placed_at ?? order.created_at} />,
                  },
                  {
                    id: 'status',
                    title: t('customer.status'),
                    cell: (order) => <Chip>{order.status}</Chip>,
                  },
                  {
                    id: 'total',
                    title: t('customer.total'),
                    align: 'right',
                    cell: (order) => <Money of={order.grand_total ?? null} />,
                  },
                ]}
              />
            </Card>
            <div className={styles.stack}>
              <Card title={t('customer.about')}>
                <Facts
                  of={[
                    [t('customer.name'), found.name],
                    [t('customer.email'), found.email],
                    [t('customer.since'), <When key="since" at={found.created_at} />],
                  ]}
                />
              </Card>
              <Card title={t('customer.addresses')}>
                {found.addresses.length === 0 && <Quiet>{t('customer.noAddresses')}</Quiet>}
                {found.addresses.map((address) => (
                  <address key={JSON.stringify(address)} className={styles.address}>
                    {[
                      address.name,
                      ...address.lines,
                      [address.postal_code, address.city, address.region, address.country_code]
                        .filter(Boolean)
                        .join(' '),
                      address.phone,
                    ]
                      .filter(Boolean)
                      .map((line) => (
                        <div key={line}>{line}</div>
                      ))}
                  </address>
                ))}
              </Card>
            </div>
          </TwoColumns>
        )}
      </Loaded>
    </Page>
  );
}
