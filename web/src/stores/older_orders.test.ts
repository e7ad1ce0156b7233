// How far a walk through older orders is.
import { describe, expect, it } from 'vitest';
import { percentOf } from './OlderOrders';

const walk = (reached: string, until: string | null = '2026-03-01T00:00:00Z') =>
  percentOf({ from: '2026-01-30T00:00:00Z', reached, until, is_running: until !== null });

describe('percentOf', () => {
  it('is the part of the time that is walked through', () => {
    expect(walk('2026-01-30T00:00:00Z')).toBe(0);
    expect(walk('2026-02-14T00:00:00Z')).toBe(50);
    expect(walk('2026-03-01T00:00:00Z')).toBe(100);
  });
  it('stays within its bounds', () => {
    expect(walk('2026-01-29T23:59:00Z')).toBe(0);
    expect(walk('2026-02-14T00:00:00Z', null)).toBe(100);
  });
});
