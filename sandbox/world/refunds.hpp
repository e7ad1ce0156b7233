// What was charged for a line and what of it was given back, component by component, in the words
// of Amazon's adjustment feed. Money is charged when a unit is confirmed as shipped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

// Components with a ceiling of their own: Principal, Shipping, GiftWrap, COD, Other, and the taxes
// on the first four.
std::vector<std::string_view> ChargedComponents();
// Charged so far, promotions already taken off: for Principal the shipped units' share, for the
// others all of it from the first shipped unit on. Zero for a component nobody was charged for.
base::Money ChargedFor(const Line& line, std::string_view component);
// The same before promotions.
base::Money ChargedBeforePromotions(const Line& line, std::string_view component);
// Given back so far; promotions count as taken off.
base::Money RefundedFor(const Order& order, std::string_view order_item_id,
                        std::string_view component);
base::Currency CurrencyOf(const Order& order);

// Adds the refunds of one line, all or none. kNotAllowed for a line that has not shipped or an
// amount past the ceiling; kInvalidInput for a wrong currency or tax component.
base::Result<> RefundLine(Order& order, const std::vector<Refund>& refunds);
// Gives back everything that was charged and not yet refunded. False: there was nothing.
bool RefundWholeOrder(Order& order, base::Instant now, std::string_view source);

}  // namespace orderyard::sandbox
