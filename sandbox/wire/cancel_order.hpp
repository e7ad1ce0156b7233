// cancelOrder of Orders 2026-01-01, the operation Amazon has shown and withdrawn: a whole order,
// cancelled by the merchant at once. Behind a switch.
#pragma once

#include <optional>
#include <string_view>

#include "http/message.hpp"
#include "sandbox/world/world.hpp"

namespace orderyard::sandbox {

// 202 without a body, or the refusal. `keeps`: false answers, but changes nothing.
http::Response CancelOrder(World& world, OrderNumber number, std::string_view body, bool keeps);

}  // namespace orderyard::sandbox
