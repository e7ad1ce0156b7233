// Sales by day over SQL.
#pragma once

#include "ports/sales_figures.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlSalesFigures final : public ports::SalesFigures {
  public:
    explicit SqlSalesFigures(sql::Connection& connection) : connection_(connection) {}

    std::vector<ports::SalesDay> Days(domain::StoreId store, base::Instant from,
                                      int count) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
