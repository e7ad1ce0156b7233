// The ports for what processes share: call budgets and leases.
#pragma once

#include "ports/quota_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlQuotaStore final : public ports::QuotaStore {
  public:
    explicit SqlQuotaStore(sql::Connection& connection) : connection_(connection) {}

    std::optional<ports::QuotaBucket> LoadForUpdate(domain::StoreId store,
                                                    const std::string& operation) override;
    void Save(const ports::QuotaBucket& bucket) override;

  private:
    sql::Connection& connection_;
};

class SqlLeaseStore final : public ports::LeaseStore {
  public:
    explicit SqlLeaseStore(sql::Connection& connection) : connection_(connection) {}

    std::optional<ports::Lease> Acquire(const std::string& name, const std::string& owner,
                                        int seconds, base::Instant now) override;
    void Release(const ports::Lease& lease) override;
    bool IsHeld(const ports::Lease& lease, base::Instant now) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
