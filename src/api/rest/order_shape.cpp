// Discounts of an order are negative on Magento's wire and those of its lines positive; clients add
// them up so.
#include "api/rest/order_shape.hpp"

#include <algorithm>
#include <string>

#include "api/rest/address_shape.hpp"
#include "api/rest/charges.hpp"
#include "api/rest/currency_shape.hpp"
#include "api/rest/order_amounts.hpp"
#include "api/rest/order_item_shape.hpp"
#include "api/rest/order_payment_shape.hpp"
#include "api/rest/person_name.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"

namespace orderyard::api::rest {
namespace {

using base::Money;
using domain::Order;

constexpr int kGroupNotLoggedIn = 0;  // Magento's customer groups
constexpr int kGroupGeneral = 1;
constexpr std::size_t kProtectCodeLength = 32;

void WriteIdentity(JsonWriter& json, const OrderToShow& shown) {
    const Order& order = shown.order;
    json.Field("entity_id", order.id.value).Field("increment_id", order.increment_id);
    json.Field("created_at", order.created_at.ToSqlSeconds());
    json.Field("updated_at", order.updated_at.ToSqlSeconds());
    json.Field("state", ToString(order.state)).Field("status", order.status);
    if (order.hold) {
        json.Field("hold_before_state", ToString(order.hold->state_before));
        json.TextIfAny("hold_before_status", order.hold->status_before);
    }
    if (order.channel) {
        json.Field("ext_order_id", order.channel->number);
        json.Field("quote_id",
                   order.channel->channel_order_id.value);  // what the order was made from
    }
    json.Field("store_id", order.store_view_id.value);
    if (shown.view != nullptr) {
        json.Field("store_name", StoreName(*shown.view));
    }
    // In Magento it lets a guest look at the order in the shop. There is no shop: it only has to be
    // there.
    const std::string seed =
        "protect_code/" + order.increment_id + "/" + std::to_string(order.created_at.micros);
    json.Field("protect_code", base::Hex(base::Sha256(seed)).substr(0, kProtectCodeLength));
}

void WriteCustomer(JsonWriter& json, const Order& order) {
    const bool is_guest = !order.customer_id.IsSet();
    const PersonName name =
        SplitName(order.personal.buyer_name.empty() ? order.personal.shipping.name
                                                    : order.personal.buyer_name);
    json.TextOrNull("customer_email", order.personal.buyer_email);
    json.Field("customer_firstname", name.first).Field("customer_lastname", name.last);
    json.Field("customer_group_id", is_guest ? kGroupNotLoggedIn : kGroupGeneral);
    if (!is_guest) {
        json.Field("customer_id", order.customer_id.value);
    }
    json.Field("customer_is_guest", is_guest ? 1 : 0).Field("customer_note_notify", 0);
    json.Field("email_sent", 0);  // the channel writes to its buyers, we do not
}

void WriteShippingAmounts(JsonWriter& json, const Order& order) {
    const Money tax = ShippingTax(order);
    Twins(json, "shipping_amount", order.totals.shipping);
    Twins(json, "shipping_discount_amount", order.totals.shipping_discount);
    // Magento's two spellings of one thing.
    json.Field("base_shipping_discount_tax_compensation_amnt", 0);
    json.Field("shipping_discount_tax_compensation_amount", 0);
    Twins(json, "shipping_incl_tax", order.totals.shipping + tax);
    Twins(json, "shipping_tax_amount", tax);
}

void WriteTotals(JsonWriter& json, const Order& order) {
    Twins(json, "grand_total", order.totals.grand_total);
    Twins(json, "subtotal", order.totals.subtotal);
    Twins(json, "subtotal_incl_tax", order.totals.subtotal_incl_tax);
    Twins(json, "tax_amount", order.totals.tax);
    Twins(json, "discount_amount", -order.totals.discount);
    Twins(json, "discount_tax_compensation_amount", Money());
    Twins(json, "total_due", order.totals.Due());
    WriteShippingAmounts(json, order);
    std::int64_t piece_count = 0;
    for (const domain::OrderItem& item : order.items) {
        piece_count += item.ordered;
    }
    json.Field("total_item_count", static_cast<std::int64_t>(order.items.size()));
    json.Field("total_qty_ordered", piece_count);
    json.Field("weight", 0).Field("is_virtual", 0);
}

bool HasPieces(const Order& order, Part part) {
    return std::any_of(order.items.begin(), order.items.end(),
                       [&](const domain::OrderItem& item) { return PieceCount(item, part) > 0; });
}

void WriteAdjustments(JsonWriter& json, const domain::OrderFile* file) {
    Money positive, negative;
    for (std::size_t i = 0; file != nullptr && i < file->credit_memos.size(); ++i) {
        const domain::CreditMemo& memo = file->credit_memos[i];
        if (memo.Counts()) {
            positive += memo.adjustment_refund;
            negative += memo.adjustment_fee;
        }
    }
    if (!positive.IsZero() || !negative.IsZero()) {
        Twins(json, "adjustment_positive", positive);
        Twins(json, "adjustment_negative", negative);
    }
}

void WriteProgress(JsonWriter& json, const Order& order, const domain::OrderFile* file) {
    if (HasPieces(order, Part::kInvoiced) || !order.totals.invoiced.IsZero() ||
        !order.totals.paid.IsZero()) {
        const PartAmounts part = OfOrder(order, Part::kInvoiced, file);
        Twins(json, "total_paid", order.totals.paid);
        Twins(json, "total_invoiced", order.totals.invoiced);
        Twins(json, "subtotal_invoiced", part.subtotal);
        Twins(json, "shipping_invoiced", part.shipping);
        Twins(json, "tax_invoiced", part.tax);
        Twins(json, "discount_invoiced", -part.discount);
        Twins(json, "discount_tax_compensation_invoiced", Money());
    }
    if (HasPieces(order, Part::kRefunded) || !order.totals.refunded.IsZero()) {
        const PartAmounts part = OfOrder(order, Part::kRefunded, file);
        Twins(json, "total_refunded", order.totals.refunded);
        // A channel pays it back itself.
        Twins(json, order.channel ? "total_online_refunded" : "total_offline_refunded",
              order.totals.refunded);
        Twins(json, "subtotal_refunded", part.subtotal);
        Twins(json, "shipping_refunded", part.shipping);
        Twins(json, "tax_refunded", part.tax);
        Twins(json, "discount_refunded", -part.discount);
        WriteAdjustments(json, file);
    }
    if (HasPieces(order, Part::kCanceled) || !order.totals.canceled.IsZero()) {
        const PartAmounts part = OfOrder(order, Part::kCanceled, file);
        Twins(json, "total_canceled", order.totals.canceled);
        Twins(json, "subtotal_canceled", part.subtotal);
        Twins(json, "shipping_canceled", part.shipping);
        Twins(json, "tax_canceled", part.tax);
        Twins(json, "discount_canceled", part.discount);
    }
}

// The list stands in the answer twice; writing it is most of the work, so it is written once.
std::string ItemsJson(const Order& order, const domain::OrderFile* file) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginArray();
    for (const domain::OrderItem& item : order.items) {
        WriteOrderItem(json, order, item, file);
    }
    json.EndArray();
    return json.Take();
}

void WriteHistories(JsonWriter& json, const OrderToShow& shown) {
    json.Key("status_histories").BeginArray();
    for (auto entry = shown.history.rbegin(); entry != shown.history.rend(); ++entry) {
        WriteHistoryEntry(json, shown.order.id, *entry);
    }
    json.EndArray();
}

Charges ChargesOf(const domain::OrderTotals& totals) {
    Charges charges{totals.gift_wrap, totals.gift_wrap_tax, totals.fee, totals.fee_tax, {}};
    charges.other = totals.grand_total - totals.subtotal - totals.shipping - totals.gift_wrap -
                    totals.fee - totals.tax + totals.discount;
    return charges;
}

void WriteExtensionAttributes(JsonWriter& json, const Order& order, const std::string& items) {
    json.Key("extension_attributes").BeginObject();
    json.Key("shipping_assignments").BeginArray().BeginObject();
    json.Key("shipping").BeginObject().Key("address");
    WriteAddress(json, order, AddressType::kShipping);
    json.TextIfAny("method", order.shipping_method);
    json.Key("total").BeginObject();
    WriteShippingAmounts(json, order);
    json.EndObject().EndObject();
    json.Key("items").Raw(items);
    json.EndObject().EndArray();
    json.Key("payment_additional_info").BeginArray();
    for (const auto& [key, value] : PaymentDetails(order)) {
        json.BeginObject().Field("key", key).Field("value", value).EndObject();
    }
    json.EndArray();
    json.Key("applied_taxes").BeginArray().EndArray();
    json.Key("item_applied_taxes").BeginArray().EndArray();
    WriteCharges(json, ChargesOf(order.totals));
    json.EndObject();
}

}  // namespace

std::string StoreName(const domain::StoreView& view) {
    return view.website_name + "\n" + view.group_name + "\n" + view.name;
}

void WriteHistoryEntry(JsonWriter& json, domain::OrderId order, const domain::HistoryEntry& entry) {
    json.BeginObject();
    json.TextOrNull("comment", entry.comment);
    json.Field("created_at", entry.at.ToSqlSeconds());
    json.Field("entity_id", entry.id.value).Field("entity_name", "order");
    json.Field("is_customer_notified", entry.is_customer_notified ? 1 : 0);
    json.Field("is_visible_on_front", entry.is_visible_on_front ? 1 : 0);
    json.Field("parent_id", order.value);
    json.TextIfAny("status", entry.status);
    json.EndObject();
}

void WriteOrder(JsonWriter& json, const OrderToShow& shown) {
    const Order& order = shown.order;
    json.BeginObject();
    WriteIdentity(json, shown);
    WriteCustomer(json, order);
    WriteCurrency(json, order.currency);
    WriteTotals(json, order);
    WriteProgress(json, order, shown.file);
    json.TextIfAny("shipping_description", order.shipping_description);
    json.Field("billing_address_id", AddressId(order, AddressType::kBilling));
    const std::string items = ItemsJson(order, shown.file);
    json.Key("items").Raw(items);
    json.Key("billing_address");
    WriteAddress(json, order, AddressType::kBilling);
    json.Key("payment");
    WritePayment(json, order);
    WriteHistories(json, shown);
    WriteExtensionAttributes(json, order, items);
    json.EndObject();
}

}  // namespace orderyard::api::rest
