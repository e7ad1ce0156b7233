// The server's shapes that these pages use.
export type PaperView = { view: string; name: string; is_set: boolean; language: string };

export type TaxNumber = { label: string; number: string };

export type DocumentSettings = {
  view: string;
  seller_name: string;
  seller_lines: string[];
  tax_numbers: TaxNumber[];
  accent_colour: string;
  language: 'en' | 'ko' | 'ja' | 'de';
  region: string | null;
  page_size: 'a4' | 'letter';
  label_size: 'a6' | '4x6';
  footer: string;
  shows_order_number: boolean;
  has_logo: boolean;
  version: number;
};

export type ExportColumn = {
  code: string;
  en: string;
  ko: string;
  is_line: boolean;
  is_default: boolean;
};
export type ExportKind = 'orders' | 'invoices' | 'shipments' | 'credit-memos';
export type ExportChoice = { kind: ExportKind; columns: ExportColumn[] };

export type Rhythm = 'by_hand' | 'hourly' | 'daily' | 'weekly' | 'monthly';
export type Schedule = {
  rhythm: Rhythm;
  minute: number;
  hour: number;
  weekday: number;
  day: number;
};

export type RunState = 'waiting' | 'running' | 'done' | 'failed';
export type ExportRun = {
  id: number;
  export_id: number;
  state: RunState;
  asked_by: string | null;
  due_at: string;
  attempts: number;
  next_try_at: string | null;
  changed_from: string | null;
  changed_to: string | null;
  started_at: string | null;
  ended_at: string | null;
  rows: number;
  bytes: number;
  has_file: boolean;
  has_personal_data: boolean;
  file_until: string | null;
  error: string | null;
  notice: 'none' | 'due' | 'sending' | 'sent' | 'failed' | 'doubtful';
  notice_error: string | null;
};

// What a person sets; the server's shape has more.
export type SavedExportDraft = {
  name: string;
  kind: ExportKind;
  format: 'csv' | 'xlsx';
  heads: string;
  separator: string;
  decimal: string;
  mark: boolean;
  columns: readonly string[];
  filter: Record<string, unknown> | null;
  changes_only: boolean;
  schedule: Schedule;
  zone: string;
  kept_days: number;
  sends_notice: boolean;
  is_active: boolean;
};

export type SavedExport = SavedExportDraft & {
  id: number;
  owner: string;
  is_mine: boolean;
  next_due_at: string | null;
  latest_run: ExportRun | null;
};

export type TrackingEffect = 'shipped' | 'track_added' | 'unchanged' | 'refused';
export type TrackingLine = {
  line: number;
  effect: TrackingEffect;
  order_id: number | null;
  order_number: string | null;
  field?: string | null;
  message?: string;
};
export type TrackingReport = {
  is_applied: boolean;
  shipped: number;
  track_added: number;
  unchanged: number;
  refused: number;
  lines: TrackingLine[];
};
