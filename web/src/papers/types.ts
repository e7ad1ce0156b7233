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
