// One walk over the orders placed in the time, by the index of their times.
#include "storage/sales_figures.hpp"

namespace orderyard::storage {

namespace {

// Orders of one currency in one day. Those without a total yet (pending) count as orders.
constexpr std::string_view kDays =
    "SELECT (created_at - CAST(? AS BIGINT)) / 86400000000, coalesce(grand_total_currency, ''), "
    "count(*), CAST(coalesce(sum(grand_total), 0) AS BIGINT) FROM channel_order "
    "WHERE store_id = ? AND created_at >= ? AND created_at < ? AND status <> 'canceled' "
    "GROUP BY 1, 2 ORDER BY 1, 2";

}  // namespace

std::vector<ports::SalesDay> SqlSalesFigures::Days(domain::StoreId store, base::Instant from,
                                                   int count) {
    std::vector<ports::SalesDay> days(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < days.size(); ++i) {
        days[i].from = from + base::Duration::Days(static_cast<std::int64_t>(i));
    }
    const base::Instant to = from + base::Duration::Days(count);
    sql::Rows rows = connection_.Query(kDays, from.micros, store, from, to);
    while (rows.Next()) {
        ports::SalesDay& day = days.at(static_cast<std::size_t>(rows.Int(0)));
        day.orders += rows.Int(2);
        if (!rows.View(1).empty()) {
            day.totals.emplace_back(rows.Int(3), base::Currency::Of(rows.View(1)));
        }
    }
    return days;
}

}  // namespace orderyard::storage
