// Migration 9: files that go with messages to buyers. (What invoices need for their upload is in
// the tables of follow-ups and stores themselves.)
#include <string>

#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE mail_file (
    mail_id {int} NOT NULL PRIMARY KEY REFERENCES mail(id),
    media_type {text} NOT NULL CHECK (length(media_type) > 0),
    -- Name and bytes, under the order's key.
    sealed {bytes} NOT NULL
) {strict};
)sql";

const std::string kSqliteScript = EngineScript(kSqliteWords, {kTables}, "");
const std::string kPostgresScript = EngineScript(kPostgresWords, {kTables}, "");

}  // namespace

const Migration kMigrationVat{9, "vat", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
