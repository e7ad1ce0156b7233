// The All Orders list: keyset pages over every sort, with a total from counters or a count that
// stops at a cap.
//
// Each sort has an index that starts with the store and the sort key and ends with the id, so a
// page reads its own rows only, however far it is from the first; totals and dates of change come
// in no order and are merged from blocks (lists/blocks.hpp). With filters there are three ways to a
// page, chosen by the count: walk the sort's index and pass over what does not match; find the few
// matches by a filter's index and sort them; or, for statuses and verdicts under the usual sort,
// read each from its own index and merge. SQLite has no statistics to choose by, so the index is
// named there; PostgreSQL's planner chooses itself.
#include <algorithm>
#include <initializer_list>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/personal_view.hpp"
#include "storage/channel/channel_order_rows.hpp"
#include "storage/channel/details_json.hpp"
#include "storage/channel/list_conditions.hpp"
#include "storage/channel/page_cursor.hpp"
#include "storage/channel_order_store.hpp"
#include "storage/lists/blocks.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

using domain::ChannelOrderId;
using ports::ChannelOrderPage;
using ports::ChannelOrderQuery;
using ports::ChannelOrderRow;
using ports::ChannelOrderSort;
using sql::Assembly;

namespace {

// Up to so many matches are found and sorted; with more of them a walk soon meets a page full.
constexpr std::int64_t kNarrowMax = 7'000;

struct SortColumns {
    std::string_view key;     // the first sort key
    std::string_view second;  // between the key and the id, or empty
    std::string_view index;
    bool is_text = false;
    bool is_in_blocks = false;  // the index, on SQLite
};

SortColumns ColumnsOf(ChannelOrderSort sort) {
    switch (sort) {
        case ChannelOrderSort::kPurchasedAt:
            return {"o.created_at", "", "channel_order_by_created"};
        case ChannelOrderSort::kNumber: return {"o.number", "", "channel_order_by_number", true};
        case ChannelOrderSort::kStatus:
            return {"o.status", "o.created_at", "channel_order_by_status", true};
        case ChannelOrderSort::kTotal:
            return {kTotalKey, "", "channel_order_by_total", false, true};
        case ChannelOrderSort::kUpdatedAt:
            return {"o.updated_at", "", "channel_order_by_updated", false, true};
        case ChannelOrderSort::kShipBy: return {kShipByKey, "", "channel_order_by_ship_by"};
    }
    return {};
}

// " AND (key, second, id) beyond the cursor's": row values compare left to right, exactly what a
// keyset needs.
void AddAfter(Assembly& sql, const SortColumns& columns, const PageCursor& cursor,
              bool is_descending) {
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

// Writes the SELECT of (id, sort_key, second_key) of the page's orders. One more than asked for
// tells whether there is a next page.
class PageOfIds {
  public:
    PageOfIds(const ChannelOrderQuery& query, const ListConditions& conditions,
              const std::optional<PageCursor>& cursor, sql::Dialect dialect)
        : query_(query),
          conditions_(conditions),
          cursor_(cursor),
          dialect_(dialect),
          columns_(ColumnsOf(query.sort)) {}

    void Add(Assembly& sql, std::int64_t match_count, sql::Connection& connection) const {
        const Alternatives* branched = conditions_.branched;
        if (query_.sort == ChannelOrderSort::kPurchasedAt && branched != nullptr &&
            !conditions_.is_by_text) {
            AddBranches(sql, *branched);
        } else if (conditions_.is_filtered && (match_count <= kNarrowMax ||
                                               (columns_.is_in_blocks && conditions_.is_by_name))) {
            AddColumns(sql);
            AddFromMatches(sql, dialect_, conditions_);
            AddConditions(sql);
            AddAlternatives(sql, conditions_.statuses);
            AddAlternatives(sql, conditions_.verdicts);
            AddEnd(sql, {"sort_key", "second_key", "id"});
            AddSlice(sql);
        } else if (columns_.is_in_blocks && dialect_ == sql::Dialect::kSqlite) {
            AddByBlocks(sql, connection);
        } else {
            AddSelect(sql, columns_.index);
            AddAlternatives(sql, conditions_.statuses);
            AddAlternatives(sql, conditions_.verdicts);
            AddEnd(sql, {columns_.key, columns_.second, "o.id"});
            AddSlice(sql);
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
            AddAlternatives(sql, &branched == &conditions_.statuses ? conditions_.verdicts
                                                                    : conditions_.statuses);
            AddEnd(sql, {columns_.key, "o.id"});
            sql.Add(" LIMIT ?", query_.offset + query_.page_size + 1);
            separator = ") AS branch UNION ALL SELECT * FROM (";
        }
        sql.Add(") AS branch) AS merged");
        AddEnd(sql, {"sort_key", "id"});
        AddSlice(sql);
    }
    void AddSelect(Assembly& sql, std::string_view index) const {
        AddColumns(sql);
        AddFrom(sql, dialect_, index);
        AddConditions(sql);
    }
    void AddByBlocks(Assembly& sql, sql::Connection& connection) const {
        static constexpr FieldList kOrders{"Orders", "channel_order", {}, "", ""};
        const ListField key{"",    FieldKind::kInt, columns_.key, columns_.index,
                            false, false,           "",           kOrderBlock};
        Assembly where;
        where.Append(conditions_.where);
        if (cursor_) {
            AddAfter(where, columns_, *cursor_, query_.is_descending);
        }
        AddAlternatives(where, conditions_.statuses);
        AddAlternatives(where, conditions_.verdicts);
        const std::vector<std::int64_t> ids =
            IdsByBlocks(connection, kOrders, where, {{&key, query_.is_descending}},
                        {query_.page_size + 1, query_.offset});
        std::string list;
        for (const std::int64_t id : ids) {
            list += (list.empty() ? "[" : ",") + std::to_string(id);
        }
        AddColumns(sql);
        sql.Add(" FROM channel_order o WHERE o.id IN (SELECT value FROM json_each(?))",
                list.empty() ? "[]" : list + "]");
    }
    void AddColumns(Assembly& sql) const {
        sql.Add("SELECT o.id AS id, ").Add(columns_.key).Add(" AS sort_key, ");
        sql.Add(columns_.second.empty() ? "0" : columns_.second).Add(" AS second_key");
    }
    void AddConditions(Assembly& sql) const {
        sql.Add(" WHERE ").Append(conditions_.where);
        if (cursor_) {
            AddAfter(sql, columns_, *cursor_, query_.is_descending);
        }
    }
    void AddEnd(Assembly& sql, std::initializer_list<std::string_view> order) const {
        AddOrder(sql, order, query_.is_descending);
    }
    // One row more than asked for tells whether there is a next page.
    void AddSlice(Assembly& sql) const {
        sql.Add(" LIMIT ?", query_.page_size + 1);
        if (query_.offset > 0) {
            sql.Add(" OFFSET ?", query_.offset);
        }
    }

    const ChannelOrderQuery& query_;
    const ListConditions& conditions_;
    const std::optional<PageCursor>& cursor_;
    sql::Dialect dialect_;
    SortColumns columns_;
};

constexpr const char* kPageRows =
    ") SELECT o.id, p.sort_key, p.second_key, o.number, o.created_at, o.updated_at, o.status, "
    "o.status_text, "
    "o.fulfilled_by, o.marketplace_name, o.grand_total, o.grand_total_currency, "
    "o.quantity_ordered, "
    "o.quantity_shipped, o.ship_by_latest, o.verdict_kind, o.verdict_rule, o.verdict_text, "
    "o.verdict_inputs, "
    "o.next_look, s.id, s.increment_id, s.status, v.wrapped_key, v.personal, o.marks, o.details, "
    "CAST((SELECT coalesce(sum(i.quantity_unfulfilled), 0) FROM channel_order_item i "
    "WHERE i.channel_order_id = o.id) AS BIGINT), "
    "CAST((SELECT coalesce(sum(r.quantity), 0) FROM sales_order_item l JOIN stock_reservation r "
    "ON r.order_item_id = l.id WHERE l.order_id = s.id) AS BIGINT), "
    "(SELECT e.event FROM channel_order_event e WHERE e.channel_order_id = o.id "
    "ORDER BY e.id DESC LIMIT 1), "
    "(SELECT e.at FROM channel_order_event e WHERE e.channel_order_id = o.id "
    "ORDER BY e.id DESC LIMIT 1) "
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
    domain::PersonalData personal = ReadChannelPersonal(row, keys, id);
    order.buyer_name = std::move(personal.buyer_name);
    order.purchase_order_number = std::move(personal.purchase_order_number);
    order.marks.bits = row.Int();
    domain::ChannelOrder details;
    ReadDetails(row.View(), details);
    order.service_level = std::move(details.service_level);
    order.programs = std::move(details.programs);
    order.replaces_number = std::move(details.replaces_number);
    order.quantity_unshipped = row.Int();
    order.quantity_reserved = row.Int();
    order.last_event = row.OptionalText().value_or("");
    order.last_event_at = row.OptionalAt();
    return order;
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
    if (!query.buyer_name.empty()) {
        if (auto allowed = ports::PersonalViewScope::AllowSearch("buyer_name"); !allowed) {
            return base::Fail(allowed.error());
        }
    }
    ListConditions conditions;
    MakeConditions(conditions, query, index_, connection_);
    const std::int64_t count = CountMatches(connection_, conditions, query.store_id);

    Assembly sql;
    sql.Add("WITH page AS (");
    PageOfIds(query, conditions, cursor, connection_.dialect()).Add(sql, count, connection_);
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
    page.is_total_exact = conditions.is_counted || count <= kListCountMax;
    page.total_count = page.is_total_exact ? count : kListCountMax;
    return page;
}

}  // namespace orderyard::storage
