// Keys that a fresh Magento item carries are always written, zeros included; the rest only once it
// happened.
#include "api/rest/order_item_shape.hpp"

#include <array>
#include <string>

#include "api/rest/order_amounts.hpp"

namespace orderyard::api::rest {
namespace {

using base::Money;
using domain::Order;
using domain::OrderItem;

Money AtLeastZero(const Money& amount) {
    return amount.IsNegative() ? Money::Zero(amount.currency()) : amount;
}

// The channel gives tax amounts, no rates: this is what the amounts come to, to two decimals.
std::string TaxPercent(const domain::LineAmounts& amounts) {
    if (amounts.row_total.units() <= 0) {
        return "0";
    }
    constexpr std::int64_t kHundredthsOfPercent = 10'000;
    __extension__ using Wide = __int128;
    const Wide row = amounts.row_total.units();
    const auto hundredths = static_cast<std::int64_t>(
        (Wide{amounts.row_tax.units()} * kHundredthsOfPercent * 2 + row) / (row * 2));
    constexpr std::int64_t kMoneyUnitsPerHundredth = Money::kUnitsPerMain / 100;
    return Money(hundredths * kMoneyUnitsPerHundredth, {}).ToShortest();
}

void WritePrices(JsonWriter& json, const OrderItem& item) {
    const Money discount = GoodsDiscount(item.amounts);
    const Money tax = GoodsTax(item.amounts);
    Twins(json, "original_price", item.unit_price);
    Twins(json, "price", item.unit_price);
    Twins(json, "price_incl_tax", item.unit_price_incl_tax);
    Twins(json, "row_total", AtLeastZero(item.amounts.row_total - discount));
    Twins(json, "row_total_incl_tax", AtLeastZero(item.amounts.row_total + tax - discount));
    Twins(json, "tax_amount", tax);
    json.Key("tax_percent").Raw(TaxPercent(item.amounts));
    Twins(json, "discount_amount", discount);
    json.Field("discount_percent", 0);
    Twins(json, "discount_tax_compensation_amount", Money());
}

void WriteProgress(JsonWriter& json, const OrderItem& item, const domain::OrderFile* file) {
    const PartAmounts invoiced = OfLine(item, Part::kInvoiced, file);
    const PartAmounts refunded = OfLine(item, Part::kRefunded, file);
    Twins(json, "row_invoiced", invoiced.subtotal);
    Twins(json, "tax_invoiced", invoiced.tax);
    Twins(json, "discount_invoiced", invoiced.discount);
    Twins(json, "amount_refunded", refunded.subtotal);
    if (PieceCount(item, Part::kRefunded) > 0 || !refunded.subtotal.IsZero()) {
        Twins(json, "tax_refunded", refunded.tax);
        Twins(json, "discount_refunded", refunded.discount);
    }
    if (item.canceled > 0) {
        json.Field("tax_canceled", OfLine(item, Part::kCanceled, file).tax);
    }
    json.Field("qty_ordered", item.ordered).Field("qty_invoiced", item.invoiced);
    json.Field("qty_shipped", item.shipped)
        .Field("qty_refunded", PieceCount(item, Part::kRefunded));
    json.Field("qty_canceled", item.canceled);
    if (item.backordered > 0) {
        json.Field("qty_backordered", item.backordered);
    }
}

void WriteGiftMessage(JsonWriter& json, const Order& order, const OrderItem& item) {
    const domain::PersonalItem* personal = order.personal.FindItem(item.channel_item_number);
    if (personal == nullptr || personal->gift_message.empty()) {
        return;
    }
    json.Key("extension_attributes").BeginObject().Key("gift_message").BeginObject();
    json.Field("sender", "").Field("recipient", "").Field("message", personal->gift_message);
    json.EndObject().EndObject();
}

}  // namespace

void Twins(JsonWriter& json, std::string_view name, const Money& amount) {
    const std::string value = amount.ToShortest();
    std::array<char, 64> base_name{'b', 'a', 's', 'e', '_'};
    constexpr std::size_t kPrefix = 5;
    const std::size_t length = name.copy(base_name.data() + kPrefix, base_name.size() - kPrefix);
    json.Key({base_name.data(), kPrefix + length}).Raw(value).Key(name).Raw(value);
}

void WriteOrderItem(JsonWriter& json, const Order& order, const OrderItem& item,
                    const domain::OrderFile* file) {
    json.BeginObject();
    json.Field("created_at", order.created_at.ToSqlSeconds());
    json.Field("updated_at", order.updated_at.ToSqlSeconds());
    json.TextIfAny("ext_order_item_id", item.channel_item_number);
    json.Field("free_shipping", 0)
        .Field("is_qty_decimal", 0)
        .Field("is_virtual", 0)
        .Field("no_discount", 0);
    json.Field("item_id", item.id.value).Field("order_id", order.id.value);
    json.Field("quote_item_id", item.id.value);
    json.Field("store_id", order.store_view_id.value);
    json.TextIfAny("name", item.name);
    if (item.product_id.IsSet()) {
        json.Field("product_id", item.product_id.value);
    }
    json.Field("product_type", "simple");
    json.Field("row_weight", 0).Field("sku", item.sku).Field("weight", 0);
    WritePrices(json, item);
    WriteProgress(json, item, file);
    WriteGiftMessage(json, order, item);
    json.EndObject();
}

}  // namespace orderyard::api::rest
