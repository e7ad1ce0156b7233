// The All Orders list: keyset pages over every sort, with a total from counters or a count that stops at a cap.
//
// Each sort has an index that starts with the store and the sort key and ends with the id, so a page reads its own
// rows only, however far it is from the first. With filters there are three ways to a page, chosen by the count:
// walk the sort's index and pass over what does not match; find the few matches by a filter's index and sort them;
// or, for statuses and verdicts under the usual sort, read each from its own index and merge. SQLite has no statistics
// to choose by, so the index is named there; PostgreSQL's planner chooses itself.
#include <algorithm>
#include <initializer_list>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "storage/channel/channel_order_rows.hpp"
#include "storage/channel/page_cursor.hpp"
#include "storage/channel_order_store.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

using domain::ChannelOrderId;
using ports::ChannelOrderPage;
using ports::ChannelOrderQuery;
using ports::ChannelOrderRow;
using ports::ChannelOrderSort;
using sql::Assembly;

namespace {

constexpr std::int64_t kCountMax = 10'000;
// Up to so many matches are found and sorted; with more of them a walk soon meets a page full.
constexpr std::int64_t kNarrowMax = 7'000;
constexpr std::string_view kLastCharacter = "\xF4\x8F\xBF\xBF";
// NULLs as the indexes have them.
constexpr const char* kTotal = "coalesce(o.grand_total, -1000000000000000000)";
constexpr const char* kShipBy = "coalesce(o.ship_by_latest, 9000000000000000000)";

struct SortColumns {
    std::string_view key;     // the first sort key
    std::string_view second;  // between the key and the id, or empty
    std::string_view index;
    bool is_text = false;
};

SortColumns ColumnsOf(ChannelOrderSort sort) {
    switch (sort) {
        case ChannelOrderSort::kPurchasedAt: return {"o.created_at", "", "channel_order_by_created"};
        case ChannelOrderSort::kNumber: return {"o.number", "", "channel_order_by_number", true};
        case ChannelOrderSort::kStatus: return {"o.status", "o.created_at", "channel_order_by_status", true};
        case ChannelOrderSort::kTotal: return {kTotal, "", "channel_order_by_total"};
        case ChannelOrderSort::kUpdatedAt: return {"o.updated_at", "", "channel_order_by_updated"};
        case ChannelOrderSort::kShipBy: return {kShipBy, "", "channel_order_by_ship_by"};
    }
    return {};
}

// A set of words one column may have; empty: any.
struct Alternatives {
    std::string_view column;
    std::string_view index;  // starts with the column and goes on with created_at
    std::vector<std::string> words;
};

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

struct Conditions {
    Assembly where;  // " WHERE ... AND ...", all but the alternatives
    Alternatives statuses{"o.status", "channel_order_by_status", {}};
    Alternatives verdicts{"o.verdict_kind", "channel_order_by_verdict", {}};
    std::string_view index;        // the way to the matches, or empty: leave it to the engine
    const Alternatives* branched = nullptr;  // those of statuses and verdicts that leave fewer orders
    bool is_filtered = false;      // by more than the store and what the sort's index answers
    bool is_by_text = false;       // by number or name
    bool is_counted = false;       // by nothing but store, status and verdict: the counters know the total
};

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

void AddTextConditions(Conditions& conditions, const ChannelOrderQuery& query, const BlindIndex& index,
                       sql::Dialect dialect) {
    if (!query.number.empty()) {
        conditions.where.Add(" AND o.number >= ? AND o.number < ?", query.number,
                             query.number + std::string(kLastCharacter));
        conditions.index = "channel_order_by_number";
        conditions.is_by_text = true;
    }
    Assembly name;
    if (index.AddCondition(name, dialect, "o.id", {IndexedText::kName, IndexedText::kRecipient},
                           query.buyer_name)) {
        conditions.where.Add(" AND ").Append(name);
        conditions.index = "";
        conditions.is_by_text = true;
    }
}

void AddConditions(Conditions& conditions, const ChannelOrderQuery& query, const BlindIndex& index,
                   sql::Dialect dialect) {
    Assembly& where = conditions.where;
    where.Add(" WHERE o.store_id = ?", query.store_id);
    const bool has_total = query.total_from_units || query.total_to_units;
    const bool has_dates = query.purchased_from || query.purchased_to;
    if (has_total) {  // without a lower bound, orders without a total still do not match
        where.Add(" AND ").Add(kTotal).Add(" >= ?", query.total_from_units.value_or(-base::Money::kAmountAbsMax));
        where.Add(" AND ").Add(kTotal).Add(" <= ?", query.total_to_units.value_or(base::Money::kAmountAbsMax));
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
    AddTextConditions(conditions, query, index, dialect);
    conditions.is_filtered = has_total || (has_dates && query.sort != ChannelOrderSort::kPurchasedAt) ||
                             !conditions.statuses.words.empty() || !conditions.verdicts.words.empty() ||
                             conditions.is_by_text;
    conditions.is_counted = !has_total && !has_dates && !conditions.is_by_text;
}

// From the counters, exact: orders of the store with one of these statuses and one of these verdicts.
std::int64_t CountKinds(sql::Connection& connection, domain::StoreId store,
                        std::initializer_list<const Alternatives*> kinds) {
    Assembly sql;
    sql.Add("SELECT CAST(coalesce(sum(o.orders), 0) AS BIGINT) FROM channel_order_count o WHERE o.store_id = ?", store);
    for (const Alternatives* alternatives : kinds) {
        AddAlternatives(sql, *alternatives);
    }
    sql::Rows rows = sql.Query(connection);
    return rows.Next() ? rows.Int(0) : 0;
}

void ChooseBranched(Conditions& conditions, sql::Connection& connection, domain::StoreId store) {
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
    if (conditions.branched != nullptr && !conditions.is_by_text) {
        conditions.index = conditions.branched->index;
    }
}

// " FROM channel_order o", with the index named where the engine cannot know.
void AddFrom(Assembly& sql, sql::Dialect dialect, std::string_view index) {
    sql.Add(" FROM channel_order o");
    if (dialect == sql::Dialect::kSqlite && !index.empty()) {
        sql.Add(" INDEXED BY ").Add(index);
    }
}

// " AND (key, second, id) beyond the cursor's": row values compare left to right, exactly what a keyset needs.
void AddAfter(Assembly& sql, const SortColumns& columns, const PageCursor& cursor, bool is_descending) {
    const bool has_second = !columns.second.empty();
    sql.Add(" AND (").Add(columns.key);
    if (has_second) {
        sql.Add(", ").Add(columns.second);
    }
    sql.Add(", o.id)").Add(is_descending ? " < " : " > ").Add("(?");
    sql.Bind(columns.is_text ? sql::Value(cursor.text_key) : sql::Value(cursor.key));
    if (has_second) {
        sql.Add(", ?", cursor.second);
    }
    sql.Add(", ?)", cursor.id);
}

// " ORDER BY a, b, c" in one direction; empty names are left out.
void AddOrder(Assembly& sql, std::initializer_list<std::string_view> columns, bool is_descending) {
    std::string_view separator = " ORDER BY ";
    for (const std::string_view column : columns) {
        if (!column.empty()) {
            sql.Add(separator).Add(column).Add(is_descending ? " DESC" : " ASC");
            separator = ", ";
        }
    }
}

// Writes the SELECT of (id, sort_key, second_key) of the page's orders. One more than asked for tells whether there
// is a next page.
class PageOfIds {
  public:
    PageOfIds(const ChannelOrderQuery& query, const Conditions& conditions, const std::optional<PageCursor>& cursor,
              sql::Dialect dialect)
        : query_(query), conditions_(conditions), cursor_(cursor), dialect_(dialect),
          columns_(ColumnsOf(query.sort)) {}

    void Add(Assembly& sql, std::int64_t match_count) const {
        const Alternatives* branched = conditions_.branched;
        if (query_.sort == ChannelOrderSort::kPurchasedAt && branched != nullptr && !conditions_.is_by_text) {
            AddBranches(sql, *branched);
        } else if (conditions_.is_filtered && match_count <= kNarrowMax) {
            AddSelect(sql, conditions_.index);
            AddAlternatives(sql, conditions_.statuses);
            AddAlternatives(sql, conditions_.verdicts);
            AddEnd(sql, {"sort_key", "second_key", "id"});
        } else {
            AddSelect(sql, columns_.index);
            AddAlternatives(sql, conditions_.statuses);
            AddAlternatives(sql, conditions_.verdicts);
            AddEnd(sql, {columns_.key, columns_.second, "o.id"});
        }
    }

  private:
    void AddBranches(Assembly& sql, const Alternatives& branched) const {
        sql.Add("SELECT id, sort_key, second_key FROM (");
        std::string_view separator = "SELECT * FROM (";
        for (const std::string& word : branched.words) {
            sql.Add(separator);
            AddSelect(sql, branched.index);
            sql.Add(" AND ").Add(branched.column).Add(" = ?", word);
            AddAlternatives(sql, &branched == &conditions_.statuses ? conditions_.verdicts : conditions_.statuses);
            AddEnd(sql, {columns_.key, "o.id"});
            separator = ") AS branch UNION ALL SELECT * FROM (";
        }
        sql.Add(") AS branch) AS merged");
        AddEnd(sql, {"sort_key", "id"});
    }
    void AddSelect(Assembly& sql, std::string_view index) const {
        sql.Add("SELECT o.id AS id, ").Add(columns_.key).Add(" AS sort_key, ");
        sql.Add(columns_.second.empty() ? "0" : columns_.second).Add(" AS second_key");
        AddFrom(sql, dialect_, index);
        sql.Append(conditions_.where);
        if (cursor_) {
            AddAfter(sql, columns_, *cursor_, query_.is_descending);
        }
    }
    void AddEnd(Assembly& sql, std::initializer_list<std::string_view> order) const {
        AddOrder(sql, order, query_.is_descending);
        sql.Add(" LIMIT ?", query_.page_size + 1);
    }

    const ChannelOrderQuery& query_;
    const Conditions& conditions_;
    const std::optional<PageCursor>& cursor_;
    sql::Dialect dialect_;
    SortColumns columns_;
};

constexpr const char* kPageRows =
    ") SELECT o.id, p.sort_key, p.second_key, o.number, o.created_at, o.updated_at, o.status, o.status_text, "
    "o.fulfilled_by, o.marketplace_name, o.grand_total, o.grand_total_currency, o.quantity_ordered, "
    "o.quantity_shipped, o.ship_by_latest, o.verdict_kind, o.verdict_rule, o.verdict_text, o.verdict_inputs, "
    "o.next_look, s.id, s.increment_id, s.status, v.wrapped_key, v.personal "
    "FROM page p JOIN channel_order o ON o.id = p.id "
    "LEFT JOIN sales_order s ON s.channel_order_id = o.id "
    "LEFT JOIN channel_order_personal v ON v.channel_order_id = o.id";

ChannelOrderRow ReadRow(sql::RowReader& row, const Keys& keys, ChannelOrderId id) {
    ChannelOrderRow order;
    order.id = id;
    order.number = row.Text();
    order.purchased_at = row.At();
    order.updated_at = row.At();
    order.status = row.Word(domain::ChannelStatusFrom);
    order.status_text = row.Text();
    order.fulfilled_by = row.Word(domain::FulfilledByFrom);
    order.marketplace_name = row.Text();
    if (row.IsNull()) {
        row.Skip(2);
    } else {
        const std::int64_t units = row.Int();
        order.total = base::Money(units, row.Currency());
    }
    order.quantity_ordered = row.Int();
    order.quantity_shipped = row.Int();
    order.ship_by_latest = row.OptionalAt();
    order.verdict = ReadVerdict(row);
    if (row.IsNull()) {
        row.Skip(3);
    } else {
        order.order_id = row.IdAt<domain::OrderId>();
        order.order_increment_id = row.Text();
        order.order_status = row.Text();
    }
    order.buyer_name = ReadChannelPersonal(row, keys, id).buyer_name;
    return order;
}

// Counting one by one stops at the cap.
std::int64_t Count(sql::Connection& connection, const Conditions& conditions, domain::StoreId store) {
    if (conditions.is_counted) {
        return CountKinds(connection, store, {&conditions.statuses, &conditions.verdicts});
    }
    Assembly sql;
    sql.Add("SELECT count(*) FROM (SELECT 1");
    AddFrom(sql, connection.dialect(), conditions.index);
    sql.Append(conditions.where);
    AddAlternatives(sql, conditions.statuses);
    AddAlternatives(sql, conditions.verdicts);
    sql.Add(" LIMIT ?) AS counted", kCountMax + 1);
    sql::Rows rows = sql.Query(connection);
    return rows.Next() ? rows.Int(0) : 0;
}

std::optional<base::Error> Refusal(const ChannelOrderQuery& query) {
    if (query.page_size < 1 || query.page_size > base::limits::kPageSizeMax) {
        return base::InvalidInput("page_size", "the page size must be from 1 to " +
                                                   std::to_string(base::limits::kPageSizeMax));
    }
    if (query.number.size() > base::limits::kShortTextBytesMax) {
        return base::InvalidInput("number", "the order number is too long");
    }
    if (query.buyer_name.size() > base::limits::kShortTextBytesMax) {
        return base::InvalidInput("buyer_name", "the name is too long");
    }
    if (!base::IsValidUtf8(query.number) || query.number.find('\0') != std::string::npos) {
        return base::InvalidInput("number", "the order number is not a text");
    }
    return std::nullopt;
}

}  // namespace

base::Result<ChannelOrderPage> SqlChannelOrderStore::Search(const ChannelOrderQuery& query) {
    if (std::optional<base::Error> refusal = Refusal(query)) {
        return base::Fail(*std::move(refusal));
    }
    const CursorShape shape{static_cast<int>(query.sort), query.is_descending};
    const bool is_text = ColumnsOf(query.sort).is_text;
    std::optional<PageCursor> cursor;
    if (!query.after.empty()) {
        base::Result<PageCursor> read = ReadPageCursor(keys_.search_index, shape, query.after);
        if (!read) {
            return base::Fail(std::move(read.error()));
        }
        cursor = std::move(*read);
    }
    Conditions conditions;
    AddConditions(conditions, query, index_, connection_.dialect());
    ChooseBranched(conditions, connection_, query.store_id);
    const std::int64_t count = Count(connection_, conditions, query.store_id);

    Assembly sql;
    sql.Add("WITH page AS (");
    PageOfIds(query, conditions, cursor, connection_.dialect()).Add(sql, count);
    sql.Add(kPageRows);
    AddOrder(sql, {"p.sort_key", "p.second_key", "p.id"}, query.is_descending);

    ChannelOrderPage page;
    PageCursor last;
    bool has_next = false;
    {
        sql::Rows rows = sql.Query(connection_);
        while (rows.Next()) {
            if (page.rows.size() == static_cast<std::size_t>(query.page_size)) {
                has_next = true;
                break;
            }
            sql::RowReader row(rows);
            last.id = row.Int();
            if (is_text) {
                last.text_key = row.Text();
            } else {
                last.key = row.Int();
            }
            last.second = row.Int();
            page.rows.push_back(ReadRow(row, keys_, ChannelOrderId(last.id)));
        }
    }
    if (has_next) {
        page.next = WritePageCursor(keys_.search_index, shape, last);
    }
    page.is_total_exact = conditions.is_counted || count <= kCountMax;
    page.total_count = page.is_total_exact ? count : kCountMax;
    return page;
}

}  // namespace orderyard::storage
