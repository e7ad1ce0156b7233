// The database that is moved away from: held so that nobody else writes to it, and read as it was
// at one moment.
#pragma once

#include <memory>
#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "storage/file_lock.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

// SQLite: the file; the folder must exist. Throws DatabaseUnavailable.
std::unique_ptr<sql::Connection> ConnectTo(const std::string& url, bool for_writing);

class MoveSource {
  public:
    // kNotFound: there is no database. kConflict: a server or a tool uses it. kUnsupported: not the
    // newest schema. kInvalidInput: another master key, or a URL of neither engine.
    static base::Result<std::unique_ptr<MoveSource>> Open(const std::string& url, const Keys& keys,
                                                          base::Instant now);
    // In a transaction that reads.
    sql::Connection& connection() { return *reader_; }

  private:
    MoveSource() = default;

    // Given up in reverse: the one who reads first.
    std::unique_ptr<FileLock> lock_;           // SQLite: no server
    std::unique_ptr<sql::Connection> holder_;  // in a transaction that lets nobody else write
    std::unique_ptr<sql::Connection> reader_;
};

}  // namespace orderyard::storage
