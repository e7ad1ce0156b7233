// Copies of a SQLite database that OpenedDatabase::BackUp made: looking into one without changing
// it, and putting one in the place of the database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "storage/open_database.hpp"

namespace orderyard::storage {

struct CopyFacts {
    SchemaState schema;
    std::int64_t bytes = 0;
    std::int64_t orders = 0;                 // commerce orders
    std::optional<base::Instant> synced_at;  // the last good sync it knows: about when it was made
};

// Reads all of it: whole, ours, of a schema this program knows, made with this master key. Else
// kInvalidInput or kUnsupported, with what is wrong.
base::Result<CopyFacts> CheckCopy(const std::string& copy, const std::string& master_key);

struct CopyTarget {
    std::string database_file;
    std::string backup_dir;  // where the database that is there goes
};

// Puts a copy of `copy` there, marked as one: no server takes it before ContinueAfterCopy. The
// database that is there goes to the folder of backups and is named; empty: there was none.
// kConflict while a server has it.
base::Result<std::string> PutCopyInPlace(const std::string& copy, const CopyTarget& target,
                                         base::Instant now);

}  // namespace orderyard::storage
