// The floor on PostgreSQL: the rows of an import or of actions, written with libpq's prepared
// statements in pipeline mode, one sync for each commit, everything in binary.
#pragma once

#include <optional>
#include <string>

#include "measure.hpp"
#include "stored_rows.hpp"

namespace orderyard::bench {

using PostgresCell = std::optional<std::string>;  // in the binary format
using PostgresRows = StoredRows<PostgresCell>;

// A schema of its own, dropped at the end. `server` is postgresql://...
class PostgresPlace {
  public:
    PostgresPlace(std::string server, std::string name);
    ~PostgresPlace();
    PostgresPlace(const PostgresPlace&) = delete;
    PostgresPlace& operator=(const PostgresPlace&) = delete;
    std::string Url() const;

  private:
    std::string server_, name_;
};

int PostmasterOf(const std::string& server);  // its process id, when it runs on this machine
std::string PostgresVersion(const std::string& server);
// Settles what earlier rounds left behind, so that no round pays for another.
void Checkpoint(const std::string& server);
// A server that runs for a minute has done it by itself; until then some plans read whole tables.
void Analyze(const std::string& server);

PostgresRows ReadPostgresRows(const std::string& url, GroupBy group_by);
RowCounts CountPostgresRows(const std::string& url);
Spent WritePostgresRows(const std::string& url, const PostgresRows& rows, int orders_per_commit,
                        int postmaster, int clients = 1);

}  // namespace orderyard::bench
