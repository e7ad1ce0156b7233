// What can happen to an order, as functions on the order alone: paid, cancelled, shipped, changed.
// Both the living world and the control API go through these, so an order cannot get into a state
// Amazon has no word for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

// kNotAllowed with the reason when the order's state forbids it. None of them touches last_updated:
// the world stamps every change itself.
base::Result<> Release(Order& order);  // a pre-order becomes an ordinary pending order
base::Result<> Pay(Order& order);
// `cancelled_by` BUYER, MERCHANT or AMAZON; refused once a unit was shipped.
base::Result<> Cancel(Order& order, std::string_view cancelled_by, std::string_view reason);
// Takes back what a feed may still take back of a partly shipped order: every open unit.
void CancelRest(Order& order, std::string_view cancelled_by, std::string_view reason);
// The buyer asks; nothing else changes. An empty item id means every line.
base::Result<> RequestCancel(Order& order, std::string_view order_item_id, std::string_view reason);
void WithdrawCancelRequest(Order& order);
// Everything still open leaves: one more package for merchant orders, none for Amazon's.
base::Result<> ShipRest(Order& order, base::Instant now, std::string_view carrier,
                        std::string_view tracking);
// `quantity` units of one line leave in a new package.
base::Result<> ShipUnits(Order& order, std::string_view order_item_id, std::int64_t quantity,
                         base::Instant now, std::string_view carrier, std::string_view tracking);
base::Result<> Deliver(Order& order, std::string_view package_reference_id);
base::Result<> ChangeAddress(Order& order, const Address& address);
// Cancels units of a line down to `quantity`. Amounts shrink with it; Amazon lowers
// quantityOrdered, or, with `keeps_ordered`, only quantityUnfulfilled (both are seen in the field).
// Down to 0 the line has no price.
base::Result<> ChangeQuantity(Order& order, std::string_view order_item_id, std::int64_t quantity,
                              bool keeps_ordered, std::string_view cancelled_by,
                              std::string_view reason = "Part of the line was cancelled");

// Sets UNSHIPPED, PARTIALLY_SHIPPED or SHIPPED from the lines' quantities.
void RefreshShippingStatus(Order& order);
// The smallest number not used as a package reference of the order, as text.
std::string NextPackageReference(const Order& order);

}  // namespace orderyard::sandbox
