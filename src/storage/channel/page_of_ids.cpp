// The ways to a page, each as SQL.
#include "storage/channel/page_of_ids.hpp"

#include <string>

#include "storage/lists/blocks.hpp"
#include "storage/sql/id_list.hpp"

namespace orderyard::storage {

using ports::ChannelOrderSort;
using sql::Assembly;

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

void AddOrder(Assembly& sql, std::initializer_list<std::string_view> columns, bool is_descending) {
    std::string_view separator = " ORDER BY ";
    for (const std::string_view column : columns) {
        if (!column.empty()) {
            sql.Add(separator).Add(column).Add(is_descending ? " DESC" : " ASC");
            separator = ", ";
        }
    }
}

void PageOfIds::Add(Assembly& sql, const PagePlace& place, std::int64_t match_count,
                    sql::Connection& connection) const {
    const Alternatives* branched = conditions_.branched;
    if (query_.sort == ChannelOrderSort::kPurchasedAt && branched != nullptr &&
        !conditions_.is_by_number) {
        AddBranches(sql, place, *branched);
    } else if (conditions_.is_filtered && match_count <= kNarrowMax) {
        AddColumns(sql);
        AddFrom(sql, dialect_, conditions_.index);
        AddConditions(sql, place);
        AddBothAlternatives(sql);
        AddEnd(sql, {"sort_key", "second_key", "id"});
        sql.AddSlice(dialect_, place.limit, place.offset);
    } else if (columns_.is_in_blocks && dialect_ == sql::Dialect::kSqlite) {
        AddByBlocks(sql, place, connection);
    } else {
        AddSelect(sql, place, columns_.index);
        AddBothAlternatives(sql);
        AddEnd(sql, {columns_.key, columns_.second, "o.id"});
        sql.AddSlice(dialect_, place.limit, place.offset);
    }
}

void PageOfIds::AddOfIds(Assembly& sql, const PagePlace& place,
                         const std::vector<std::int64_t>& ids) const {
    AddColumns(sql);
    AddAmong(sql, ids);
    AddAfter(sql, place);
    AddEnd(sql, {"sort_key", "second_key", "id"});
    sql.AddSlice(dialect_, place.limit, place.offset);
}

void PageOfIds::AddAmong(Assembly& sql, const std::vector<std::int64_t>& ids) const {
    AddIds(sql, ids);
    sql.Add(" AND ").Append(conditions_.where);
    AddBothAlternatives(sql);
}

std::vector<PageCursor> PageOfIds::Read(sql::Connection& connection, const Assembly& sql) const {
    std::vector<PageCursor> found;
    sql::Rows rows = sql.Query(connection);
    while (rows.Next()) {
        PageCursor& row = found.emplace_back();
        row.id = rows.Int(0);
        if (columns_.is_text) {
            row.text_key = rows.Text(1);
        } else {
            row.key = rows.Int(1);
        }
        row.second = rows.Int(2);
    }
    return found;
}

void PageOfIds::AddBranches(Assembly& sql, const PagePlace& place,
                            const Alternatives& branched) const {
    sql.Add("SELECT id, sort_key, second_key FROM (");
    std::string_view separator = "SELECT * FROM (";
    for (const std::string& word : branched.words) {
        sql.Add(separator);
        AddSelect(sql, place, branched.index);
        sql.Add(" AND ").Add(branched.column).Add(" = ?", word);
        AddAlternatives(
            sql, &branched == &conditions_.statuses ? conditions_.verdicts : conditions_.statuses);
        AddEnd(sql, {columns_.key, "o.id"});
        sql.AddSlice(dialect_, place.offset + place.limit, 0);
        separator = ") AS branch UNION ALL SELECT * FROM (";
    }
    sql.Add(") AS branch) AS merged");
    AddEnd(sql, {"sort_key", "id"});
    sql.AddSlice(dialect_, place.limit, place.offset);
}

void PageOfIds::AddSelect(Assembly& sql, const PagePlace& place, std::string_view index) const {
    AddColumns(sql);
    AddFrom(sql, dialect_, index);
    AddConditions(sql, place);
}

void PageOfIds::AddByBlocks(Assembly& sql, const PagePlace& place,
                            sql::Connection& connection) const {
    static constexpr FieldList kOrders{"Orders", "channel_order", {}, "", ""};
    const ListField key{"",    FieldKind::kInt, columns_.key, columns_.index,
                        false, false,           "",           kOrderBlock};
    Assembly where;
    where.Append(conditions_.where);
    AddAfter(where, place);
    AddBothAlternatives(where);
    AddColumns(sql);
    AddIds(sql, IdsByBlocks(connection, kOrders, where, {{&key, query_.is_descending}},
                            {place.limit, place.offset}));
    AddEnd(sql, {"sort_key", "second_key", "id"});
}

void PageOfIds::AddColumns(Assembly& sql) const {
    sql.Add("SELECT o.id AS id, ").Add(columns_.key).Add(" AS sort_key, ");
    sql.Add(columns_.second.empty() ? "0" : columns_.second).Add(" AS second_key");
}

void PageOfIds::AddIds(Assembly& sql, const std::vector<std::int64_t>& ids) const {
    sql.Add(" FROM channel_order o ");
    sql.Add(dialect_ == sql::Dialect::kSqlite ? "NOT INDEXED WHERE " : "WHERE ");
    sql::AddIsAmong(sql, dialect_, "o.id", ids);
}

void PageOfIds::AddConditions(Assembly& sql, const PagePlace& place) const {
    sql.Add(" WHERE ").Append(conditions_.where);
    AddAfter(sql, place);
}

void PageOfIds::AddBothAlternatives(Assembly& sql) const {
    AddAlternatives(sql, conditions_.statuses);
    AddAlternatives(sql, conditions_.verdicts);
}

// " AND (key, second, id) beyond the cursor's": row values compare left to right, exactly what a
// keyset needs.
void PageOfIds::AddAfter(Assembly& sql, const PagePlace& place) const {
    if (place.after == nullptr) {
        return;
    }
    const PageCursor& cursor = *place.after;
    const bool has_second = !columns_.second.empty();
    sql.Add(" AND (").Add(columns_.key);
    if (has_second) {
        sql.Add(", ").Add(columns_.second);
    }
    sql.Add(", o.id)").Add(query_.is_descending ? " < " : " > ").Add("(?");
    sql.Bind(columns_.is_text ? sql::Value(cursor.text_key) : sql::Value(cursor.key));
    if (has_second) {
        sql.Add(", ?", cursor.second);
    }
    sql.Add(", ?)", cursor.id);
}

void PageOfIds::AddEnd(Assembly& sql, std::initializer_list<std::string_view> order) const {
    AddOrder(sql, order, query_.is_descending);
}

}  // namespace orderyard::storage
