// SELECT lists and their readers, side by side: the order of columns is the only tie between them.
#include "storage/orders/order_rows.hpp"

#include <array>
#include <unordered_map>

#include "ports/personal_view.hpp"
#include "storage/channel/details_json.hpp"
#include "storage/line_amounts.hpp"
#include "storage/orders/order_keys.hpp"
#include "storage/privacy/personal_codec.hpp"
#include "storage/sql/id_list.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::Order;
using domain::OrderId;
using domain::OrderItem;
using sql::RowReader;

namespace {

constexpr const char* kOrders =
    "SELECT o.id, o.store_view_id, o.increment_id, o.version, o.state, o.status, o.customer_id, "
    "o.currency, "
    "o.subtotal, o.subtotal_incl_tax, o.shipping, o.shipping_tax, o.shipping_discount, "
    "o.gift_wrap, "
    "o.gift_wrap_tax, o.fee, o.fee_tax, o.tip, o.discount, o.tax, o.rounding, o.grand_total, "
    "o.paid, o.invoiced, "
    "o.refunded, o.canceled, o.shipping_method, o.shipping_description, o.placed_at, o.created_at, "
    "o.updated_at, "
    "o.hold_before_state, o.hold_before_status, o.hold_reason, o.hold_until, "
    "o.pending_cancel_reason, o.pending_cancel_actor, o.pending_cancel_asked_at, "
    "o.reordered_from, o.package_reference_last, "
    "o.channel_store_id, o.channel_order_id, o.channel_number, o.marketplace_id, o.fulfilled_by, "
    "o.ship_by_earliest, o.ship_by_latest, o.deliver_by_earliest, o.deliver_by_latest, "
    "o.marks, "
    "p.method, p.method_title, p.amount_ordered, p.amount_paid, p.currency, p.details, "
    "s.city, s.district, s.municipality, s.region, s.country_code, s.address_kind, "
    "b.city, b.district, b.municipality, b.region, b.country_code, b.address_kind, "
    "v.wrapped_key, v.personal "
    "FROM sales_order o "
    "LEFT JOIN sales_order_payment p ON p.order_id = o.id "
    "LEFT JOIN sales_order_address s ON s.order_id = o.id AND s.kind = 'shipping' "
    "LEFT JOIN sales_order_address b ON b.order_id = o.id AND b.kind = 'billing' "
    "LEFT JOIN sales_order_personal v ON v.order_id = o.id "
    "WHERE o.id";
constexpr const char* kItems =
    "SELECT i.order_id, i.id, i.channel_item_number, i.product_id, i.sku, i.name, "
    "i.is_stock_managed, i.units_per_piece, i.ordered, "
    "i.invoiced, i.shipped, i.refunded_shipped, i.refunded_unshipped, i.canceled, i.backordered, "
    "i.row_total, "
    "i.row_tax, i.shipping, i.shipping_tax, i.gift_wrap, i.gift_wrap_tax, i.fee, i.fee_tax, "
    "i.discount, "
    "i.shipping_discount, i.tax, i.rounding, i.total, i.unit_price, i.unit_price_incl_tax, "
    "r.quantity "
    "FROM sales_order_item i LEFT JOIN stock_reservation r ON r.order_item_id = i.id "
    "WHERE i.order_id";
constexpr const char* kItemsOrder = " ORDER BY i.order_id, i.position";
constexpr const char* kExceptions =
    "SELECT e.order_id, e.code, e.item_sku, e.text, e.raised_at FROM sales_order_exception e WHERE "
    "e.order_id";
constexpr const char* kExceptionsOrder = " ORDER BY e.order_id, e.position";

domain::OrderTotals ReadTotals(RowReader& row, base::Currency currency) {
    domain::OrderTotals totals;
    for (base::Money* amount :
         {&totals.subtotal, &totals.subtotal_incl_tax, &totals.shipping, &totals.shipping_tax,
          &totals.shipping_discount, &totals.gift_wrap, &totals.gift_wrap_tax, &totals.fee,
          &totals.fee_tax, &totals.tip, &totals.discount, &totals.tax, &totals.rounding,
          &totals.grand_total, &totals.paid, &totals.invoiced, &totals.refunded,
          &totals.canceled}) {
        *amount = row.Money(currency);
    }
    return totals;
}

std::optional<domain::OrderHold> ReadHold(RowReader& row) {
    if (row.IsNull()) {
        row.Skip(4);
        return std::nullopt;
    }
    domain::OrderHold hold;
    hold.state_before = row.Word(domain::OrderStateFrom);
    hold.status_before = row.Text();
    hold.reason = row.Text();
    hold.until = row.OptionalAt();
    return hold;
}

std::optional<domain::PendingCancel> ReadPendingCancel(RowReader& row) {
    if (row.IsNull()) {
        row.Skip(3);
        return std::nullopt;
    }
    return domain::PendingCancel{row.Text(), row.Text(), row.At()};
}

std::optional<domain::ChannelLink> ReadChannelLink(RowReader& row) {
    if (row.IsNull()) {
        row.Skip(10);
        return std::nullopt;
    }
    domain::ChannelLink link;
    link.store_id = row.IdAt<domain::StoreId>();
    link.channel_order_id = row.IdAt<domain::ChannelOrderId>();
    link.number = row.Text();
    link.marketplace_id = row.Text();
    link.fulfilled_by = row.Word(domain::FulfilledByFrom);
    link.ship_by = {row.OptionalAt(), row.OptionalAt()};
    link.deliver_by = {row.OptionalAt(), row.OptionalAt()};
    link.marks.bits = row.Int();
    return link;
}

domain::OrderPayment ReadPayment(RowReader& row) {
    domain::OrderPayment payment;
    if (row.IsNull()) {
        row.Skip(6);
        return payment;
    }
    payment.method = row.Text();
    payment.method_title = row.Text();
    const std::int64_t ordered = row.Int();
    const std::int64_t paid = row.Int();
    const base::Currency currency = row.Currency();
    payment.amount_ordered = base::Money(ordered, currency);
    payment.amount_paid = base::Money(paid, currency);
    payment.details = PairsFromJson(row.View());
    return payment;
}

domain::Location ReadLocation(RowReader& row) {
    domain::Location place;
    if (row.IsNull()) {
        row.Skip(6);
        return place;
    }
    for (std::string* text : {&place.city, &place.district, &place.municipality, &place.region,
                              &place.country_code, &place.address_kind}) {
        *text = row.Text();
    }
    return place;
}

// Purged orders have no row in the vault: their personal data is empty, as it is for readers who
// must not see it.
domain::PersonalData ReadPersonal(RowReader& row, const Keys& keys, OrderId id) {
    if (row.IsNull() || !ports::PersonalViewScope::IsOpen()) {
        return {};
    }
    ports::PersonalViewScope::Note("order", id.value);
    const OrderKey key = OrderKey::Unwrap(keys, row.View(), OrderKeyPlace(id));
    return DecodePersonalData(key.Open(row.View(), OrderPersonalPlace(id)));
}

Order ReadOrder(const sql::Rows& rows, const Keys& keys) {
    RowReader row(rows);
    Order order;
    order.id = row.IdAt<OrderId>();
    order.store_view_id = row.IdAt<domain::StoreViewId>();
    order.increment_id = row.Text();
    order.version = row.Int();
    order.state = row.Word(domain::OrderStateFrom);
    order.status = row.Text();
    order.customer_id = row.IdAt<domain::CustomerId>();
    order.currency = row.Currency();
    order.totals = ReadTotals(row, order.currency);
    order.shipping_method = row.Text();
    order.shipping_description = row.Text();
    order.placed_at = row.At();
    order.created_at = row.At();
    order.updated_at = row.At();
    order.hold = ReadHold(row);
    order.pending_cancel = ReadPendingCancel(row);
    order.reordered_from = row.IdAt<OrderId>();
    order.package_reference_last = row.Int();
    order.channel = ReadChannelLink(row);
    order.payment = ReadPayment(row);
    order.ship_to = ReadLocation(row);
    order.bill_to = ReadLocation(row);
    order.personal = ReadPersonal(row, keys, order.id);
    return order;
}

OrderItem ReadItem(RowReader& row, base::Currency currency) {
    OrderItem item;
    item.id = row.IdAt<domain::OrderItemId>();
    item.channel_item_number = row.Text();
    item.product_id = row.IdAt<domain::ProductId>();
    item.sku = row.Text();
    item.name = row.Text();
    item.is_stock_managed = row.Bool();
    item.units_per_piece = row.Int();
    for (std::int64_t* quantity :
         {&item.ordered, &item.invoiced, &item.shipped, &item.refunded_shipped,
          &item.refunded_unshipped, &item.canceled, &item.backordered}) {
        *quantity = row.Int();
    }
    item.amounts = ReadLineAmounts(row, currency);
    item.unit_price = row.Money(currency);
    item.unit_price_incl_tax = row.Money(currency);
    item.reserved = row.IsNull() ? 0 : row.Int();
    return item;
}

std::vector<Order> Load(sql::Connection& connection, const Keys& keys,
                        const std::vector<OrderId>& ids) {
    static const sql::ByKeys kOrdersOf(kOrders), kItemsOf(kItems, kItemsOrder),
        kExceptionsOf(kExceptions, kExceptionsOrder);
    const sql::Dialect dialect = connection.dialect();
    const std::string asked = sql::ByKeys::Keys(dialect, ids);
    const std::array<sql::Value, 1> values = {sql::Value(asked)};
    const std::array<sql::Connection::Question, 3> questions = {{
        {kOrdersOf.For(dialect, ids.size()), values},
        {kItemsOf.For(dialect, ids.size()), values},
        {kExceptionsOf.For(dialect, ids.size()), values},
    }};
    std::vector<sql::Rows> answers = connection.QueryAll(questions);
    std::vector<Order> orders;
    orders.reserve(ids.size());
    std::unordered_map<std::int64_t, std::size_t> places;
    sql::Rows& rows = answers[0];
    while (rows.Next()) {
        places.emplace(rows.Int(0), orders.size());
        orders.push_back(ReadOrder(rows, keys));
    }
    // Null: in a transaction that writes, each statement sees what was committed before it, so that
    // lines may show up whose order was not there yet.
    const auto order_of = [&](std::int64_t id) {
        const auto place = places.find(id);
        return place == places.end() ? nullptr : &orders[place->second];
    };
    sql::Rows& items = answers[1];
    while (items.Next()) {
        RowReader row(items);
        if (Order* order = order_of(row.Int())) {
            order->items.push_back(ReadItem(row, order->currency));
        }
    }
    sql::Rows& exceptions = answers[2];
    while (exceptions.Next()) {
        RowReader row(exceptions);
        if (Order* order = order_of(row.Int())) {
            order->exceptions.push_back({row.Text(), row.Text(), row.Text(), row.At()});
        }
    }
    return orders;
}

}  // namespace

std::optional<Order> LoadOrder(sql::Connection& connection, const Keys& keys, OrderId id) {
    std::vector<Order> orders = Load(connection, keys, {id});
    return orders.empty() ? std::nullopt : std::optional(std::move(orders.front()));
}

std::vector<Order> LoadOrders(sql::Connection& connection, const Keys& keys,
                              const std::vector<OrderId>& ids) {
    if (ids.empty()) {
        return {};
    }
    std::unordered_map<std::int64_t, std::size_t> places;
    for (const OrderId id : ids) {
        places.emplace(id.value, places.size());
    }
    std::vector<Order> found = Load(connection, keys, ids);
    // Each order is moved once, into its place: it is a large thing.
    std::vector<Order*> in_order(places.size(), nullptr);
    for (Order& order : found) {
        in_order[places.at(order.id.value)] = &order;
    }
    std::vector<Order> orders;
    orders.reserve(found.size());
    for (Order* order : in_order) {
        if (order != nullptr) {
            orders.push_back(std::move(*order));
        }
    }
    return orders;
}

}  // namespace orderyard::storage
