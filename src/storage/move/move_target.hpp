// The database that is moved to: made by the normal migrations, then filled in one transaction.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "storage/file_lock.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class MoveTarget {
  public:
    // The database that the target must not be.
    struct Other {
        const std::string& url;
        sql::Connection& connection;
    };
    // Makes the schema, where it is missing, and begins the transaction. kConflict: the database
    // holds something, is the source, or somebody uses it. Errors name the field "to".
    static base::Result<std::unique_ptr<MoveTarget>> Open(const std::string& url,
                                                          const std::string& master_key,
                                                          const Other& source);
    // Undoes everything unless it was committed.
    ~MoveTarget();
    MoveTarget(const MoveTarget&) = delete;
    MoveTarget& operator=(const MoveTarget&) = delete;

    sql::Connection& connection() { return *connection_; }

    // Rows come as they are, in whatever order: triggers have done their work in the source, and
    // references are checked when all are there. PostgreSQL's indexes are made at the end, which is
    // faster by far.
    void PutAsideChecks();
    // The other way round. Throws SqlError when a row refers to one that is not there.
    void BringBackChecks();
    // New rows get keys beyond those that were moved.
    void MoveKeys();
    void Commit();

  private:
    explicit MoveTarget(std::unique_ptr<FileLock> lock, std::unique_ptr<sql::Connection> connection)
        : lock_(std::move(lock)), connection_(std::move(connection)) {}

    std::unique_ptr<FileLock> lock_;
    std::unique_ptr<sql::Connection> connection_;
    std::vector<std::string> put_aside_;  // PostgreSQL: what makes indexes and references again
    bool is_committed_ = false;
};

}  // namespace orderyard::storage
