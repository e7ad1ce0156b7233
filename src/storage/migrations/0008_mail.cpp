// Migration 8: mails and their log, the mail server, the rules and templates of each kind of mail.
#include <string>

#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE mail (
    id {id},
    order_id {int} NOT NULL REFERENCES sales_order(id),
    store_view_id {int} NOT NULL,
    kind {text} NOT NULL,
    document_id {int} NOT NULL,
    -- 0: by the mail server; else the store whose channel carries it.
    channel_id {int} NOT NULL,
    channel_action {text} NOT NULL,
    is_copy {int} NOT NULL CHECK (is_copy IN (0, 1)),
    state {text} NOT NULL
        CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'doubtful', 'given_up')),
    attempts {int} NOT NULL CHECK (attempts >= 0),
    reply_code {int} NOT NULL,
    problem {text} NOT NULL,
    asked_by {text} NOT NULL,
    message_id {text} NOT NULL,
    dedupe_key {text} NOT NULL CHECK (length(dedupe_key) > 0),
    created_at {int} NOT NULL,
    not_before {int} NOT NULL,
    tried_at {int},
    ended_at {int},
    -- Recipient, copies, text and the server's words, under the order's key.
    sealed {bytes} NOT NULL,
    CHECK ((channel_id = 0) = (channel_action = '')),
    CHECK ((ended_at IS NULL) = (state IN ('queued', 'sending', 'doubtful')))
) {strict};
CREATE UNIQUE INDEX mail_open ON mail(dedupe_key) WHERE state IN ('queued', 'sending');
CREATE INDEX mail_due ON mail(channel_id, not_before, id) WHERE state = 'queued';
CREATE INDEX mail_sending ON mail(channel_id, id) WHERE state = 'sending';
CREATE INDEX mail_by_order ON mail(order_id, id);
CREATE INDEX mail_by_state ON mail(state, id);
CREATE INDEX mail_by_kind ON mail(kind, id);

-- One row at most.
CREATE TABLE mail_server (
    id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
    host {text} NOT NULL CHECK (length(host) > 0),
    port {int} NOT NULL,
    security {text} NOT NULL,
    sender_name {text} NOT NULL,
    sender_address {text} NOT NULL,
    timeout_seconds {int} NOT NULL CHECK (timeout_seconds > 0),
    ca_certificate {text} NOT NULL,
    sealed {bytes} NOT NULL
) {clustered};

-- store_view_id 0: all views without a row of their own.
CREATE TABLE mail_rule (
    store_view_id {int} NOT NULL,
    kind {text} NOT NULL,
    is_enabled {int} NOT NULL CHECK (is_enabled IN (0, 1)),
    sender_name {text} NOT NULL,
    sender_address {text} NOT NULL,
    reply_to {text} NOT NULL,
    copy_to {text} NOT NULL,
    copy_method {text} NOT NULL,
    language {text} NOT NULL,
    attaches_document {int} NOT NULL CHECK (attaches_document IN (0, 1)),
    PRIMARY KEY (kind, store_view_id)
) {clustered};

CREATE TABLE mail_template (
    store_view_id {int} NOT NULL,
    kind {text} NOT NULL,
    audience {text} NOT NULL CHECK (audience IN ('customer', 'guest')),
    subject {text} NOT NULL,
    body_text {text} NOT NULL,
    body_html {text} NOT NULL,
    PRIMARY KEY (kind, audience, store_view_id)
) {clustered};
)sql";

constexpr const char* kPostgresOnly = "CREATE SEQUENCE mail_id INCREMENT BY 32;";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kTables}, "");
const std::string kPostgresScript = EngineScript(kPostgresWords, {kTables}, kPostgresOnly);

}  // namespace

const Migration kMigrationMail{8, "mail", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
