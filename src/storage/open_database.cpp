// Chooses the engine by the URL's scheme, and turns refusals of the world at start into errors a
// person can read.
#include "storage/open_database.hpp"

#include <chrono>

#include "base/crypto.hpp"
#include "storage/postgres_database.hpp"
#include "storage/sqlite_database.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kSqliteScheme = "sqlite:";

base::Instant Now(const ports::Clock* clock) {
    if (clock != nullptr) {
        return clock->Now();
    }
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return base::Instant::FromMicros(
        std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count());
}

}  // namespace

base::Result<std::unique_ptr<OpenedDatabase>> OpenDatabase(const DatabaseOptions& options) {
    if (options.master_key.size() != base::kAesKeyBytes) {
        return base::Fail(base::InvalidInput("master_key", "the master key must have 32 bytes"));
    }
    if (options.reader_count < 1) {
        return base::Fail(base::InvalidInput("reader_count", "at least one reader is needed"));
    }
    const std::string_view url = options.url;
    try {
        if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
            return PostgresDatabase::Open(options, Now(options.clock));
        }
        if (url.starts_with(kSqliteScheme) && url.size() > kSqliteScheme.size()) {
            std::string_view file = url.substr(kSqliteScheme.size());
            if (file.starts_with("//")) {
                file.remove_prefix(2);
            }
            return SqliteDatabase::Open(std::string(file), options, Now(options.clock));
        }
    } catch (const ports::DatabaseUnavailable& unavailable) {
        return base::Fail(base::Unavailable(unavailable.what()));
    } catch (const ports::VersionConflict& busy) {
        return base::Fail(base::Unavailable(busy.what()));
    } catch (const sql::SqlError& refused) {
        // At the door this is the world's doing: no right to create tables, no such schema.
        return base::Fail(base::InvalidInput("database", refused.what()));
    }
    // The URL is not repeated: it may hold a password.
    return base::Fail(base::InvalidInput(
        "database",
        "the database must be sqlite:/path/to/file or postgresql://user:password@host:port/name"));
}

}  // namespace orderyard::storage
