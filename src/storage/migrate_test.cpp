// Migrations: in order, once, all of a step or nothing of it, never backwards.
#include "storage/migrate.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include "storage/database_fixture.hpp"
#include "storage/migration_backup.hpp"
#include "storage/sql/postgres_connection.hpp"
#include "storage/sql/sqlite_connection.hpp"

namespace orderyard::storage {
namespace {

constexpr Migration kFirst = {1, "first",
                              "CREATE TABLE one (n INTEGER) STRICT; INSERT INTO one VALUES (1);",
                              "CREATE TABLE one (n BIGINT); INSERT INTO one VALUES (1);"};
constexpr Migration kSecond = {2, "second",
                               "CREATE TABLE two (n INTEGER) STRICT; INSERT INTO one VALUES (2);",
                               "CREATE TABLE two (n BIGINT); INSERT INTO one VALUES (2);"};
constexpr const char* kBrokenSql =
    "CREATE TABLE two (n BIGINT); INSERT INTO one VALUES (2); INSERT INTO nowhere;";

class MigrateTest : public testing::TestWithParam<TestEngine> {
  protected:
    void SetUp() override {
        if (!TestPlace::IsAvailable(GetParam())) {
            GTEST_SKIP() << "ORDERYARD_TEST_POSTGRES is not set: no PostgreSQL to test on";
        }
        base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
        place_ = std::make_unique<TestPlace>(GetParam());
        connection_ = Connect();
    }
    std::unique_ptr<sql::Connection> Connect() const {
        if (GetParam() == TestEngine::kSqlite) {
            return std::make_unique<sql::SqliteConnection>(place_->File(),
                                                           sql::SqliteMode::kReadWrite);
        }
        return std::make_unique<sql::PostgresConnection>(place_->Url());
    }
    sql::Connection& connection() { return *connection_; }
    std::int64_t Sum() {
        return connection().QueryInt("SELECT CAST(sum(n) AS BIGINT) FROM one").value_or(0);
    }

  private:
    std::unique_ptr<TestPlace> place_;
    std::unique_ptr<sql::Connection> connection_;
};
ORDERYARD_ON_BOTH_ENGINES(MigrateTest);

TEST_P(MigrateTest, RunsEachStepOnce) {
    const std::array<Migration, 2> all = {kFirst, kSecond};
    EXPECT_EQ(ReadSchema(connection(), all).current, 0);
    EXPECT_EQ(ReadSchema(connection(), all).newest, 2);
    ASSERT_TRUE(Migrate(connection(), std::span(all).first(1), true, {}));
    EXPECT_EQ(ReadSchema(connection(), all).current, 1);
    ASSERT_TRUE(Migrate(connection(), all, true, {}));
    ASSERT_TRUE(Migrate(connection(), all, true, {}));
    EXPECT_EQ(Sum(), 3);
}

TEST_P(MigrateTest, AStepThatFailsLeavesNothingAndCanBeRunAgain) {
    const std::array<Migration, 2> broken = {kFirst,
                                             Migration{2, "second", kBrokenSql, kBrokenSql}};
    EXPECT_ANY_THROW(static_cast<void>(Migrate(connection(), broken, true, {})));
    EXPECT_EQ(ReadSchema(connection(), broken).current, 1);
    EXPECT_EQ(Sum(), 1);
    const std::array<Migration, 2> all = {kFirst, kSecond};
    ASSERT_TRUE(Migrate(connection(), all, true, {}));
    EXPECT_EQ(Sum(), 3);
}

TEST_P(MigrateTest, ANewerOrForbiddenSchemaIsRefused) {
    const std::array<Migration, 2> all = {kFirst, kSecond};
    const auto forbidden = Migrate(connection(), all, false, {});
    ASSERT_FALSE(forbidden);
    EXPECT_EQ(forbidden.error().code, base::ErrorCode::kUnsupported);
    ASSERT_TRUE(Migrate(connection(), all, true, {}));
    ASSERT_TRUE(Migrate(connection(), all, false, {}));
    const auto newer = Migrate(connection(), std::span(all).first(1), true, {});
    ASSERT_FALSE(newer);
    EXPECT_EQ(newer.error().code, base::ErrorCode::kUnsupported);
    EXPECT_EQ(Sum(), 3);
}

TEST_P(MigrateTest, TwoProcessesMigrateOneAfterTheOther) {
    const std::array<Migration, 2> all = {kFirst, kSecond};
    std::array<std::thread, 4> threads;
    for (std::thread& thread : threads) {
        thread = std::thread([&] { EXPECT_TRUE(Migrate(*Connect(), all, true, {})); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(Sum(), 3);
}

// Killed while it migrates, at whatever moment: the next start finds a whole step or none, and goes
// on.
TEST_P(MigrateTest, GoesOnAfterBeingKilled) {
    for (const int micros : {0, 500, 2'000, 5'000, 10'000, 20'000}) {
        const TestPlace place(GetParam());
        DatabaseOptions options;
        options.url = place.Url();
        options.master_key = std::string(32, 'k');
        const pid_t child = ::fork();
        if (child == 0) {
            static_cast<void>(OpenDatabase(options));
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(micros));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const auto opened = OpenDatabase(options);
        ASSERT_TRUE(opened) << opened.error().Text();
        EXPECT_EQ((*opened)->Schema().current, (*opened)->Schema().newest);
        EXPECT_EQ((*opened)->Diagnose(), std::vector<std::string>{});
    }
}

TEST(AllMigrations, AreNumberedWithoutGaps) {
    int number = 0;
    for (const Migration& migration : AllMigrations()) {
        EXPECT_EQ(migration.number, ++number) << migration.name;
        EXPECT_STRNE(migration.name, "");
    }
}

class SchemaTest : public DatabaseTest {};
ORDERYARD_ON_BOTH_ENGINES(SchemaTest);

// Both dialects of a step are written by hand: they must make the same tables and columns.
TEST_P(SchemaTest, HasTheSameColumnsOnBothEngines) {
    if (!IsSqlite() || !TestPlace::IsAvailable(TestEngine::kPostgres)) {
        GTEST_SKIP() << "compares SQLite with PostgreSQL, from the SQLite side";
    }
    const TestPlace postgres_place(TestEngine::kPostgres);
    DatabaseOptions options = Options();
    options.url = postgres_place.Url();
    ASSERT_TRUE(OpenDatabase(options));
    const auto columns = [](sql::Connection& connection, std::string_view sql) {
        std::set<std::string> names;
        sql::Rows rows = connection.Query(sql);
        while (rows.Next()) {
            names.insert(rows.Text(0) + "." + rows.Text(1) + (rows.Int(2) != 0 ? "" : " null"));
        }
        return names;
    };
    sql::SqliteConnection sqlite(place().File(), sql::SqliteMode::kReadOnly);
    sql::PostgresConnection postgres(postgres_place.Url());
    EXPECT_EQ(
        columns(
            sqlite,
            "SELECT m.name, c.name, c.\"notnull\" OR c.pk FROM sqlite_schema AS m,"
            " pragma_table_info(m.name) AS c WHERE m.type = 'table' AND m.name NOT LIKE '%search%'"
            " AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'sales_order_count'"),
        columns(postgres,
                "SELECT table_name::text, column_name::text, (is_nullable = 'NO')::int"
                " FROM information_schema.columns WHERE table_schema = current_schema()"
                " AND table_name NOT LIKE '%search%' AND table_name <> 'sales_order_count'"));
}

// A database of the first schema, as an older program left it.
void MakeOldDatabase(const TestPlace& place) {
    sql::SqliteConnection connection(place.File(), sql::SqliteMode::kReadWrite);
    connection.ExecScript("PRAGMA application_id = 0x4F797264");
    ASSERT_TRUE(Migrate(connection, AllMigrations().first(1), true, {}));
}

std::vector<std::string> FilesIn(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        names.push_back(file.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

struct DayClock : ports::Clock {
    base::Instant Now() const override { return base::Instant::FromSeconds(seconds); }
    std::int64_t MonotonicMillis() const override { return 0; }
    std::int64_t seconds = 1'700'000'000;  // 2023-11-14T22:13:20Z
};

class MigrationBackupTest : public testing::Test {
  protected:
    MigrationBackupTest() {
        base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
        options.url = place.Url();
        options.master_key = std::string(32, 'k');
        options.clock = &clock;
        options.backup_dir = (place.folder() / "backups").string();
    }
    const TestPlace place{TestEngine::kSqlite};
    DayClock clock;
    DatabaseOptions options;
};

TEST_F(MigrationBackupTest, ACopyOfTheOldSchemaIsMadeBeforeAMigration) {
    MakeOldDatabase(place);
    ASSERT_TRUE(OpenDatabase(options));
    const std::vector<std::string> files = FilesIn(options.backup_dir);
    ASSERT_EQ(files, std::vector<std::string>{"before-migration-20231114T221320Z-schema-1.db"});
    const std::string copy = (place.folder() / "backups" / files[0]).string();
    {
        sql::SqliteConnection connection(copy, sql::SqliteMode::kReadWrite);
        EXPECT_EQ(ReadSchema(connection, AllMigrations()).current, 1);
    }
    ASSERT_TRUE(OpenDatabase(options)) << "and none when there is nothing to migrate";
    EXPECT_EQ(FilesIn(options.backup_dir).size(), 1U);
    DatabaseOptions of_copy = options;
    of_copy.url = "sqlite:" + copy;
    of_copy.backup_dir.clear();
    of_copy.takes_copy = true;
    EXPECT_TRUE(OpenDatabase(of_copy)) << "the copy works";
}

TEST_F(MigrationBackupTest, ANewDatabaseNeedsNone) {
    ASSERT_TRUE(OpenDatabase(options));
    EXPECT_FALSE(std::filesystem::exists(options.backup_dir));
}

TEST_F(MigrationBackupTest, WithoutACopyNothingIsMigrated) {
    MakeOldDatabase(place);
    std::ofstream(options.backup_dir) << "a file is in the way";
    const auto opened = OpenDatabase(options);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, base::ErrorCode::kUnavailable);
    sql::SqliteConnection connection(place.File(), sql::SqliteMode::kReadWrite);
    EXPECT_EQ(ReadSchema(connection, AllMigrations()).current, 1);
}

TEST_F(MigrationBackupTest, TheNewestAreKeptAndOldOnesGo) {
    const auto touch = [this](const std::string& name) {
        std::ofstream(place.folder() / "backups" / name) << "x";
    };
    std::filesystem::create_directory(options.backup_dir);
    for (const char* name :
         {"before-migration-20231110T000000Z-schema-9.db",
          "before-migration-20231111T000000Z-schema-1.db",
          "before-migration-20231112T000000Z-schema-1.db", "my-own.db", "before-migration.txt"}) {
        touch(name);
    }
    MakeOldDatabase(place);
    ASSERT_TRUE(OpenDatabase(options));
    using Names = std::vector<std::string>;
    EXPECT_EQ(FilesIn(options.backup_dir), (Names{"before-migration-20231111T000000Z-schema-1.db",
                                                  "before-migration-20231112T000000Z-schema-1.db",
                                                  "before-migration-20231114T221320Z-schema-1.db",
                                                  "before-migration.txt", "my-own.db"}));
    EXPECT_EQ(RemoveOldMigrationBackups(options.backup_dir, clock.Now() - base::Duration::Days(2)),
              2);
    EXPECT_EQ(FilesIn(options.backup_dir), (Names{"before-migration-20231114T221320Z-schema-1.db",
                                                  "before-migration.txt", "my-own.db"}));
    EXPECT_EQ(RemoveOldMigrationBackups("/nonexistent-folder", clock.Now()), 0);
}

}  // namespace
}  // namespace orderyard::storage
