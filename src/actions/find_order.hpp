// The order that people name by a number: ours, or the channel's.
#pragma once

#include <optional>
#include <string>

#include "domain/ids.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// By increment id, in the store views' order, else by the number at any connected channel, also one
// that was archived.
std::optional<domain::OrderId> FindOrder(ports::Transaction& tx, const std::string& number);

}  // namespace orderyard::actions
