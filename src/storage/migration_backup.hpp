// Names and numbers of the copies that are made before a migration, and of databases that a restore
// replaced.
#pragma once

#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace orderyard::storage {

// Makes the folder (0700) and says what file in it a copy of a database of this schema shall be.
base::Result<std::string> NewMigrationBackup(const std::string& folder, int schema,
                                             base::Instant now);
// Removes all but the newest `count` copies.
void KeepNewestMigrationBackups(const std::string& folder, int count);
// The same for a database that is replaced by a copy.
base::Result<std::string> NewReplacedDatabase(const std::string& folder, base::Instant now);
// Removes copies made, and databases replaced, before that time: they hold personal data. How many.
int RemoveOldMigrationBackups(const std::string& folder, base::Instant before);

}  // namespace orderyard::storage
