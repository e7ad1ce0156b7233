// The same goods once more, as an order of our own: what belongs to the channel (its numbers, its
// relay address, its way of paying and shipping) stays behind.
#include <utility>

#include "base/check.hpp"
#include "domain/order/process_order.hpp"
#include "domain/stock/line_stock.hpp"

namespace orderyard::domain {
namespace {

constexpr const char* kOfflinePayment = "offline";
constexpr const char* kOfflinePaymentTitle = "Paid offline";
constexpr const char* kOwnShipping = "custom_standard";
constexpr const char* kOwnShippingTitle = "Standard";

base::Result<> CheckProducts(const Order& order, const std::vector<CatalogLine>& catalog) {
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        if (!catalog.at(i).product) {
            return base::Fail(ToError({"no_product", "The product of SKU " + order.items[i].sku +
                                                         " is gone; put it into the catalog "
                                                         "again."}));
        }
    }
    return {};
}

OrderItem RepeatItem(const OrderItem& given, const CatalogLine& line, std::size_t index) {
    OrderItem item;
    item.id = OrderItemId(-static_cast<std::int64_t>(index) - 1);
    item.product_id = line.product->id;
    item.sku = given.sku;
    item.name = given.name;
    item.is_stock_managed = line.product->is_stock_managed;
    item.units_per_piece = line.units_per_piece;
    item.ordered = given.ordered;
    item.amounts = given.amounts;
    item.unit_price = given.unit_price;
    item.unit_price_incl_tax = given.unit_price_incl_tax;
    return item;
}

void RaiseFindings(Order& order, const std::vector<CatalogLine>& catalog, base::Instant now) {
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        const OrderItem& item = order.items[i];
        if (!catalog[i].product->is_enabled) {
            order.exceptions.push_back(
                {"product_disabled", item.sku, "The product is disabled, but ordered again.", now});
        }
        if (item.backordered > 0) {
            order.exceptions.push_back(
                {"out_of_stock", item.sku, "Not enough stock for the open pieces.", now});
        }
    }
}

// Of a channel's order, its relay address would reach the buyer past the rules about mails.
void TakeOffChannel(const ChannelLink& channel, Order& order) {
    order.personal.buyer_email.clear();
    order.payment = {};
    order.payment.method = kOfflinePayment;
    order.payment.method_title = kOfflinePaymentTitle;
    if (channel.fulfilled_by == FulfilledBy::kChannel) {
        order.shipping_method = kOwnShipping;
        order.shipping_description = kOwnShippingTitle;
    }
}

}  // namespace

base::Result<OrderChange> DecideReorder(const OrderFile& file,
                                        const std::vector<CatalogLine>& catalog,
                                        const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kReorder, file)) {
        return base::Fail(ToError(*refusal));
    }
    const Order& given = file.order;
    base::Check(catalog.size() == given.items.size(), "a line of the catalog for each item");
    if (const auto checked = CheckProducts(given, catalog); !checked) {
        return base::Fail(checked.error());
    }
    OrderChange change;
    Order& order = change.file.order;
    order.store_view_id = given.store_view_id;
    order.reordered_from = given.id;
    order.customer_id = given.customer_id;
    order.currency = given.currency;
    order.totals = given.totals;
    order.payment = given.payment;
    order.shipping_method = given.shipping_method;
    order.shipping_description = given.shipping_description;
    order.ship_to = given.ship_to;
    order.bill_to = given.bill_to;
    order.personal = given.personal;
    order.personal.items.clear();  // by the channel's item numbers
    if (given.channel) {
        TakeOffChannel(*given.channel, order);
    }
    order.payment.amount_ordered = given.totals.grand_total;
    order.placed_at = scene.now;
    order.created_at = scene.now;

    FreeStock free(catalog);
    for (std::size_t i = 0; i < given.items.size(); ++i) {
        order.items.push_back(RepeatItem(given.items[i], catalog[i], i));
        ReserveOpen(order.items.back(), free, change.moves);
    }
    RaiseFindings(order, catalog, scene.now);
    change.history.push_back(
        Note(scene, "created", "Repeats order " + given.increment_id, given.increment_id));
    Finish(change, scene);
    return change;
}

}  // namespace orderyard::domain
