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
    // A file made by BackUp is marked as a copy, and a server refuses it (kConflict): it knows
    // nothing of what happened since. true: opened to be made the one to work with
    // (ContinueAfterCopy).
    bool takes_copy = false;
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
    // Makes what was put back from a copy the database to work with: the mark of the copy goes,
    // and new keys leave out `keys_skipped` of each table, since those were perhaps given out after
    // the copy was made. The last step of a restore, with no server at work.
    virtual void ContinueAfterCopy(std::int64_t keys_skipped) = 0;
};

// Creates what is missing, runs the numbered migrations (resumable), refuses a newer schema
// (kUnsupported), a wrong master key (kInvalidInput), a SQLite file another server holds
// (kConflict) and a copy (kConflict, see takes_copy).
base::Result<std::unique_ptr<OpenedDatabase>> OpenDatabase(const DatabaseOptions& options);

// The schema as it is, without changing or making anything: 0 where there is no database yet.
base::Result<SchemaState> LookAtSchema(const std::string& url);

// Reads or makes the master key file: 32 random bytes, mode 0600. kForbidden when others may read
// it.
base::Result<std::string> LoadOrMakeMasterKey(const std::string& file);

}  // namespace orderyard::storage
