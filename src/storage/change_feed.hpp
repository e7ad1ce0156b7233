// What has changed, read from the rows themselves.
#pragma once

#include "ports/change_feed.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlChangeFeed final : public ports::ChangeFeed {
  public:
    explicit SqlChangeFeed(sql::Connection& connection) : connection_(connection) {}

    std::optional<base::Instant> NewestOrderChange() override;
    std::vector<ports::ChangedOrder> OrdersSince(base::Instant at, int limit) override;
    std::vector<ports::Mark> OpenFollowUps(int limit) override;
    std::vector<ports::Mark> Stores() override;
    std::vector<ports::Mark> OpenBulkJobs() override;
    std::vector<ports::Mark> Presences(base::Instant seen_since, int limit) override;

  private:
    std::vector<ports::Mark> Marks(sql::Rows rows) const;

    sql::Connection& connection_;
};

}  // namespace orderyard::storage
