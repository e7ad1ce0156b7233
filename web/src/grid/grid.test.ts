import { describe, expect, it } from 'vitest';
import { shownColumns } from './columns';
import {
  chipsOf,
  filterQuery,
  isSameSearch,
  listQuery,
  nextSort,
  savedWords,
  withoutFilters,
} from './grid_query';
import { countOf, isSelected, nothingSelected, toggled, toggledPage } from './selection';
import type { Filter } from './types';

const filters: Filter[] = [
  {
    kind: 'choice',
    name: 'status',
    label: 'Status',
    choices: [{ value: 'new', label: 'New' }],
    isMany: true,
  },
  { kind: 'range', label: 'Total', from: 'total_from', to: 'total_to', of: 'amount' },
  { kind: 'flag', name: 'late', label: 'Late' },
];
const parts = { filters, search: 'q', tab: undefined, fixed: undefined, defaultSort: '-placed_at' };
const chipWords = { yes: 'Yes', no: 'No', from: 'from', to: 'to' };

describe('the query of a list', () => {
  it('takes filters, page and sorting from the address', () => {
    const words = { q: 'kim', status: ['new', 'holded'], page: '3', sort: 'total', view: 'all' };
    expect(listQuery({ ...parts, words })).toEqual({
      q: 'kim',
      status: ['new', 'holded'],
      sort: 'total',
      page: 3,
      page_size: 50,
    });
  });
  it('ignores what is no number of a page, and what is not a filter', () => {
    const words = { page: '-1', page_size: '100000', evil: 'x' };
    expect(listQuery({ ...parts, words })).toEqual({ sort: '-placed_at', page: 1, page_size: 200 });
  });
  it('adds what the open tab means', () => {
    const tab = { id: 'late', label: 'Late', query: { late: '1' } };
    expect(filterQuery({ ...parts, tab, words: { q: 'x' } })).toEqual({ late: '1', q: 'x' });
  });
});

describe('chips', () => {
  it('name each value and what taking it away leaves', () => {
    const chips = chipsOf(
      filters,
      { status: ['new', 'odd'], total_from: '5', late: '1' },
      chipWords,
    );
    expect(chips.map((chip) => chip.value)).toEqual(['New', 'odd', 'from 5', 'Yes']);
    expect(chips[0]?.without).toEqual({ status: ['odd'], page: undefined });
  });
  it('put Korean words after the value', () => {
    const words = { ...chipWords, from: '부터', to: '까지' };
    expect(chipsOf(filters, { total_to: '9' }, words)[0]?.value).toBe('9까지');
  });
  it('can all be taken away at once', () => {
    expect(Object.keys(withoutFilters(filters, 'q'))).toEqual([
      'status',
      'total_from',
      'total_to',
      'late',
      'q',
      'page',
    ]);
  });
});

describe('sorting', () => {
  it('goes up, down, and back', () => {
    expect(nextSort(undefined, 'total')).toBe('total');
    expect(nextSort('total', 'total')).toBe('-total');
    expect(nextSort('-total', 'total')).toBeUndefined();
  });
});

describe('a saved view', () => {
  it('keeps filters and sorting, no page', () => {
    const words = { q: 'x', sort: 'total', page: '4', view: 'late', page_size: '200' };
    expect(savedWords(words)).toEqual({ q: 'x', sort: 'total' });
  });
});

describe('the searches of two views', () => {
  it('are the same in any order of words, and differ by any of them', () => {
    expect(isSameSearch('sku=A&sort=total', 'sort=total&sku=A')).toBe(true);
    expect(isSameSearch('sku=A', 'sku=A&sku=B')).toBe(false);
    expect(isSameSearch('sku=A', 'sku=a')).toBe(false);
  });
});

describe('a selection', () => {
  it('takes rows and pages in and out', () => {
    const one = toggled(nothingSelected, 7, [7, 8]);
    expect(isSelected(one, 7)).toBe(true);
    const page = toggledPage(one, [7, 8]);
    expect(countOf(page)).toBe(2);
    expect(countOf(toggledPage(page, [7, 8]))).toBe(0);
  });
  it('of a whole view shrinks to the page when one row is taken out', () => {
    const view = { kind: 'view' as const, query: {}, count: 900 };
    const less = toggled(view, 8, [7, 8, 9]);
    expect(countOf(less)).toBe(2);
    expect(isSelected(less, 8)).toBe(false);
  });
});

describe('columns', () => {
  it('begin with the main one, in the chosen order, without those that are gone', () => {
    const cell = () => null;
    const columns = [
      { id: 'a', title: 'A', cell },
      { id: 'n', title: 'N', cell, isMain: true },
      { id: 'b', title: 'B', cell },
    ];
    expect(shownColumns(columns, ['b', 'gone', 'a']).map((one) => one.id)).toEqual(['n', 'b', 'a']);
  });
});
