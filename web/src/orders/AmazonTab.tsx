// What Amazon says about the order, and what it was told.
import { Card, CopyText, EmptyState, Facts, Link, When } from '../kit';
import { marketplaceCode } from './columns';
import { FollowUps } from './FollowUps';
import type { Order } from './types';
import { useT } from './words';

export function AmazonTab({ order }: { order: Order }) {
  const t = useT();
  const { channel } = order;
  if (!channel) {
    return <EmptyState title={t('amazon.notAmazon')} />;
  }
  return (
    <>
      <Card title={t('tab.amazon')}>
        <Facts
          of={[
            [t('amazon.number'), <CopyText key="number" text={channel.number} />],
            [t('amazon.marketplace'), marketplaceCode(channel.marketplace_id)],
            [t('payment.fulfilledBy'), t.maybe(`fulfilled.${channel.fulfilled_by}`) ?? null],
            [t('amazon.shipBy'), <When key="ship" at={channel.ship_by.latest} />],
            [t('amazon.deliverBy'), <When key="deliver" at={channel.deliver_by.latest} />],
          ]}
        />
        {channel.store_code && (
          <Link to={`/stores/${channel.store_code}/amazon-orders/${channel.number}`}>
            {t('amazon.details')}
          </Link>
        )}
      </Card>
      <Card title={t('follow.title')}>
        <FollowUps order={order} />
      </Card>
    </>
  );
}
