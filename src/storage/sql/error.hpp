// What a database can answer other than rows, sorted by what the caller can do about it. Retryable
// refusals are VersionConflicts, an unusable database is DatabaseUnavailable, and everything else
// is a mistake of ours.
#pragma once

#include <stdexcept>
#include <string>

#include "ports/database.hpp"

namespace orderyard::storage::sql {

// A row with this key is there already. With ExecLater it may surface at a later statement or at
// the commit.
struct UniqueViolation : ports::VersionConflict {
    using ports::VersionConflict::VersionConflict;
};

// A deadlock, a serialization failure or a lock not to be had in time: running the work again may
// succeed.
struct Contention : ports::VersionConflict {
    using ports::VersionConflict::VersionConflict;
};

// No room on the disk. Also thrown for a quota of the file system.
struct StorageFull : ports::DatabaseUnavailable {
    using ports::DatabaseUnavailable::DatabaseUnavailable;
};

// Wrong SQL, a broken foreign key or CHECK, a NULL nobody expected: our bug.
struct SqlError : std::logic_error {
    using std::logic_error::logic_error;
};

}  // namespace orderyard::storage::sql
