// Magento's OrderAddress from what the channel tells of an address, with placeholders for what it
// hides.
#pragma once

#include <string>

#include "api/json_writer.hpp"
#include "domain/order/order.hpp"

namespace orderyard::api::rest {

enum class AddressType { kBilling, kShipping };

// Magento numbers addresses apart from orders; here the id follows from the order's.
std::int64_t AddressId(const domain::Order& order, AddressType type);

// The texts that may be placeholders, as they are shown.
struct AddressText {
    std::string first_name, last_name, city, telephone, street1;
};
// Else the shipping address is shown for it.
bool IsBillingKnown(const domain::Order& order);
AddressText AddressTextOf(const domain::Order& order, AddressType type);

void WriteAddress(JsonWriter& json, const domain::Order& order, AddressType type);

}  // namespace orderyard::api::rest
