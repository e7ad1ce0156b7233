// For tests: one suite over both engines. Each test gets a database as good as new; on PostgreSQL,
// where making the tables takes most of a test's time, it is one that an earlier test left, put
// back to what it was when it was made.
//     class FooTest : public DatabaseTest {};
//     TEST_P(FooTest, Works) { database().Write([](ports::Transaction& t) { ... }); }
//     ORDERYARD_ON_BOTH_ENGINES(FooTest);
// PostgreSQL is taken from ORDERYARD_TEST_POSTGRES (scripts/lib/postgres_cluster.sh makes one);
// unset: skipped.
#pragma once

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/crypto.hpp"
#include "base/log.hpp"
#include "domain/channel/store.hpp"
#include "ports/store_registry.hpp"
#include "storage/open_database.hpp"

namespace orderyard::storage {

enum class TestEngine { kSqlite, kPostgres };

inline void PrintTo(TestEngine engine, std::ostream* out) {
    *out << (engine == TestEngine::kSqlite ? "sqlite" : "postgresql");
}

// A place for a database: a folder for SQLite, a schema of its own for PostgreSQL.
class TestPlace {
  public:
    explicit TestPlace(TestEngine engine)
        : engine_(engine), name_("oy_test_" + base::RandomToken(8)) {
        folder_ = std::filesystem::temp_directory_path() / name_;
        if (engine == TestEngine::kSqlite) {
            std::filesystem::create_directory(folder_);
        } else if (IsAvailable(engine)) {
            Administer("CREATE SCHEMA " + name_);
        }
    }
    ~TestPlace() {
        if (engine_ == TestEngine::kSqlite) {
            std::filesystem::remove_all(folder_);
        } else if (IsAvailable(engine_)) {
            Administer("DROP SCHEMA " + name_ + " CASCADE; DROP SCHEMA IF EXISTS " + name_ +
                       "_seed CASCADE");
        }
    }
    TestPlace(const TestPlace&) = delete;
    TestPlace& operator=(const TestPlace&) = delete;

    static bool IsAvailable(TestEngine engine) {
        return engine == TestEngine::kSqlite || std::getenv("ORDERYARD_TEST_POSTGRES") != nullptr;
    }
    std::string Url() const {
        if (engine_ == TestEngine::kSqlite) {
            return "sqlite:" + File();
        }
        const std::string server = std::getenv("ORDERYARD_TEST_POSTGRES");
        const char* joint = server.find('?') == std::string::npos ? "?" : "&";
        return server + joint + "options=-csearch_path%3D" + name_;
    }
    std::string File() const { return (folder_ / "orderyard.db").string(); }
    const std::filesystem::path& folder() const { return folder_; }
    // Runs a statement from outside, on PostgreSQL.
    static void Administer(const std::string& sql) {
        PGconn* connection = PQconnectdb(std::getenv("ORDERYARD_TEST_POSTGRES"));
        PGresult* result = PQexec(connection, ("SET client_min_messages = error; " + sql).c_str());
        const auto status = PQresultStatus(result);
        EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            << PQerrorMessage(connection);
        PQclear(result);
        PQfinish(connection);
    }

    // PostgreSQL: remembers all rows and sequences as they are, and later brings them back.
    void Remember() const {
        Administer("CREATE SCHEMA " + name_ + "_seed");
        Administer(
            "DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname "
            "= '" +
            name_ + "' LOOP EXECUTE format('CREATE TABLE " + name_ + "_seed.%I AS TABLE " + name_ +
            ".%I', t, t); END LOOP; END $$; CREATE TABLE " + name_ +
            "_seed.all_sequences AS SELECT sequencename, start_value, last_value FROM pg_sequences"
            " WHERE schemaname = '" +
            name_ + "'");
    }
    void BringBack() const {
        Administer(
            "DO $$ DECLARE t text; s record; BEGIN SET LOCAL session_replication_role = replica;"
            " FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = '" +
            name_ +
            "' LOOP"
            " EXECUTE format('DELETE FROM " +
            name_ +
            ".%I', t);"
            " EXECUTE format('INSERT INTO " +
            name_ + ".%I OVERRIDING SYSTEM VALUE SELECT * FROM " + name_ +
            "_seed.%I', t, t); END LOOP;"
            " FOR s IN SELECT * FROM " +
            name_ +
            "_seed.all_sequences LOOP"
            " PERFORM setval(format('" +
            name_ +
            ".%I', s.sequencename)::regclass,"
            " coalesce(s.last_value, s.start_value), s.last_value IS NOT NULL); END LOOP; END $$");
    }

  private:
    TestEngine engine_;
    std::string name_;
    std::filesystem::path folder_;
};

// The PostgreSQL place that the tests of this process use one after the other; dropped when the
// process ends. OpenSSL, which libpq connects with, ends itself at exit: it has to begin before.
inline std::unique_ptr<TestPlace>& SparePlace() {
    static std::unique_ptr<TestPlace> place = [] {
        TestPlace::Administer("SELECT 1");
        return std::unique_ptr<TestPlace>();
    }();
    return place;
}

class DatabaseTest : public testing::TestWithParam<TestEngine> {
  protected:
    void SetUp() override {
        if (!TestPlace::IsAvailable(GetParam())) {
            GTEST_SKIP() << "ORDERYARD_TEST_POSTGRES is not set: no PostgreSQL to test on";
        }
        base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
        if (!IsSqlite() && SparePlace() != nullptr) {
            place_ = std::move(SparePlace());
            place_->BringBack();
            Open();
            return;
        }
        place_ = std::make_unique<TestPlace>(GetParam());
        Open();
        if (!IsSqlite()) {
            place_->Remember();
        }
    }
    ~DatabaseTest() override {
        Close();
        if (place_ != nullptr && !IsSqlite()) {
            SparePlace() = std::move(place_);
        }
    }

    bool IsSqlite() const { return GetParam() == TestEngine::kSqlite; }
    OpenedDatabase& database() { return *database_; }
    const TestPlace& place() const { return *place_; }
    DatabaseOptions Options() const {
        DatabaseOptions options;
        options.url = place_->Url();
        options.master_key = std::string(32, 'k');
        return options;
    }
    void Open() {
        auto opened = OpenDatabase(Options());
        ASSERT_TRUE(opened) << opened.error().Text();
        database_ = std::move(*opened);
    }
    void Close() { database_.reset(); }

    // A store to hang rows on.
    domain::StoreId MakeStore(const std::string& code = "acme") {
        domain::Store store;
        store.code = code;
        store.name = "Acme";
        store.region = "eu";
        store.seller_id = "SELLER-" + code;
        store.settings.store_view_id = domain::StoreViewId(1);
        database().Write([&](ports::Transaction& transaction) {
            transaction.stores().Insert(store, {"client", "secret", "refresh"});
        });
        return store.id;
    }

  private:
    std::unique_ptr<TestPlace> place_;
    std::unique_ptr<OpenedDatabase> database_;
};

inline std::string TestEngineName(const testing::TestParamInfo<TestEngine>& engine) {
    return engine.param == TestEngine::kSqlite ? "Sqlite" : "Postgres";
}

#define ORDERYARD_ON_BOTH_ENGINES(Suite)                                                           \
    INSTANTIATE_TEST_SUITE_P(, Suite, testing::Values(TestEngine::kSqlite, TestEngine::kPostgres), \
                             TestEngineName)

}  // namespace orderyard::storage
