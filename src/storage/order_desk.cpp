// The common way of lists (lists/), with three things more: totals that are counted only so far,
// lists of given ids (also those a keyword was found in), and the places beside an order.
#include "storage/order_desk.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "storage/lists/blocks.hpp"
#include "storage/lists/list_page.hpp"
#include "storage/orders/find_by_keyword.hpp"
#include "storage/orders/order_fields.hpp"
#include "storage/orders/order_rows.hpp"
#include "storage/sql/id_list.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::OrderId;
using ports::DeskQuery;
using ports::DeskTotal;
using sql::Assembly;

namespace {

constexpr const char* kFollowUps =
    "SELECT order_id, kind, state, error, next FROM follow_up WHERE order_id";
constexpr const char* kFollowUpsOrder = " ORDER BY order_id, seq";
constexpr const char* kSales =
    "SELECT store_id, currency, "
    "CAST(sum(CASE WHEN hour >= CAST(? AS BIGINT) THEN orders ELSE 0 END) AS BIGINT), "
    "CAST(sum(CASE WHEN hour >= CAST(? AS BIGINT) THEN total ELSE 0 END) AS BIGINT), "
    "CAST(sum(CASE WHEN hour >= CAST(? AS BIGINT) THEN orders ELSE 0 END) AS BIGINT), "
    "CAST(sum(CASE WHEN hour >= CAST(? AS BIGINT) THEN total ELSE 0 END) AS BIGINT), "
    "CAST(sum(orders) AS BIGINT), CAST(sum(total) AS BIGINT) "
    "FROM sales_hour WHERE store_id IN (SELECT 0 UNION ALL SELECT id FROM store) "
    "GROUP BY store_id, currency ORDER BY store_id, currency";
constexpr std::int64_t kMicrosPerHour = 3'600'000'000;

// Both conditions: the first is what SQLite finds in the index.
void AddBeyond(Assembly& sql, std::string_view column, bool goes_up, const sql::Value& own,
               OrderId id) {
    sql.Add(column).Add(goes_up ? " >= ?" : " <= ?").Bind(own);
    sql.Add(" AND (").Add(column).Add(goes_up ? ", o.id) > (?, ?)" : ", o.id) < (?, ?)");
    sql.Bind(own).Bind(sql::Value(id));
}

}  // namespace

struct SqlOrderDesk::Reading {
    ListPlan plan{OrderFields()};
    std::string_view narrow_index;
    bool is_search_complete = true;
    std::map<std::int64_t, std::vector<std::string>> matched;

    void Keep(sql::Dialect dialect, const std::vector<OrderId>& ids) {
        plan.where.Add(plan.where.IsEmpty() ? "" : " AND ");
        sql::AddIsAmong(plan.where, dialect, "o.id", ids);
        plan.has_sealed = true;
        plan.is_counted = false;
        plan.branched = nullptr;
    }
};

base::Result<> SqlOrderDesk::Read(const DeskQuery& query, Reading& reading) const {
    if (auto made = MakePlan(reading.plan, query.search, {keys_, index_, connection_.dialect()});
        !made) {
        return made;
    }
    if (query.ids) {
        reading.Keep(connection_.dialect(), *query.ids);
    }
    if (!query.keyword.empty()) {
        KeywordHits hits = FindByKeyword(connection_, index_, query.keyword);
        std::vector<OrderId> ids;
        ids.reserve(hits.fields.size());
        for (const auto& [id, fields] : hits.fields) {
            ids.emplace_back(id);
        }
        reading.Keep(connection_.dialect(), ids);
        reading.is_search_complete = hits.is_complete;
        reading.matched = std::move(hits.fields);
    }
    reading.plan.branched = nullptr;  // branches are OrderStore::Search's
    reading.narrow_index = NarrowIndex(connection_, reading.plan);
    return {};
}

DeskTotal SqlOrderDesk::TotalOf(const Reading& reading, bool wants_exact) const {
    DeskTotal total;
    if (wants_exact || reading.plan.is_counted) {
        total.count = CountMatches(connection_, reading.plan, reading.narrow_index);
    } else {
        const std::int64_t bound = ports::kTotalExactMax + 1;
        total.count = CountMatchesUpTo(connection_, reading.plan, reading.narrow_index, bound);
        total.is_exact = total.count < bound;
        total.count = std::min(total.count, ports::kTotalExactMax);
    }
    total.is_exact = total.is_exact && reading.is_search_complete;
    return total;
}

base::Result<DeskTotal> SqlOrderDesk::Count(const DeskQuery& query) {
    Reading reading;
    if (auto read = Read(query, reading); !read) {
        return base::Fail(std::move(read.error()));
    }
    return TotalOf(reading, query.wants_exact_total);
}

base::Result<ports::DeskPage> SqlOrderDesk::Find(const DeskQuery& query) {
    Reading reading;
    if (auto read = Read(query, reading); !read) {
        return base::Fail(std::move(read.error()));
    }
    ports::DeskPage page;
    page.total = TotalOf(reading, query.wants_exact_total);
    // Pages past what was counted can still be turned to.
    const std::int64_t size = query.search.page_size > 0
                                  ? query.search.page_size
                                  : static_cast<std::int64_t>(base::limits::kBulkOrdersMax) + 1;
    const std::int64_t pages_before =
        std::clamp<std::int64_t>(query.search.current_page - 1, 0, INT32_MAX);
    const Slice slice{size, pages_before * size};
    for (const std::int64_t id :
         IdsOfPage(connection_, reading.plan, reading.narrow_index, slice)) {
        page.ids.emplace_back(id);
        if (const auto found = reading.matched.find(id); found != reading.matched.end()) {
            page.matched.insert(*found);
        }
    }
    return page;
}

// The row before or after in the list's order: the first one past this order's own sort value.
std::optional<OrderId> SqlOrderDesk::Beside(OrderId id, const Reading& reading,
                                            bool is_after) const {
    const ListPlan& plan = reading.plan;
    const bool is_by_id = plan.sort.empty() || plan.sort[0].first->name == "entity_id";
    const std::string_view column = is_by_id ? "o.id" : plan.sort[0].first->sql;
    const bool is_descending = !plan.sort.empty() && plan.sort[0].second;
    const bool goes_up = is_descending != is_after;
    Assembly value;
    value.Add("SELECT ").Add(column).Add(" FROM sales_order o WHERE o.id = ?", id);
    sql::Rows rows = value.Query(connection_);
    if (!rows.Next() || rows.IsNull(0)) {
        return std::nullopt;
    }
    const bool is_text = !is_by_id && plan.sort[0].first->kind == FieldKind::kText;
    const std::string text = is_text ? rows.Text(0) : "";
    const sql::Value own = is_text ? sql::Value(text) : sql::Value(rows.Int(0));
    if (!plan.has_sealed && reading.narrow_index.empty() &&
        SortsByBlocks(plan, connection_.dialect())) {
        Assembly where;
        where.Append(plan.where).Add(plan.where.IsEmpty() ? "" : " AND ");
        AddBeyond(where, column, goes_up, own, id);
        const auto ids =
            IdsByBlocks(connection_, plan.list, where, {{plan.sort[0].first, !goes_up}}, {1, 0});
        return ids.empty() ? std::nullopt : std::optional(OrderId(ids[0]));
    }
    Assembly sql;
    sql.Add("SELECT o.id");
    AddListFrom(sql, connection_.dialect(), plan.list,
                plan.has_sealed                ? kNoIndex
                : reading.narrow_index.empty() ? SortIndex(plan)
                                               : reading.narrow_index);
    sql.Add(" WHERE ").Append(plan.where).Add(plan.where.IsEmpty() ? "" : " AND ");
    AddBeyond(sql, column, goes_up, own, id);
    sql.Add(" ORDER BY ").Add(column).Add(goes_up ? " ASC, o.id ASC" : " DESC, o.id DESC");
    sql.Add(" LIMIT 1");
    sql::Rows found = sql.Query(connection_);
    return found.Next() ? std::optional(OrderId(found.Int(0))) : std::nullopt;
}

base::Result<ports::DeskNeighbours> SqlOrderDesk::NeighboursOf(OrderId id, const DeskQuery& query) {
    Reading reading;
    if (auto read = Read(query, reading); !read) {
        return base::Fail(std::move(read.error()));
    }
    return ports::DeskNeighbours{Beside(id, reading, false), Beside(id, reading, true)};
}

std::vector<domain::Order> SqlOrderDesk::Orders(const std::vector<OrderId>& ids) {
    return ids.empty() ? std::vector<domain::Order>() : LoadOrders(connection_, keys_, ids);
}

std::vector<ports::FollowUpWord> SqlOrderDesk::FollowUps(const std::vector<OrderId>& ids) {
    std::vector<ports::FollowUpWord> words;
    static const sql::ByKeys kOf(kFollowUps, kFollowUpsOrder);
    sql::Rows rows = sql::QueryByKeys(connection_, kOf, ids);
    while (rows.Next()) {
        sql::RowReader row(rows);
        ports::FollowUpWord word;
        word.order_id = row.IdAt<OrderId>();
        word.kind = row.Word(domain::FollowUpKindFrom);
        word.state = row.Word(domain::FollowUpStateFrom);
        word.error = row.Text();
        word.next = row.Text();
        words.push_back(std::move(word));
    }
    return words;
}

std::vector<ports::StoreSales> SqlOrderDesk::Sales(base::Instant first, base::Instant second) {
    const std::int64_t from_first = first.micros / kMicrosPerHour;
    const std::int64_t from_second = second.micros / kMicrosPerHour;
    std::vector<ports::StoreSales> sales;
    sql::Rows rows = connection_.Query(kSales, from_first, from_first, from_second, from_second);
    while (rows.Next()) {
        sql::RowReader row(rows);
        ports::StoreSales of;
        of.store_id = row.IdAt<domain::StoreId>();
        const base::Currency currency = row.Currency();
        for (ports::SalesSum* sum : {&of.since_first, &of.since_second, &of.ever}) {
            sum->orders = row.Int();
            sum->total = row.Money(currency);
        }
        sales.push_back(of);
    }
    return sales;
}

}  // namespace orderyard::storage
