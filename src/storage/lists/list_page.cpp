// Counts and pages over one table.
#include "storage/lists/list_page.hpp"

#include <algorithm>
#include <iterator>

#include "storage/lists/blocks.hpp"
#include "storage/lists/tallies.hpp"
#include "storage/sql/remembered.hpp"

namespace orderyard::storage {

using sql::Assembly;

namespace {

constexpr std::int64_t kNarrowMax = 7'000;
// The index of a flag has nothing but its rows: sorting many of them is still less than walking
// all.
constexpr std::int64_t kFlagRowsMax = 100'000;
constexpr std::int64_t kTooMany = -1;  // what is remembered of a list instead of its ids

void AddWhere(Assembly& sql, const Assembly& where) {
    if (!where.IsEmpty()) {
        sql.Add(" WHERE ").Append(where);
    }
}

// When every condition leaves many: the index that also holds the other columns asked for.
std::string_view CountingIndex(const ListPlan& plan) {
    if (plan.has_sealed) {
        return kNoIndex;
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

std::int64_t SumOfCounters(sql::Connection& connection, const ListPlan& plan) {
    Assembly sql;  // the counters' columns have the names of the rows'
    sql.Add("SELECT CAST(coalesce(sum(o.orders), 0) AS BIGINT) FROM ");
    sql.Add(plan.list.counters).Add(" o");
    AddWhere(sql, plan.where);
    return sql.QueryInt(connection);
}

// All but those left out, when these are few: whoever fetches all since long ago, page by page,
// would else have all counted for each page.
std::optional<std::int64_t> CountByComplement(sql::Connection& connection, const ListPlan& plan) {
    constexpr std::int64_t kShareMax = 8;
    if (plan.list.counters.empty()) {
        return std::nullopt;
    }
    Assembly all;
    all.Add("SELECT CAST(coalesce(sum(o.orders), 0) AS BIGINT) FROM ");
    all.Add(plan.list.counters).Add(" o");
    const std::int64_t total = all.QueryInt(connection);
    const std::int64_t bound = total / kShareMax + 1;
    Assembly sql;
    sql.Add("SELECT count(*) FROM (SELECT 1");
    AddListFrom(sql, connection.dialect(), plan.list, plan.leads[0]->field->index);
    AddWhere(sql, plan.complement);
    sql.Add(" LIMIT ?) AS found", bound);
    const std::int64_t left_out = sql::RememberedInt(connection, sql);
    return left_out < bound ? std::optional(total - left_out) : std::nullopt;
}

// Orders changed lately are the last by id as well: a walk from the first id would pass over all
// others, row by row. The index of the date is walked instead, and the smallest ids kept. The same
// for those changed long ago, from the last id.
bool IsLateInIds(sql::Connection& connection, const ListPlan& plan) {
    const bool is_by_id = plan.sort.empty() || plan.sort[0].first->name == "entity_id";
    const bool is_descending = !plan.sort.empty() && plan.sort[0].second;
    return connection.dialect() == sql::Dialect::kSqlite && is_by_id &&
           plan.is_of_later != is_descending && !plan.complement.IsEmpty() &&
           !plan.list.counters.empty() && !CountByComplement(connection, plan);
}

}  // namespace

Slice SliceOf(const ports::SearchQuery& query, std::int64_t total_count) {
    if (query.page_size <= 0) {
        return {total_count, 0};
    }
    const std::int64_t pages_before = std::max<std::int64_t>(query.current_page, 1) - 1;
    // Asked in this order, the product stays in range.
    if (pages_before >= total_count || pages_before > total_count / query.page_size) {
        return {0, total_count};
    }
    return {std::min(query.page_size, total_count), pages_before * query.page_size};
}

void AddListFrom(Assembly& sql, sql::Dialect dialect, const FieldList& list,
                 std::string_view index) {
    sql.Add(" FROM ").Add(list.table).Add(" o");
    if (dialect == sql::Dialect::kPostgres || index.empty()) {
        return;
    }
    if (index == kNoIndex) {
        sql.Add(" NOT INDEXED");
    } else {
        sql.Add(" INDEXED BY ").Add(index);
    }
}

// NULLs are smallest, as in MySQL and SQLite; PostgreSQL has to be told.
void AddOrder(Assembly& sql, const std::vector<std::pair<const ListField*, bool>>& sort) {
    sql.Add(" ORDER BY ");
    for (const auto& [field, is_descending] : sort) {
        sql.Add(field->sql).Add(is_descending ? " DESC" : " ASC");
        if (field->is_nullable) {
            sql.Add(is_descending ? " NULLS LAST" : " NULLS FIRST");
        }
        sql.Add(", ");
    }
    sql.Add("o.id").Add(!sort.empty() && sort[0].second ? " DESC" : " ASC");
}

std::string_view NarrowIndex(sql::Connection& connection, const ListPlan& plan) {
    std::string_view narrowest;
    if (connection.dialect() != sql::Dialect::kSqlite || plan.has_sealed ||
        CountOfWholeHours(connection, plan) > kNarrowMax) {
        return narrowest;
    }
    std::int64_t fewest = kNarrowMax + 1;
    for (const auto& lead : plan.leads) {
        if (lead->field == plan.branched) {
            continue;  // read in order from its own index, however many there are
        }
        Assembly sql;
        sql.Add("SELECT count(*) FROM (SELECT 1");
        AddListFrom(sql, connection.dialect(), plan.list, lead->field->index);
        AddWhere(sql, lead->where);
        const bool is_flag = lead->field->kind == FieldKind::kFlag;
        const std::int64_t bound = is_flag && narrowest.empty() ? kFlagRowsMax : fewest;
        sql.Add(" LIMIT ?)", bound);
        if (const std::int64_t count = sql.QueryInt(connection); count < bound) {
            fewest = std::min(fewest, count);
            narrowest = lead->field->index;
        }
    }
    return narrowest;
}

std::int64_t CountMatches(sql::Connection& connection, const ListPlan& plan,
                          std::string_view narrow_index) {
    if (plan.is_counted) {
        return SumOfCounters(connection, plan);
    }
    if (narrow_index.empty() && !plan.has_sealed && !plan.complement.IsEmpty()) {
        if (const auto count = CountByHours(connection, plan)) {
            return *count;
        }
        if (const auto count = CountByComplement(connection, plan)) {
            return *count;
        }
    }
    Assembly sql;
    sql.Add("SELECT count(*)");
    AddListFrom(sql, connection.dialect(), plan.list,
                narrow_index.empty() ? CountingIndex(plan) : narrow_index);
    AddWhere(sql, plan.where);
    return sql::RememberedInt(connection, sql);
}

bool SortsByBlocks(const ListPlan& plan, sql::Dialect dialect) {
    return dialect == sql::Dialect::kSqlite && !plan.sort.empty() &&
           plan.sort[0].first->within.empty() && !plan.sort[0].first->block.column.empty();
}

std::string_view SortIndex(const ListPlan& plan) {
    if (plan.sort.empty() || plan.sort[0].first->name == "entity_id") {
        return plan.list.id_index;
    }
    const ListField& field = *plan.sort[0].first;
    return field.is_index_partial ? std::string_view() : field.index;
}

std::int64_t CountMatchesUpTo(sql::Connection& connection, const ListPlan& plan,
                              std::string_view narrow_index, std::int64_t bound) {
    if (plan.is_counted) {
        return std::min(bound, CountMatches(connection, plan, narrow_index));
    }
    std::string_view index = plan.has_sealed ? kNoIndex : narrow_index;
    if (index.empty()) {
        index = plan.is_of_one_lead ? plan.leads[0]->field->index : SortIndex(plan);
    }
    Assembly sql;
    sql.Add("SELECT count(*) FROM (SELECT 1");
    AddListFrom(sql, connection.dialect(), plan.list, index);
    AddWhere(sql, plan.where);
    sql.Add(" LIMIT ?) AS found", bound);
    return sql::RememberedInt(connection, sql);
}

std::vector<std::int64_t> IdsOfPage(sql::Connection& connection, const ListPlan& plan,
                                    std::string_view narrow_index, const Slice& slice) {
    std::string_view index = plan.has_sealed ? kNoIndex : narrow_index;
    if (index.empty() && SortsByBlocks(plan, connection.dialect())) {
        return IdsByBlocks(connection, plan.list, plan.where, plan.sort, slice);
    }
    if (index.empty()) {
        if (auto ids = IdsByTallies(connection, plan, slice)) {
            return *std::move(ids);
        }
        index = IsLateInIds(connection, plan) ? plan.leads[0]->field->index : SortIndex(plan);
    }
    Assembly sql;
    sql.Add("SELECT o.id");
    AddListFrom(sql, connection.dialect(), plan.list, index);
    AddWhere(sql, plan.where);
    AddOrder(sql, plan.sort);
    sql.AddSlice(connection.dialect(), slice.limit, slice.offset);
    return sql::FirstInts(sql.Query(connection));
}

std::optional<std::vector<std::int64_t>> FewIds(sql::Connection& connection, const ListPlan& plan) {
    constexpr std::int64_t kFewMax = 100;
    const bool is_by_id = plan.sort.empty() || plan.sort[0].first->name == "entity_id";
    if (!plan.is_of_one_lead || plan.has_sealed || plan.is_counted || plan.branched != nullptr ||
        plan.leads[0]->field->kind != FieldKind::kText || !is_by_id) {
        return std::nullopt;
    }
    Assembly sql;
    sql.Add("SELECT o.id");
    AddListFrom(sql, connection.dialect(), plan.list, plan.leads[0]->field->index);
    AddWhere(sql, plan.where);
    sql.AddSlice(connection.dialect(), kFewMax + 1, 0);
    std::vector<std::int64_t> ids = sql::FirstInts(sql.Query(connection));
    if (std::ssize(ids) > kFewMax) {
        return std::nullopt;
    }
    std::sort(ids.begin(), ids.end());
    if (!plan.sort.empty() && plan.sort[0].second) {
        std::reverse(ids.begin(), ids.end());
    }
    return ids;
}

sql::Numbers WholeList(sql::Connection& connection, const ListPlan& plan, const BlindIndex& index,
                       std::int64_t rows_max) {
    if (!plan.has_sealed || connection.State() == nullptr) {
        return nullptr;
    }
    Assembly sql;
    sql.Add("SELECT o.id");
    AddListFrom(sql, connection.dialect(), plan.list, kNoIndex);
    AddWhere(sql, plan.where);
    AddOrder(sql, plan.sort);
    sql.Add(" LIMIT ?", rows_max + 1);
    const std::string question = "whole " + sql.Fingerprint();
    const auto ask = [&] {
        std::vector<std::int64_t> found = sql::FirstInts(sql.Query(connection));
        return std::ssize(found) > rows_max ? std::vector{kTooMany} : found;
    };
    const sql::Numbers ids =
        plan.is_by_names ? sql::RememberedIn(connection, index.State(connection), question, ask)
                         : sql::Remembered(connection, question, ask);
    return !ids->empty() && ids->front() == kTooMany ? nullptr : ids;
}

}  // namespace orderyard::storage
