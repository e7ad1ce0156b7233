// An order for tests: two lines, tax, a discount on goods and shipping, imported from a channel.
#pragma once

#include "domain/order/order.hpp"

namespace orderyard::api::rest {

inline base::Money Eur(const char* decimal) {
    return base::Money::Parse(decimal, base::Currency::Of("EUR")).value();
}

inline domain::OrderItem SampleItem() {
    domain::OrderItem item;
    item.id = domain::OrderItemId(11);
    item.channel_item_number = "111";
    item.product_id = domain::ProductId(5);
    item.sku = "SKU/1";
    item.name = "Tasse \"Größe\"";
    item.ordered = 2;
    item.unit_price = Eur("10.00");
    item.unit_price_incl_tax = Eur("11.90");
    item.amounts.row_total = Eur("20.00");
    item.amounts.row_tax = Eur("3.80");
    item.amounts.shipping = Eur("4.00");
    item.amounts.shipping_tax = Eur("0.76");
    item.amounts.discount = Eur("3.00");
    item.amounts.shipping_discount = Eur("1.00");
    item.amounts.tax = Eur("3.99");
    item.amounts.total = Eur("24.99");
    return item;
}

inline domain::OrderItem SecondSampleItem() {
    domain::OrderItem item;
    item.id = domain::OrderItemId(12);
    item.channel_item_number = "222";
    item.product_id = domain::ProductId(6);
    item.sku = "SKU-2";
    item.name = "Teller";
    item.ordered = 1;
    item.unit_price = Eur("5.50");
    item.unit_price_incl_tax = Eur("6.55");
    item.amounts.row_total = Eur("5.50");
    item.amounts.row_tax = Eur("1.05");
    item.amounts.tax = Eur("1.05");
    item.amounts.total = Eur("6.55");
    return item;
}

// 2 x 10.00 + 19 % tax, 4.00 shipping + 0.76 tax, discount 3.00 (1.00 of it on shipping) that saves
// 0.57 tax; 1 x 5.50 + 1.05 tax. Grand total 20 + 5.50 + 4 - 3 + (3.80 + 0.76 - 0.57 + 1.05)
// = 31.54.
inline domain::Order SampleOrder() {
    domain::Order order;
    order.id = domain::OrderId(7);
    order.store_view_id = domain::StoreViewId(2);
    order.increment_id = "2000000007";
    order.channel = domain::ChannelLink{};
    order.channel->channel_order_id = domain::ChannelOrderId(70);
    order.channel->number = "302-1234567-1234567";
    order.state = domain::OrderState::kProcessing;
    order.status = "processing";
    order.currency = base::Currency::Of("EUR");
    order.created_at = base::Instant::ParseIso("2026-02-03T04:05:06.789Z").value();
    order.updated_at = base::Instant::ParseIso("2026-02-04T00:00:00Z").value();
    order.shipping_method = "amazonshipping_standard";
    order.shipping_description = "Standard";
    order.payment.method = "amazonpayment";
    order.payment.method_title = "Amazon";
    order.payment.amount_ordered = Eur("31.54");
    order.items = {SampleItem(), SecondSampleItem()};

    order.totals.subtotal = Eur("25.50");
    order.totals.subtotal_incl_tax = Eur("30.35");
    order.totals.shipping = Eur("4.00");
    order.totals.shipping_tax = Eur("0.76");
    order.totals.shipping_discount = Eur("1.00");
    order.totals.discount = Eur("3.00");
    order.totals.tax = Eur("5.04");
    order.totals.grand_total = Eur("31.54");

    order.personal.buyer_name = "Anna Maria Schmidt";
    order.personal.buyer_email = "abc@marketplace.amazon.de";
    order.personal.shipping.name = "Bernd Schmidt";
    order.personal.shipping.lines = {"Am Ring 1", "2. Stock"};
    order.personal.shipping.postal_code = "01067";
    order.personal.shipping.phone = "+49 351 1";
    order.ship_to.city = "Dresden";
    order.ship_to.region = "Sachsen";
    order.ship_to.country_code = "DE";
    return order;
}

}  // namespace orderyard::api::rest
