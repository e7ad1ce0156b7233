// How many pieces of which line: what the forms of shipments, invoices and cancels have in common.
// Pure.
import type { OrderItem } from '../types';

export type Quantities = Readonly<Record<number, number>>;

export type Left = (item: OrderItem) => number;

export const leftToShip: Left = (item) => item.quantity.to_ship;
export const leftToInvoice: Left = (item) => item.quantity.to_invoice;
export const leftToCancel: Left = (item) => item.quantity.to_cancel;

// Everything that is left.
export function allOf(items: readonly OrderItem[], left: Left): Quantities {
  return Object.fromEntries(items.map((item) => [item.id, left(item)]));
}

export function piecesIn(quantities: Quantities): number {
  return Object.values(quantities).reduce((sum, count) => sum + count, 0);
}

export function linesOf(quantities: Quantities): { order_item_id: number; quantity: number }[] {
  return Object.entries(quantities)
    .filter(([, quantity]) => quantity > 0)
    .map(([id, quantity]) => ({ order_item_id: Number(id), quantity }));
}

// The first item of which more is wanted than is left, over all packages.
export function tooMany(
  items: readonly OrderItem[],
  left: Left,
  packages: readonly Quantities[],
): OrderItem | undefined {
  return items.find(
    (item) => packages.reduce((sum, one) => sum + (one[item.id] ?? 0), 0) > left(item),
  );
}
