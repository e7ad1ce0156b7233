// An order as the JSON of Orders 2026-01-01, cut down to what this caller may see.
#pragma once

#include <boost/json/fwd.hpp>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "sandbox/wire/sections.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

struct OrderView {
    Sections sections;
    bool shows_personal_data = true;  // the application's roles
    base::Instant now;                // phone numbers vanish after delivery
};

boost::json::object WriteOrder(const Order& order, const OrderView& view);
// Everything Amazon's side holds: no gate, no role, no hidden price of a pending order.
boost::json::object WriteWholeOrder(const Order& order);
boost::json::object WriteMoney(const base::Money& money);

// An order posted in Amazon's shape. Members the stand-in has no idea of (and values it cannot
// hold) are kept in overlay_json and laid over every answer. kInvalidInput naming the field when
// the frame is not there.
base::Result<Order> ReadOrder(const boost::json::object& json);
base::Result<Address> ReadAddress(const boost::json::object& json);

}  // namespace orderyard::sandbox
