// Migration 5: what the web app keeps for its users: saved views, preferences, and who has which
// order open.
#include <string>

#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

// A presence is of one page in one browser; its row is written again while the page is open, and
// removed by whoever comes by after that.
constexpr const char* kWebTables = R"sql(
CREATE TABLE saved_view (
    id {own_id},
    user_id {int} NOT NULL,
    page {text} NOT NULL CHECK (length(page) > 0),
    name {text} NOT NULL CHECK (length(name) > 0),
    query {text} NOT NULL,
    columns {text} NOT NULL,
    is_shared {int} NOT NULL CHECK (is_shared IN (0, 1)),
    updated_at {int} NOT NULL
) {strict};
CREATE UNIQUE INDEX saved_view_by_user ON saved_view(user_id, page, name);
CREATE INDEX saved_view_shared ON saved_view(page, id) WHERE is_shared = 1;

CREATE TABLE user_preference (
    user_id {int} NOT NULL,
    key {text} NOT NULL CHECK (length(key) > 0),
    value {text} NOT NULL,
    PRIMARY KEY (user_id, key)
) {clustered};

CREATE TABLE order_presence (
    order_id {int} NOT NULL,
    session_id {int} NOT NULL,
    user_id {int} NOT NULL,
    editing {text} NOT NULL,
    since {int} NOT NULL,
    seen_at {int} NOT NULL,
    PRIMARY KEY (order_id, session_id)
) {clustered};
CREATE INDEX order_presence_by_time ON order_presence(seen_at);
)sql";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kWebTables}, "");
const std::string kPostgresScript = EngineScript(kPostgresWords, {kWebTables}, "");

}  // namespace

const Migration kMigrationWeb{5, "web", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
