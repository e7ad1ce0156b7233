// Migration 12: how often the blind indexes were changed, so that whoever remembers who has a name
// knows whether that is still so (privacy/blind_index.hpp).
#include <string>

#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

// The sum over the slots counts. A slot is seldom two connections': they would wait for each other.
constexpr const char* kTables = R"sql(
CREATE TABLE blind_index_change (
    of_index {text} NOT NULL,
    slot {int} NOT NULL,
    changes {int} NOT NULL,
    PRIMARY KEY (of_index, slot)
) {clustered};
)sql";

// The store counts what it writes; it never deletes an order, but somebody may.
constexpr const char* kSqliteOnly = R"sql(
CREATE TRIGGER sales_order_unnamed AFTER DELETE ON sales_order BEGIN
    INSERT INTO blind_index_change VALUES ('sales_order_search', 0, 1)
        ON CONFLICT (of_index, slot) DO UPDATE SET changes = changes + 1;
END;
)sql";

constexpr const char* kPostgresOnly = R"sql(
CREATE FUNCTION sales_order_unname() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO blind_index_change VALUES ('sales_order_search', pg_backend_pid() % 64, 1)
        ON CONFLICT (of_index, slot) DO UPDATE SET changes = blind_index_change.changes + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER sales_order_unnamed AFTER DELETE ON sales_order
    FOR EACH STATEMENT EXECUTE FUNCTION sales_order_unname();
)sql";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kTables}, kSqliteOnly);
const std::string kPostgresScript = EngineScript(kPostgresWords, {kTables}, kPostgresOnly);

}  // namespace

const Migration kMigrationNameChanges{12, "name changes", kSqliteScript.c_str(),
                                      kPostgresScript.c_str()};

}  // namespace orderyard::storage
