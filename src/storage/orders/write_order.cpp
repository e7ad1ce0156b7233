// Writing an order's rows. Everything goes through ExecLater: on PostgreSQL an order is one round
// trip.
#include <array>
#include <stdexcept>
#include <unordered_map>

#include "domain/order/pieces_to_ship.hpp"
#include "storage/channel/details_json.hpp"
#include "storage/line_amounts.hpp"
#include "storage/order_store.hpp"
#include "storage/orders/order_keys.hpp"
#include "storage/orders/order_rows.hpp"
#include "storage/orders/tally_order.hpp"
#include "storage/privacy/indexed_texts.hpp"

namespace orderyard::storage {

using domain::Order;
using domain::OrderId;
using domain::OrderItem;
using sql::NullIfUnset;
using sql::Value;

namespace {

constexpr const char* kOrderColumns =
    "store_view_id, increment_id, state, status, hold_before_state, hold_before_status, "
    "hold_reason, hold_until, pending_cancel_reason, pending_cancel_actor, "
    "pending_cancel_asked_at, reordered_from, package_reference_last, "
    "customer_id, currency, subtotal, subtotal_incl_tax, shipping, shipping_tax, "
    "shipping_discount, gift_wrap, "
    "gift_wrap_tax, fee, fee_tax, tip, discount, tax, rounding, grand_total, paid, invoiced, "
    "refunded, canceled, "
    "due, quantity_ordered, item_count, shipping_method, shipping_description, channel_store_id, "
    "channel_order_id, channel_number, marketplace_id, fulfilled_by, ship_by_earliest, "
    "ship_by_latest, "
    "deliver_by_earliest, deliver_by_latest, placed_at, created_at, updated_at, pieces_to_ship, "
    "exception_count, ship_country, marks, version";
const std::string kInsertOrder = sql::InsertSql("sales_order", std::string(kOrderColumns) + ", id");
const std::string kUpdateOrder =
    sql::UpdateSql("sales_order", kOrderColumns, "id = ? AND version = ?");
// The slot is the connection's, so that connections seldom wait for each other's counters.
constexpr const char* kCountOne =
    "INSERT INTO sales_order_count(slot, store_view_id, state, status, orders) "
    "VALUES (0, ?, ?, ?, 1) ON CONFLICT (slot, store_view_id, state, status) "
    "DO UPDATE SET orders = sales_order_count.orders + 1";
constexpr const char* kCountOnePostgres =
    "INSERT INTO sales_order_count(slot, store_view_id, state, status, orders) "
    "VALUES (pg_backend_pid() % 16, ?, ?, ?, 1) ON CONFLICT (slot, store_view_id, state, status) "
    "DO UPDATE SET orders = sales_order_count.orders + 1";

constexpr const char* kSell =
    "INSERT INTO sales_hour(slot, store_id, hour, currency, orders, total) "
    "VALUES (0, ?, ?, ?, ?, ?) ON CONFLICT (store_id, hour, currency, slot) DO UPDATE SET "
    "orders = sales_hour.orders + excluded.orders, total = sales_hour.total + excluded.total";
constexpr const char* kSellPostgres =
    "INSERT INTO sales_hour(slot, store_id, hour, currency, orders, total) "
    "VALUES (pg_backend_pid() % 16, ?, ?, ?, ?, ?) ON CONFLICT (store_id, hour, currency, slot) "
    "DO UPDATE SET orders = sales_hour.orders + excluded.orders, "
    "total = sales_hour.total + excluded.total";

constexpr const char* kItemColumns =
    "position, channel_item_number, product_id, sku, name, is_stock_managed, units_per_piece, "
    "ordered, invoiced, shipped, "
    "refunded_shipped, refunded_unshipped, canceled, backordered, row_total, row_tax, shipping, "
    "shipping_tax, "
    "gift_wrap, gift_wrap_tax, fee, fee_tax, discount, shipping_discount, tax, rounding, total, "
    "unit_price, "
    "unit_price_incl_tax, order_id";
const std::string kInsertItem =
    sql::InsertSql("sales_order_item", std::string(kItemColumns) + ", id");
const std::string kUpdateItem = sql::UpdateSql("sales_order_item", kItemColumns, "id = ?");
constexpr const char* kDeleteItem = "DELETE FROM sales_order_item WHERE id = ?";

// An upsert with foreign keys makes SQLite open a savepoint of its own, and FTS5 then writes out
// all it has gathered: new orders, which have no reservation yet, go the plain way.
constexpr const char* kInsertReservation =
    "INSERT INTO stock_reservation(order_item_id, product_id, quantity) VALUES (?, ?, ?)";
constexpr const char* kPutReservation =
    "INSERT INTO stock_reservation(order_item_id, product_id, quantity) VALUES (?, ?, ?) "
    "ON CONFLICT (order_item_id) DO UPDATE SET product_id = excluded.product_id, quantity = "
    "excluded.quantity";
constexpr const char* kDeleteReservation = "DELETE FROM stock_reservation WHERE order_item_id = ?";
constexpr const char* kPutLocation =
    "INSERT INTO sales_order_address(order_id, kind, city, district, municipality, region, "
    "country_code, "
    "address_kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_id, kind) DO UPDATE SET "
    "city = excluded.city, district = excluded.district, municipality = excluded.municipality, "
    "region = excluded.region, country_code = excluded.country_code, address_kind = "
    "excluded.address_kind";
constexpr const char* kPutPayment =
    "INSERT INTO sales_order_payment(order_id, method, method_title, amount_ordered, amount_paid, "
    "currency, "
    "details) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_id) DO UPDATE SET "
    "method = excluded.method, method_title = excluded.method_title, amount_ordered = "
    "excluded.amount_ordered, "
    "amount_paid = excluded.amount_paid, currency = excluded.currency, details = excluded.details";
constexpr const char* kInsertException =
    "INSERT INTO sales_order_exception(order_id, position, code, item_sku, text, raised_at) "
    "VALUES (?, ?, ?, ?, ?, ?)";
constexpr const char* kDeleteExceptions = "DELETE FROM sales_order_exception WHERE order_id = ?";
void AppendHold(std::vector<Value>& values, const std::optional<domain::OrderHold>& hold) {
    if (!hold) {
        values.resize(values.size() + 4);
        return;
    }
    values.insert(values.end(),
                  {ToString(hold->state_before), hold->status_before, hold->reason, hold->until});
}

void AppendPendingCancel(std::vector<Value>& values,
                         const std::optional<domain::PendingCancel>& cancel) {
    if (!cancel) {
        values.resize(values.size() + 3);
        return;
    }
    values.insert(values.end(), {cancel->reason, cancel->actor, cancel->asked_at});
}

void AppendTotals(std::vector<Value>& values, const Order& order) {
    const domain::OrderTotals& totals = order.totals;
    const base::Money due = totals.Due();
    for (const base::Money* amount :
         {&totals.subtotal, &totals.subtotal_incl_tax, &totals.shipping, &totals.shipping_tax,
          &totals.shipping_discount, &totals.gift_wrap, &totals.gift_wrap_tax, &totals.fee,
          &totals.fee_tax, &totals.tip, &totals.discount, &totals.tax, &totals.rounding,
          &totals.grand_total, &totals.paid, &totals.invoiced, &totals.refunded, &totals.canceled,
          &due}) {
        values.emplace_back(Units(*amount, order.currency));
    }
}

void AppendChannelLink(std::vector<Value>& values, const std::optional<domain::ChannelLink>& link) {
    if (!link) {
        values.resize(values.size() + 9);
        return;
    }
    values.insert(values.end(),
                  {NullIfUnset(link->store_id), NullIfUnset(link->channel_order_id), link->number,
                   link->marketplace_id, ToString(link->fulfilled_by), link->ship_by.earliest,
                   link->ship_by.latest, link->deliver_by.earliest, link->deliver_by.latest});
}

// What an order adds to the figures of its hour.
struct SalesShare {
    std::int64_t store_id = 0;
    std::int64_t hour = 0;
    std::string currency;
    std::int64_t orders = 0;  // 0: canceled, it adds nothing
    std::int64_t total = 0;

    friend bool operator==(const SalesShare&, const SalesShare&) = default;
};

SalesShare ShareOf(const Order& order) {
    constexpr std::int64_t kMicrosPerHour = 3'600'000'000;
    SalesShare share;
    if (order.state == domain::OrderState::kCanceled) {
        return share;
    }
    share.store_id = order.channel ? order.channel->store_id.value : 0;
    share.hour = order.placed_at.micros / kMicrosPerHour;
    share.currency = order.currency.code();
    share.orders = 1;
    share.total = Units(order.totals.grand_total, order.currency);
    return share;
}

// `sign`: 1 or -1.
void CountSale(sql::Connection& connection, const SalesShare& share, std::int64_t sign) {
    if (share.orders != 0) {
        connection.ExecLater(connection.Pick(kSell, kSellPostgres), share.store_id, share.hour,
                             share.currency, sign * share.orders, sign * share.total);
    }
}

// In the order of kOrderColumns, and the id after them.
std::vector<Value> OrderValues(const Order& order, std::int64_t version) {
    std::vector<Value> values;
    values.reserve(58);
    values.insert(values.end(),
                  {order.store_view_id, order.increment_id, ToString(order.state), order.status});
    AppendHold(values, order.hold);
    AppendPendingCancel(values, order.pending_cancel);
    values.insert(values.end(), {NullIfUnset(order.reordered_from), order.package_reference_last,
                                 NullIfUnset(order.customer_id), order.currency.code()});
    AppendTotals(values, order);
    std::int64_t quantity = 0;
    for (const OrderItem& item : order.items) {
        quantity += item.ordered;
    }
    values.insert(values.end(), {quantity, order.items.size(), order.shipping_method,
                                 order.shipping_description});
    AppendChannelLink(values, order.channel);
    values.insert(values.end(),
                  {order.placed_at, order.created_at, order.updated_at, domain::PiecesToShip(order),
                   order.exceptions.size(), order.ship_to.country_code,
                   order.channel ? order.channel->marks.bits : std::int64_t{0}, version, order.id});
    return values;
}

// In the order of kItemColumns, and the id after them.
std::vector<Value> ItemValues(const Order& order, std::size_t position) {
    const OrderItem& item = order.items[position];
    std::vector<Value> values;
    values.reserve(32);
    values.insert(values.end(), {position, item.channel_item_number, NullIfUnset(item.product_id),
                                 item.sku, item.name, item.is_stock_managed, item.units_per_piece,
                                 item.ordered, item.invoiced, item.shipped, item.refunded_shipped,
                                 item.refunded_unshipped, item.canceled, item.backordered});
    AppendLineAmounts(values, item.amounts, order.currency);
    values.emplace_back(Units(item.unit_price, order.currency));
    values.emplace_back(Units(item.unit_price_incl_tax, order.currency));
    values.insert(values.end(), {order.id, item.id});
    return values;
}

}  // namespace

void SqlOrderStore::Insert(Order& order) {
    order.id = OrderId(connection_.NewId("sales_order"));
    order.version = 1;
    connection_.ExecLaterWith(kInsertOrder, OrderValues(order, order.version), false);
    connection_.ExecLater(connection_.Pick(kCountOne, kCountOnePostgres), order.store_view_id,
                          ToString(order.state), order.status);
    TallyNew(connection_, order);
    CountSale(connection_, ShareOf(order), 1);
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        order.items[i].id = domain::OrderItemId(connection_.NewId("sales_order_item"));
        InsertItem(order, i);
    }
    for (const auto& [kind, place] :
         {std::pair("shipping", &order.ship_to), std::pair("billing", &order.bill_to)}) {
        if (*place != domain::Location{}) {
            SaveLocation(order.id, kind, *place);
        }
    }
    SavePayment(order);
    InsertExceptions(order);
    InsertPersonal(order);
}

void SqlOrderStore::Save(Order& order) {
    const std::optional<Order> stored = StoredNow(order.id);
    if (!stored || stored->version != order.version) {
        throw ports::VersionConflict("the order was changed by somebody else");
    }
    order.updated_at = std::max(order.updated_at, stored->updated_at);
    std::vector<Value> values = OrderValues(order, order.version + 1);
    values.emplace_back(order.version);
    connection_.ExecLaterWith(kUpdateOrder, values, true);
    if (const SalesShare before = ShareOf(*stored), after = ShareOf(order); before != after) {
        CountSale(connection_, before, -1);
        CountSale(connection_, after, 1);
    }
    TallyChange(connection_, *stored, order);
    SaveItems(*stored, order);
    if (order.ship_to != stored->ship_to) {
        SaveLocation(order.id, "shipping", order.ship_to);
    }
    if (order.bill_to != stored->bill_to) {
        SaveLocation(order.id, "billing", order.bill_to);
    }
    if (order.payment != stored->payment) {
        SavePayment(order);
    }
    if (order.exceptions != stored->exceptions) {
        connection_.ExecLater(kDeleteExceptions, order.id);
        InsertExceptions(order);
    }
    SavePersonal(*stored, order);
    ++order.version;
    held_ = {connection_.memory_no(), order};
}

void SqlOrderStore::InsertItem(const Order& order, std::size_t position) {
    connection_.ExecLaterWith(kInsertItem, ItemValues(order, position), false);
    if (order.items[position].reserved != 0) {
        const OrderItem& item = order.items[position];
        connection_.ExecLater(kInsertReservation, item.id, NullIfUnset(item.product_id),
                              item.reserved);
    }
}

void SqlOrderStore::SaveItems(const Order& stored, Order& order) {
    std::unordered_map<std::int64_t, std::size_t> before;  // place by id
    for (std::size_t i = 0; i < stored.items.size(); ++i) {
        before.emplace(stored.items[i].id.value, i);
    }
    std::unordered_map<std::int64_t, std::size_t> gone = before;
    for (const OrderItem& item : order.items) {
        gone.erase(item.id.value);
    }
    for (const auto& [id, place] : gone) {
        connection_.ExecLater(kDeleteItem, id);
    }
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        OrderItem& item = order.items[i];
        if (item.id.value <= 0) {  // new: unset, or provisional
            item.id = domain::OrderItemId(connection_.NewId("sales_order_item"));
            InsertItem(order, i);
            continue;
        }
        const auto found = before.find(item.id.value);
        if (found == before.end()) {
            throw std::logic_error("a line of the order has an id that is not stored");
        }
        const OrderItem& old = stored.items[found->second];
        if (item == old && found->second == i) {
            continue;
        }
        connection_.ExecLaterWith(kUpdateItem, ItemValues(order, i), true);
        if (item.reserved != old.reserved || item.product_id != old.product_id) {
            SaveReservation(item);
        }
    }
}

void SqlOrderStore::SaveReservation(const OrderItem& item) {
    if (item.reserved == 0) {
        connection_.ExecLater(kDeleteReservation, item.id);
    } else {
        connection_.ExecLater(kPutReservation, item.id, NullIfUnset(item.product_id),
                              item.reserved);
    }
}

void SqlOrderStore::SaveLocation(OrderId id, std::string_view kind, const domain::Location& place) {
    connection_.ExecLater(kPutLocation, id, kind, place.city, place.district, place.municipality,
                          place.region, place.country_code, place.address_kind);
}

void SqlOrderStore::SavePayment(const Order& order) {
    const domain::OrderPayment& payment = order.payment;
    const base::Currency currency = payment.amount_ordered.currency().IsSet()
                                        ? payment.amount_ordered.currency()
                                        : payment.amount_paid.currency();
    connection_.ExecLater(kPutPayment, order.id, payment.method, payment.method_title,
                          Units(payment.amount_ordered, currency),
                          Units(payment.amount_paid, currency), currency.code(),
                          PairsToJson(payment.details));
}

void SqlOrderStore::InsertExceptions(const Order& order) {
    for (std::size_t i = 0; i < order.exceptions.size(); ++i) {
        const domain::OrderException& exception = order.exceptions[i];
        connection_.ExecLater(kInsertException, order.id, i, exception.code, exception.item_sku,
                              exception.text, exception.raised_at);
    }
}

void SqlOrderStore::InsertPersonal(const Order& order) {
    new_key_ = {connection_.memory_no(), order.id, OrderKey::New()};
    PutOrderPersonal(connection_, keys_, *new_key_.key, order.id, order.personal);
    index_.Insert(connection_, order.id.value, OrderTokens(index_, order.personal));
}

void SqlOrderStore::SavePersonal(const Order& stored, const Order& order) {
    if (order.personal == stored.personal) {
        return;
    }
    const Tokens before = OrderTokens(index_, stored.personal);
    const Tokens after = OrderTokens(index_, order.personal);
    // The same key as before: comments are sealed with it, too.
    const std::optional<OrderKey> stored_key = LoadOrderKey(connection_, keys_, order.id);
    const OrderKey key = stored_key ? *stored_key : OrderKey::New();
    PutOrderPersonal(connection_, keys_, key, order.id, order.personal);
    if (before != after) {
        index_.Delete(connection_, order.id.value, before);
        index_.Insert(connection_, order.id.value, after);
    }
}

}  // namespace orderyard::storage
