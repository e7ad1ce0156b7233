// Migration 0001 in SQLite's words.
namespace orderyard::storage {

extern const char* const kFoundationSqliteSql;
const char* const kFoundationSqliteSql = R"sql(
CREATE TABLE key_check (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE store_view (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name TEXT NOT NULL,
    website_name TEXT NOT NULL,
    group_name TEXT NOT NULL,
    zone TEXT NOT NULL DEFAULT 'UTC'
) STRICT;
INSERT INTO store_view (id, code, name, website_name, group_name)
VALUES (1, 'default', 'Default Store View', 'Main Website', 'Main Website Store');

CREATE TABLE order_status (
    code TEXT PRIMARY KEY CHECK (code <> ''),
    label TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE order_status_state (
    code TEXT NOT NULL REFERENCES order_status (code),
    state TEXT NOT NULL CHECK (state IN ('new', 'pending_payment', 'payment_review', 'processing', 'complete',
                                         'closed', 'canceled', 'holded')),
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    is_visible_on_front INTEGER NOT NULL CHECK (is_visible_on_front IN (0, 1)),
    PRIMARY KEY (state, code)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX order_status_state_default ON order_status_state (state) WHERE is_default = 1;
CREATE INDEX order_status_state_code ON order_status_state (code);

CREATE TABLE store (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name TEXT NOT NULL,
    region TEXT NOT NULL CHECK (region IN ('na', 'eu', 'fe')),
    seller_id TEXT NOT NULL CHECK (seller_id <> ''),
    api_url TEXT NOT NULL,
    token_url TEXT NOT NULL,
    import_enabled INTEGER NOT NULL CHECK (import_enabled IN (0, 1)),
    import_from INTEGER,
    store_view_id INTEGER REFERENCES store_view (id),
    customer_creation TEXT NOT NULL CHECK (customer_creation <> ''),
    order_number_source TEXT NOT NULL CHECK (order_number_source <> ''),
    new_order_status TEXT NOT NULL,
    reserve_pending INTEGER NOT NULL CHECK (reserve_pending IN (0, 1)),
    strict_blocking INTEGER NOT NULL CHECK (strict_blocking IN (0, 1)),
    paid_on_import INTEGER NOT NULL CHECK (paid_on_import IN (0, 1)),
    mail_kinds TEXT NOT NULL,
    invoice_upload TEXT NOT NULL CHECK (invoice_upload <> ''),
    sync_interval_seconds INTEGER NOT NULL CHECK (sync_interval_seconds > 0),
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    is_archived INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE UNIQUE INDEX store_seller ON store (region, seller_id) WHERE is_archived = 0;
CREATE INDEX store_store_view ON store (store_view_id);
CREATE TABLE store_marketplace (
    store_id INTEGER NOT NULL REFERENCES store (id),
    position INTEGER NOT NULL,
    marketplace_id TEXT NOT NULL CHECK (marketplace_id <> ''),
    PRIMARY KEY (store_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE store_credentials (
    store_id INTEGER PRIMARY KEY REFERENCES store (id),
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    store_view_id INTEGER NOT NULL REFERENCES store_view (id),
    email_hash BLOB CHECK (length(email_hash) = 32),
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (store_view_id, email_hash)
) STRICT;

CREATE TABLE inbox (
    id INTEGER PRIMARY KEY,
    store_id INTEGER NOT NULL REFERENCES store (id),
    order_number TEXT NOT NULL,
    version_at INTEGER NOT NULL,
    content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
    is_authoritative INTEGER NOT NULL CHECK (is_authoritative IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('new', 'applied', 'stale', 'poison', 'skipped')),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    received_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    error TEXT NOT NULL
) STRICT;
-- A content that was applied is known by the hash of its channel order: here it would be another
-- page for each order, for ever.
CREATE UNIQUE INDEX inbox_once ON inbox (store_id, order_number, version_at, content_hash) WHERE state <> 'applied';
CREATE INDEX inbox_state ON inbox (store_id, state, received_at, id);
-- Apart from the rows, which stay: in SQLite a row that shrinks gives no room back.
CREATE TABLE inbox_payload (
    inbox_id INTEGER PRIMARY KEY REFERENCES inbox (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE sync_cursor (
    store_id INTEGER NOT NULL REFERENCES store (id),
    stream TEXT NOT NULL CHECK (stream <> ''),
    watermark INTEGER,
    scan_id TEXT NOT NULL,
    scan_from INTEGER NOT NULL,
    scan_to INTEGER NOT NULL,
    page_token TEXT NOT NULL,
    page_no INTEGER NOT NULL CHECK (page_no >= 0),
    pages_hash TEXT NOT NULL,
    fruitless_pages INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    span_seconds INTEGER NOT NULL,
    goal INTEGER,
    goal_from INTEGER,
    version INTEGER NOT NULL CHECK (version > 0),
    PRIMARY KEY (store_id, stream)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_health (
    store_id INTEGER PRIMARY KEY REFERENCES store (id),
    last_attempt_at INTEGER,
    last_success_at INTEGER,
    last_error_code TEXT NOT NULL,
    last_error TEXT NOT NULL,
    failures INTEGER NOT NULL,
    next_run_at INTEGER,
    is_catching_up INTEGER NOT NULL CHECK (is_catching_up IN (0, 1)),
    orders_seen INTEGER NOT NULL,
    clock_offset_millis INTEGER NOT NULL
) STRICT;
CREATE TABLE sync_problem (
    id INTEGER PRIMARY KEY,
    store_id INTEGER NOT NULL REFERENCES store (id),
    at INTEGER NOT NULL,
    operation TEXT NOT NULL,
    http_status INTEGER NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    request_id TEXT NOT NULL
) STRICT;
CREATE INDEX sync_problem_newest ON sync_problem (store_id, id);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''),
    dedupe_key TEXT NOT NULL CHECK (dedupe_key <> ''),
    store_id INTEGER REFERENCES store (id),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'done', 'parked')),
    owner TEXT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    error TEXT NOT NULL,
    CHECK ((owner <> '') = (state = 'sending'))
) STRICT;
CREATE UNIQUE INDEX outbox_dedupe ON outbox (dedupe_key) WHERE state <> 'done';
CREATE INDEX outbox_due ON outbox (not_before, id) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_subject ON outbox (subject, id) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_parked ON outbox (id) WHERE state = 'parked';
CREATE INDEX outbox_done ON outbox (kind, created_at) WHERE state = 'done';

CREATE TABLE quota_bucket (
    store_id INTEGER NOT NULL REFERENCES store (id),
    operation TEXT NOT NULL CHECK (operation <> ''),
    tokens REAL NOT NULL,
    at INTEGER NOT NULL,
    rate_per_second REAL NOT NULL,
    burst REAL NOT NULL,
    penalty_until INTEGER,
    refusals INTEGER NOT NULL,
    PRIMARY KEY (store_id, operation)
) STRICT, WITHOUT ROWID;
CREATE TABLE lease (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    owner TEXT NOT NULL,
    epoch INTEGER NOT NULL CHECK (epoch > 0),
    until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sequence_value (
    kind TEXT NOT NULL CHECK (kind <> ''),
    store_view_id INTEGER NOT NULL REFERENCES store_view (id),
    value INTEGER NOT NULL CHECK (value > 0),
    PRIMARY KEY (kind, store_view_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_token (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    last_used_at INTEGER
) STRICT;

INSERT INTO order_status (code, label) VALUES
    ('pending', 'Pending'), ('pending_payment', 'Pending Payment'), ('payment_review', 'Payment Review'),
    ('fraud', 'Suspected Fraud'), ('processing', 'Processing'), ('complete', 'Complete'), ('closed', 'Closed'),
    ('canceled', 'Canceled'), ('holded', 'On Hold');
INSERT INTO order_status_state (code, state, is_default, is_visible_on_front) VALUES
    ('pending', 'new', 1, 1), ('pending_payment', 'pending_payment', 1, 0),
    ('payment_review', 'payment_review', 1, 1), ('fraud', 'payment_review', 0, 1),
    ('processing', 'processing', 1, 1), ('fraud', 'processing', 0, 1), ('complete', 'complete', 1, 1),
    ('closed', 'closed', 1, 1), ('canceled', 'canceled', 1, 1), ('holded', 'holded', 1, 1);
)sql";

}  // namespace orderyard::storage
