// subtotal + shipping_amount + tax_amount + discount_amount (+ adjustment) + these is grand_total.
#include "api/rest/charges.hpp"

#include <string>

#include "api/rest/order_item_shape.hpp"

namespace orderyard::api::rest {

bool Charges::IsEmpty() const {
    return gift_wrap.IsZero() && gift_wrap_tax.IsZero() && fee.IsZero() && fee_tax.IsZero() &&
           other.IsZero();
}

void WriteCharges(JsonWriter& json, const Charges& charges) {
    if (!charges.gift_wrap.IsZero() || !charges.gift_wrap_tax.IsZero()) {
        const std::string price = charges.gift_wrap.ToShortest();
        const std::string tax = charges.gift_wrap_tax.ToShortest();
        json.Key("gw_items_base_price").Raw(price).Key("gw_items_price").Raw(price);
        json.Key("gw_items_base_tax_amount").Raw(tax).Key("gw_items_tax_amount").Raw(tax);
    }
    if (!charges.fee.IsZero() || !charges.fee_tax.IsZero()) {
        Twins(json, "fee_amount", charges.fee);
        Twins(json, "fee_tax_amount", charges.fee_tax);
    }
    if (!charges.other.IsZero()) {
        Twins(json, "other_amount", charges.other);
    }
}

void WriteOnlyCharges(JsonWriter& json, const Charges& charges) {
    if (!charges.IsEmpty()) {
        json.Key("extension_attributes").BeginObject();
        WriteCharges(json, charges);
        json.EndObject();
    }
}

}  // namespace orderyard::api::rest
