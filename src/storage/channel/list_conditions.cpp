// Each filter has an index that answers it; which of them leads is said here, because SQLite has no
// statistics to choose by.
#include "storage/channel/list_conditions.hpp"

#include <algorithm>
#include <initializer_list>

#include "storage/lists/blocks.hpp"
#include "storage/sql/remembered.hpp"

namespace orderyard::storage {

using ports::ChannelOrderQuery;
using ports::ChannelOrderSort;
using sql::Assembly;

namespace {

constexpr std::string_view kLastCharacter = "\xF4\x8F\xBF\xBF";

template <class Enum>
std::vector<std::string> Words(const std::vector<Enum>& values) {
    std::vector<std::string> words;
    for (const Enum value : values) {
        words.emplace_back(ToString(value));
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

// Amazon's "304-1234567-7654321", of which nothing can be the beginning. Asked for by itself, for
// PostgreSQL would plan a range anew for each number.
bool IsWholeNumber(std::string_view number) {
    constexpr std::string_view kShape = "000-0000000-0000000";
    return std::equal(
        number.begin(), number.end(), kShape.begin(), kShape.end(),
        [](char c, char wanted) { return wanted == '-' ? c == '-' : c >= '0' && c <= '9'; });
}

void AddConditions(ListConditions& conditions, const ChannelOrderQuery& query,
                   const BlindIndex& index, sql::Dialect dialect) {
    Assembly& where = conditions.where;
    where.Add("o.store_id = ?", query.store_id);
    const bool has_total = query.total_from_units || query.total_to_units;
    const bool has_dates = query.purchased_from || query.purchased_to;
    if (has_total) {  // without a lower bound, orders without a total still do not match
        where.Add(" AND ")
            .Add(InBlocks(dialect, kOrderBlock))
            .Add(kTotalKey)
            .Add(" >= ?", query.total_from_units.value_or(-base::Money::kAmountAbsMax));
        where.Add(" AND ").Add(kTotalKey).Add(
            " <= ?", query.total_to_units.value_or(base::Money::kAmountAbsMax));
        conditions.index = "channel_order_by_total";
    }
    if (query.purchased_from) {
        where.Add(" AND o.created_at >= ?", *query.purchased_from);
    }
    if (query.purchased_to) {
        where.Add(" AND o.created_at < ?", *query.purchased_to);
    }
    if (has_dates) {
        conditions.index = "channel_order_by_created";
    }
    conditions.statuses.words = Words(query.statuses);
    conditions.verdicts.words = Words(query.verdicts);
    if (!query.number.empty()) {
        if (IsWholeNumber(query.number)) {
            where.Add(" AND o.number = ?", query.number);
        } else {
            where.Add(" AND o.number >= ? AND o.number < ?", query.number,
                      query.number + std::string(kLastCharacter));
        }
        conditions.index = "channel_order_by_number";
        conditions.is_by_number = true;
    }
    conditions.name = index.TermOf({IndexedText::kName, IndexedText::kRecipient}, query.buyer_name);
    conditions.is_filtered = has_total ||
                             (has_dates && query.sort != ChannelOrderSort::kPurchasedAt) ||
                             !conditions.statuses.words.empty() ||
                             !conditions.verdicts.words.empty() || conditions.is_by_number;
    conditions.is_counted = !has_total && !has_dates && !conditions.is_by_number;
}

// From the counters, exact: orders of the store with one of these statuses and one of these
// verdicts.
std::int64_t CountKinds(sql::Connection& connection, domain::StoreId store,
                        std::initializer_list<const Alternatives*> kinds) {
    Assembly sql;
    sql.Add(
        "SELECT CAST(coalesce(sum(o.orders), 0) AS BIGINT) FROM channel_order_count o WHERE "
        "o.store_id = ?",
        store);
    for (const Alternatives* alternatives : kinds) {
        AddAlternatives(sql, *alternatives);
    }
    return sql.QueryInt(connection);
}

void ChooseBranched(ListConditions& conditions, sql::Connection& connection,
                    domain::StoreId store) {
    const bool has_statuses = !conditions.statuses.words.empty();
    const bool has_verdicts = !conditions.verdicts.words.empty();
    if (has_statuses && has_verdicts) {
        conditions.branched = CountKinds(connection, store, {&conditions.statuses}) <=
                                      CountKinds(connection, store, {&conditions.verdicts})
                                  ? &conditions.statuses
                                  : &conditions.verdicts;
    } else if (has_statuses || has_verdicts) {
        conditions.branched = has_statuses ? &conditions.statuses : &conditions.verdicts;
    }
    if (conditions.branched != nullptr && !conditions.is_by_number) {
        conditions.index = conditions.branched->index;
    }
}

}  // namespace

void MakeConditions(ListConditions& conditions, const ChannelOrderQuery& query,
                    const BlindIndex& index, sql::Connection& connection) {
    AddConditions(conditions, query, index, connection.dialect());
    ChooseBranched(conditions, connection, query.store_id);
}

void AddAlternatives(Assembly& sql, const Alternatives& alternatives) {
    if (alternatives.words.empty()) {
        return;
    }
    sql.Add(" AND ").Add(alternatives.column).Add(" IN (");
    for (std::size_t i = 0; i < alternatives.words.size(); ++i) {
        sql.Add(i == 0 ? "?" : ", ?", alternatives.words[i]);
    }
    sql.Add(")");
}

void AddFrom(Assembly& sql, sql::Dialect dialect, std::string_view index) {
    sql.Add(" FROM channel_order o");
    if (dialect == sql::Dialect::kSqlite && !index.empty()) {
        sql.Add(" INDEXED BY ").Add(index);
    }
}

std::int64_t CountMatches(sql::Connection& connection, const ListConditions& conditions,
                          domain::StoreId store) {
    if (conditions.is_counted) {
        return CountKinds(connection, store, {&conditions.statuses, &conditions.verdicts});
    }
    Assembly sql;
    sql.Add("SELECT count(*) FROM (SELECT 1");
    AddFrom(sql, connection.dialect(), conditions.index);
    sql.Add(" WHERE ").Append(conditions.where);
    AddAlternatives(sql, conditions.statuses);
    AddAlternatives(sql, conditions.verdicts);
    sql.Add(" LIMIT ?) AS counted", kListCountMax + 1);
    return sql::RememberedInt(connection, sql);
}

std::int64_t CountAllOrders(sql::Connection& connection) {
    return connection
        .QueryInt("SELECT CAST(coalesce(sum(o.orders), 0) AS BIGINT) FROM channel_order_count o")
        .value_or(0);
}

bool IsOnlyStore(sql::Connection& connection, domain::StoreId store) {
    return connection.QueryInt(
               "SELECT CAST(coalesce(sum(o.orders), 0) AS BIGINT) FROM channel_order_count o "
               "WHERE o.store_id <> ?",
               store) == 0;
}

}  // namespace orderyard::storage
