// What pages take from the grid.
export { DataGrid } from './DataGrid';
export { type Queue, queueOf } from './place';
export { countOf, type Selection, selectionBody } from './selection';
export type { BulkAction, Choice, Column, Filter, GridProps, ViewTab } from './types';
