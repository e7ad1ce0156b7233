// Rows of one statement come in no order: they are put into that of the ids here.
#include "storage/channel/page_rows.hpp"

#include "ports/personal_view.hpp"
#include "storage/channel/channel_order_rows.hpp"
#include "storage/sql/remembered.hpp"

namespace orderyard::storage {

using domain::ChannelOrderId;
using ports::ChannelOrderRow;

namespace {

constexpr const char* kRows =
    "SELECT o.id, o.number, o.created_at, o.updated_at, o.status, "
    "o.status_text, "
    "o.fulfilled_by, o.marketplace_name, o.grand_total, o.grand_total_currency, "
    "o.quantity_ordered, "
    "o.quantity_shipped, o.ship_by_latest, o.verdict_kind, o.verdict_rule, o.verdict_text, "
    "o.verdict_inputs, "
    "o.next_look, s.id, s.increment_id, s.status, v.wrapped_key, v.personal, o.details, o.marks, "
    "CAST((SELECT coalesce(sum(i.quantity_unfulfilled), 0) FROM channel_order_item i "
    "WHERE i.channel_order_id = o.id) AS BIGINT), "
    "CAST((SELECT coalesce(sum(r.quantity), 0) FROM sales_order_item l JOIN stock_reservation r "
    "ON r.order_item_id = l.id WHERE l.order_id = s.id) AS BIGINT), "
    "(SELECT e.event FROM channel_order_event e WHERE e.channel_order_id = o.id "
    "ORDER BY e.id DESC LIMIT 1), "
    "(SELECT e.at FROM channel_order_event e WHERE e.channel_order_id = o.id "
    "ORDER BY e.id DESC LIMIT 1) "
    "FROM channel_order o "
    "LEFT JOIN sales_order s ON s.channel_order_id = o.id "
    "LEFT JOIN channel_order_personal v ON v.channel_order_id = o.id "
    "WHERE o.id";

struct ShownRow : ChannelOrderRow {
    bool shows_personal = false;
};
// With names and without them.
struct OpenRows : sql::KnownRows<ShownRow> {};
struct SealedRows : sql::KnownRows<ShownRow> {};

ShownRow ReadRow(const sql::Rows& rows, const Keys& keys, ListedPartsReader& listed) {
    sql::RowReader row(rows);
    ShownRow order;
    order.id = row.IdAt<ChannelOrderId>();
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
    order.shows_personal = !row.IsNull() && ports::PersonalViewScope::IsOpen();
    const ListedParts& parts = listed.Read(row, keys, order.id);
    order.buyer_name = parts.buyer_name;
    order.purchase_order_number = parts.purchase_order_number;
    order.service_level = parts.service_level;
    order.programs = parts.programs;
    order.replaces_number = parts.replaces_number;
    order.marks.bits = row.Int();
    order.quantity_unshipped = row.Int();
    order.quantity_reserved = row.Int();
    order.last_event = row.OptionalText().value_or("");
    order.last_event_at = row.OptionalAt();
    return order;
}

}  // namespace

std::vector<ChannelOrderRow> LoadRows(sql::Connection& connection, const Keys& keys,
                                      ListedPartsReader& listed,
                                      const std::vector<ChannelOrderId>& ids) {
    static const sql::ByKeys kRowsOf(kRows);
    const auto read = [&](const sql::Rows& rows) { return ReadRow(rows, keys, listed); };
    std::vector<ShownRow> shown =
        ports::PersonalViewScope::IsOpen()
            ? sql::ReadRemembered<OpenRows>(connection, kRowsOf, ids, read)
            : sql::ReadRemembered<SealedRows>(connection, kRowsOf, ids, read);
    std::vector<ChannelOrderRow> rows;
    rows.reserve(shown.size());
    for (ShownRow& row : shown) {
        if (row.shows_personal) {
            ports::PersonalViewScope::Note("amazon-order", row.id.value);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace orderyard::storage
