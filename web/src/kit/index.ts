// What pages take from the kit.
export { type Action, ActionBar, ActionButton } from './ActionBar';
export { ConfirmDialog, DialogForm, DrawerForm, sends } from './dialogs';
export { Band, ErrorBand, errorWords, fieldError, Loaded } from './ErrorBand';
export { useMenuFocus } from './focus';
export { Link, OutLink } from './Link';
export { type Mark, Marks, marks } from './Marks';
export { noticeDone, noticeError, noticeText } from './notices';
export { Page, type Tab, Tabs, useTab } from './Page';
export { PasswordField } from './PasswordField';
export {
  Card,
  Chip,
  Clip,
  CopyText,
  EmptyState,
  Facts,
  Hint,
  KeyHint,
  LoadingLines,
  Money,
  type MoneyValue,
  Mono,
  Nothing,
  Num,
  Quiet,
  Timeline,
  type TimelineEntry,
  type Tone,
  TwoColumns,
  When,
} from './parts';
export { Said } from './Said';
export { Table, type TableColumn } from './Table';
