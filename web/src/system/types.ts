// The server's shapes that these pages use.
export type Job = {
  name: string;
  kind: string;
  store_code: string | null;
  is_running: boolean;
  failures: number;
  resting_until: string | null;
  next_due: string | null;
  last_started_at: string | null;
  last_ended_at: string | null;
  last_outcome: string | null;
  last_error: string | null;
  can_run_now: boolean;
};

export type BulkJob = {
  id: number;
  verb: string;
  actor: string;
  state: 'running' | 'ended';
  total: number;
  done: number;
  failed: number;
  pending: number;
  created_at: string;
  ended_at: string | null;
};

export type BulkItem = {
  position: number;
  order_id: number;
  increment_id: string;
  state: 'pending' | 'done' | 'failed';
  code: string | null;
  message: string | null;
};

export type OutboxMessage = {
  id: number;
  kind: string;
  state: string;
  attempts: number;
  subject: string | null;
  created_at: string;
  not_before: string;
  error: string | null;
};

export type Sync = {
  last_success_at: string | null;
  last_success_age_seconds: number | null;
  error: { code: string; message: string } | null;
  failures: number;
  is_catching_up: boolean;
  inbox: { waiting: number; poison: number };
};

export type SystemHealth = {
  version: string;
  started_at: string;
  now: string;
  is_self_checked: boolean;
  database: {
    engine: string;
    engine_version: string;
    schema: number;
    bytes: number | null;
    disk_free_bytes: number | null;
  };
  backups: { count: number; last_at: string | null };
  outbox: { pending: number; parked: number; oldest_at: string | null };
  stores: {
    code: string;
    name: string;
    is_active: boolean;
    sync_interval_seconds: number;
    sync: Sync;
  }[];
  findings: { code: string; store_code: string | null; text: string }[];
};

export type Status = {
  code: string;
  label: string;
  state: string;
  is_default: boolean;
  is_visible_on_front: boolean;
};

export type StoreView = {
  id: number;
  code: string;
  name: string;
  website_name: string;
  group_name: string;
  zone: string;
};

export type Carrier = {
  code: string;
  title: string;
  amazon_code: string | null;
  tracking_url: string | null;
  is_active: boolean;
};
