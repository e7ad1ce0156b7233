// Migration 10: saved exports and their runs.
#include <string>

#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

// A filter may hold a buyer's name, so it is sealed. A run outlives its file.
constexpr const char* kTables = R"sql(
CREATE TABLE saved_export (
    id {id},
    user_id {int} NOT NULL REFERENCES access_user(id),
    name {text} NOT NULL CHECK (length(name) > 0),
    kind {text} NOT NULL CHECK (length(kind) > 0),
    format {text} NOT NULL CHECK (length(format) > 0),
    heads {text} NOT NULL CHECK (length(heads) > 0),
    separator {text} NOT NULL CHECK (length(separator) > 0),
    decimal_sign {text} NOT NULL CHECK (length(decimal_sign) > 0),
    has_mark {int} NOT NULL CHECK (has_mark IN (0, 1)),
    columns {text} NOT NULL,
    filter {bytes} NOT NULL,
    is_changes_only {int} NOT NULL CHECK (is_changes_only IN (0, 1)),
    rhythm {text} NOT NULL CHECK (rhythm IN ('by_hand', 'hourly', 'daily', 'weekly', 'monthly')),
    due_minute {int} NOT NULL CHECK (due_minute BETWEEN 0 AND 59),
    due_hour {int} NOT NULL CHECK (due_hour BETWEEN 0 AND 23),
    due_weekday {int} NOT NULL CHECK (due_weekday BETWEEN 1 AND 7),
    due_day {int} NOT NULL CHECK (due_day BETWEEN 1 AND 31),
    zone {text} NOT NULL CHECK (length(zone) > 0),
    kept_days {int} NOT NULL CHECK (kept_days > 0),
    sends_notice {int} NOT NULL CHECK (sends_notice IN (0, 1)),
    is_active {int} NOT NULL CHECK (is_active IN (0, 1)),
    next_due_at {int},
    covered_to {int},
    created_at {int} NOT NULL,
    updated_at {int} NOT NULL,
    version {int} NOT NULL CHECK (version > 0)
) {strict};
CREATE UNIQUE INDEX saved_export_by_user ON saved_export(user_id, name);
CREATE INDEX saved_export_by_name ON saved_export(name, id);
CREATE INDEX saved_export_due ON saved_export(next_due_at)
    WHERE is_active = 1 AND next_due_at IS NOT NULL;

CREATE TABLE export_run (
    id {id},
    export_id {int} NOT NULL REFERENCES saved_export(id),
    due_at {int} NOT NULL,
    asked_by {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    attempts {int} NOT NULL CHECK (attempts >= 0),
    not_before {int} NOT NULL,
    covers_from {int},
    covers_to {int},
    started_at {int},
    ended_at {int},
    row_count {int} NOT NULL CHECK (row_count >= 0),
    byte_count {int} NOT NULL CHECK (byte_count >= 0),
    file_name {text} NOT NULL,
    has_personal_data {int} NOT NULL CHECK (has_personal_data IN (0, 1)),
    made_on {text} NOT NULL,
    file_until {int},
    error {text} NOT NULL,
    notice {text} NOT NULL
        CHECK (notice IN ('none', 'due', 'sending', 'sent', 'failed', 'doubtful')),
    notice_attempts {int} NOT NULL CHECK (notice_attempts >= 0),
    notice_error {text} NOT NULL,
    CHECK ((state = 'done') = (ended_at IS NOT NULL)),
    CHECK (covers_from IS NULL OR covers_from <= covers_to)
) {strict};
CREATE UNIQUE INDEX export_run_once ON export_run(export_id, due_at);
CREATE INDEX export_run_of ON export_run(export_id, id);
CREATE INDEX export_run_by_state ON export_run(state, id);
CREATE INDEX export_run_by_time ON export_run(due_at);
CREATE INDEX export_run_due ON export_run(not_before) WHERE state IN ('waiting', 'failed');
CREATE INDEX export_run_notices ON export_run(id) WHERE notice IN ('due', 'sending');
CREATE INDEX export_run_files ON export_run(file_until) WHERE file_name <> '';
)sql";

constexpr const char* kPostgresOnly = R"sql(
CREATE SEQUENCE saved_export_id INCREMENT BY 32;
CREATE SEQUENCE export_run_id INCREMENT BY 32;
)sql";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kTables}, "");
const std::string kPostgresScript = EngineScript(kPostgresWords, {kTables}, kPostgresOnly);

}  // namespace

const Migration kMigrationExports{10, "exports", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
