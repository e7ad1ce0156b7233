// The server's shapes: lists of documents, and one document with what may be done to it.
import type { MoneyValue } from '../kit';

export type Row = {
  id: number;
  increment_id: string;
  order: {
    id: number;
    increment_id?: string;
    channel_number?: string | null;
    store_code?: string | null;
    store_name?: string | null;
  };
  buyer_name?: string | null;
  ship_to_name?: string | null;
  state: string;
  is_mail_sent: boolean;
  is_from_channel: boolean;
  created_at: string;
};

export type InvoiceRow = Row & { quantity: number; grand_total: MoneyValue };
export type CreditMemoRow = Row & { reason: string | null; grand_total: MoneyValue };
export type ShipmentRow = Row & {
  quantity: number;
  packages: number;
  shipped_at: string;
  tracks: { carrier_code: string; title: string | null; number: string }[];
};

export type Allowed = { allowed: boolean; reason?: string; text?: string };

export type Comment = {
  id: number;
  at: string;
  author: string | null;
  text: string;
  is_customer_notified: boolean;
};

export type Document = {
  id: number;
  increment_id: string;
  order_id: number;
  state: string;
  is_mail_sent: boolean;
  is_from_channel: boolean;
  created_at: string;
  comments: Comment[];
};

// How far the file has come on its way to Amazon; null: nobody has sent it.
export type Upload = {
  follow_up_id: number;
  state: string;
  asked_at: string;
  sent_at: string | null;
  ended_at: string | null;
  error: string | null;
  next: string | null;
};

export type Line = { order_item_id: number; sku: string | null; quantity: number };

export type Invoice = Document & {
  quantity: number;
  currency: string;
  grand_total: string;
  extras: string;
  transaction_id: string | null;
  lines: (Line & { amounts: { tax: string; discount: string; total: string } })[];
  upload: Upload | null;
  actions: { pay: Allowed; cancel: Allowed; upload: Allowed };
};

export type Track = {
  id: number;
  carrier_code: string;
  title: string;
  number: string;
  service: string | null;
};

export type Package = { id: number; is_untracked: boolean; lines: Line[]; tracks: Track[] };

export type Shipment = Document & {
  shipped_at: string;
  quantity: number;
  packages: Package[];
  actions: { edit_tracks: Allowed; void: Allowed };
};

export type CreditMemo = Document & {
  reason: string | null;
  currency: string;
  grand_total: string;
  adjustment_refund: string;
  adjustment_fee: string;
  lines: (Line & { components: { total: string } })[];
  upload: Upload | null;
  actions: { void: Allowed; upload: Allowed };
};

// What a document's page needs of its order.
export type Order = {
  id: number;
  increment_id: string;
  version: number;
  status: string;
  channel: { number: string } | null;
  items: { id: number; sku: string; name: string }[];
  buyer: { name: string | null };
  ship_to: {
    name: string | null;
    lines: string[];
    postal_code: string | null;
    city: string | null;
    country_code: string | null;
  };
};
