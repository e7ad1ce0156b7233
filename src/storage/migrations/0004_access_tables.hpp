// The tables of migration 4, for 0004_access.cpp only, in the words of engine_words.hpp: users,
// roles, sessions, integrations, the audit trail, and webhooks.
#pragma once

namespace orderyard::storage::access_migration {

inline constexpr const char* kUserTables = R"sql(
CREATE TABLE access_role (
    id {id},
    code {text} NOT NULL UNIQUE CHECK (length(code) > 0),
    name {text} NOT NULL,
    is_builtin {int} NOT NULL CHECK (is_builtin IN (0, 1)),
    resources {text} NOT NULL
) {strict};
-- What the builtin ones may is the program's to say (domain/identity/access.cpp).
INSERT INTO access_role(id, code, name, is_builtin, resources) VALUES
    (1, 'owner', '', 1, ''), (2, 'manager', '', 1, ''), (3, 'clerk', '', 1, ''), (4, 'packer', '', 1, ''),
    (5, 'customer_service', '', 1, ''), (6, 'accountant', '', 1, ''), (7, 'read_only', '', 1, '');

CREATE TABLE access_user (
    id {id},
    name {text} NOT NULL CHECK (length(name) > 0),
    name_key {text} NOT NULL UNIQUE,
    email {text} NOT NULL,
    full_name {text} NOT NULL,
    role_id {int} NOT NULL REFERENCES access_role(id),
    is_active {int} NOT NULL CHECK (is_active IN (0, 1)),
    language {text} NOT NULL,
    zone {text} NOT NULL,
    must_change_password {int} NOT NULL CHECK (must_change_password IN (0, 1)),
    has_second_factor {int} NOT NULL CHECK (has_second_factor IN (0, 1)),
    created_at {int} NOT NULL,
    last_login_at {int},
    version {int} NOT NULL CHECK (version > 0)
) {strict};
CREATE INDEX access_user_by_role ON access_user(role_id);

CREATE TABLE access_user_secret (
    user_id {int} NOT NULL PRIMARY KEY REFERENCES access_user(id),
    password_hash {text} NOT NULL,
    totp_sealed {bytes} NOT NULL,
    totp_last_step {int} NOT NULL,
    recovery_hashes {text} NOT NULL
) {clustered};

CREATE TABLE access_session (
    id {own_id},
    user_id {int} NOT NULL REFERENCES access_user(id),
    hash {bytes} NOT NULL UNIQUE,
    csrf_token {text} NOT NULL,
    created_at {int} NOT NULL,
    last_seen_at {int} NOT NULL,
    peer {text} NOT NULL,
    agent {text} NOT NULL,
    is_admin_token {int} NOT NULL CHECK (is_admin_token IN (0, 1))
) {strict};
CREATE INDEX access_session_by_user ON access_session(user_id, id);

CREATE TABLE login_counter (
    counter_key {text} NOT NULL PRIMARY KEY,
    failures {int} NOT NULL CHECK (failures > 0),
    first_failure_at {int} NOT NULL,
    locked_until {int} NOT NULL
) {clustered};
CREATE INDEX login_counter_by_end ON login_counter(locked_until);
)sql";

// Whose addresses a user has seen: one row an order, for the hour that counts. What stays is in the
// audit trail.
inline constexpr const char* kViewTables = R"sql(
CREATE TABLE personal_view (
    user_id {int} NOT NULL REFERENCES access_user(id),
    subject {text} NOT NULL,
    seen_at {int} NOT NULL,
    PRIMARY KEY (user_id, subject)
) {clustered};
CREATE INDEX personal_view_by_time ON personal_view(user_id, seen_at, subject);

CREATE TABLE personal_view_limit (
    id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
    orders_per_hour {int} NOT NULL CHECK (orders_per_hour > 0),
    exempt_roles {text} NOT NULL
) {clustered};
INSERT INTO personal_view_limit(id, orders_per_hour, exempt_roles) VALUES (1, 50, '');

CREATE TABLE personal_view_alarm (
    id {own_id},
    user_id {int} NOT NULL REFERENCES access_user(id),
    kind {text} NOT NULL CHECK (kind IN ('stopped', 'confirmed', 'beyond')),
    orders {int} NOT NULL CHECK (orders >= 0),
    at {int} NOT NULL
) {strict};
CREATE INDEX personal_view_alarm_by_user ON personal_view_alarm(user_id, kind, at);
CREATE INDEX personal_view_alarm_by_time ON personal_view_alarm(at, id);
)sql";

inline constexpr const char* kIntegrationTables = R"sql(
CREATE TABLE integration (
    id {id},
    name {text} NOT NULL UNIQUE CHECK (length(name) > 0),
    email {text} NOT NULL,
    resources {text} NOT NULL,
    is_active {int} NOT NULL CHECK (is_active IN (0, 1)),
    consumer_key {text} NOT NULL UNIQUE,
    access_token_hash {bytes} NOT NULL UNIQUE,
    sealed {bytes} NOT NULL,
    created_at {int} NOT NULL,
    expires_at {int},
    last_used_at {int},
    requests_per_minute {int} NOT NULL CHECK (requests_per_minute > 0)
) {strict};

CREATE TABLE spent_nonce (
    consumer_key {text} NOT NULL,
    nonce {text} NOT NULL,
    spent_at {int} NOT NULL,
    PRIMARY KEY (consumer_key, nonce)
) {clustered};
CREATE INDEX spent_nonce_by_time ON spent_nonce(spent_at);

CREATE TABLE audit_entry (
    id {id},
    at {int} NOT NULL,
    actor_kind {text} NOT NULL,
    actor {text} NOT NULL,
    peer {text} NOT NULL,
    event {text} NOT NULL,
    subject {text} NOT NULL,
    was {text} NOT NULL,
    became {text} NOT NULL,
    chain {text} NOT NULL CHECK (length(chain) = 64)
) {strict};
CREATE INDEX audit_entry_by_subject ON audit_entry(subject, id);
CREATE INDEX audit_entry_by_actor ON audit_entry(actor, id);
CREATE INDEX audit_entry_by_event ON audit_entry(event, id);

-- One row: whoever appends holds it.
CREATE TABLE audit_head (
    id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
    last_id {int} NOT NULL,
    chain {text} NOT NULL
) {clustered};
INSERT INTO audit_head(id, last_id, chain) VALUES (1, 0, '');
)sql";

inline constexpr const char* kWebhookTables = R"sql(
CREATE TABLE webhook (
    id {id},
    name {text} NOT NULL CHECK (length(name) > 0),
    url {text} NOT NULL CHECK (length(url) > 0),
    events {text} NOT NULL,
    sealed {bytes} NOT NULL,
    is_active {int} NOT NULL CHECK (is_active IN (0, 1)),
    created_at {int} NOT NULL,
    rotated_at {int}
) {strict};

CREATE TABLE webhook_delivery (
    id {own_id},
    webhook_id {int} NOT NULL REFERENCES webhook(id),
    event {text} NOT NULL,
    order_id {int},
    body {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
    attempts {int} NOT NULL CHECK (attempts >= 0),
    http_status {int} NOT NULL,
    error {text} NOT NULL,
    created_at {int} NOT NULL,
    not_before {int} NOT NULL,
    ended_at {int}
) {strict};
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery(webhook_id, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery(not_before, id) WHERE state = 'pending';
CREATE INDEX webhook_delivery_ended ON webhook_delivery(ended_at) WHERE ended_at IS NOT NULL;
)sql";

}  // namespace orderyard::storage::access_migration
