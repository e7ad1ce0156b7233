// What a scanned text means while an order is packed, and when packing has to stop. Pure.
import type { FoundOrder, PackItem, PackOrder } from './types';

// Pieces in the box, by order line.
export type Packed = Readonly<Record<number, number>>;

export type Scan =
  | { kind: 'packed'; item: PackItem; packed: Packed }
  | { kind: 'too_many'; item: PackItem }
  | { kind: 'unknown' };

const folded = (text: string) => text.trim().toLowerCase();

export function toPack(order: PackOrder): PackItem[] {
  return order.items.filter((item) => item.quantity.to_ship > 0);
}

export function isComplete(order: PackOrder, packed: Packed): boolean {
  return toPack(order).every((item) => (packed[item.id] ?? 0) === item.quantity.to_ship);
}

export function piecesIn(packed: Packed): number {
  return Object.values(packed).reduce((sum, count) => sum + count, 0);
}

// One piece for each scan. Several lines may have the same SKU: the first one with room takes it.
export function scanItem(order: PackOrder, packed: Packed, text: string): Scan {
  const wanted = folded(text);
  const same = order.items.filter(
    (item) =>
      folded(item.sku) === wanted ||
      (item.channel_item_number !== null && folded(item.channel_item_number) === wanted),
  );
  const item = same.find((one) => (packed[one.id] ?? 0) < one.quantity.to_ship);
  if (item) {
    return { kind: 'packed', item, packed: { ...packed, [item.id]: (packed[item.id] ?? 0) + 1 } };
  }
  const [first] = same;
  return first ? { kind: 'too_many', item: first } : { kind: 'unknown' };
}

export function linesOf(packed: Packed): { order_item_id: number; quantity: number }[] {
  return Object.entries(packed)
    .filter(([, quantity]) => quantity > 0)
    .map(([id, quantity]) => ({ order_item_id: Number(id), quantity }));
}

export type Stop = 'canceled' | 'held' | 'cancel_requested' | 'cancel_pending' | 'refused' | 'done';

// The reason in the order of how bad it would be to ship all the same.
export function stopOf(order: PackOrder): Stop | undefined {
  if (order.state === 'canceled') {
    return 'canceled';
  }
  if (order.pending_cancel) {
    return 'cancel_pending';
  }
  if (order.exceptions.some((one) => one.code === 'cancel_requested')) {
    return 'cancel_requested';
  }
  if (order.hold) {
    return 'held';
  }
  if (toPack(order).length === 0) {
    return 'done';
  }
  return order.actions.ship.allowed ? undefined : 'refused';
}

// Of the orders a scan has found: the one whose own number it is.
export function exactOf(found: readonly FoundOrder[], text: string): FoundOrder | undefined {
  const wanted = folded(text);
  return (
    found.find((order) => folded(order.increment_id) === wanted) ??
    found.find(
      (order) => order.channel_number !== null && folded(order.channel_number) === wanted,
    ) ??
    found.find((order) => order.matched?.includes('shipment') && found.length === 1)
  );
}
