// The order list of API clients: Magento's filters and sorts by offset pages, with an exact total.
// Lists by status or state in the order of id or creation have indexes of their own: each word is
// read from it, and the beginnings are merged. All other lists go the common way (lists/).
#include <algorithm>
#include <iterator>

#include "storage/lists/list_page.hpp"
#include "storage/order_store.hpp"
#include "storage/orders/order_fields.hpp"
#include "storage/orders/order_revisions.hpp"
#include "storage/orders/order_rows.hpp"

namespace orderyard::storage {

using domain::OrderId;
using ports::SearchQuery;
using sql::Assembly;

namespace {

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
    AddListFrom(sql, dialect, plan.list, BranchIndex(plan));
    sql.Add(" WHERE ").Add(plan.branched->sql).Add(" = ?", word);
    if (!plan.where_but_branched.IsEmpty()) {
        sql.Add(" AND ").Append(plan.where_but_branched);
    }
    AddOrder(sql, plan.sort);
    sql.AddSlice(dialect, slice.limit, slice.offset);
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
    sql.AddSlice(dialect, slice.limit, slice.offset);
}

std::vector<OrderId> OrderIdsOfPage(sql::Connection& connection, const ListPlan& plan,
                                    std::string_view narrow_index, const Slice& slice) {
    std::vector<OrderId> ids;
    if (plan.branched == nullptr || !narrow_index.empty() || plan.has_sealed) {
        for (const std::int64_t id : IdsOfPage(connection, plan, narrow_index, slice)) {
            ids.emplace_back(id);
        }
        return ids;
    }
    Assembly sql;
    AddBranches(sql, plan, connection.dialect(), slice);
    sql::Rows rows = sql.Query(connection);
    while (rows.Next()) {
        ids.emplace_back(rows.Int(0));
    }
    return ids;
}

struct IdPage {
    std::vector<OrderId> ids;
    std::int64_t total_count = 0;
};

// Of all ids of the list.
IdPage PageOf(const std::vector<std::int64_t>& all, const SearchQuery& query) {
    IdPage page;
    page.total_count = std::ssize(all);
    const Slice slice = SliceOf(query, page.total_count);
    const std::int64_t end = std::min(slice.offset + slice.limit, page.total_count);
    for (std::int64_t i = slice.offset; i < end; ++i) {
        page.ids.emplace_back(all[static_cast<std::size_t>(i)]);
    }
    return page;
}

base::Result<IdPage> FindIds(sql::Connection& connection, const Keys& keys, const BlindIndex& index,
                             const SearchQuery& query) {
    ListPlan plan(OrderFields());
    if (base::Result<> made = MakePlan(plan, query, {keys, index, connection.dialect()}); !made) {
        return base::Fail(std::move(made.error()));
    }
    if (const sql::Numbers all = WholeList(connection, plan, index)) {
        return PageOf(*all, query);
    }
    if (const auto few = FewIds(connection, plan)) {
        return PageOf(*few, query);
    }
    IdPage page;
    const std::string_view narrow_index = NarrowIndex(connection, plan);
    page.total_count = CountMatches(connection, plan, narrow_index);
    const Slice slice = SliceOf(query, page.total_count);
    if (slice.offset < page.total_count) {
        page.ids = OrderIdsOfPage(connection, plan, narrow_index, slice);
    }
    return page;
}

}  // namespace

base::Result<ports::OrderPage> SqlOrderStore::Search(const SearchQuery& query) {
    auto found = FindIds(connection_, keys_, index_, query);
    if (!found) {
        return base::Fail(std::move(found.error()));
    }
    return ports::OrderPage{LoadOrders(connection_, keys_, found->ids), found->total_count};
}

base::Result<ports::OrderRevisionPage> SqlOrderStore::SearchRevisions(const SearchQuery& query) {
    auto found = FindIds(connection_, keys_, index_, query);
    if (!found) {
        return base::Fail(std::move(found.error()));
    }
    return ports::OrderRevisionPage{Revisions(connection_, found->ids), found->total_count};
}

}  // namespace orderyard::storage
