// What names the state of a SQLite file for all connections to it, of whatever program: the head of
// the index of its write-ahead log, in memory that they share. Each commit writes it anew, and no
// two states have the same (sqlite.org/walformat.html, "The WAL-Index Header").
#pragma once

#include <optional>
#include <string>

struct sqlite3;

namespace orderyard::storage::sql {

// Its bytes; nullopt while somebody is writing it, or when the connection has no log open: it has
// one from its first read on, if the file is in WAL mode.
std::optional<std::string> ReadLogHead(sqlite3* handle);

}  // namespace orderyard::storage::sql
