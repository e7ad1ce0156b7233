// The list of every list page: the server pages, sorts, filters and counts; the address holds all
// of that; rows are plain HTML.
import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilter } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { type List, useGet } from '../api/queries';
import { useFormats } from '../format/useFormats';
import { ErrorBand } from '../kit/ErrorBand';
import { EmptyState, LoadingLines } from '../kit/parts';
import { useKitWords } from '../kit/words';
import { useShortcuts } from '../url/keys';
import { useGo, useUrlState, writeSearch } from '../url/state';
import { BulkBar } from './BulkBar';
import { ColumnMenu } from './ColumnMenu';
import { shownColumns, useColumnChoice } from './columns';
import { FilterChips } from './FilterChips';
import { GridFoot } from './GridFoot';
import { GridRow } from './GridRow';
import styles from './grid.module.css';
import { filterQuery, listQuery, nextSort } from './grid_query';
import { rememberQueue } from './place';
import { SaveViewButton, useSavedViews, ViewTabs, wordsOfView } from './SavedViews';
import { SearchBox } from './SearchBox';
import { countOf, isSelected, nothingSelected, toggled, toggledPage } from './selection';
import type { GridProps } from './types';
import { useCursor } from './useCursor';

type Page<Row> = List<Row> & { is_total_exact?: boolean };

const FilterPanel = lazy(() => import('./FilterPanel'));

const noRows: readonly never[] = [];

function useGridPage<Row>(props: GridProps<Row>) {
  const url = useUrlState();
  const tab = props.tabs?.find((one) => one.id === url.get('view')) ?? props.tabs?.[0];
  const isSavedView = url.get('view')?.startsWith('saved-') ?? false;
  const parts = {
    words: url.words,
    filters: props.filters ?? [],
    search: props.search?.name,
    tab: isSavedView ? undefined : tab,
    fixed: props.fixedQuery,
    defaultSort: props.defaultSort,
  };
  const query = listQuery(parts);
  const page = useGet<Page<Row>>(props.path, query, { keepsOld: true });
  return { url, query, filter: filterQuery(parts), page };
}

export function DataGrid<Row>(props: GridProps<Row>) {
  const { filters = [], bulk = [] } = props;
  const t = useKitWords();
  const go = useGo();
  const { number } = useFormats();
  const { url, query, filter, page } = useGridPage(props);
  const rows: readonly Row[] = page.data?.items ?? noRows;
  const { rowId } = props;
  const ids = useMemo(() => rows.map(rowId), [rows, rowId]);
  const [selection, setSelection] = useState(nothingSelected);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const { chosen, choose } = useColumnChoice(props.id, props.columns);
  const [viewColumns, setViewColumns] = useState<readonly string[] | undefined>();
  const columns = shownColumns(props.columns, viewColumns ?? chosen);
  const views = useSavedViews(props.id, props.hasSavedViews ?? false);
  const openView = views.find((view) => `saved-${view.id}` === url.get('view'));
  const box = useRef<HTMLElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const search = writeSearch(url.words);
  const cursor = useCursor(box, { gridId: props.id, search, ids, isOld: page.isPlaceholderData });
  const canSelect = bulk.some((action) => action.isAllowed !== false);
  const pageNumber = url.number('page', 1);
  const pageSize = Number(query.page_size);
  const totalCount = page.data?.total_count ?? 0;

  const idsNow = useRef(ids);
  idsNow.current = ids;
  const onToggle = useCallback(
    (id: number) => setSelection((before) => toggled(before, id, idsNow.current)),
    [],
  );
  const rowAt = (id: number | undefined) => rows.find((row) => rowId(row) === id);
  const remember = () =>
    rememberQueue(props.id, {
      ids,
      back: `${window.location.pathname.replace(/^\/admin/, '')}${search}`,
      query,
      totalCount,
      firstIndex: (pageNumber - 1) * pageSize,
    });
  const openRow = () => {
    const row = rowAt(cursor.cursorId);
    if (row && props.rowTo) {
      remember();
      go(props.rowTo(row));
    }
  };
  const toPage = (wanted: number) => url.set({ page: wanted <= 1 ? undefined : String(wanted) });
  const isLastPage = pageNumber * pageSize >= totalCount;
  const isOnLink = () => document.activeElement?.matches('a, button, select, summary') ?? false;

  useShortcuts([
    { keys: 'KeyJ', run: () => cursor.move(1) },
    { keys: 'KeyK', run: () => cursor.move(-1) },
    { keys: 'ArrowDown', run: () => cursor.move(1) },
    { keys: 'ArrowUp', run: () => cursor.move(-1) },
    { keys: 'Home', run: () => cursor.move(-ids.length) },
    { keys: 'End', run: () => cursor.move(ids.length) },
    { keys: 'KeyO', run: openRow },
    {
      keys: 'Enter',
      run: () => (isOnLink() ? (document.activeElement as HTMLElement).click() : openRow()),
    },
    { keys: 'Slash', run: () => searchInput.current?.focus() },
    { keys: 'KeyF', run: () => setIsPanelOpen((before) => !before) },
    { keys: 'BracketRight', run: () => !isLastPage && toPage(pageNumber + 1) },
    { keys: 'BracketLeft', run: () => pageNumber > 1 && toPage(pageNumber - 1) },
    ...(canSelect
      ? [
          {
            keys: 'KeyX',
            run: () => cursor.cursorId !== undefined && onToggle(cursor.cursorId),
          },
          { keys: 'Shift+KeyX', run: () => setSelection((before) => toggledPage(before, ids)) },
        ]
      : []),
  ]);

  const hasAllOfPage = ids.length > 0 && ids.every((id) => isSelected(selection, id));
  const sort = typeof query.sort === 'string' ? query.sort : undefined;
  const isFiltered = Object.keys(filter).length > Object.keys(props.fixedQuery ?? {}).length;
  return (
    <div className={styles.grid}>
      {(props.tabs || views.length > 0) && (
        <ViewTabs
          label={t('grid.views')}
          tabs={props.tabs ?? []}
          views={views}
          url={url}
          onOpenView={(view) => {
            setSelection(nothingSelected);
            setViewColumns(view.columns.length > 0 ? view.columns : undefined);
            url.set(wordsOfView(url, view));
          }}
        />
      )}
      <div className={styles.tools}>
        {props.search && (
          <SearchBox
            value={url.get(props.search.name) ?? ''}
            placeholder={props.search.placeholder}
            inputRef={searchInput}
            onSearch={(text) => url.set({ [props.search?.name ?? 'q']: text, page: undefined })}
          />
        )}
        {filters.length > 0 && (
          <Button
            variant="default"
            leftSection={<IconFilter size={14} />}
            aria-expanded={isPanelOpen}
            aria-controls="grid-filters"
            onClick={() => setIsPanelOpen(!isPanelOpen)}
          >
            {t('grid.filters')}
          </Button>
        )}
        <FilterChips filters={filters} search={props.search?.name} url={url} />
        <span className={styles.spread} />
        {props.tools}
        {props.hasSavedViews && (
          <SaveViewButton
            gridId={props.id}
            url={url}
            columns={viewColumns ?? chosen}
            openView={openView}
          />
        )}
        <ColumnMenu
          columns={props.columns}
          chosen={viewColumns ?? chosen}
          onChoose={(wanted) => {
            setViewColumns(undefined);
            choose(wanted);
          }}
        />
      </div>
      {isPanelOpen && (
        <Suspense>
          <FilterPanel filters={filters} url={url} />
        </Suspense>
      )}
      {hasAllOfPage && props.canSelectAllInView && totalCount > ids.length && (
        <div className={styles.allInView}>
          {selection.kind === 'view' ? (
            t('grid.selectAllInViewDone', { count: number(selection.count) })
          ) : (
            <button
              type="button"
              className={styles.textButton}
              onClick={() => setSelection({ kind: 'view', query: filter, count: totalCount })}
            >
              {t('grid.selectAllInView', { count: number(totalCount) })}
            </button>
          )}
        </div>
      )}
      <ErrorBand error={page.error} onRetry={() => void page.refetch()} />
      <section
        ref={box}
        className={`${styles.box} ${page.isPlaceholderData ? styles.isOld : ''}`}
        aria-label={props.label}
        aria-busy={page.isFetching}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
        onClickCapture={remember}
      >
        <table className={styles.table}>
          <caption className={styles.hidden}>{props.label}</caption>
          <thead>
            <tr>
              {canSelect && (
                <th className={styles.check} scope="col">
                  <input
                    type="checkbox"
                    aria-label={t('grid.selectPage')}
                    checked={hasAllOfPage}
                    ref={(input) => {
                      if (input) {
                        input.indeterminate = countOf(selection) > 0 && !hasAllOfPage;
                      }
                    }}
                    onChange={() => setSelection(toggledPage(selection, ids))}
                  />
                </th>
              )}
              {columns.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  className={column.align === 'right' ? styles.right : undefined}
                  aria-sort={ariaSort(sort, column.sort)}
                >
                  {column.sort ? (
                    <button
                      type="button"
                      className={styles.sort}
                      aria-label={t('grid.sort', { name: column.title })}
                      onClick={() =>
                        url.set({ sort: nextSort(sort, column.sort ?? ''), page: undefined })
                      }
                    >
                      {column.title}
                      {sort === column.sort && <IconArrowUp size={12} aria-hidden="true" />}
                      {sort === `-${column.sort}` && <IconArrowDown size={12} aria-hidden="true" />}
                    </button>
                  ) : (
                    column.title
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <GridRow
                key={rowId(row)}
                row={row}
                id={rowId(row)}
                label={props.rowLabel(row)}
                to={props.rowTo?.(row)}
                columns={columns}
                isSelected={isSelected(selection, rowId(row))}
                isCursor={cursor.cursorId === rowId(row)}
                tone={props.rowTone?.(row)}
                selectLabel={t('grid.selectRow', { name: props.rowLabel(row) })}
                canSelect={canSelect}
                onToggle={onToggle}
                onCursor={cursor.setCursorId}
              />
            ))}
          </tbody>
        </table>
        {page.isPending && (
          <div style={{ padding: '0 20px' }}>
            <LoadingLines lines={8} />
          </div>
        )}
        {page.data &&
          rows.length === 0 &&
          (isFiltered || !props.empty ? (
            <EmptyState title={isFiltered ? t('grid.emptyFiltered') : t('grid.empty')} />
          ) : (
            props.empty
          ))}
      </section>
      <GridFoot
        page={pageNumber}
        pageSize={pageSize}
        totalCount={totalCount}
        isTotalExact={page.data?.is_total_exact ?? true}
        rowCount={rows.length}
        onPage={toPage}
        onPageSize={(size) => url.set({ page_size: String(size), page: undefined })}
      />
      {canSelect && countOf(selection) > 0 && (
        <BulkBar
          actions={bulk}
          selection={selection}
          onClear={() => setSelection(nothingSelected)}
        />
      )}
    </div>
  );
}

function ariaSort(sort: string | undefined, column: string | undefined) {
  if (!column || (sort !== column && sort !== `-${column}`)) {
    return undefined;
  }
  return sort === column ? 'ascending' : 'descending';
}
