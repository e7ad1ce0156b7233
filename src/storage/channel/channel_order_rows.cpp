// SELECT lists and their readers, side by side.
#include "storage/channel/channel_order_rows.hpp"

#include "ports/personal_view.hpp"
#include "storage/channel/details_json.hpp"
#include "storage/privacy/personal_codec.hpp"

namespace orderyard::storage {

using domain::ChannelOrder;
using domain::ChannelOrderId;
using domain::ChannelOrderItem;
using sql::RowReader;

namespace {

constexpr const char* kOrder =
    "SELECT o.store_id, o.number, o.created_at, o.updated_at, o.is_foreign, o.marketplace_id, "
    "o.marketplace_name, "
    "o.status, o.status_text, o.fulfilled_by, o.ship_by_latest, o.currency, o.grand_total, "
    "o.grand_total_currency, o.marks, o.details, v.wrapped_key, v.personal "
    "FROM channel_order o LEFT JOIN channel_order_personal v ON v.channel_order_id = o.id WHERE "
    "o.id = ?";
constexpr const char* kItems =
    "SELECT id, number, sku, product_number, quantity_ordered, quantity_fulfilled, "
    "quantity_unfulfilled, details "
    "FROM channel_order_item WHERE channel_order_id = ? ORDER BY position";

ChannelOrder ReadOrder(const sql::Rows& rows, const Keys& keys, ChannelOrderId id) {
    RowReader row(rows);
    ChannelOrder order;
    order.id = id;
    order.store_id = row.IdAt<domain::StoreId>();
    order.number = row.Text();
    order.created_at = row.At();
    order.updated_at = row.At();
    order.is_foreign = row.Bool();
    order.marketplace_id = row.Text();
    order.marketplace_name = row.Text();
    order.status = row.Word(domain::ChannelStatusFrom);
    order.status_text = row.Text();
    order.fulfilled_by = row.Word(domain::FulfilledByFrom);
    order.ship_by.latest = row.OptionalAt();
    order.currency = row.Currency();
    if (row.IsNull()) {
        row.Skip(2);
    } else {
        const std::int64_t units = row.Int();
        order.grand_total = base::Money(units, row.Currency());
    }
    order.marks.bits = row.Int();
    ReadDetails(row.View(), order);
    order.is_purged = row.IsNull();
    order.personal = ReadChannelPersonal(row, keys, id);
    return order;
}

ChannelOrderItem ReadItem(const sql::Rows& rows) {
    RowReader row(rows);
    ChannelOrderItem item;
    item.id = row.IdAt<domain::ChannelItemId>();
    item.number = row.Text();
    item.sku = row.Text();
    item.product_number = row.Text();
    item.quantity_ordered = row.Int();
    item.quantity_fulfilled = row.Int();
    item.quantity_unfulfilled = row.Int();
    ReadDetails(row.View(), item);
    return item;
}

}  // namespace

SealedPlace ChannelKeyPlace(ChannelOrderId id) {
    return {kChannelPersonalTable, "wrapped_key", id.value};
}
SealedPlace ChannelPersonalPlace(ChannelOrderId id) {
    return {kChannelPersonalTable, "personal", id.value};
}
SealedPlace ChannelPayloadPlace(ChannelOrderId id) {
    return {kChannelPersonalTable, "payload", id.value};
}

domain::Verdict ReadVerdict(RowReader& row) {
    domain::Verdict verdict;
    verdict.kind = row.Word(domain::VerdictKindFrom);
    verdict.rule = row.Text();
    verdict.text = row.Text();
    verdict.inputs = PairsFromJson(row.View());
    verdict.next_look = row.OptionalAt();
    return verdict;
}

domain::PersonalData ReadChannelPersonal(RowReader& row, const Keys& keys, ChannelOrderId id) {
    if (row.IsNull() || !ports::PersonalViewScope::IsOpen()) {
        row.Skip(2);
        return {};
    }
    ports::PersonalViewScope::Note("amazon-order", id.value);
    const OrderKey key = OrderKey::Unwrap(keys, row.View(), ChannelKeyPlace(id));
    return DecodePersonalData(key.Open(row.View(), ChannelPersonalPlace(id)));
}

std::optional<ChannelOrder> LoadChannelOrder(sql::Connection& connection, const Keys& keys,
                                             ChannelOrderId id) {
    std::optional<ChannelOrder> order;
    {
        sql::Rows rows = connection.Query(kOrder, id);
        if (!rows.Next()) {
            return std::nullopt;
        }
        order = ReadOrder(rows, keys, id);
    }
    sql::Rows items = connection.Query(kItems, id);
    while (items.Next()) {
        order->items.push_back(ReadItem(items));
    }
    return order;
}

}  // namespace orderyard::storage
