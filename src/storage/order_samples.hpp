// For tests: orders with every field set to something of its own, small ones for lists, and a
// fixture that also talks SQL to the test database.
#pragma once

#include <memory>
#include <string>

#include "domain/channel/channel_order.hpp"
#include "domain/channel/verdict.hpp"
#include "domain/order/order.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/order_store.hpp"
#include "ports/product_store.hpp"
#include "storage/database_fixture.hpp"
#include "storage/keys.hpp"
#include "storage/sql/postgres_connection.hpp"
#include "storage/sql/sqlite_connection.hpp"

namespace orderyard::storage {

inline base::Money Eur(std::int64_t cents) {
    return base::Money::OfMinor(cents, base::Currency::Of("EUR"));
}
inline base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(1'700'000'000 + seconds);
}

inline domain::Location SomePlace(const std::string& city) {
    return {city, "district of " + city, "municipality of " + city, "Bayern", "DE", "RESIDENTIAL"};
}

inline domain::PersonalAddress SomeAddress(const std::string& name) {
    return {name,    name + " GmbH", {"Weg 1", "Hinterhaus", ""},
            "80331", "+4989",        {{"streetNumber", "1"}, {"neighborhood", "Au"}}};
}

inline domain::PersonalData FilledPersonalData() {
    domain::PersonalData data;
    data.buyer_name = "Erika Mustermann";
    data.buyer_email = "Erika_M@Example.org";
    data.buyer_company = "Muster AG";
    data.purchase_order_number = "PO-77";
    data.shipping = SomeAddress("김민수");
    data.billing = SomeAddress("Max Zahler");
    data.drop_off_location = "behind the shed";
    data.delivery_instruction = "ring twice";
    data.tax_registrations = {{"BUYER",
                               "Muster AG",
                               "VAT",
                               "DE123",
                               {{"TAX_OFFICE", "Nord"}},
                               SomeAddress("Amt"),
                               "München",
                               "Bayern",
                               "DE"},
                              {}};
    data.corrected = {{"Neuer Weg 2"}, "Fürth", "Bayern", "90762", "DE"};
    data.items = {
        {"item-1", "Alles Gute!", "https://example.org/c?u=1", "too late", "changed my mind"}, {}};
    return data;
}

inline domain::ChannelOrder FilledChannelOrder(domain::StoreId store, const std::string& number) {
    using domain::AmountKind;
    domain::ChannelOrder order;
    order.store_id = store;
    order.number = number;
    order.created_at = At(0);
    order.updated_at = At(60);
    order.is_foreign = true;
    order.marketplace_id = "A1PA6795UKMFR9";
    order.marketplace_name = "Amazon.de";
    order.status = domain::ChannelStatus::kPartiallyShipped;
    order.status_text = "PARTIALLY_SHIPPED";
    order.fulfilled_by = domain::FulfilledBy::kMerchant;
    order.service_level = "EXPEDITED";
    order.ship_by = {At(100), At(200)};
    order.deliver_by = {At(300), At(400)};
    order.label_printing = {std::nullopt, At(150)};
    order.currency = base::Currency::Of("EUR");
    order.grand_total = Eur(4'990);
    order.amounts = {{AmountKind::kTax, AmountKind::kShipping, Eur(95), "", ""},
                     {AmountKind::kOther, std::nullopt, -Eur(5), "ROYALTY", "FINALIZED"}};
    order.payments = {{"GiftCard", Eur(1'000), "acq", "VISA", "auth"},
                      {"Standard", Eur(3'990), "", "", ""}};
    order.programs = {"PRIME", "AMAZON_BUSINESS"};
    order.marks.bits = 5;
    order.replaces_number = "303-0000000-0000001";
    order.facts = {{"alias.SELLER_ORDER_ID", "77"}, {"program", "PRIME \"x\" \n ü"}};
    order.ship_to = SomePlace("München");
    order.personal = FilledPersonalData();
    domain::ChannelOrderItem item;
    item.number = "item-1";
    item.sku = " SKU-1 ";
    item.product_number = "B000000001";
    item.title = "Tasse, blau";
    item.quantity_ordered = 3;
    item.quantity_fulfilled = 1;
    item.quantity_unfulfilled = 1;
    item.unit_price = Eur(999);
    item.proceeds_total = Eur(2'997);
    item.amounts = {{AmountKind::kItem, std::nullopt, Eur(2'997), "", ""}};
    item.is_gift = true;
    item.gift_wrap_level = "PREMIUM";
    item.condition = "NEW";
    item.price_designation = "BUSINESS_PRICE";
    item.cancel_requested_by = "BUYER";
    item.cancelled_by = "AMAZON";
    item.scheduled_delivery = domain::TimeWindow{At(500), std::nullopt};
    item.promotion_ids = {"P1", "P2"};
    item.serial_numbers = {"S1"};
    item.facts = {{"ioss", "IM000"}};
    domain::ChannelOrderItem bare;
    bare.number = "item-2";
    bare.quantity_ordered = 1;
    order.items = {item, bare};
    order.packages = {{"1",
                       At(80),
                       At(90),
                       "IN_TRANSIT",
                       "OUT_FOR_DELIVERY",
                       "DHL",
                       "Paket",
                       "JJD1",
                       SomePlace("Erfurt"),
                       {{"item-1", 1, {"T1", "T2"}}}},
                      {}};
    order.unknown_values = {{"fulfillment.fulfillmentStatus", "TELEPORTED"}};
    return order;
}

inline domain::Verdict SomeVerdict(domain::VerdictKind kind = domain::VerdictKind::kNotYet) {
    return {kind,
            "pending",
            "The channel has not released the order.",
            {{"status", "pending"}},
            At(900)};
}

inline const std::string& SomeHash() {
    static const std::string kHash(32, '\0');
    return kHash;
}

// A small channel order for lists.
inline domain::ChannelOrder SmallChannelOrder(domain::StoreId store, int n) {
    domain::ChannelOrder order;
    order.store_id = store;
    order.number = "303-" + std::to_string(1'000'000 + n);
    order.created_at = At(n / 3);
    order.updated_at = At(n / 2);
    order.status = n % 4 == 0 ? domain::ChannelStatus::kPending : domain::ChannelStatus::kShipped;
    order.fulfilled_by = domain::FulfilledBy::kMerchant;
    if (n % 5 != 0) {
        order.currency = base::Currency::Of("EUR");
        order.grand_total = Eur(n % 7 * 100);
        order.ship_by.latest = At(n % 3);
    }
    return order;
}

// An order with every field set; it belongs to no channel order and no product yet.
inline domain::Order FilledOrder(const std::string& increment_id) {
    domain::Order order;
    order.store_view_id = domain::StoreViewId(1);
    order.increment_id = increment_id;
    order.state = domain::OrderState::kOnHold;
    order.status = "holded";
    order.hold = domain::OrderHold{domain::OrderState::kProcessing, "processing", "address check",
                                   At(5'000)};
    order.pending_cancel = domain::PendingCancel{"no_inventory", "anna", At(6'000)};
    order.package_reference_last = 3;
    order.currency = base::Currency::Of("EUR");
    domain::OrderItem item;
    item.channel_item_number = "item-1";
    item.sku = "SKU-1";
    item.name = "Tasse, blau";
    item.is_stock_managed = true;
    item.units_per_piece = 6;
    item.ordered = 5;
    item.invoiced = 4;
    item.shipped = 2;
    item.refunded_shipped = 1;
    item.refunded_unshipped = 1;
    item.canceled = 1;
    item.backordered = 1;
    item.amounts = {Eur(1'000), Eur(190), Eur(400), Eur(76),  Eur(200), Eur(38),   Eur(100),
                    Eur(19),    Eur(150), Eur(50),  Eur(320), Eur(1),   Eur(1'871)};
    item.unit_price = Eur(200);
    item.unit_price_incl_tax = Eur(238);
    domain::OrderItem bare;
    bare.channel_item_number = "item-2";
    order.items = {item, bare};
    order.totals.subtotal = Eur(1'000);
    order.totals.subtotal_incl_tax = Eur(1'190);
    order.totals.shipping = Eur(400);
    order.totals.shipping_tax = Eur(76);
    order.totals.shipping_discount = Eur(50);
    order.totals.gift_wrap = Eur(200);
    order.totals.gift_wrap_tax = Eur(38);
    order.totals.fee = Eur(100);
    order.totals.fee_tax = Eur(19);
    order.totals.tip = Eur(25);
    order.totals.discount = Eur(150);
    order.totals.tax = Eur(320);
    order.totals.rounding = Eur(1);
    order.totals.grand_total = Eur(1'896);
    order.totals.paid = Eur(1'800);
    order.totals.invoiced = Eur(1'700);
    order.totals.refunded = Eur(300);
    order.totals.canceled = Eur(10);
    order.payment = {"amazonpayment",
                     "Amazon",
                     Eur(1'896),
                     Eur(1'800),
                     {{"Marketplace", "Amazon.de"}, {"a\"b", "ü"}}};
    order.shipping_method = "amazonshipping_standard";
    order.shipping_description = "Amazon Standard";
    order.ship_to = SomePlace("München");
    order.bill_to = SomePlace("Wien");
    order.personal = FilledPersonalData();
    order.exceptions = {{"unknown_sku", "SKU-1", "No product has this SKU.", At(11)},
                        {"money_review", "", "The sum differs.", At(12)}};
    order.placed_at = At(1);
    order.created_at = At(2);
    order.updated_at = At(3);
    return order;
}

// A small order for lists.
inline domain::Order SmallOrder(int n) {
    domain::Order order;
    order.store_view_id = domain::StoreViewId(1);
    order.increment_id = std::to_string(100'000'000 + n);
    order.state = domain::OrderState::kProcessing;
    order.status = "processing";
    order.currency = base::Currency::Of("EUR");
    order.totals.subtotal = order.totals.subtotal_incl_tax = order.totals.grand_total =
        Eur(n * 100);
    order.payment.method = "amazonpayment";
    order.shipping_method = "amazonshipping_standard";
    order.placed_at = order.created_at = order.updated_at = At(n);
    return order;
}

class OrdersTest : public DatabaseTest {
  protected:
    // A connection beside the server's, for SQL the stores would never send.
    std::unique_ptr<sql::Connection> Connect(
        sql::SqliteMode mode = sql::SqliteMode::kReadWrite) const {
        if (IsSqlite()) {
            return std::make_unique<sql::SqliteConnection>(place().File(), mode);
        }
        return std::make_unique<sql::PostgresConnection>(place().Url());
    }
    void Write(const std::function<void(ports::Transaction&)>& work) { database().Write(work); }
    void Insert(domain::Order& order) {
        Write([&](ports::Transaction& t) { t.orders().Insert(order); });
    }
    void Insert(domain::ChannelOrder& order, const domain::Verdict& verdict = SomeVerdict()) {
        Write([&](ports::Transaction& t) {
            t.channel_orders().Insert(order, SomeHash(), "{}", verdict);
        });
    }
    void Save(domain::Order& order) {
        Write([&](ports::Transaction& t) {
            domain::Order copy = order;
            t.orders().Save(copy);
            order = copy;
        });
    }
    std::optional<domain::Order> Load(domain::OrderId id) {
        std::optional<domain::Order> order;
        database().Read([&](ports::Transaction& t) { order = t.orders().Load(id); });
        return order;
    }
    domain::Product MakeProduct(const std::string& sku, std::int64_t on_hand) {
        domain::Product product;
        product.sku = sku;
        product.name = "Product " + sku;
        product.on_hand = on_hand;
        Write([&](ports::Transaction& t) { t.products().Insert(product); });
        return product;
    }
};

}  // namespace orderyard::storage
