import { describe, expect, it } from 'vitest';
import { isZero, shareOf, sumOf, textOf, unitsOf } from './decimals';
import { changedFields, formOf } from './drawers/AddressDrawer';
import { totalOf } from './drawers/MemoDrawer';
import { linesOf, piecesIn, tooMany } from './drawers/quantities';
import { stepsOf } from './FollowUps';
import type { OrderItem } from './types';

describe('decimals', () => {
  it('are exact', () => {
    expect(textOf(sumOf(['0.10', '0.20']))).toBe('0.30');
    expect(textOf(sumOf(['99999999999.99', '0.01']))).toBe('100000000000.00');
    expect(textOf(-5000n)).toBe('-0.50');
  });
  it('take a comma and refuse what is none', () => {
    expect(unitsOf('1,5')).toBe(15_000n);
    expect(unitsOf('1.23456')).toBeUndefined();
    expect(unitsOf('abc')).toBeUndefined();
    expect(isZero('0.0000')).toBe(true);
  });
  it('shares are never more than the whole', () => {
    expect(shareOf('10.00', 1, 3)).toBe('3.33');
    expect(shareOf('10.00', 3, 3)).toBe('10.00');
    expect(shareOf('10.00', 0, 3)).toBe('0.00');
  });
});

const item = (id: number, toShip: number) =>
  ({ id, sku: `S${id}`, quantity: { to_ship: toShip } }) as OrderItem;
const left = (one: OrderItem) => one.quantity.to_ship;

describe('packages', () => {
  it('hold no more than is left, all together', () => {
    const items = [item(1, 3), item(2, 1)];
    expect(tooMany(items, left, [{ 1: 2 }, { 1: 1, 2: 1 }])).toBeUndefined();
    expect(tooMany(items, left, [{ 1: 2 }, { 1: 2 }])?.id).toBe(1);
  });
  it('name only what they hold', () => {
    expect(linesOf({ 1: 2, 2: 0 })).toEqual([{ order_item_id: 1, quantity: 2 }]);
    expect(piecesIn({ 1: 2, 2: 3 })).toBe(5);
  });
});

describe('a credit memo', () => {
  it('adds up lines, extra refund and fee', () => {
    const lines = { 1: { quantity: 1, amounts: { item: '9.99', shipping: '0,51' } } };
    expect(totalOf({ lines, adjustmentRefund: '1', adjustmentFee: '0.25' })).toBe('11.25');
  });
});

describe('an address', () => {
  it('sends only what was changed', () => {
    const before = formOf({
      name: 'Kim',
      lines: ['A 1'],
      postal_code: '1',
      phone: null,
      city: 'Köln',
      region: null,
      country_code: 'DE',
    });
    expect(changedFields(before, { ...before, city: 'Bonn ', phone: '' })).toEqual({
      city: 'Bonn',
    });
  });
});

describe('the way to Amazon', () => {
  const shown = (state: Parameters<typeof stepsOf>[0]) =>
    stepsOf(state).map((step) => `${step.state}:${step.is}`);
  it('shows what is done, where it is, and what comes', () => {
    expect(shown('sent')).toEqual([
      'queued:done',
      'sending:done',
      'sent:now',
      'accepted:ahead',
      'seen:ahead',
    ]);
    expect(stepsOf('seen').every((step) => step.is === 'done')).toBe(true);
  });
  it('shows bad ends and doubts as such', () => {
    expect(shown('rejected')).toEqual(['queued:done', 'rejected:bad']);
    expect(shown('unknown')).toContain('unknown:now');
  });
});
