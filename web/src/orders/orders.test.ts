import { describe, expect, it } from 'vitest';
import { decimalsOf } from '../format/formats';
import { isZero, shareOf, sumOf, textOf, unitsOf } from './decimals';
import { changedFields, formOf } from './drawers/AddressDrawer';
import { amountError, bodyOf, totalOf } from './drawers/MemoDrawer';
import { linesOf, piecesIn, tooMany } from './drawers/quantities';
import { stepsOf } from './FollowUps';
import { withCarrierNames } from './History';
import type { Order, OrderItem } from './types';

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
    expect(shareOf('10.00', 1, 3, 2)).toBe('3.33');
    expect(shareOf('10.00', 3, 3, 2)).toBe('10.00');
    expect(shareOf('10.00', 0, 3, 2)).toBe('0.00');
  });
  it('shares are what the currency can pay', () => {
    expect(shareOf('1000', 1, 3, decimalsOf('JPY'))).toBe('333');
    expect(shareOf('1000', 3, 3, decimalsOf('JPY'))).toBe('1000');
    expect(shareOf('1.000', 1, 3, decimalsOf('KWD'))).toBe('0.333');
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
  it('sends nothing for a field that was emptied', () => {
    const lines = { 1: { quantity: 1, amounts: { item: '9,99', shipping: ' ' } } };
    const form = { lines, reason: 'other', adjustmentFee: '', returnToStock: false };
    expect(bodyOf({ ...form, adjustmentRefund: ' 1,50' })).toMatchObject({
      lines: [{ amounts: { item: '9.99', shipping: '0' } }],
      adjustment_refund: '1.50',
    });
    expect(bodyOf({ ...form, adjustmentRefund: '' })).not.toHaveProperty('adjustment_fee');
  });
  it('says at the field what is no amount, and what is too much', () => {
    expect(amountError('', '5.00')).toBeUndefined();
    expect(amountError('5,00', '5.00')).toBeUndefined();
    expect(amountError('5.01', '5.00')).toBe('tooMuch');
    expect(amountError('five', '5.00')).toBe('noAmount');
    expect(amountError('-1')).toBe('noAmount');
    expect(amountError('1000')).toBeUndefined();
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

describe('the history', () => {
  it('names carriers by their name, tracking numbers unchanged', () => {
    const track = (carrier_code: string, title: string, number: string) => ({
      carrier_code,
      title,
      number,
    });
    const tracks = [track('dhl', 'DHL', '0034'), track('own', '', '7')];
    const order = { shipments: [{ packages: [{ tracks }] }] } as unknown as Order;
    expect(withCarrierNames('dhl 0034, own 7, gone 8', order)).toBe('DHL 0034, own 7, gone 8');
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
