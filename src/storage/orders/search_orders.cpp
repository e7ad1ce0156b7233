// The order list of API clients: Magento's filters and sorts by offset pages, with an exact total.
//
// PostgreSQL plans by its statistics. SQLite has none here, so the way is chosen by hand: a few
// bounded counts tell whether one of the conditions leaves few orders; if so its index leads, else
// the sort's index is walked. Lists by status or state in the order of id or creation have indexes
// of their own: each word is read from it, and the beginnings are merged.
#include <algorithm>

#include "storage/order_store.hpp"
#include "storage/orders/order_list_plan.hpp"
#include "storage/orders/order_rows.hpp"

namespace orderyard::storage {

using domain::OrderId;
using ports::SearchQuery;
using sql::Assembly;

namespace {

constexpr std::int64_t kNarrowMax = 7'000;
constexpr std::string_view kByIdSqlite = "sales_order_by_id";

constexpr std::string_view kById = "by id";  // no index: rows by the ids a blind index gives

void AddFrom(Assembly& sql, sql::Dialect dialect, std::string_view index) {
    sql.Add(" FROM sales_order o");
    if (dialect == sql::Dialect::kPostgres || index.empty()) {
        return;
    }
    if (index == kById) {
        sql.Add(" NOT INDEXED");
    } else {
        sql.Add(" INDEXED BY ").Add(index);
    }
}

void AddWhere(Assembly& sql, const Assembly& where) {
    if (!where.IsEmpty()) {
        sql.Add(" WHERE ").Append(where);
    }
}

// The index of the condition that leaves at most kNarrowMax orders, the fewest of all; empty when
// there is none.
std::string_view NarrowIndex(sql::Connection& connection, const ListPlan& plan) {
    std::string_view narrowest;
    std::int64_t fewest = kNarrowMax + 1;
    for (const auto& lead : plan.leads) {
        if (lead->field == plan.branched) {
            continue;  // read in order from its own index, however many there are
        }
        Assembly sql;
        sql.Add("SELECT count(*) FROM (SELECT 1");
        AddFrom(sql, connection.dialect(), lead->field->index);
        AddWhere(sql, lead->where);
        sql.Add(" LIMIT ?)", fewest);
        sql::Rows rows = sql.Query(connection);
        if (rows.Next() && rows.Int(0) < fewest) {
            fewest = rows.Int(0);
            narrowest = lead->field->index;
        }
    }
    return narrowest;
}

// When every condition leaves many: the index that also holds the other columns asked for.
std::string_view CountingIndex(const ListPlan& plan) {
    if (plan.has_sealed) {
        return kById;
    }
    for (const std::string_view name : {"updated_at", "created_at"}) {
        for (const auto& lead : plan.leads) {
            if (lead->field->name == name && plan.leads.size() > 1) {
                return lead->field->index;
            }
        }
    }
    return plan.leads.size() == 1 ? plan.leads[0]->field->index : std::string_view();
}

std::int64_t CountMatches(sql::Connection& connection, const ListPlan& plan,
                          std::string_view index) {
    Assembly sql;
    if (plan.is_counted) {  // the counters' columns have the names of the orders'
        sql.Add("SELECT CAST(coalesce(sum(o.orders), 0) AS BIGINT) FROM sales_order_count o");
    } else {
        sql.Add("SELECT count(*)");
        AddFrom(sql, connection.dialect(), index);
    }
    AddWhere(sql, plan.where);
    sql::Rows rows = sql.Query(connection);
    return rows.Next() ? rows.Int(0) : 0;
}

struct Slice {
    std::int64_t limit = 0;
    std::int64_t offset = 0;
};

void AddSlice(Assembly& sql, const Slice& slice) {
    sql.Add(" LIMIT ? OFFSET ?", slice.limit, slice.offset);
}

// NULLs are smallest, as in MySQL and SQLite; PostgreSQL has to be told.
void AddOrder(Assembly& sql, const ListPlan& plan) {
    sql.Add(" ORDER BY ");
    for (const auto& [field, is_descending] : plan.sort) {
        sql.Add(field->sql).Add(is_descending ? " DESC" : " ASC");
        if (field->is_nullable) {
            sql.Add(is_descending ? " NULLS LAST" : " NULLS FIRST");
        }
        sql.Add(", ");
    }
    sql.Add("o.id").Add(!plan.sort.empty() && plan.sort[0].second ? " DESC" : " ASC");
}

bool IsByCreated(const ListPlan& plan) {
    return !plan.sort.empty() && plan.sort[0].first->name == "created_at";
}

// The index that holds the orders of one status (or state) in the order of the list.
std::string_view BranchIndex(const ListPlan& plan) {
    return IsByCreated(plan) ? "sales_order_by_status_created" : plan.branched->index;
}

void AddBranch(Assembly& sql, const ListPlan& plan, const std::string& word, sql::Dialect dialect,
               const Slice& slice) {
    sql.Add("SELECT o.id AS id").Add(IsByCreated(plan) ? ", o.created_at AS created_at" : "");
    AddFrom(sql, dialect, BranchIndex(plan));
    sql.Add(" WHERE ").Add(plan.branched->sql).Add(" = ?", word);
    if (!plan.where_but_branched.IsEmpty()) {
        sql.Add(" AND ").Append(plan.where_but_branched);
    }
    AddOrder(sql, plan);
    AddSlice(sql, slice);
}

void AddBranches(Assembly& sql, const ListPlan& plan, sql::Dialect dialect, const Slice& slice) {
    if (plan.words.size() == 1) {
        AddBranch(sql, plan, plan.words[0], dialect, slice);
        return;
    }
    sql.Add("SELECT id FROM (");
    std::string_view separator = "SELECT * FROM (";
    for (const std::string& word : plan.words) {
        sql.Add(separator);
        AddBranch(sql, plan, word, dialect, {slice.offset + slice.limit, 0});
        separator = ") AS branch UNION ALL SELECT * FROM (";
    }
    const bool is_descending = !plan.sort.empty() && plan.sort[0].second;
    sql.Add(") AS branch) AS merged ORDER BY ");
    if (IsByCreated(plan)) {
        sql.Add(is_descending ? "created_at DESC, " : "created_at ASC, ");
    }
    sql.Add(is_descending ? "id DESC" : "id ASC");
    AddSlice(sql, slice);
}

std::string_view SortIndex(const ListPlan& plan) {
    if (plan.sort.empty() || plan.sort[0].first->name == "entity_id") {
        return kByIdSqlite;
    }
    const OrderField& field = *plan.sort[0].first;
    return field.name == "customer_id" ? std::string_view() : field.index;  // guests are not in it
}

std::vector<OrderId> IdsOfPage(sql::Connection& connection, const ListPlan& plan,
                               std::string_view narrow_index, const Slice& slice) {
    Assembly sql;
    if (plan.branched != nullptr && narrow_index.empty() && !plan.has_sealed) {
        AddBranches(sql, plan, connection.dialect(), slice);
    } else {
        std::string_view index = plan.has_sealed ? kById : narrow_index;
        if (index.empty()) {
            index = SortIndex(plan);
        }
        sql.Add("SELECT o.id");
        AddFrom(sql, connection.dialect(), index);
        AddWhere(sql, plan.where);
        AddOrder(sql, plan);
        AddSlice(sql, slice);
    }
    std::vector<OrderId> ids;
    sql::Rows rows = sql.Query(connection);
    while (rows.Next()) {
        ids.emplace_back(rows.Int(0));
    }
    return ids;
}

}  // namespace

base::Result<ports::OrderPage> SqlOrderStore::Search(const SearchQuery& query) {
    ListPlan plan;
    if (base::Result<> made = MakePlan(plan, query, {keys_, index_, connection_.dialect()});
        !made) {
        return base::Fail(std::move(made.error()));
    }
    std::string_view narrow_index;
    ports::OrderPage page;
    if (connection_.dialect() == sql::Dialect::kSqlite && !plan.has_sealed) {
        narrow_index = NarrowIndex(connection_, plan);
    }
    page.total_count =
        CountMatches(connection_, plan, narrow_index.empty() ? CountingIndex(plan) : narrow_index);
    Slice slice{page.total_count, 0};
    if (query.page_size > 0) {
        const std::int64_t pages_before = std::max<std::int64_t>(query.current_page, 1) - 1;
        if (pages_before >= page.total_count) {  // also keeps the product below in range
            return page;
        }
        slice = {std::min(query.page_size, page.total_count), 0};
        slice.offset = pages_before > page.total_count / query.page_size
                           ? page.total_count
                           : pages_before * query.page_size;
    }
    if (slice.offset < page.total_count) {
        page.orders =
            LoadOrders(connection_, keys_, IdsOfPage(connection_, plan, narrow_index, slice));
    }
    return page;
}

}  // namespace orderyard::storage
