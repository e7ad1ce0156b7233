// The order list of API clients: Magento's filters and sorts by offset pages, with an exact total.
//
// PostgreSQL plans by its statistics. SQLite has none here, so the way is chosen by hand: a few bounded counts tell
// whether one of the conditions leaves few orders; if so its index leads, else the sort's index is walked. Lists by
// status or state in the order of id or creation have indexes of their own: each word is read from it, and the
// beginnings are merged.
#include <algorithm>
#include <memory>

#include "base/limits.hpp"
#include "storage/order_store.hpp"
#include "storage/orders/filter_values.hpp"
#include "storage/orders/order_conditions.hpp"
#include "storage/orders/order_rows.hpp"

namespace orderyard::storage {

using domain::OrderId;
using ports::Filter;
using ports::FilterGroup;
using ports::FilterOp;
using ports::SearchQuery;
using sql::Assembly;

namespace {

constexpr std::int64_t kNarrowMax = 7'000;
constexpr std::size_t kValuesMax = 1'000;
constexpr std::string_view kByIdSqlite = "sales_order_by_id";

// What all groups on one indexed column say together; an index can answer it.
struct Lead {
    const OrderField* field = nullptr;
    Assembly where;  // without " WHERE "
};

struct Plan {
    Assembly where;                        // "(...) AND (...)", or empty
    std::vector<std::unique_ptr<Lead>> leads;
    const OrderField* branched = nullptr;  // status or state, when one group asks for words of it
    std::vector<std::string> words;
    Assembly where_but_branched;
    bool has_sealed = false;               // a blind index leads by itself
    bool is_counted = true;                // by nothing but state, status and store view: the counters know
    std::vector<std::pair<const OrderField*, bool>> sort;  // field, is_descending
};

base::Result<const OrderField*> FieldOf(std::string_view name) {
    if (const OrderField* field = FindOrderField(name)) {
        return field;
    }
    base::Error error = base::InvalidInput(std::string(name), "Orders cannot be filtered or sorted by %fieldName.");
    error.params = {{"fieldName", std::string(name)}};
    return base::Fail(std::move(error));
}

void AddAnd(Assembly& sql, const Assembly& condition) {
    sql.Add(sql.IsEmpty() ? "" : " AND ").Append(condition);
}

bool IsIndexable(FilterOp op) {
    return op == FilterOp::kEq || op == FilterOp::kIn || op == FilterOp::kGt || op == FilterOp::kGteq ||
           op == FilterOp::kLt || op == FilterOp::kLteq || op == FilterOp::kLike;
}

// The one indexed column a group is about, or nullptr.
const OrderField* LeadingField(const FilterGroup& group) {
    const OrderField* leading = nullptr;
    for (const Filter& filter : group) {
        const OrderField* field = FindOrderField(filter.field);
        if (field == nullptr || field->index.empty() || !IsIndexable(filter.op) ||
            (leading != nullptr && leading != field)) {
            return nullptr;
        }
        if (filter.op == FilterOp::kLike && (filter.values.empty() || LikePrefix(filter.values[0]).empty())) {
            return nullptr;
        }
        leading = field;
    }
    return leading;
}

// The words of a group that only says "status (or state) is one of these"; empty for any other group.
std::vector<std::string> WordsOf(const FilterGroup& group) {
    const OrderField* field = LeadingField(group);
    std::vector<std::string> words;
    if (field == nullptr || (field->name != "status" && field->name != "state")) {
        return words;
    }
    for (const Filter& filter : group) {
        if (filter.op != FilterOp::kEq && filter.op != FilterOp::kIn) {
            return {};
        }
        for (const std::string& value : filter.values) {
            words.push_back(FoldTextValue(value));
        }
    }
    return words;
}

base::Result<> AddGroup(Plan& plan, const FilterGroup& group, const ConditionContext& context) {
    Assembly condition;
    std::string_view separator = "(";
    for (const Filter& filter : group) {
        base::Result<const OrderField*> field = FieldOf(filter.field);
        if (!field) {
            return base::Fail(std::move(field.error()));
        }
        plan.has_sealed = plan.has_sealed || ((*field)->sql.empty() && group.size() == 1);
        plan.is_counted = plan.is_counted && ((*field)->name == "status" || (*field)->name == "state" ||
                                              (*field)->name == "store_id");
        condition.Add(separator);
        if (base::Result<> added = AddCondition(condition, **field, filter, context); !added) {
            return added;
        }
        separator = " OR ";
    }
    condition.Add(")");
    AddAnd(plan.where, condition);
    if (std::vector<std::string> words = WordsOf(group); !words.empty() && plan.branched == nullptr) {
        plan.branched = LeadingField(group);
        plan.words = std::move(words);
    } else {
        AddAnd(plan.where_but_branched, condition);
    }
    if (const OrderField* field = LeadingField(group)) {
        const auto same = [&](const auto& lead) { return lead->field->index == field->index; };
        auto found = std::find_if(plan.leads.begin(), plan.leads.end(), same);
        if (found == plan.leads.end()) {
            found = plan.leads.insert(plan.leads.end(), std::make_unique<Lead>());
            (*found)->field = field;
        }
        AddAnd((*found)->where, condition);
    }
    return {};
}

std::optional<base::Error> TooMuch(const SearchQuery& query) {
    std::size_t filters = 0;
    std::size_t values = 0;
    for (const FilterGroup& group : query.groups) {
        filters += group.size();
        for (const Filter& filter : group) {
            values += filter.values.size();
        }
    }
    if (filters > base::limits::kFilterCountMax || values > kValuesMax ||
        query.sort.size() > base::limits::kFilterCountMax) {
        base::Error error = base::InvalidInput("searchCriteria", "the search has more than %limit values");
        error.code = base::ErrorCode::kTooLarge;
        error.params = {{"limit", std::to_string(kValuesMax)}};
        return error;
    }
    return std::nullopt;
}

base::Result<> MakePlan(Plan& plan, const SearchQuery& query, const ConditionContext& context) {
    if (std::optional<base::Error> error = TooMuch(query)) {
        return base::Fail(*std::move(error));
    }
    for (const FilterGroup& group : query.groups) {
        if (group.empty()) {
            continue;
        }
        if (base::Result<> added = AddGroup(plan, group, context); !added) {
            return added;
        }
    }
    for (const ports::SortKey& key : query.sort) {
        base::Result<const OrderField*> field = FieldOf(key.field);
        if (!field) {
            return base::Fail(std::move(field.error()));
        }
        if ((*field)->sql.empty()) {
            return base::Fail(base::InvalidInput(key.field, "an encrypted column cannot be sorted by"));
        }
        plan.sort.emplace_back(*field, key.is_descending);
    }
    // Branches give the order of id or creation only.
    const bool is_plain_sort =
        plan.sort.empty() || (plan.sort.size() == 1 && (plan.sort[0].first->name == "entity_id" ||
                                                         plan.sort[0].first->name == "created_at"));
    if (!is_plain_sort) {
        plan.branched = nullptr;
    }
    std::sort(plan.words.begin(), plan.words.end());
    plan.words.erase(std::unique(plan.words.begin(), plan.words.end()), plan.words.end());
    return {};
}

void AddFrom(Assembly& sql, sql::Dialect dialect, std::string_view index) {
    sql.Add(" FROM sales_order o");
    if (dialect == sql::Dialect::kSqlite && !index.empty()) {
        sql.Add(" INDEXED BY ").Add(index);
    }
}

void AddWhere(Assembly& sql, const Assembly& where) {
    if (!where.IsEmpty()) {
        sql.Add(" WHERE ").Append(where);
    }
}

// The index of the condition that leaves at most kNarrowMax orders, the fewest of all; empty when there is none.
std::string_view NarrowIndex(sql::Connection& connection, const Plan& plan) {
    std::string_view narrowest;
    std::int64_t fewest = kNarrowMax + 1;
    for (const auto& lead : plan.leads) {
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
std::string_view CountingIndex(const Plan& plan) {
    for (const std::string_view name : {"updated_at", "created_at"}) {
        for (const auto& lead : plan.leads) {
            if (lead->field->name == name && plan.leads.size() > 1) {
                return lead->field->index;
            }
        }
    }
    return plan.leads.size() == 1 && !plan.has_sealed ? plan.leads[0]->field->index : std::string_view();
}

std::int64_t CountMatches(sql::Connection& connection, const Plan& plan, std::string_view index) {
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

void AddSlice(Assembly& sql, const Slice& slice) { sql.Add(" LIMIT ? OFFSET ?", slice.limit, slice.offset); }

// NULLs are smallest, as in MySQL and SQLite; PostgreSQL has to be told.
void AddOrder(Assembly& sql, const Plan& plan) {
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

bool IsByCreated(const Plan& plan) { return !plan.sort.empty() && plan.sort[0].first->name == "created_at"; }

// The index that holds the orders of one status (or state) in the order of the list.
std::string_view BranchIndex(const Plan& plan) {
    if (plan.branched->name == "state") {
        return IsByCreated(plan) ? "sales_order_by_state_created" : "sales_order_by_state";
    }
    return IsByCreated(plan) ? "sales_order_by_status_created" : "sales_order_by_status";
}

void AddBranch(Assembly& sql, const Plan& plan, const std::string& word, sql::Dialect dialect, const Slice& slice) {
    sql.Add("SELECT o.id AS id").Add(IsByCreated(plan) ? ", o.created_at AS created_at" : "");
    AddFrom(sql, dialect, BranchIndex(plan));
    sql.Add(" WHERE ").Add(plan.branched->sql).Add(" = ?", word);
    if (!plan.where_but_branched.IsEmpty()) {
        sql.Add(" AND ").Append(plan.where_but_branched);
    }
    AddOrder(sql, plan);
    AddSlice(sql, slice);
}

void AddBranches(Assembly& sql, const Plan& plan, sql::Dialect dialect, const Slice& slice) {
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

std::string_view SortIndex(const Plan& plan) {
    const bool is_by_id = plan.sort.empty() || plan.sort[0].first->name == "entity_id";
    return is_by_id ? kByIdSqlite : plan.sort[0].first->index;
}

std::vector<OrderId> IdsOfPage(sql::Connection& connection, const Plan& plan, std::string_view narrow_index,
                               const Slice& slice) {
    Assembly sql;
    if (plan.branched != nullptr && narrow_index.empty() && !plan.has_sealed) {
        AddBranches(sql, plan, connection.dialect(), slice);
    } else {
        std::string_view index = narrow_index;
        if (index.empty() && !plan.has_sealed) {
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
    Plan plan;
    if (base::Result<> made = MakePlan(plan, query, {keys_, index_, connection_.dialect()}); !made) {
        return base::Fail(std::move(made.error()));
    }
    std::string_view narrow_index;
    ports::OrderPage page;
    if (connection_.dialect() == sql::Dialect::kSqlite && !plan.has_sealed) {
        narrow_index = NarrowIndex(connection_, plan);
    }
    page.total_count = CountMatches(connection_, plan, narrow_index.empty() ? CountingIndex(plan) : narrow_index);
    Slice slice{page.total_count, 0};
    if (query.page_size > 0) {
        const std::int64_t pages_before = std::max<std::int64_t>(query.current_page, 1) - 1;
        if (pages_before >= page.total_count) {  // also keeps the product below in range
            return page;
        }
        slice = {std::min(query.page_size, page.total_count), 0};
        slice.offset = pages_before > page.total_count / query.page_size ? page.total_count
                                                                         : pages_before * query.page_size;
    }
    if (slice.offset < page.total_count) {
        page.orders = LoadOrders(connection_, keys_, IdsOfPage(connection_, plan, narrow_index, slice));
    }
    return page;
}

}  // namespace orderyard::storage
