// The address's words turned into the server's query, and back into chips. Pure.
import type { Query } from '../api/client';
import type { Words } from '../url/state';
import type { Filter, ViewTab } from './types';

export const pageSizes = [20, 50, 100, 200] as const;
export const pageSizeDefault = 50;

// Words of the address that belong to the grid itself.
const ownWords = ['view', 'page', 'page_size', 'sort'] as const;

export type GridWords = Readonly<Record<string, string | string[]>>;

export function filterWordsOf(filters: readonly Filter[], search: string | undefined): string[] {
  const words = filters.flatMap((filter) =>
    filter.kind === 'range' ? [filter.from, filter.to] : [filter.name],
  );
  return search ? [...words, search] : words;
}

type QueryParts = {
  words: GridWords;
  filters: readonly Filter[];
  search: string | undefined;
  tab: ViewTab | undefined;
  fixed: Query | undefined;
  defaultSort: string | undefined;
};

// What the filters find, without page and sorting: the frozen meaning of "all in this view".
export function filterQuery(parts: QueryParts): Query {
  const query: Record<string, string | string[]> = {};
  for (const name of filterWordsOf(parts.filters, parts.search)) {
    const value = parts.words[name];
    if (value !== undefined && value !== '') {
      query[name] = value;
    }
  }
  return { ...parts.tab?.query, ...query, ...parts.fixed };
}

export function listQuery(parts: QueryParts): Query {
  const number = (name: string, otherwise: number) => {
    const value = Number(parts.words[name]);
    return Number.isSafeInteger(value) && value > 0 ? value : otherwise;
  };
  const sort = parts.words.sort;
  return {
    ...filterQuery(parts),
    sort: typeof sort === 'string' ? sort : parts.defaultSort,
    page: number('page', 1),
    page_size: Math.min(number('page_size', pageSizeDefault), 200),
  };
}

// Clicking a column's head: ascending, descending, then the default again.
export function nextSort(current: string | undefined, column: string): string | undefined {
  if (current === column) {
    return `-${column}`;
  }
  return current === `-${column}` ? undefined : column;
}

export type FilterChip = { key: string; label: string; value: string; without: Words };

export type ChipWords = { yes: string; no: string; from: string; to: string };

export function chipsOf(
  filters: readonly Filter[],
  words: GridWords,
  chipWords: ChipWords,
): FilterChip[] {
  const chips: FilterChip[] = [];
  const listOf = (name: string) => {
    const value = words[name];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  for (const filter of filters) {
    if (filter.kind === 'range') {
      const [from] = listOf(filter.from);
      const [to] = listOf(filter.to);
      const value = [from && `${chipWords.from} ${from}`, to && `${chipWords.to} ${to}`].filter(
        Boolean,
      );
      if (value.length > 0) {
        chips.push({
          key: filter.from,
          label: filter.label,
          value: rangeText(from, to, chipWords),
          without: { [filter.from]: undefined, [filter.to]: undefined, page: undefined },
        });
      }
      continue;
    }
    for (const value of listOf(filter.name)) {
      const rest = listOf(filter.name).filter((other) => other !== value);
      chips.push({
        key: `${filter.name}=${value}`,
        label: filter.label,
        value: valueText(filter, value, chipWords),
        without: { [filter.name]: rest, page: undefined },
      });
    }
  }
  return chips;
}

function rangeText(from: string | undefined, to: string | undefined, words: ChipWords): string {
  if (from && to) {
    return from === to ? from : `${from} – ${to}`;
  }
  // Korean says "…부터", English "from …".
  const isPostfix = words.from === '부터';
  const [value, word] = from ? [from, words.from] : [to, words.to];
  return isPostfix ? `${value}${word}` : `${word} ${value}`;
}

function valueText(filter: Exclude<Filter, { kind: 'range' }>, value: string, words: ChipWords) {
  switch (filter.kind) {
    case 'choice':
      return filter.choices.find((choice) => choice.value === value)?.label ?? value;
    case 'flag':
      return value === '1' ? words.yes : words.no;
    case 'text':
      return value;
  }
}

// The words to take away so that no filter is left.
export function withoutFilters(filters: readonly Filter[], search: string | undefined): Words {
  return Object.fromEntries(
    [...filterWordsOf(filters, search), 'page'].map((name) => [name, undefined]),
  );
}

// What a saved view keeps: filters and sorting, no page.
export function savedWords(words: GridWords): GridWords {
  return Object.fromEntries(
    Object.entries(words).filter(
      ([name]) => name === 'sort' || !ownWords.includes(name as (typeof ownWords)[number]),
    ),
  );
}

// Whether two queries ask for the same, whatever the order of their words.
export function isSameSearch(one: string, other: string): boolean {
  const sorted = (text: string) => {
    const words = new URLSearchParams(text);
    words.sort();
    return words.toString();
  };
  return sorted(one) === sorted(other);
}
