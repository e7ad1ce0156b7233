// The table itself: sortable heads and plain rows, in a box that scrolls.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import { useKitWords } from '../kit/words';
import { GridRow } from './GridRow';
import styles from './grid.module.css';
import { nextSort } from './grid_query';
import { countOf, isSelected, type Selection } from './selection';
import type { Column, GridProps } from './types';

type Sorting = { sort: string | undefined; onSort: (sort: string | undefined) => void };

type Props<Row> = Sorting & {
  grid: GridProps<Row>;
  box: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  ids: readonly number[];
  columns: readonly Column<Row>[];
  selection: Selection;
  canSelect: boolean;
  cursorId: number | undefined;
  isOld: boolean;
  isBusy: boolean;
  onToggle: (id: number) => void;
  onTogglePage: () => void;
  onCursor: (id: number) => void;
  onLeave: () => void;
  children: ReactNode;
};

export function GridTable<Row>(props: Props<Row>) {
  const { grid, columns, selection } = props;
  const t = useKitWords();
  return (
    <section
      ref={props.box}
      className={`${styles.box} ${props.isOld ? styles.isOld : ''}`}
      aria-label={grid.label}
      aria-busy={props.isBusy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
      tabIndex={0}
      onClickCapture={props.onLeave}
    >
      <table className={styles.table}>
        <caption className={styles.hidden}>{grid.label}</caption>
        <thead>
          <tr>
            {props.canSelect && <SelectPage {...props} />}
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => {
            const id = grid.rowId(row);
            const label = grid.rowLabel(row);
            return (
              <GridRow
                key={id}
                row={row}
                id={id}
                to={grid.rowTo?.(row)}
                columns={columns}
                isSelected={isSelected(selection, id)}
                isCursor={props.cursorId === id}
                tone={grid.rowTone?.(row)}
                selectLabel={t('grid.selectRow', { name: label })}
                canSelect={props.canSelect}
                onToggle={props.onToggle}
                onCursor={props.onCursor}
              />
            );
          })}
        </tbody>
      </table>
      {props.children}
    </section>
  );
}

type SelectPageProps = { ids: readonly number[]; selection: Selection; onTogglePage: () => void };

function SelectPage({ ids, selection, onTogglePage }: SelectPageProps) {
  const t = useKitWords();
  const hasAll = ids.length > 0 && ids.every((id) => isSelected(selection, id));
  return (
    <th className={styles.check} scope="col">
      <input
        type="checkbox"
        aria-label={t('grid.selectPage')}
        checked={hasAll}
        ref={(input) => {
          if (input) {
            input.indeterminate = countOf(selection) > 0 && !hasAll;
          }
        }}
        onChange={onTogglePage}
      />
    </th>
  );
}

function Head<Row>({ column, sort, onSort }: Sorting & { column: Column<Row> }) {
  const t = useKitWords();
  const key = column.sort;
  return (
    <th
      scope="col"
      className={column.align === 'right' ? styles.right : undefined}
      aria-sort={ariaSort(sort, key)}
    >
      {key ? (
        <button
          type="button"
          className={styles.sort}
          aria-label={t('grid.sort', { name: column.title })}
          onClick={() => onSort(nextSort(sort, key))}
        >
          {column.title}
          {sort === key && <IconArrowUp size={12} aria-hidden="true" />}
          {sort === `-${key}` && <IconArrowDown size={12} aria-hidden="true" />}
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

function ariaSort(sort: string | undefined, column: string | undefined) {
  if (!column || (sort !== column && sort !== `-${column}`)) {
    return undefined;
  }
  return sort === column ? 'ascending' : 'descending';
}
