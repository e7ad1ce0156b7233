// A small table inside a page, for what is never paged. Lists of a whole page use grid/DataGrid.
import type { ReactNode } from 'react';
import styles from './kit.module.css';

export type TableColumn<Row> = {
  id: string;
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
  if (rows.length === 0 && empty) {
    return <>{empty}</>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard
    <section className={styles.tableBox} tabIndex={0} aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} className={column.align && styles[column.align]} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map((column) => (
                <td key={column.id} className={column.align && styles[column.align]}>
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
