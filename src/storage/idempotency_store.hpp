// Answers kept for repeated requests, over SQL.
#pragma once

#include "ports/idempotency_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlIdempotencyStore final : public ports::IdempotencyStore {
  public:
    SqlIdempotencyStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    std::optional<ports::IdempotentAnswer> Find(const std::string& caller, const std::string& key,
                                                base::Instant now) override;
    void Put(const ports::IdempotentAnswer& answer) override;
    int DeleteExpired(base::Instant now, int limit) override;

  private:
    sql::Connection& connection_;
    const Keys& keys_;
};

}  // namespace orderyard::storage
