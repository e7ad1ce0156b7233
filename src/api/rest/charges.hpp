// What is charged besides goods and shipping, as extension attributes of orders, invoices and
// credit memos. Magento's own members have no place for it, and grand totals hold it.
#pragma once

#include "api/json_writer.hpp"
#include "base/money.hpp"

namespace orderyard::api::rest {

// Without tax; the taxes are part of the document's tax_amount.
struct Charges {
    base::Money gift_wrap, gift_wrap_tax;
    base::Money fee, fee_tax;  // cash on delivery and the like
    base::Money other;         // a tip, the channel's own rounding

    bool IsEmpty() const;
};

// The members of those that are there, within an object that is open; gift wrap under the names
// of Adobe Commerce.
void WriteCharges(JsonWriter& json, const Charges& charges);
// "extension_attributes" with them and nothing else, or nothing.
void WriteOnlyCharges(JsonWriter& json, const Charges& charges);

}  // namespace orderyard::api::rest
