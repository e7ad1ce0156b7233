import { describe, expect, it } from 'vitest';
import { readSearch, writeSearch } from './state';

describe('words of the address', () => {
  it('come back as they went', () => {
    const words = { q: '김지우 & Sons', status: ['new', 'holded'], page: '3' };
    expect(readSearch(writeSearch(words))).toEqual(words);
  });
  it('stay texts, also when they look like numbers', () => {
    expect(readSearch('?q=000123&total=1e5')).toEqual({ q: '000123', total: '1e5' });
  });
  it('vanish when they say nothing', () => {
    expect(writeSearch({ q: '', status: [], page: undefined })).toBe('');
  });
});
