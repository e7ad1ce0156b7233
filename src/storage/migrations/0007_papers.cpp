// Migration 7: how papers look, and exports that are made again and again.
#include <string>

#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE document_settings (
    store_view_id {int} NOT NULL PRIMARY KEY REFERENCES store_view(id),
    seller_name {text} NOT NULL,
    seller_lines {text} NOT NULL,
    tax_numbers {text} NOT NULL,
    accent_colour {text} NOT NULL,
    language {text} NOT NULL,
    region {text} NOT NULL,
    page_size {text} NOT NULL,
    label_size {text} NOT NULL,
    footer {text} NOT NULL,
    shows_order_number {int} NOT NULL CHECK (shows_order_number IN (0, 1)),
    version {int} NOT NULL CHECK (version > 0)
) {clustered};

CREATE TABLE document_logo (
    store_view_id {int} NOT NULL PRIMARY KEY REFERENCES store_view(id),
    png {bytes} NOT NULL
) {strict};

CREATE TABLE saved_export (
    id {id},
    name {text} NOT NULL CHECK (length(name) > 0),
    kind {text} NOT NULL,
    format {text} NOT NULL CHECK (format IN ('csv', 'xlsx')),
    -- The parameters of the export, as its address has them; no personal data.
    query {text} NOT NULL,
    weekday {int} CHECK (weekday BETWEEN 1 AND 7),
    minute_of_day {int} NOT NULL CHECK (minute_of_day BETWEEN 0 AND 1439),
    zone {text} NOT NULL,
    keep_days {int} NOT NULL CHECK (keep_days > 0),
    is_active {int} NOT NULL CHECK (is_active IN (0, 1)),
    -- Whether who saved it may see names and addresses: its files have them only then.
    is_personal {int} NOT NULL CHECK (is_personal IN (0, 1)),
    made_by {text} NOT NULL,
    created_at {int} NOT NULL,
    next_run_at {int} NOT NULL
) {strict};
CREATE INDEX saved_export_due ON saved_export(next_run_at, id) WHERE is_active = 1;

CREATE TABLE export_file (
    id {id},
    saved_export_id {int} NOT NULL REFERENCES saved_export(id),
    state {text} NOT NULL CHECK (state IN ('done', 'failed')),
    file_name {text} NOT NULL,
    row_count {int} NOT NULL CHECK (row_count >= 0),
    byte_count {int} NOT NULL CHECK (byte_count >= 0),
    problem {text} NOT NULL,
    ended_at {int} NOT NULL,
    expires_at {int} NOT NULL
) {strict};
CREATE INDEX export_file_by_export ON export_file(saved_export_id, id);
CREATE INDEX export_file_expired ON export_file(expires_at, id);
)sql";

constexpr const char* kPostgresOnly = R"sql(
CREATE SEQUENCE saved_export_id INCREMENT BY 32;
CREATE SEQUENCE export_file_id INCREMENT BY 32;
)sql";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kTables}, "");
const std::string kPostgresScript = EngineScript(kPostgresWords, {kTables}, kPostgresOnly);

}  // namespace

const Migration kMigrationPapers{7, "papers", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
