// The server's shapes that these pages use.
import type { Mark, MoneyValue } from '../kit';

export type StoreSettings = {
  import_enabled: boolean;
  import_from: string | null;
  store_view_id: number;
  customer_creation: 'guest' | 'account';
  order_number_source: 'ours' | 'channel';
  new_order_status: string;
  reserve_pending: boolean;
  strict_blocking: boolean;
  paid_on_import: boolean;
  mail_kinds: string[];
  invoice_upload: 'off' | 'on_request' | 'automatic';
  sync_interval_seconds: number;
};

export type Store = {
  id: number;
  code: string;
  name: string;
  region: string;
  seller_id: string;
  marketplace_ids: string[];
  api_url: string;
  token_url: string;
  is_active: boolean;
  is_archived: boolean;
  created_at: string;
  version: number;
  settings: StoreSettings;
};

export type Marketplace = {
  id: string;
  region: string;
  country_code: string;
  currency: string;
  name: string;
  seller_site: string;
};

export type Sync = {
  last_success_at: string | null;
  last_success_age_seconds: number | null;
  last_attempt_at: string | null;
  next_run_at: string | null;
  error: { code: string; message: string } | null;
  failures: number;
  is_catching_up: boolean;
  orders_seen: number;
  inbox: { waiting: number; poison: number; applied: number; stale: number };
};

export type Sales = {
  days: { from: string; orders: number; totals: MoneyValue[] }[];
  orders: number;
  totals: MoneyValue[];
  previous_orders: number;
  previous_totals: MoneyValue[];
  change_percent: number | null;
};

export type StoreCard = Store & {
  zone: string;
  marketplaces: Marketplace[];
  sync: Sync;
  sales: Sales;
  exceptions: number;
  differences: number;
  backfill: Backfill | null;
};

// A walk through older orders: from where, how far it is, where it ends.
export type Backfill = {
  from: string;
  reached: string;
  until: string | null;
  is_running: boolean;
};

export type Dashboard = StoreCard & {
  by_status: { status: string; count: number }[];
  by_verdict: { verdict: string; count: number }[];
};

export type Verdict = {
  kind: 'imported' | 'not_yet' | 'not_wanted' | 'blocked';
  rule: string;
  text: string;
  inputs: Record<string, string>;
  next_look: string | null;
};

export type AmazonOrderRow = {
  id: number;
  number: string;
  purchased_at: string;
  updated_at: string;
  status: string;
  fulfilled_by: string;
  marketplace_name: string;
  buyer_name: string | null;
  total: MoneyValue | null;
  quantity_ordered: number;
  quantity_shipped: number;
  quantity_unshipped: number;
  quantity_reserved: number;
  service_level: string | null;
  programs: string[];
  marks: Mark[];
  replaces_number: string | null;
  purchase_order_number: string | null;
  last_event: string | null;
  last_event_at: string | null;
  ship_by_latest: string | null;
  verdict: Verdict;
  order: { id: number; increment_id: string; status: string } | null;
};

export type Probe = {
  operation: string;
  role: string | null;
  is_needed: boolean;
  state: 'good' | 'missing_role' | 'bad_credentials' | 'failed' | 'not_tried';
  http_status: number | null;
  code: string | null;
  text: string | null;
  request_id: string | null;
};

export type Check = {
  store_code: string;
  checked_at: string;
  is_well: boolean;
  operations: Probe[];
};

type Place = {
  city: string | null;
  region: string | null;
  country_code: string | null;
};

export type AmazonItem = {
  number: string;
  sku: string | null;
  product_number: string | null;
  title: string;
  quantity_ordered: number;
  quantity_shipped: number;
  quantity_unshipped: number;
  quantity_cancelled: number;
  unit_price: MoneyValue | null;
  total: MoneyValue | null;
  amounts: { kind: string; part: string | null; value: MoneyValue | null }[];
  condition: string | null;
  is_gift: boolean;
};

export type AmazonPackage = {
  reference: string;
  shipped_at: string | null;
  status: string;
  carrier: string | null;
  shipping_service: string | null;
  tracking_number: string | null;
  items: { item_number: string; quantity: number }[];
};

export type AmazonOrder = {
  id: number;
  details: {
    number: string;
    purchased_at: string;
    updated_at: string;
    status: string;
    status_text: string;
    fulfilled_by: string;
    service_level: string;
    marketplace_id: string;
    marketplace_name: string;
    page: string | null; // in Seller Central
    buyer_asks_to_cancel: boolean;
    programs: string[];
    marks: Mark[];
    replaces_number: string | null;
    ship_by: { earliest: string | null; latest: string | null };
    deliver_by: { earliest: string | null; latest: string | null };
    quantity_ordered: number;
    quantity_shipped: number;
    quantity_unshipped: number;
    currency: string | null;
    total: MoneyValue | null;
    buyer: {
      name: string | null;
      email: string | null;
      company: string | null;
      purchase_order_number: string | null;
    };
    ship_to: Place & {
      name: string | null;
      company?: string;
      lines: string[];
      postal_code: string | null;
      phone: string | null;
    };
    corrected_ship_to: (Place & { lines: string[]; postal_code: string | null }) | null;
  };
  items: AmazonItem[];
  packages: AmazonPackage[];
  verdict: Verdict | null;
  events: { at: string; event: string; before: string | null; after: string | null }[];
  orders: { id: number; increment_id: string; state: string; status: string }[];
  cancel_refusal: { reason: string; text: string } | null;
};

export type ExceptionGroup = {
  store_code: string;
  code: string;
  sku: string | null;
  product_number: string | null;
  title: string | null;
  orders: number;
  orders_with_exception: number;
  orders_blocked: number;
  first_at: string;
  example_number: string;
  product: {
    id: number;
    sku: string;
    name: string;
    is_enabled: boolean;
    on_hand: number;
    reserved: number;
  } | null;
};

export type Problem = {
  at: string;
  operation: string;
  http_status: number;
  code: string;
  text: string;
  request_id: string | null;
};

export type InboxRow = {
  row: number;
  order_number: string;
  attempts: number;
  error: string;
  received_at: string;
  next_try_at?: string | null;
};

export type StoreSync = {
  sync: Sync;
  problems: Problem[];
  poison: InboxRow[];
  waiting: InboxRow[];
};

export type FollowUp = {
  id: number;
  kind: string;
  order_id?: number;
  channel_number: string;
  state: string;
  attempts: number;
  created_at: string;
  error: string | null;
};

export type Difference = {
  id: number;
  channel_number: string;
  kind: string;
  text: string;
  found_at: string;
};
