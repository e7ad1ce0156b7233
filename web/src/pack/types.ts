// What the pack station reads: rows of the order list, one order, carriers.
import type { Mark } from '../kit';

export type FoundOrder = {
  id: number;
  increment_id: string;
  channel_number: string | null;
  ship_by: string | null;
  items: { to_ship: number };
  matched?: string[];
};

export type PackItem = {
  id: number;
  sku: string;
  name: string;
  channel_item_number: string | null;
  gift_message: string | null;
  quantity: { ordered: number; shipped: number; to_ship: number };
};

export type PackOrder = {
  id: number;
  increment_id: string;
  version: number;
  state: string;
  channel: {
    number: string;
    marks: Mark[];
    ship_by: { latest?: string | null } | null;
  } | null;
  hold: { reason: string | null } | null;
  pending_cancel: { reason: string } | null;
  exceptions: { code: string; text: string }[];
  buyer: { name: string | null };
  ship_to: {
    name: string | null;
    lines: string[];
    postal_code: string | null;
    city: string | null;
    country_code: string | null;
  };
  items: PackItem[];
  shipments: { id: number; increment_id: string | null; state: string }[];
  actions: {
    ship: { allowed: boolean; reason?: string; text?: string };
    invoice: { allowed: boolean };
  };
};

export type Shipped = { shipments?: { id: number; increment_id: string | null }[] };
