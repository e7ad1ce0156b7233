// The exceptions bench over SQL.
#pragma once

#include "ports/exception_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlExceptionStore final : public ports::ExceptionStore {
  public:
    explicit SqlExceptionStore(sql::Connection& connection) : connection_(connection) {}

    std::vector<ports::ExceptionGroup> Groups(std::optional<domain::StoreId> store,
                                              int limit) override;
    std::int64_t CountOrders(domain::StoreId store) override;

  private:
    void AddExceptions(std::optional<domain::StoreId> store,
                       std::vector<ports::ExceptionGroup>& groups);
    void AddBlocked(std::optional<domain::StoreId> store,
                    std::vector<ports::ExceptionGroup>& groups);
    void FillExample(ports::ExceptionGroup& group);

    sql::Connection& connection_;
};

}  // namespace orderyard::storage
