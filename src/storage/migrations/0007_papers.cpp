// Migration 7: how the papers of a store view look.
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
)sql";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kTables}, "");
const std::string kPostgresScript = EngineScript(kPostgresWords, {kTables}, "");

}  // namespace

const Migration kMigrationPapers{7, "papers", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
