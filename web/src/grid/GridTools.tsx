// The line of tools over the table: search, filters with their chips, views, columns.
import { Button } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { lazy, type RefObject, Suspense } from 'react';
import { useKitWords } from '../kit/words';
import type { UrlState } from '../url/state';
import { ColumnMenu } from './ColumnMenu';
import { FilterChips } from './FilterChips';
import styles from './grid.module.css';
import type { SavedView } from './SavedViews';
import { SaveView } from './SaveView';
import { SearchBox } from './SearchBox';
import type { GridProps } from './types';

const FilterPanel = lazy(() => import('./FilterPanel'));

type Props<Row> = {
  grid: GridProps<Row>;
  url: UrlState;
  searchInput: RefObject<HTMLInputElement | null>;
  isPanelOpen: boolean;
  onPanel: (isOpen: boolean) => void;
  openView: SavedView | undefined;
  chosenColumns: readonly string[];
  onChooseColumns: (ids: readonly string[] | undefined) => void;
};

export function GridTools<Row>(props: Props<Row>) {
  const { grid, url, isPanelOpen } = props;
  const { filters = [], search } = grid;
  const t = useKitWords();
  return (
    <>
      <div className={styles.tools}>
        {search && (
          <SearchBox
            value={url.get(search.name) ?? ''}
            placeholder={search.placeholder}
            inputRef={props.searchInput}
            onSearch={(text) => url.set({ [search.name]: text, page: undefined })}
          />
        )}
        {filters.length > 0 && (
          <Button
            variant="default"
            leftSection={<IconFilter size={14} aria-hidden="true" />}
            aria-expanded={isPanelOpen}
            onClick={() => props.onPanel(!isPanelOpen)}
          >
            {t('grid.filters')}
          </Button>
        )}
        <FilterChips filters={filters} search={search?.name} url={url} />
        <span className={styles.spread} />
        {grid.tools}
        {grid.hasSavedViews && (
          <SaveView
            gridId={grid.id}
            url={url}
            columns={props.chosenColumns}
            openView={props.openView}
          />
        )}
        <ColumnMenu
          columns={grid.columns}
          chosen={props.chosenColumns}
          onChoose={props.onChooseColumns}
        />
      </div>
      {isPanelOpen && (
        <Suspense>
          <FilterPanel filters={filters} url={url} />
        </Suspense>
      )}
    </>
  );
}
