// How a list page describes its grid.
import type { ReactNode } from 'react';
import type { Query } from '../api/client';
import type { Selection } from './selection';

export type Column<Row> = {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  // The server's word for sorting by it; without it the column cannot be sorted.
  sort?: string;
  align?: 'right';
  // Shown until the user chooses others (default: true).
  isDefault?: boolean;
  // Gives way first where the window is narrow: its text is cut.
  yields?: boolean;
  // Shown whole: what is cut off would be missed.
  isWhole?: boolean;
  // Always shown first.
  isMain?: boolean;
};

export type Choice = { value: string; label: string };

// `name` is the server's query word, and also the word in the address.
export type Filter =
  | { kind: 'choice'; name: string; label: string; choices: readonly Choice[]; isMany?: boolean }
  | { kind: 'text'; name: string; label: string; placeholder?: string }
  | { kind: 'flag'; name: string; label: string }
  | { kind: 'range'; label: string; from: string; to: string; of: 'day' | 'number' | 'amount' };

export type ViewTab = {
  id: string;
  label: string;
  query: Query;
  count?: number | undefined;
};

export type BulkAction = {
  id: string;
  label: string;
  icon?: ReactNode;
  kind?: 'filled' | 'danger';
  isAllowed?: boolean;
  keys?: string;
  keyLabel?: string;
  // `done` clears the selection.
  run: (selection: Selection, done: () => void) => void;
};

export type GridProps<Row> = {
  // Names what is remembered: columns, place, saved views.
  id: string;
  label: string;
  path: string;
  fixedQuery?: Query;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => number;
  rowLabel: (row: Row) => string;
  rowTo?: (row: Row) => string;
  filters?: readonly Filter[];
  search?: { name: string; placeholder: string };
  tabs?: readonly ViewTab[];
  hasSavedViews?: boolean;
  // The sorting without a word in the address, e.g. '-placed_at'.
  defaultSort?: string;
  bulk?: readonly BulkAction[];
  canSelectAllInView?: boolean;
  // A row that needs attention is marked.
  rowTone?: (row: Row) => 'red' | 'amber' | undefined;
  empty?: ReactNode;
  tools?: ReactNode;
};
