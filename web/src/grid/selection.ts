// Which rows are chosen: some by their ids, or all that the view's filters find.
import type { Query } from '../api/client';

export type Selection =
  | { kind: 'rows'; ids: ReadonlySet<number> }
  | { kind: 'view'; query: Query; count: number };

export const nothingSelected: Selection = { kind: 'rows', ids: new Set() };

export function countOf(selection: Selection): number {
  return selection.kind === 'view' ? selection.count : selection.ids.size;
}

export function isSelected(selection: Selection, id: number): boolean {
  return selection.kind === 'view' || selection.ids.has(id);
}

// Taking one row out of a whole view leaves the page's other rows: what is not on the screen is
// never half chosen.
export function toggled(selection: Selection, id: number, pageIds: readonly number[]): Selection {
  const ids = new Set(selection.kind === 'view' ? pageIds : selection.ids);
  if (!ids.delete(id)) {
    ids.add(id);
  }
  return { kind: 'rows', ids };
}

export function toggledPage(selection: Selection, pageIds: readonly number[]): Selection {
  const hasAll = pageIds.length > 0 && pageIds.every((id) => isSelected(selection, id));
  if (selection.kind === 'view' || hasAll) {
    return nothingSelected;
  }
  return { kind: 'rows', ids: new Set([...selection.ids, ...pageIds]) };
}

// As bodies of requests name it: the ids, or the frozen filter.
export function selectionBody(selection: Selection): object {
  return selection.kind === 'view'
    ? { filter: selection.query }
    : { orders: [...selection.ids].sort((a, b) => a - b) };
}
