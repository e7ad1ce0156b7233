// The list of every list page: the server pages, sorts, filters and counts; the address holds all
// of that; rows are plain HTML.
import { useCallback, useMemo, useRef, useState } from 'react';
import { useFormats } from '../format/useFormats';
import { ErrorBand } from '../kit/ErrorBand';
import { EmptyState, LoadingLines } from '../kit/parts';
import { useKitWords } from '../kit/words';
import { basePath, useGo } from '../url/state';
import { BulkBar } from './BulkBar';
import { shownColumns, useColumnChoice } from './columns';
import { GridFoot } from './GridFoot';
import { GridTable } from './GridTable';
import { GridTools } from './GridTools';
import styles from './grid.module.css';
import { rememberQueue } from './place';
import { type SavedView, useSavedViews, ViewTabs, wordsOfView } from './SavedViews';
import {
  countOf,
  isSelected,
  nothingSelected,
  type Selection,
  toggled,
  toggledPage,
} from './selection';
import type { GridProps } from './types';
import { useCursor } from './useCursor';
import { useGridKeys } from './useGridKeys';
import { type GridPage, useGridPage } from './useGridPage';

function useSelection(ids: readonly number[]) {
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const idsNow = useRef(ids);
  idsNow.current = ids;
  // Never made anew: two hundred rows hold it.
  const onToggle = useCallback(
    (id: number) => setSelection((before) => toggled(before, id, idsNow.current)),
    [],
  );
  const togglePage = () => setSelection((before) => toggledPage(before, ids));
  const clear = () => setSelection(nothingSelected);
  return { selection, setSelection, onToggle, togglePage, clear };
}

// A saved view brings its columns, until the user chooses others while it is open.
function useGridColumns<Row>(grid: GridProps<Row>, openView: SavedView | undefined) {
  const { chosen, choose } = useColumnChoice(grid.id, grid.columns);
  const [overruled, setOverruled] = useState<number | undefined>();
  const ofView =
    openView && openView.columns.length > 0 && openView.id !== overruled
      ? openView.columns
      : undefined;
  const now = ofView ?? chosen;
  return {
    chosen: now,
    // Held by every row, like onToggle.
    shown: useMemo(() => shownColumns(grid.columns, now), [grid.columns, now]),
    takeFromView: () => setOverruled(undefined),
    choose: (ids: readonly string[] | undefined) => {
      setOverruled(openView?.id);
      choose(ids);
    },
  };
}

export function DataGrid<Row>(props: GridProps<Row>) {
  const { bulk = [], tabs = [] } = props;
  const t = useKitWords();
  const go = useGo();
  const grid = useGridPage(props);
  const { url, ids, rows, page } = grid;
  const { selection, setSelection, onToggle, togglePage, clear } = useSelection(ids);
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const views = useSavedViews(props.id, props.hasSavedViews ?? false);
  const openView = views.find((view) => `saved-${view.id}` === url.get('view'));
  const columns = useGridColumns(props, openView);
  const box = useRef<HTMLElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const cursor = useCursor(box, {
    gridId: props.id,
    search: grid.search,
    ids,
    isOld: page.isPlaceholderData,
  });
  const canSelect = bulk.some((action) => action.isAllowed !== false);
  const { pageNumber } = grid;
  const toPage = (wanted: number) => url.set({ page: wanted <= 1 ? undefined : String(wanted) });
  const remember = () => rememberQueue(props.id, queueNow(grid));
  useGridKeys({
    move: cursor.move,
    rowCount: ids.length,
    open: () => {
      const row = rows.find((one) => props.rowId(one) === cursor.cursorId);
      if (row && props.rowTo) {
        remember();
        go(props.rowTo(row));
      }
    },
    search: () => searchInput.current?.focus(),
    togglePanel: () => setIsPanelOpen((before) => !before),
    nextPage: () => pageNumber * grid.pageSize < grid.totalCount && toPage(pageNumber + 1),
    previousPage: () => pageNumber > 1 && toPage(pageNumber - 1),
    toggle: canSelect
      ? () => cursor.cursorId !== undefined && onToggle(cursor.cursorId)
      : undefined,
    togglePage,
  });
  return (
    <div className={styles.grid}>
      {(tabs.length > 0 || views.length > 0) && (
        <ViewTabs
          label={t('grid.views')}
          tabs={tabs}
          views={views}
          url={url}
          onOpenView={(view) => {
            clear();
            columns.takeFromView();
            url.set(wordsOfView(url, view));
          }}
        />
      )}
      <GridTools
        grid={props}
        url={url}
        searchInput={searchInput}
        isPanelOpen={isPanelOpen}
        onPanel={setIsPanelOpen}
        openView={openView}
        chosenColumns={columns.chosen}
        onChooseColumns={columns.choose}
      />
      {props.canSelectAllInView && (
        <AllInView grid={grid} selection={selection} onSelect={setSelection} />
      )}
      <ErrorBand error={page.error} onRetry={() => void page.refetch()} />
      <GridTable
        grid={props}
        box={box}
        rows={rows}
        ids={ids}
        columns={columns.shown}
        sort={typeof grid.query.sort === 'string' ? grid.query.sort : undefined}
        onSort={(sort) => url.set({ sort, page: undefined })}
        selection={selection}
        canSelect={canSelect}
        cursorId={cursor.cursorId}
        isOld={page.isPlaceholderData}
        isBusy={page.isFetching}
        onToggle={onToggle}
        onTogglePage={togglePage}
        onCursor={cursor.setCursorId}
        onLeave={remember}
      >
        <Nothing grid={grid} empty={props.empty} />
      </GridTable>
      <GridFoot
        page={pageNumber}
        pageSize={grid.pageSize}
        totalCount={grid.totalCount}
        isTotalExact={page.data?.is_total_exact ?? true}
        rowCount={rows.length}
        onPage={toPage}
        onPageSize={(size) => url.set({ page_size: String(size), page: undefined })}
      />
      {canSelect && countOf(selection) > 0 && (
        <BulkBar actions={bulk} selection={selection} onClear={clear} />
      )}
    </div>
  );
}

// What the page of one thing walks through with "next".
function queueNow<Row>(grid: GridPage<Row>) {
  return {
    ids: grid.ids,
    back: window.location.pathname.slice(basePath.length) + grid.search,
    query: grid.query,
    totalCount: grid.totalCount,
    firstIndex: (grid.pageNumber - 1) * grid.pageSize,
  };
}

type AllProps<Row> = {
  grid: GridPage<Row>;
  selection: Selection;
  onSelect: (selection: Selection) => void;
};

// Offered once the whole page is selected.
function AllInView<Row>({ grid, selection, onSelect }: AllProps<Row>) {
  const t = useKitWords();
  const { number } = useFormats();
  const { ids, totalCount, filter } = grid;
  const hasAllOfPage = ids.length > 0 && ids.every((id) => isSelected(selection, id));
  if (!hasAllOfPage || totalCount <= ids.length) {
    return null;
  }
  return (
    <div className={styles.allInView}>
      {selection.kind === 'view' ? (
        t('grid.selectAllInViewDone', { count: number(selection.count) })
      ) : (
        <button
          type="button"
          className={styles.textButton}
          onClick={() => onSelect({ kind: 'view', query: filter, count: totalCount })}
        >
          {t('grid.selectAllInView', { count: number(totalCount) })}
        </button>
      )}
    </div>
  );
}

function Nothing<Row>({ grid, empty }: { grid: GridPage<Row>; empty: GridProps<Row>['empty'] }) {
  const t = useKitWords();
  if (grid.page.isPending) {
    return (
      <div className={styles.loading}>
        <LoadingLines lines={8} />
      </div>
    );
  }
  if (!grid.page.data || grid.rows.length > 0) {
    return null;
  }
  if (empty && !grid.isFiltered) {
    return <>{empty}</>;
  }
  return <EmptyState title={t(grid.isFiltered ? 'grid.emptyFiltered' : 'grid.empty')} />;
}
