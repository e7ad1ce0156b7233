// The server's shapes of users, rights and webhooks (src/api/v1/access).

export type RoleRef = { id: number; code: string; name: string };

export type User = {
  id: number;
  name: string;
  email: string;
  full_name: string;
  role: RoleRef;
  is_active: boolean;
  language: string;
  zone: string;
  must_change_password: boolean;
  has_second_factor: boolean;
  created_at: string;
  last_login_at: string | null;
  version: number;
};

// What a change answers; the password is told just this once.
export type UserAnswer = { user: User; one_time_password?: string };

export type UserSession = {
  id: number;
  kind: 'browser' | 'admin_token';
  is_this_one: boolean;
  address: string | null;
  browser: string | null;
  created_at: string;
  last_seen_at: string;
};

export type Role = RoleRef & { is_builtin: boolean; resources: string[] };

export type Resource = { id: string; parent: string | null; title: string; is_held: boolean };

export type RoleList = {
  items: Role[];
  resources: Resource[];
  users_by_role: Record<string, number>;
};

export type Integration = {
  id: number;
  name: string;
  email: string | null;
  is_active: boolean;
  resources: string[];
  requests_per_minute: number;
  consumer_key: string;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
};

export type Credentials = {
  consumer_key: string;
  consumer_secret: string;
  access_token: string;
  access_token_secret: string;
};

export type IntegrationAnswer = { integration: Integration; credentials?: Credentials };

export type Webhook = {
  id: number;
  name: string;
  url: string;
  events: string[];
  is_active: boolean;
  created_at: string;
  rotated_at: string | null;
};

export type WebhookAnswer = { webhook: Webhook; secret?: string };

export type Delivery = {
  id: number;
  event: string;
  order_id: number | null;
  state: 'pending' | 'done' | 'failed';
  attempts: number;
  http_status: number;
  error: string | null;
  body: string;
  created_at: string;
  next_try_at: string | null;
  ended_at: string | null;
};

export type AuditEntry = {
  id: number;
  at: string;
  actor_kind: string;
  actor: string | null;
  address: string | null;
  event: string;
  subject: string | null;
  before: string | null;
  after: string | null;
  chain: string;
};

// Lists that are only ever read on, newest first.
export type Backwards<Row> = { items: Row[]; page_size: number; next_before: number | null };

export type AuditCheck = {
  is_whole: boolean;
  first_broken_id: number | null;
  last_id: number;
  last_chain: string | null;
};

export type SecondFactorOffer = { secret: string; uri: string; qr: string[] };
