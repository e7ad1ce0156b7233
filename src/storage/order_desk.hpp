// The order grid's questions over SQL.
#pragma once

#include "ports/order_desk.hpp"
#include "storage/keys.hpp"
#include "storage/lists/list_plan.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlOrderDesk final : public ports::OrderDesk {
  public:
    SqlOrderDesk(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys), index_(keys, "sales_order_search") {}

    base::Result<ports::DeskPage> Find(const ports::DeskQuery& query) override;
    base::Result<ports::DeskTotal> Count(const ports::DeskQuery& query) override;
    base::Result<ports::DeskNeighbours> NeighboursOf(domain::OrderId id,
                                                     const ports::DeskQuery& query) override;
    std::vector<domain::Order> Orders(const std::vector<domain::OrderId>& ids) override;
    std::vector<ports::FollowUpWord> FollowUps(const std::vector<domain::OrderId>& ids) override;
    std::vector<ports::StoreSales> Sales(base::Instant first, base::Instant second) override;

  private:
    struct Reading;

    base::Result<> Read(const ports::DeskQuery& query, Reading& reading) const;
    ports::DeskTotal TotalOf(const Reading& reading, bool wants_exact) const;
    std::optional<domain::OrderId> Beside(domain::OrderId id, const Reading& reading,
                                          bool is_after) const;

    sql::Connection& connection_;
    const Keys& keys_;
    BlindIndex index_;
};

}  // namespace orderyard::storage
