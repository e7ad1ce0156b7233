// The server's shapes: GET /api/v1/orders, /api/v1/orders/{id} and what belongs to them. Amounts are
// decimal texts in the order's currency.
import type { Mark, MoneyValue } from '../kit';

export type SyncWord = 'in_step' | 'queued' | 'waiting' | 'error';

export type OrderRow = {
  id: number;
  increment_id: string;
  state: string;
  status: string;
  version: number;
  channel_number: string | null;
  store: { id: number; code: string | null; name: string | null } | null;
  marketplace_id: string | null;
  fulfilled_by: string | null;
  marks: Mark[];
  buyer_name: string | null;
  ship_to: {
    name: string | null;
    city: string | null;
    region: string | null;
    country_code: string | null;
  };
  items: {
    lines: number;
    pieces: number;
    to_ship: number;
    sku_count: number;
    title: string | null;
    skus: string[];
  };
  grand_total: MoneyValue | null;
  paid: MoneyValue | null;
  refunded: MoneyValue | null;
  ship_by: string | null;
  sync: { word: SyncWord; reason: string | null } | null;
  needs_attention: boolean;
  attention: string | null;
  is_cancel_pending: boolean;
  is_cancel_requested: boolean;
  matched?: string[];
  placed_at: string | null;
  updated_at: string | null;
};

export type Allowed = { allowed: boolean; reason?: string; text?: string };

export type OrderItem = {
  id: number;
  channel_item_number: string | null;
  sku: string;
  name: string;
  // The buyer's words for whom it is for; null also for readers who may not see personal data.
  gift_message: string | null;
  product_id: number | null;
  quantity: {
    ordered: number;
    invoiced: number;
    shipped: number;
    refunded: number;
    canceled: number;
    reserved: number;
    backordered: number;
    to_ship: number;
    to_invoice: number;
    to_cancel: number;
    to_refund_shipped: number;
    to_refund_unshipped: number;
  };
  unit_price: string;
  row_total: string;
  shipping: string;
  tax: string;
  discount: string;
  total: string;
};

export type Address = {
  name: string | null;
  company?: string;
  lines: string[];
  postal_code: string | null;
  phone: string | null;
  city: string | null;
  region: string | null;
  country_code: string | null;
};

export type Totals = Record<
  | 'subtotal'
  | 'shipping'
  | 'gift_wrap'
  | 'fee'
  | 'tip'
  | 'tax'
  | 'discount'
  | 'rounding'
  | 'grand_total'
  | 'invoiced'
  | 'paid'
  | 'refunded'
  | 'canceled'
  | 'due',
  string
>;

export type Document = {
  id: number;
  increment_id: string | null;
  is_from_channel: boolean;
  is_mail_sent: boolean;
  created_at: string | null;
  state: string;
};

export type DocumentLine = { order_item_id: number; sku: string | null; quantity: number };

export type Invoice = Document & {
  quantity: number;
  currency: string;
  grand_total: string;
  lines: DocumentLine[];
  actions: { pay: Allowed; cancel: Allowed; upload: Allowed };
};

export type Track = {
  id: number;
  carrier_code: string;
  title: string;
  number: string;
  service: string | null;
};

export type Package = {
  id: number;
  reference: number | string | null;
  is_untracked: boolean;
  lines: DocumentLine[];
  tracks: Track[];
};

export type Shipment = Document & {
  shipped_at: string | null;
  quantity: number;
  packages: Package[];
  actions: { edit_tracks: Allowed; void: Allowed };
};

export const components = [
  'item',
  'item_tax',
  'shipping',
  'shipping_tax',
  'gift_wrap',
  'gift_wrap_tax',
  'fee',
  'fee_tax',
] as const;
export type Component = (typeof components)[number];
export type Components = Record<Component | 'total', string>;

export type CreditMemo = Document & {
  reason: string | null;
  currency: string;
  grand_total: string;
  adjustment_refund: string;
  adjustment_fee: string;
  lines: (DocumentLine & { components: Components })[];
  actions: { void: Allowed; upload: Allowed };
};

// One payment back to the buyer in the channel's books; a memo is missing when none agrees with it.
export type ChannelRefund = {
  transaction_id: string;
  posted_at: string | null;
  amount: MoneyValue;
  status: string | null;
  credit_memo_id: number | null;
};

export const mailKinds = ['order', 'invoice', 'shipment', 'credit_memo', 'message'] as const;
export type MailKind = (typeof mailKinds)[number];

export type OrderMail = {
  id: number;
  kind: string;
  // The kind of a message that the channel carries; null: a mail.
  channel_action: string | null;
  state: string;
  problem: string;
  recipient: string | null;
  subject: string | null;
  created_at: string | null;
  ended_at: string | null;
};

export type OrderMails = {
  items: OrderMail[];
  has_server: boolean;
  kinds: { kind: MailKind; may_send: boolean; reason: string | null; text: string | null }[];
};

export type FollowUpState =
  | 'waiting'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'accepted'
  | 'seen'
  | 'rejected'
  | 'unknown'
  | 'parked'
  | 'withdrawn';

export type FollowUp = {
  id: number;
  seq: number;
  kind: string;
  state: FollowUpState;
  is_open: boolean;
  package_id?: number;
  credit_memo_id?: number;
  reason: string | null;
  attempts: number;
  looks: number;
  created_at: string | null;
  not_before: string | null;
  due_at: string | null;
  sent_at: string | null;
  ended_at: string | null;
  error: string | null;
  next: string | null;
  actions: { retry: Allowed; resolve: Allowed };
};

export type HistoryEntry = {
  id: number;
  at: string | null;
  actor_kind: string;
  actor: string | null;
  event: string;
  comment: string | null;
  status: string;
  before: string | null;
  after: string | null;
  is_customer_notified: boolean;
};

export type OrderVerb =
  | 'invoice'
  | 'ship'
  | 'creditmemo'
  | 'cancel'
  | 'hold'
  | 'unhold'
  | 'reorder'
  | 'edit'
  | 'correct_address'
  | 'comment';

export type Window = { earliest: string | null; latest: string | null };

export type Order = {
  id: number;
  increment_id: string;
  state: string;
  status: string;
  version: number;
  placed_at: string | null;
  created_at: string | null;
  updated_at: string | null;
  currency: string;
  channel: {
    number: string;
    store_code: string | null;
    marketplace_id: string | null;
    fulfilled_by: string;
    ship_by: Window;
    deliver_by: Window;
    marks: Mark[];
    page: string | null;
  } | null;
  reordered_from?: number;
  hold: { reason: string | null; state_before: string; until: string | null } | null;
  pending_cancel: { reason: string; actor: string; asked_at: string | null } | null;
  exceptions: { code: string; sku: string | null; text: string; raised_at: string | null }[];
  buyer: { name: string | null; email: string | null };
  ship_to: Address;
  bill_to: Address;
  payment_method: string;
  shipping_method: string;
  shipping_description: string | null;
  items: OrderItem[];
  totals: Totals;
  invoices: Invoice[];
  shipments: Shipment[];
  credit_memos: CreditMemo[];
  follow_ups: FollowUp[];
  channel_refunds: ChannelRefund[];
  actions: Record<OrderVerb, Allowed>;
  history: HistoryEntry[];
};

export type Refundable = {
  currency: string;
  total: string;
  action: Allowed;
  lines: {
    order_item_id: number;
    sku: string | null;
    quantity: number;
    shipped_quantity: number;
    unshipped_quantity: number;
    components: Components;
  }[];
};

export type Carrier = {
  code: string;
  title: string;
  amazon_code: string | null;
  is_active: boolean;
};

export type BulkJob = {
  id: number;
  verb: string;
  actor: string;
  state: 'running' | 'ended';
  total: number;
  done: number;
  failed: number;
  pending: number;
  created_at: string | null;
  ended_at: string | null;
};

export type BulkItem = {
  position: number;
  order_id: number;
  increment_id: string;
  state: 'pending' | 'done' | 'failed';
  code: string | null;
  message: string | null;
};

export const cancelReasons = [
  'no_inventory',
  'buyer_canceled',
  'general_adjustment',
  'address_undeliverable',
  'customer_exchange',
  'pricing_error',
] as const;

export const refundReasons = [
  'customer_return',
  'general_adjustment',
  'could_not_ship',
  'different_item',
  'no_inventory',
  'customer_cancel',
  'price_error',
  'product_out_of_stock',
  'address_incorrect',
  'exchange',
  'undeliverable',
  'refused_delivery',
  'other',
] as const;
