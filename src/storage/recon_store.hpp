// Differences between the channel and us, over SQL.
#pragma once

#include "ports/recon_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlReconStore final : public ports::ReconStore {
  public:
    explicit SqlReconStore(sql::Connection& connection) : connection_(connection) {}

    void Open(const ports::Difference& difference) override;
    void EndKinds(domain::StoreId store, const std::string& channel_number,
                  const std::vector<std::string>& judged, const std::string& end,
                  base::Instant now) override;
    // false: there is no open one with this id.
    bool End(std::int64_t id, const std::string& reason, base::Instant now) override;
    std::vector<ports::Difference> ListOpen(domain::StoreId store, int limit) override;
    std::int64_t CountOpen(domain::StoreId store) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
