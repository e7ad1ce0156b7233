import { describe, expect, it } from 'vitest';
import { exactOf, isComplete, linesOf, scanItem, stopOf } from './packing';
import type { PackItem, PackOrder } from './types';

const item = (id: number, sku: string, toShip: number): PackItem => ({
  id,
  sku,
  name: sku,
  gift_message: null,
  channel_item_number: `AMZ-${id}`,
  quantity: { ordered: toShip, shipped: 0, to_ship: toShip },
});

const order = (some: Partial<PackOrder> = {}): PackOrder => ({
  id: 1,
  increment_id: '000000001',
  version: 1,
  state: 'new',
  channel: null,
  hold: null,
  pending_cancel: null,
  exceptions: [],
  buyer: { name: null },
  ship_to: { name: null, lines: [], postal_code: null, city: null, country_code: null },
  items: [item(1, 'LAMP-1', 2), item(2, 'MUG-1', 1), item(3, 'lamp-1', 1)],
  shipments: [],
  actions: { ship: { allowed: true }, invoice: { allowed: true } },
  ...some,
});

describe('packing', () => {
  it('counts one piece a scan and fills lines of the same SKU one after the other', () => {
    let packed = {};
    for (let scans = 0; scans < 3; ++scans) {
      const scan = scanItem(order(), packed, ' lamp-1 ');
      expect(scan.kind).toBe('packed');
      packed = scan.kind === 'packed' ? scan.packed : {};
    }
    expect(packed).toEqual({ 1: 2, 3: 1 });
    expect(scanItem(order(), packed, 'LAMP-1').kind).toBe('too_many');
    expect(scanItem(order(), packed, 'HAT').kind).toBe('unknown');
    expect(isComplete(order(), packed)).toBe(false);
    const last = scanItem(order(), packed, 'amz-2');
    expect(last.kind === 'packed' && isComplete(order(), last.packed)).toBe(true);
    expect(linesOf({ 1: 2, 2: 0 })).toEqual([{ order_item_id: 1, quantity: 2 }]);
  });

  it('stops for what must not leave', () => {
    expect(stopOf(order())).toBeUndefined();
    expect(stopOf(order({ state: 'canceled' }))).toBe('canceled');
    expect(stopOf(order({ pending_cancel: { reason: 'x' } }))).toBe('cancel_pending');
    expect(stopOf(order({ exceptions: [{ code: 'cancel_requested', text: '' }] }))).toBe(
      'cancel_requested',
    );
    expect(stopOf(order({ exceptions: [{ code: 'unknown_sku', text: '' }] }))).toBeUndefined();
    expect(stopOf(order({ hold: { reason: null } }))).toBe('held');
    expect(stopOf(order({ items: [item(1, 'A', 0)] }))).toBe('done');
    const actions = { ship: { allowed: false }, invoice: { allowed: true } };
    expect(stopOf(order({ actions }))).toBe('refused');
  });

  it('opens the order whose number was scanned, not one that only begins with it', () => {
    const found = [
      {
        id: 1,
        increment_id: '1000',
        channel_number: '302-1',
        ship_by: null,
        items: { to_ship: 1 },
      },
      { id: 2, increment_id: '100', channel_number: '302-2', ship_by: null, items: { to_ship: 1 } },
    ];
    expect(exactOf(found, '100')?.id).toBe(2);
    expect(exactOf(found, '302-1')?.id).toBe(1);
    expect(exactOf(found, '30')).toBeUndefined();
  });
});
