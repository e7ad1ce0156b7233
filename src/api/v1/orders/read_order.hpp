// Finds and reads orders for answers: without holding them against writers.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "domain/order/order_file.hpp"
#include "http/message.hpp"
#include "ports/database.hpp"

namespace orderyard::api::v1 {

// What a path names in {id}: our id, or a number of ours or of the channel. kNotFound; whether an
// order has the id is seen when it is read.
base::Result<domain::OrderId> OrderIdOf(ports::Transaction& tx, const http::Request& request);
// The same of an order that exists, for what does not read it. kNotFound.
base::Result<domain::OrderId> KnownOrderIdOf(ports::Transaction& tx, const http::Request& request);
// A positive number in the path; an unset id for anything else, which no row has.
std::int64_t IdOf(const http::Request& request, std::string_view name);

// The order with its documents and follow-ups. kNotFound.
base::Result<domain::OrderFile> ReadOrderFile(ports::Transaction& tx, domain::OrderId id);

base::Error NoSuchOrder();

}  // namespace orderyard::api::v1
