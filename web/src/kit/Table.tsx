// A small table inside a page, for what is never paged. Lists of a whole page use grid/DataGrid. On a
// narrow screen each row is a card: nothing lies beyond the edge.
import type { ReactNode } from 'react';
import styles from './kit.module.css';
import { useKitWords } from './words';

export type TableColumn<Row> = {
  id: string;
  // Without a title (buttons): readers hear a word for it.
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: 'right';
};

type Props<Row> = {
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string | number;
  empty?: ReactNode;
};

export function Table<Row>({ label, columns, rows, rowId, empty }: Props<Row>) {
  const t = useKitWords();
  if (rows.length === 0 && empty) {
    return <>{empty}</>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
    <section className={styles.tableBox} tabIndex={0} aria-label={label}>
      <table className={`${styles.table} ${styles.cards}`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} className={column.align && styles[column.align]} scope="col">
                {column.title === '' ? (
                  <span className={styles.unseen}>{t('actions.column')}</span>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={column.align && styles[column.align]}
                  data-label={typeof column.title === 'string' ? column.title : undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
