// A write that meets a deadlock, a conflict or a lost connection is run again, unless its commit
// had been sent: then nobody knows whether it happened, and only the caller can find out. A read is
// run again, once, as long as it has seen nothing.
#include "storage/postgres_database.hpp"

#include <chrono>
#include <random>
#include <thread>

#include "base/limits.hpp"
#include "base/metrics.hpp"
#include "ports/personal_view.hpp"
#include "storage/migrate.hpp"

namespace orderyard::storage {

namespace {

// Twice the window at each try, and a random place in it, so that two who collided do not collide
// again.
void SleepBeforeRetry(int tries) {
    thread_local std::minstd_rand random{std::random_device{}()};
    std::uniform_int_distribution<int> micros(500, 4'000 << tries);
    std::this_thread::sleep_for(std::chrono::microseconds(micros(random)));
}

}  // namespace

base::Result<std::unique_ptr<OpenedDatabase>> PostgresDatabase::Open(const DatabaseOptions& options,
                                                                     base::Instant now) {
    std::unique_ptr<PostgresDatabase> database(new PostgresDatabase(options));
    const auto session = database->TakeSession();
    sql::PostgresConnection& connection = session->connection;
    const SchemaState schema = ReadSchema(connection, AllMigrations());
    if (schema.current > 0 && schema.current <= schema.newest) {
        if (auto checked = CheckMasterKey(connection, database->keys_); !checked) {
            return base::Fail(checked.error());
        }
    }
    auto ready = Migrate(connection, AllMigrations(), options.migrate, now).and_then([&] {
        return CheckMasterKey(connection, database->keys_);
    });
    if (!ready) {
        return base::Fail(ready.error());
    }
    return database;
}

// Readers and writers share the pool; writers need some of their own beside long reads.
PostgresDatabase::PostgresDatabase(const DatabaseOptions& options)
    : url_(options.url), keys_(options.master_key), sessions_(options.reader_count + 4, [this] {
          return std::make_unique<Session>(url_, keys_, shared_);
      }) {}

PostgresDatabase::Sessions::Loan PostgresDatabase::TakeSession() const {
    return sessions_.Take([](Session& session) { return session.connection.IsAlive(); });
}

void PostgresDatabase::Write(const std::function<void(ports::Transaction&)>& work) {
    const ports::PersonalViewScope all_is_open(nullptr);  // what is saved must be the whole
    for (int tries = 0;; ++tries) {
        auto session = TakeSession();
        bool is_commit_sent = false;
        try {
            session->connection.Begin(true);
            work(session->transaction);
            is_commit_sent = true;
            session->connection.Commit();
            return;
        } catch (const ports::VersionConflict&) {
            session->connection.Rollback();
            if (tries == base::limits::kBusyRetriesMax) {
                throw;
            }
        } catch (const sql::ConnectionLost&) {
            session.Discard();
            if (is_commit_sent || tries == base::limits::kBusyRetriesMax) {
                throw;
            }
        } catch (...) {
            session->connection.Rollback();
            if (!session->connection.IsUsable()) {
                session.Discard();
            }
            throw;
        }
        base::CountMetric("orderyard_database_retries_total");
        SleepBeforeRetry(tries);
    }
}

void PostgresDatabase::Read(const std::function<void(ports::Transaction&)>& work) const {
    for (bool is_repeat = false;; is_repeat = true) {
        // Beside a lost connection the others of the pool are most likely as dead.
        auto session = is_repeat ? sessions_.Take([](Session&) { return false; }) : TakeSession();
        try {
            session->connection.Begin(false);
            work(session->transaction);
            session->connection.Commit();
            return;
        } catch (const sql::ConnectionLost&) {
            const bool has_seen_something = session->connection.has_answered();
            session.Discard();
            if (is_repeat || has_seen_something) {
                throw;
            }
        } catch (...) {
            session->connection.Rollback();
            if (!session->connection.IsUsable()) {
                session.Discard();
            }
            throw;
        }
        base::CountMetric("orderyard_database_retries_total");
    }
}

std::string PostgresDatabase::EngineVersion() const {
    return TakeSession()->connection.ServerVersion();
}

SchemaState PostgresDatabase::Schema() const {
    return ReadSchema(TakeSession()->connection, AllMigrations());
}

std::int64_t PostgresDatabase::SizeBytes() const {
    return TakeSession()
        ->connection.QueryInt("SELECT pg_database_size(current_database())")
        .value_or(0);
}

std::vector<std::string> PostgresDatabase::Diagnose() const {
    std::vector<std::string> findings;
    const auto session = TakeSession();
    const auto expect = [&](const std::string& setting, std::string_view wrong,
                            const char* danger) {
        sql::Rows rows = session->connection.Query("SELECT current_setting(?)", setting);
        if (rows.Next() && rows.View(0) == wrong) {
            findings.push_back("setting " + setting + " is " + std::string(wrong) + ": " + danger);
        }
    };
    expect("fsync", "off", "a power failure can destroy the database");
    expect("full_page_writes", "off", "a power failure can destroy the database");
    expect("synchronous_commit", "off", "a crash can lose orders that were acknowledged");
    sql::Rows encoding = session->connection.Query("SELECT current_setting('server_encoding')");
    if (!encoding.Next() || encoding.View(0) != "UTF8") {
        findings.push_back("the database's encoding is not UTF8");
    }
    sql::Rows invalid = session->connection.Query(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
        " AND connamespace = current_schema()::regnamespace");
    while (invalid.Next()) {
        findings.push_back("constraint " + invalid.Text(1) + " of " + invalid.Text(0) +
                           " is not validated");
    }
    return findings;
}

// Sequences that gave nothing out yet begin later, too: they may have after the copy was made.
void PostgresDatabase::ContinueAfterCopy(std::int64_t keys_skipped) {
    const auto session = TakeSession();
    session->connection.Begin(true);
    session->connection.Exec(
        "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass,"
        " coalesce(last_value, start_value) + CAST(? AS bigint) + increment_by)"
        " FROM pg_sequences WHERE schemaname = current_schema()",
        keys_skipped);
    session->connection.Commit();
}

base::Result<> PostgresDatabase::BackUp(const std::string&) {
    return base::Fail({base::ErrorCode::kUnsupported,
                       "PostgreSQL has its own tools for backups: use pg_dump --format=custom",
                       {},
                       {}});
}

}  // namespace orderyard::storage
