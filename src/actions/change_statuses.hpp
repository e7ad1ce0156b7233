// Custom order statuses: labels for people, many to a state. order-management.md section 3.5.
#pragma once

#include <string>

#include "base/result.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::ports {
class Transaction;
}

namespace orderyard::actions {

// Makes a status, or changes its label, and puts it to a state; as the default it replaces the
// state's old one. kInvalidInput names the field: the code is a letter, then letters, digits and
// underscores, in lower case, of at most 32.
base::Result<> AssignStatus(ports::Transaction& tx, const ports::OrderStatus& status);

// Takes a status from a state. Refused: it is the state's default or its last one, or an order
// has it.
base::Result<> UnassignStatus(ports::Transaction& tx, const std::string& code,
                              domain::OrderState state);

}  // namespace orderyard::actions
