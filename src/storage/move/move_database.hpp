// Moves all data from one database to another, of the same engine or of the other one. The source
// is only read; the target gets all of it in one transaction, proven before it is committed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ports/access_store.hpp"

namespace orderyard::storage {

struct MoveOptions {
    std::string source_url;
    std::string target_url;
    std::string master_key;   // that of the source; the data are sealed with it
    ports::AuditEntry audit;  // goes into the target's trail
    base::Instant now;
};

struct MovedTable {
    std::string name;
    std::int64_t row_count = 0;
};

struct MoveReport {
    std::vector<MovedTable> tables;  // by name
    // Why nothing was moved: the target did not become what the source is. Empty: it did.
    std::string difference;
    // What is wrong with the books or the audit trail of both, alike.
    std::vector<std::string> findings;
};

// Refused when somebody uses the source, when its schema is not the newest, when the target holds
// anything, is the same database or cannot be reached. Throws SqlError for a row that the target
// cannot store, with the names of table and column; then, as whenever this does not succeed, the
// target holds no data and can be used for another try.
base::Result<MoveReport> MoveDatabase(const MoveOptions& options);

}  // namespace orderyard::storage
