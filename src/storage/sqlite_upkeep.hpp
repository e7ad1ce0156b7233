// What a backup, a restore and the self-check of SQLite files share. Internal to storage.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "storage/sql/sqlite_connection.hpp"

struct sqlite3;

namespace orderyard::storage {

// Damaged pages and references to missing rows, some of them.
void CheckContent(sql::Connection& connection, std::vector<std::string>& findings);

// Into the empty file `file`: consistent, without a log beside it, and marked as a copy (kCopyId).
base::Result<> CopyPages(sqlite3* source, const std::string& file);

// False: `errno` says why.
bool SyncFolderOf(const std::string& file);

}  // namespace orderyard::storage
