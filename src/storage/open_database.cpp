// Chooses the engine by the URL's scheme, and turns refusals of the world at start into errors a
// person can read.
#include "storage/open_database.hpp"

#include <chrono>
#include <filesystem>

#include "base/crypto.hpp"
#include "storage/database_url.hpp"
#include "storage/migrate.hpp"
#include "storage/postgres_database.hpp"
#include "storage/sqlite_database.hpp"

namespace orderyard::storage {

namespace {

base::Instant Now(const ports::Clock* clock) {
    if (clock != nullptr) {
        return clock->Now();
    }
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return base::Instant::FromMicros(
        std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count());
}

}  // namespace

base::Result<SchemaState> LookAtSchema(const std::string& url) {
    const std::span<const Migration> known = AllMigrations();
    try {
        if (IsPostgresUrl(url)) {
            sql::PostgresConnection connection(url);
            return ReadSchema(connection, known);
        }
        const auto file = SqliteFileOf(url);
        std::error_code failed;
        if (file && std::filesystem::file_size(*file, failed) > 0 && !failed) {
            sql::SqliteConnection connection(*file, sql::SqliteMode::kReadOnly);
            return ReadSchema(connection, known);
        }
    } catch (const ports::DatabaseUnavailable& unavailable) {
        return base::Fail(base::Unavailable(unavailable.what()));
    } catch (const sql::SqlError& refused) {
        return base::Fail(base::InvalidInput("database.url", refused.what()));
    }
    return SchemaState{0, known.back().number};
}

base::Result<std::unique_ptr<OpenedDatabase>> OpenDatabase(const DatabaseOptions& options) {
    if (options.master_key.size() != base::kAesKeyBytes) {
        return base::Fail(base::InvalidInput("master_key", "the master key must have 32 bytes"));
    }
    if (options.reader_count < 1) {
        return base::Fail(base::InvalidInput("reader_count", "at least one reader is needed"));
    }
    try {
        if (IsPostgresUrl(options.url)) {
            return PostgresDatabase::Open(options, Now(options.clock));
        }
        if (const auto file = SqliteFileOf(options.url)) {
            return SqliteDatabase::Open(*file, options, Now(options.clock));
        }
    } catch (const ports::DatabaseUnavailable& unavailable) {
        return base::Fail(base::Unavailable(unavailable.what()));
    } catch (const ports::VersionConflict& busy) {
        return base::Fail(base::Unavailable(busy.what()));
    } catch (const sql::SqlError& refused) {
        // At the door this is the world's doing: no right to create tables, no such schema.
        return base::Fail(base::InvalidInput("database", refused.what()));
    }
    return base::Fail(base::InvalidInput("database", std::string(kDatabaseUrlForms)));
}

}  // namespace orderyard::storage
