// What a grid shows now: the address's words as a query, and the page the server gives for it.
import { useMemo } from 'react';
import { type List, useGet } from '../api/queries';
import { useUrlState, writeSearch } from '../url/state';
import { filterQuery, listQuery } from './grid_query';
import type { GridProps } from './types';

type Page<Row> = List<Row> & { is_total_exact?: boolean };

const noRows: readonly never[] = [];

export function useGridPage<Row>(grid: GridProps<Row>) {
  const url = useUrlState();
  const view = url.get('view');
  const tab = grid.tabs?.find((one) => one.id === view) ?? grid.tabs?.[0];
  const parts = {
    words: url.words,
    filters: grid.filters ?? [],
    search: grid.search?.name,
    tab: view?.startsWith('saved-') ? undefined : tab,
    fixed: grid.fixedQuery,
    defaultSort: grid.defaultSort,
  };
  const query = listQuery(parts);
  const filter = filterQuery(parts);
  const page = useGet<Page<Row>>(grid.path, query, { keepsOld: true });
  const rows: readonly Row[] = page.data?.items ?? noRows;
  const { rowId } = grid;
  const ids = useMemo(() => rows.map(rowId), [rows, rowId]);
  return {
    url,
    search: writeSearch(url.words),
    query,
    filter,
    isFiltered: Object.keys(filter).length > Object.keys(grid.fixedQuery ?? {}).length,
    page,
    rows,
    ids,
    pageNumber: url.number('page', 1),
    pageSize: Number(query.page_size),
    totalCount: page.data?.total_count ?? 0,
  };
}

export type GridPage<Row> = ReturnType<typeof useGridPage<Row>>;
