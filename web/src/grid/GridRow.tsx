// One row, plain HTML: two hundred of them must be marked in well under a tenth of a second, so a
// row is drawn again only when something of its own has changed.
import { memo, type ReactNode } from 'react';
import { Link } from '../kit/Link';
import styles from './grid.module.css';
import type { Column } from './types';

type Props<Row> = {
  row: Row;
  id: number;
  to: string | undefined;
  columns: readonly Column<Row>[];
  isSelected: boolean;
  isCursor: boolean;
  tone: 'red' | 'amber' | undefined;
  selectLabel: string;
  canSelect: boolean;
  onToggle: (id: number) => void;
  onCursor: (id: number) => void;
};

function GridRowPlain<Row>(props: Props<Row>) {
  const { row, id, columns } = props;
  const classes = [styles.row];
  if (props.tone === 'red') {
    classes.push(styles.toneRed);
  } else if (props.tone === 'amber') {
    classes.push(styles.toneAmber);
  }
  if (props.isSelected) {
    classes.push(styles.selected);
  }
  if (props.isCursor) {
    classes.push(styles.cursor);
  }
  return (
    <tr
      className={classes.join(' ')}
      data-row={id}
      aria-selected={props.canSelect ? props.isSelected : undefined}
      onClick={() => props.onCursor(id)}
    >
      {props.canSelect && (
        <td className={styles.check}>
          <input
            type="checkbox"
            checked={props.isSelected}
            onChange={() => props.onToggle(id)}
            aria-label={props.selectLabel}
          />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          className={
            column.align === 'right'
              ? styles.right
              : column.yields
                ? styles.yields
                : column.isWhole
                  ? styles.whole
                  : undefined
          }
          data-label={column.isMain ? undefined : column.title}
        >
          {column.isMain && props.to ? mainCell(props.to, column.cell(row)) : column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function mainCell(to: string, content: ReactNode) {
  return (
    <Link to={to} className={styles.rowLink}>
      {content}
    </Link>
  );
}

export const GridRow = memo(GridRowPlain) as typeof GridRowPlain;
