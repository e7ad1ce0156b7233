// GET /api/v1/home.
import type { MoneyValue } from '../kit';

export type TaskOrder = {
  id: number;
  increment_id: string;
  channel_number: string | null;
  ship_by: string | null;
  ship_to: { name: string | null; city: string | null };
  items: { to_ship: number; title: string | null };
  sync: { word: string; reason: string | null } | null;
  attention: string | null;
};

export type TaskKind =
  | 'late'
  | 'ship_by_today'
  | 'held_due'
  | 'waits_for_tracking'
  | 'cancel_requests'
  | 'sync_errors'
  | 'attention';

export type Task = {
  kind: TaskKind;
  count: number;
  is_exact: boolean;
  orders: TaskOrder[];
};

export type SalesSum = {
  store: { id: number; code?: string; name?: string };
  orders: number;
  total: MoneyValue | null;
};

export type StoreHealth = {
  id: number;
  code: string;
  name: string;
  is_active: boolean;
  last_success_at: string | null;
  age_seconds: number | null;
  last_error: string | null;
  failures: number;
  is_catching_up: boolean;
  poison_messages: number;
  differences?: number;
};

export type FailedExport = {
  export_id: number;
  run_id: number;
  name: string;
  error: string;
  next_try_at: string | null;
};

export type ViewAlarm = {
  user: string;
  kind: 'stopped' | 'confirmed' | 'beyond';
  orders: number;
  at: string;
};

export type Home = {
  now: string;
  tasks: Task[];
  failed_exports?: FailedExport[];
  sales?: { last_7_days: SalesSum[]; last_30_days: SalesSum[]; lifetime: SalesSum[] };
  stores?: StoreHealth[];
  // Only for those who look after the users.
  view_alarms?: ViewAlarm[];
};
