// The one way into this room: opens SQLite or PostgreSQL behind the ports.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::storage {

struct DatabaseOptions {
    // "sqlite:/path/file.db" or "postgresql://user:password@host:port/name"
    std::string url;
    std::string
        master_key;  // 32 bytes; seals personal data and credentials, derives the blind index keys
    const ports::Clock* clock = nullptr;
    int reader_count = 4;
    // false: a command line tool, which may work beside a running server: SQLite without the
    // exclusive lock and without checkpoints of its own while others have the file open. A server
    // on SQLite ends the leases an earlier server left (ports::kServerOwnerPrefix) when it opens.
    bool is_server = true;
    bool migrate = true;  // false: refuse (kUnsupported) when the schema is not the newest
    // Where a copy of a SQLite database goes before a migration touches it; the newest
    // limits::kMigrationBackupsMax are kept. Empty: no copy is made. PostgreSQL has pg_dump.
    std::string backup_dir;
};

struct SchemaState {
    int current = 0;  // 0: empty database
    int newest = 0;   // what this binary knows
};

class OpenedDatabase : public ports::Database {
  public:
    virtual std::string EngineName() const = 0;  // "sqlite" / "postgresql"
    virtual std::string EngineVersion() const = 0;
    virtual SchemaState Schema() const = 0;
    virtual std::int64_t SizeBytes() const = 0;
    // Findings of a self-check (integrity, foreign keys, settings such as fsync); empty: all well.
    virtual std::vector<std::string> Diagnose() const = 0;
    // A consistent copy while serving (SQLite only; kUnsupported names pg_dump on PostgreSQL).
    virtual base::Result<> BackUp(const std::string& file) = 0;
};

// Creates what is missing, runs the numbered migrations (resumable), refuses a newer schema
// (kUnsupported), a wrong master key (kInvalidInput) and a SQLite file another server holds
// (kConflict).
base::Result<std::unique_ptr<OpenedDatabase>> OpenDatabase(const DatabaseOptions& options);

// Reads or makes the master key file: 32 random bytes, mode 0600. kForbidden when others may read
// it.
base::Result<std::string> LoadOrMakeMasterKey(const std::string& file);

}  // namespace orderyard::storage
