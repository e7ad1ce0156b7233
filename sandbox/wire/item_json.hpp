// One order item as JSON, and the small writers it shares with the order.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

boost::json::object WriteItem(const Line& line);

// Sets the member unless the value is empty.
void Put(boost::json::object& object, std::string_view name, std::string_view text);
void Put(boost::json::object& object, std::string_view name, boost::json::object value);
void Put(boost::json::object& object, std::string_view name, boost::json::array value);
void PutTime(boost::json::object& object, std::string_view name,
             const std::optional<base::Instant>& instant);
boost::json::array WriteTexts(const std::vector<std::string>& texts);
boost::json::object WriteWindow(const TimeWindow& window);
boost::json::object WriteMoney(const base::Money& money);

}  // namespace orderyard::sandbox
