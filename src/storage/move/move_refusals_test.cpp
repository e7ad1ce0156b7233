// When a database is not moved: the refusal says why, and the target is as empty as before.
#include <gmock/gmock.h>

#include "storage/move/move_fixture.hpp"
#include "storage/sqlite_database.hpp"

namespace orderyard::storage {
namespace {

class MoveRefusalTest : public MoveTest {};
ORDERYARD_ON_BOTH_ENGINES(MoveRefusalTest);

TEST_P(MoveRefusalTest, NobodyElseMayUseTheSource) {
    FillEveryTable(source());
    {
        const auto server = source().Open(true);
        EXPECT_EQ(Refusal().code, base::ErrorCode::kConflict);
    }
    {
        const auto connection = source().Connect();
        connection->Exec("INSERT INTO lease VALUES ('sync:1', 'cli-7', 1, ?)", At(60));
        const base::Error refusal = Refusal();
        EXPECT_EQ(refusal.code, base::ErrorCode::kConflict);
        EXPECT_NE(refusal.Text().find("'sync:1'"), std::string::npos) << refusal.Text();
        connection->Exec("DELETE FROM lease WHERE name = 'sync:1'");
    }
    if (IsToSqlite()) {  // once is enough: SQLite waits for seconds
        const auto connection = source().Connect();
        connection->Begin(true);
        EXPECT_EQ(Refusal().code, base::ErrorCode::kConflict);
        connection->Rollback();
    }
    Move();
}

TEST_P(MoveRefusalTest, ATargetWithAnythingInItIsRefused) {
    FillEveryTable(source());
    target().Open();
    const auto connection = target().Connect();
    const auto refused_for = [&](const std::string& change, const std::string& undo) {
        connection->ExecScript(change);
        const base::Error refusal = Refusal();
        EXPECT_EQ(refusal.code, base::ErrorCode::kConflict) << change;
        EXPECT_EQ(refusal.field, "to");
        connection->ExecScript(undo);
        return refusal.Text();
    };
    using testing::HasSubstr;
    EXPECT_THAT(refused_for("INSERT INTO user_preference VALUES (1, 'a', 'b')",
                            "DELETE FROM user_preference"),
                HasSubstr("rows in table user_preference"));
    EXPECT_THAT(refused_for("UPDATE store_view SET name = 'Laden'",
                            "UPDATE store_view SET name = 'Default Store View'"),
                HasSubstr("rows in table store_view"));
    EXPECT_THAT(refused_for("CREATE TABLE wine (id INTEGER)", "DROP TABLE wine"),
                HasSubstr("table wine of another program"));
    Move();
    EXPECT_EQ(Refusal().code, base::ErrorCode::kConflict);
}

TEST_P(MoveRefusalTest, AnotherProgramsTablesAreLeftAlone) {
    FillEveryTable(source());
    target().Connect()->ExecScript("CREATE TABLE wine (id INTEGER)");
    EXPECT_THAT(Refusal().Text(), testing::HasSubstr("tables of another program"));
    EXPECT_THAT(target().Connect()->QueryInt(target().Connect()->Pick(
                    "SELECT count(*) FROM sqlite_schema",
                    "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")),
                1);
}

TEST_P(MoveRefusalTest, OtherRefusalsNameTheCure) {
    EXPECT_EQ(Refusal().code, base::ErrorCode::kNotFound);
    FillEveryTable(source());
    MoveOptions options = OptionsTo(source(), target());
    options.master_key = std::string(32, 'x');
    EXPECT_EQ(MoveDatabase(options).error().field, "keys.master_key_file");
    options = OptionsTo(source(), source());
    EXPECT_EQ(MoveDatabase(options).error().field, "to");
    options.target_url = "mysql:somewhere";
    EXPECT_EQ(MoveDatabase(options).error().field, "to");
    options.target_url = "postgresql://me:secret@127.0.0.1:1/none";
    const base::Error unreachable = MoveDatabase(options).error();
    EXPECT_EQ(unreachable.code, base::ErrorCode::kUnavailable);
    EXPECT_EQ(unreachable.Text().find("secret"), std::string::npos) << unreachable.Text();
    source().Connect()->ExecScript("DELETE FROM schema_migration WHERE number = 12");
    EXPECT_THAT(Refusal().Text(), testing::HasSubstr("orderyard migrate"));
    source().Connect()->ExecScript("INSERT INTO schema_migration VALUES (999, 'later', 0)");
    EXPECT_EQ(Refusal().code, base::ErrorCode::kUnsupported);
}

TEST_P(MoveRefusalTest, ABackupIsNotMoved) {
    FillEveryTable(source());
    source().Connect()->ExecScript("PRAGMA application_id = " + std::to_string(kCopyId));
    EXPECT_THAT(Refusal().Text(), testing::HasSubstr("orderyard restore"));
}

TEST_P(MoveRefusalTest, ARowThatRefersToNoneStopsTheMoveAndLeavesNothing) {
    FillEveryTable(source());
    const auto connection = source().Connect();
    connection->ExecScript("PRAGMA foreign_keys = OFF; UPDATE webhook_delivery SET webhook_id = 9");
    EXPECT_THROW(static_cast<void>(MoveDatabase(OptionsTo(source(), target()))), sql::SqlError);
    ExpectEmptyTarget();
    connection->ExecScript("UPDATE webhook_delivery SET webhook_id = 1");
    Move();
}

TEST(MoveRefusalOfPostgresTest, WhatItCannotStoreIsNamedWithoutItsValue) {
    if (!TestPlace::IsAvailable(TestEngine::kPostgres)) {
        GTEST_SKIP();
    }
    const MovePlace source(TestEngine::kSqlite);
    const MovePlace target(TestEngine::kPostgres);
    FillEveryTable(source);
    const auto connection = source.Connect();
    const auto problem = [&](const std::string& change) -> std::string {
        connection->ExecScript(change);
        try {
            static_cast<void>(MoveDatabase(OptionsTo(source, target)));
        } catch (const sql::SqlError& error) {
            EXPECT_EQ(CountRows(*target.Connect(), "sales_order"), 0);
            return error.what();
        }
        return "";
    };
    const std::string nul = problem("UPDATE webhook SET name = 'a' || char(0) || 'secret'");
    EXPECT_THAT(nul, testing::HasSubstr("column name of table webhook"));
    EXPECT_EQ(nul.find("secret"), std::string::npos);
    EXPECT_THAT(problem("UPDATE webhook SET name = CAST(x'ff41' AS TEXT)"),
                testing::HasSubstr("not UTF-8"));
    EXPECT_THAT(problem("UPDATE webhook SET name = 'a'; PRAGMA ignore_check_constraints = ON; "
                        "UPDATE store SET is_active = 70000"),
                testing::HasSubstr("column is_active of table store"));
}

// A target that stores something else: its column pads texts with blanks.
TEST(MoveRefusalOfPostgresTest, ADifferenceIsSeenAndUndone) {
    if (!TestPlace::IsAvailable(TestEngine::kPostgres)) {
        GTEST_SKIP();
    }
    const MovePlace source(TestEngine::kSqlite);
    const MovePlace target(TestEngine::kPostgres);
    FillEveryTable(source);
    target.Open();
    target.Connect()->ExecScript("ALTER TABLE webhook ALTER COLUMN name TYPE CHAR(200)");
    const auto report = MoveDatabase(OptionsTo(source, target));
    ASSERT_TRUE(report) << report.error().Text();
    EXPECT_THAT(report->difference, testing::HasSubstr("table webhook"));
    EXPECT_EQ(CountRows(*target.Connect(), "sales_order"), 0);
    EXPECT_EQ(CountRows(*target.Connect(), "audit_entry"), 0);
}

}  // namespace
}  // namespace orderyard::storage
