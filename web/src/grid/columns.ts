// Which columns are shown and in which order: remembered in this browser for each user and grid.
import { useMemo, useState } from 'react';
import { useSession } from '../api/session';
import type { Column } from './types';

export function defaultColumns<Row>(columns: readonly Column<Row>[]): string[] {
  return columns.filter((column) => column.isDefault !== false).map((column) => column.id);
}

// The chosen columns that exist; the main one always, and first.
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[],
): Column<Row>[] {
  const main = columns.filter((column) => column.isMain);
  const others = chosen.flatMap((id) => columns.filter((one) => one.id === id && !one.isMain));
  return [...main, ...others];
}

function readStored(key: string): string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : undefined;
  } catch {
    return undefined;
  }
}

export function useColumnChoice<Row>(gridId: string, columns: readonly Column<Row>[]) {
  const key = `orderyard-columns-${useSession().user.id}-${gridId}`;
  const [chosen, setChosen] = useState(() => readStored(key));
  const choose = (ids: readonly string[] | undefined) => {
    setChosen(ids && [...ids]);
    try {
      if (ids) {
        localStorage.setItem(key, JSON.stringify(ids));
      } else {
        localStorage.removeItem(key);
      }
    } catch {
      // Storage is off: the choice lives as long as the page.
    }
  };
  const usual = useMemo(() => defaultColumns(columns), [columns]);
  return { chosen: chosen ?? usual, choose };
}
