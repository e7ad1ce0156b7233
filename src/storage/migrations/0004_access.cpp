// Migration 4: users, roles, sessions, integrations, the audit trail, and webhooks. The tables are
// written once, in 0004_access_tables.hpp; here is what each engine has of its own.
#include <string>

#include "storage/migrations/0004_access_tables.hpp"
#include "storage/migrations/engine_words.hpp"
#include "storage/migrations/migrations.hpp"

namespace orderyard::storage {

namespace {

// Keeps our own code from changing the trail. Whoever has the database itself can drop a trigger:
// against him there is the chain.
constexpr const char* kSqliteOnly = R"sql(
CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry BEGIN
    SELECT RAISE(ABORT, 'audit entries are never deleted');
END;
CREATE TRIGGER audit_entry_fixed BEFORE UPDATE ON audit_entry BEGIN
    SELECT RAISE(ABORT, 'audit entries are never changed');
END;
)sql";

// Roles of the seller's own come after the builtin ones.
constexpr const char* kPostgresOnly = R"sql(
CREATE SEQUENCE access_role_id INCREMENT BY 32 START WITH 101;
CREATE SEQUENCE access_user_id INCREMENT BY 32;
CREATE SEQUENCE integration_id INCREMENT BY 32;
CREATE SEQUENCE webhook_id INCREMENT BY 32;

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are kept as they are' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER audit_entry_kept BEFORE DELETE OR UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
)sql";

std::string Script(const EngineWords& words, const char* engine_only) {
    using namespace access_migration;
    return EngineScript(words, {kUserTables, kViewTables, kIntegrationTables, kWebhookTables},
                        engine_only);
}

const std::string kSqliteScript = Script(kSqliteWords, kSqliteOnly);
const std::string kPostgresScript = Script(kPostgresWords, kPostgresOnly);

}  // namespace

const Migration kMigrationAccess{4, "access", kSqliteScript.c_str(), kPostgresScript.c_str()};

}  // namespace orderyard::storage
