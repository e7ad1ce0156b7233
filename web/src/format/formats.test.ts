import { describe, expect, it } from 'vitest';
import { dayIn, formatDate, formatMoney, formatNumber, formatRelative, instantIn } from './formats';

describe('money', () => {
  it('has the decimals of its currency', () => {
    expect(formatMoney('1234.5', 'EUR', 'en')).toBe('€1,234.50');
    expect(formatMoney('8508', 'JPY', 'ko')).toBe('JP¥8,508');
    expect(formatMoney('298756', 'KRW', 'ko')).toBe('₩298,756');
    expect(formatMoney('1.234', 'KWD', 'en')).toContain('1.234');
  });
  it('loses no digit of a large amount', () => {
    expect(formatMoney('90071992547409.93', 'USD', 'en')).toBe('$90,071,992,547,409.93');
  });
  it('shows what it does not know as it came', () => {
    expect(formatMoney('1.00', 'nonsense', 'en')).toBe('1.00 nonsense');
  });
});

describe('dates', () => {
  it('are those of the zone', () => {
    const at = '2026-11-22T15:30:00Z';
    expect(formatDate(at, 'date', 'en', 'Asia/Seoul')).toBe('Nov 23, 2026');
    expect(formatDate(at, 'date', 'en', 'America/New_York')).toBe('Nov 22, 2026');
    expect(formatDate(at, 'datetime', 'ko', 'Asia/Seoul')).toBe('2026. 11. 23. 오전 12:30');
    expect(dayIn('Asia/Seoul', new Date(at))).toBe('2026-11-23');
  });
  it('that cannot be read are shown as they came', () => {
    expect(formatDate('soon', 'date', 'en', 'UTC')).toBe('soon');
  });
  it('are told relatively in whole units', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    expect(formatRelative('2026-11-23T15:59:00Z', now, 'en')).toBe('in 3 hours');
    expect(formatRelative('2026-11-21T12:00:00Z', now, 'ko')).toBe('그저께');
    expect(formatRelative('2026-11-23T11:59:30Z', now, 'en')).toBe('30 seconds ago');
  });
});

describe('numbers', () => {
  it('have thousands marks', () => {
    expect(formatNumber(120000, 'ko')).toBe('120,000');
  });
});

describe('an entered time', () => {
  it('is one of the zone of the user, whatever zone the browser is in', () => {
    expect(instantIn('UTC', '2026-11-23T10:30')).toBe('2026-11-23T10:30:00.000Z');
    expect(instantIn('Asia/Seoul', '2026-11-23T10:30')).toBe('2026-11-23T01:30:00.000Z');
    expect(instantIn('America/New_York', '2026-07-01T23:00')).toBe('2026-07-02T03:00:00.000Z');
  });
  it('is right beside the change to summer time and back', () => {
    expect(instantIn('Europe/Berlin', '2026-03-29T01:30')).toBe('2026-03-29T00:30:00.000Z');
    expect(instantIn('Europe/Berlin', '2026-03-29T03:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantIn('Europe/Berlin', '2026-10-25T04:30')).toBe('2026-10-25T03:30:00.000Z');
  });
});
