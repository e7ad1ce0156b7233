// One order: what it is, what is wrong, what can be done, and everything that happened.
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import { useFormats } from '../format/useFormats';
import { queueOf } from '../grid';
import { serverSentence } from '../i18n/server_words';
import {
  ActionBar,
  Band,
  Chip,
  Link,
  Loaded,
  Marks,
  Mono,
  Page,
  Quiet,
  Said,
  type Tab,
  Tabs,
  useTab,
} from '../kit';
import { useShortcuts } from '../url/keys';
import { useGo, useUrlState, writeSearch } from '../url/state';
import { AmazonTab } from './AmazonTab';
import { marketplaceCode } from './columns';
import { CreditMemos, Invoices, Shipments } from './Documents';
import { AddressDrawer } from './drawers/AddressDrawer';
import { AmazonMessageDrawer } from './drawers/AmazonMessageDrawer';
import { CancelDrawer } from './drawers/CancelDrawer';
import { InvoiceDrawer } from './drawers/InvoiceDrawer';
import { MailDrawer } from './drawers/MailDrawer';
import { MemoDrawer } from './drawers/MemoDrawer';
import { type DrawerProps, DrawerRefusal } from './drawers/OrderForm';
import { ShipDrawer } from './drawers/ShipDrawer';
import {
  CommentDrawer,
  GiveUpCancelDrawer,
  HoldDrawer,
  ReorderDrawer,
  UnholdDrawer,
} from './drawers/SmallDrawers';
import { FollowUpProblems } from './FollowUps';
import { History } from './History';
import { Mails } from './Mails';
import { Overview } from './Overview';
import { useOthers } from './presence';
import { StatusChip } from './status';
import type { Order } from './types';
import { type DrawerId, isDrawer, useMayOpen, useOrderActions, useWhyNot } from './useOrderActions';
import { type T, useT } from './words';

const drawerOf: Readonly<Record<DrawerId, (props: DrawerProps) => React.ReactNode>> = {
  ship: ShipDrawer,
  invoice: InvoiceDrawer,
  creditMemo: MemoDrawer,
  hold: HoldDrawer,
  unhold: UnholdDrawer,
  comment: CommentDrawer,
  cancel: CancelDrawer,
  giveUpCancel: GiveUpCancelDrawer,
  reorder: ReorderDrawer,
  address: AddressDrawer,
  mail: MailDrawer,
  amazonMessage: AmazonMessageDrawer,
};

type TabId =
  | 'overview'
  | 'shipments'
  | 'invoices'
  | 'credit_memos'
  | 'history'
  | 'mails'
  | 'amazon';

function tabsOf(order: Order, t: T): Tab<TabId>[] {
  return [
    { id: 'overview', label: t('tab.overview') },
    { id: 'shipments', label: t('tab.shipments'), count: order.shipments.length },
    { id: 'invoices', label: t('tab.invoices'), count: order.invoices.length },
    { id: 'credit_memos', label: t('tab.creditMemos'), count: order.credit_memos.length },
    { id: 'history', label: t('tab.history'), count: order.history.length },
    { id: 'mails', label: t('tab.mails') },
    { id: 'amazon', label: t('tab.amazon'), isShown: order.channel !== null },
  ];
}

export default function OrderPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const t = useT();
  const order = useGet<Order>(`/api/v1/orders/${encodeURIComponent(id)}`);
  if (order.data) {
    return <LoadedOrder order={order.data} />;
  }
  const back = { to: queueOf('orders')?.back ?? '/orders', label: t('title') };
  return (
    <Page title={t('order', { number: id })} back={back}>
      <Loaded query={order} lines={10}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function LoadedOrder({ order }: { order: Order }) {
  const t = useT();
  const url = useUrlState();
  const { date } = useFormats();
  const wanted = url.get('do');
  const drawer = isDrawer(wanted) ? wanted : undefined;
  const mayOpen = useMayOpen(order);
  const open = (id: DrawerId | undefined) => url.set({ do: id }, { replaces: true });
  const actions = useOrderActions(order, open);
  const tabs = tabsOf(order, t);
  const tab = useTab(tabs);
  const channel = order.channel
    ? `Amazon ${marketplaceCode(order.channel.marketplace_id)}`
    : t('ownOrder');
  // Once open it stays, with what was typed, also when the order changes so that it is refused.
  const whyNot = useWhyNot(order);
  const opened = useRef<DrawerId | undefined>(undefined);
  opened.current = drawer && (opened.current === drawer || mayOpen(drawer)) ? drawer : undefined;
  const Drawer = opened.current && drawerOf[opened.current];
  return (
    <Page
      title={`#${order.increment_id}`}
      tabTitle={t('order', { number: order.increment_id })}
      back={{ to: queueOf('orders')?.back ?? '/orders', label: t('title') }}
      chips={<Chips order={order} />}
      about={order.placed_at && t('placedFrom', { date: date(order.placed_at), channel })}
      actions={
        <>
          <Neighbours order={order} />
          <ActionBar actions={actions} />
        </>
      }
      tabs={<Tabs tabs={tabs} label={t('tab.label')} />}
    >
      <div style={{ paddingTop: 14 }}>
        <Bands order={order} editing={drawer} />
        <OpenTab tab={tab} order={order} />
      </div>
      {Drawer && (
        <DrawerRefusal value={drawer && whyNot(drawer)}>
          <Drawer key={drawer} order={order} onClose={() => open(undefined)} />
        </DrawerRefusal>
      )}
    </Page>
  );
}

function OpenTab({ tab, order }: { tab: TabId; order: Order }) {
  switch (tab) {
    case 'overview':
      return <Overview order={order} />;
    case 'shipments':
      return <Shipments order={order} />;
    case 'invoices':
      return <Invoices order={order} />;
    case 'credit_memos':
      return <CreditMemos order={order} />;
    case 'history':
      return <History order={order} />;
    case 'mails':
      return <Mails order={order} />;
    case 'amazon':
      return <AmazonTab order={order} />;
  }
}

function Chips({ order }: { order: Order }) {
  const t = useT();
  return (
    <>
      <StatusChip status={order.status} state={order.state} />
      <Marks of={order.channel?.marks ?? []} isLong />
      {order.pending_cancel && <Chip tone="amber">{t('cancelPendingChip')}</Chip>}
      {order.exceptions.some((one) => one.code === 'cancel_requested') && (
        <Chip tone="red">{t('cancelRequestedChip')}</Chip>
      )}
    </>
  );
}

// What must be known before anything else.
function Bands({ order, editing }: { order: Order; editing: string | undefined }) {
  const t = useT();
  const { date } = useFormats();
  const others = useOthers(order.id, editing);
  return (
    <>
      {others.map((other) => (
        <Band key={other.user_id} tone="blue">
          {other.editing
            ? t('presence.editing', {
                name: other.name,
                what: t.maybe(`action.${other.editing}`) ?? other.editing,
              })
            : t('presence.one', { name: other.name })}
        </Band>
      ))}
      <FollowUpProblems order={order} />
      {order.exceptions.length > 0 && (
        <Band tone="amber" title={t('attention.title')}>
          <Exceptions order={order} />
        </Band>
      )}
      {order.hold && (
        <Band tone="amber" title={t('held.title')}>
          <Said text={order.hold.reason} />{' '}
          {order.hold.until && <Quiet>{t('held.until', { date: date(order.hold.until) })}</Quiet>}
        </Band>
      )}
    </>
  );
}

// Each sentence once, with the SKUs it is about and the way to where they are put right.
function Exceptions({ order }: { order: Order }) {
  const t = useT();
  const may = useMay();
  const { language } = useFormats();
  const skusOf = new Map<string, string[]>();
  for (const { text, sku } of order.exceptions) {
    const skus = skusOf.get(text) ?? [];
    skusOf.set(text, sku && !skus.includes(sku) ? [...skus, sku] : skus);
  }
  return (
    <>
      {[...skusOf].map(([text, skus]) => (
        <div key={text}>
          {serverSentence(text, undefined, language)}{' '}
          {skus.map((sku) => (
            <Mono key={sku}>{sku} </Mono>
          ))}
          {skus.length > 0 && may('Magento_Catalog::products') && (
            <Link to={`/exceptions${writeSearch({ sku: skus })}`}>{t('attention.fix')}</Link>
          )}
        </div>
      ))}
    </>
  );
}

// The orders before and after this one in the list one came from.
function Neighbours({ order }: { order: Order }) {
  const t = useT();
  const go = useGo();
  const { number } = useFormats();
  const queue = queueOf('orders');
  const at = queue ? queue.ids.indexOf(order.id) : -1;
  const isInside = queue !== undefined && at > 0 && at < queue.ids.length - 1;
  const { page: _page, page_size: _size, ...filter } = queue?.query ?? {};
  const asked = useGet<{ previous: number | null; next: number | null }>(
    queue && !isInside ? `/api/v1/orders/${order.id}/neighbours` : undefined,
    filter as Record<string, string>,
  );
  const before = queue?.ids[at - 1] ?? asked.data?.previous ?? undefined;
  const after = (at >= 0 ? queue?.ids[at + 1] : undefined) ?? asked.data?.next ?? undefined;
  const toOrder = (id: number | undefined) => id !== undefined && go(`/orders/${id}`);
  useShortcuts([
    { keys: 'KeyJ', run: () => toOrder(after) },
    { keys: 'KeyK', run: () => toOrder(before) },
    { keys: 'KeyU', run: () => go(queue?.back ?? '/orders') },
    { keys: 'Escape', run: () => go(queue?.back ?? '/orders') },
  ]);
  if (!queue) {
    return null;
  }
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 2 }}>
      {at >= 0 && (
        <Quiet>
          {t('queue.place', {
            position: number(queue.firstIndex + at + 1),
            total: number(queue.totalCount),
          })}
        </Quiet>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('queue.previous')}
        disabled={before === undefined}
        onClick={() => toOrder(before)}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('queue.next')}
        disabled={after === undefined}
        onClick={() => toOrder(after)}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </span>
  );
}
