// The server's shapes that these pages use.
import type { MoneyValue } from '../kit';

export type Product = {
  id: number;
  sku: string;
  name: string;
  bin: string;
  price: MoneyValue | null;
  is_enabled: boolean;
  is_stock_managed: boolean;
  on_hand: number;
  reserved: number;
  free: number;
  version: number;
};

export type StockMove = {
  id: number;
  at: string;
  on_hand: number;
  reserved: number;
  reason: string;
  note: string | null;
  order: { id: number; increment_id: string } | null;
};

export type Listing = {
  store_code: string;
  channel_sku: string;
  product_number: string | null;
  units: number;
  product: { id: number; sku: string; name: string };
};

export type ImportReport = {
  is_dry_run: boolean;
  created: number;
  changed: number;
  unchanged: number;
};

export type Customer = {
  id: number;
  store_view_id: number;
  name: string | null;
  email: string | null;
  created_at: string;
};

export type CustomerPageData = Customer & {
  addresses: {
    name: string | null;
    lines: string[];
    postal_code: string | null;
    city: string | null;
    region: string | null;
    country_code: string | null;
    phone: string | null;
  }[];
  orders: {
    id: number;
    increment_id: string;
    state: string;
    status: string;
    placed_at?: string;
    created_at?: string;
    grand_total?: MoneyValue | null;
  }[];
  order_count: number;
};
