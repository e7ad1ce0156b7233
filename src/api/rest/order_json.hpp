// One order as the endpoints answer it.
#pragma once

#include <optional>
#include <string>

#include "domain/ids.hpp"
#include "ports/database.hpp"

namespace orderyard::api::rest {

// nullopt: there is no such order.
std::optional<std::string> OrderJson(ports::Transaction& tx, domain::OrderId id);

}  // namespace orderyard::api::rest
