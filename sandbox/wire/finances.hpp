// listTransactions of Amazon's Finances API 2024-06-19: the seller's books, as far as orders were
// shipped and paid back.
#pragma once

#include "base/instant.hpp"
#include "http/message.hpp"
#include "sandbox/world/world.hpp"

namespace orderyard::sandbox {

// `lag`: how long after it happened a transaction is listed. 400 as Amazon words it for a request
// that names neither a time nor an order, or times that cannot be.
http::Response ListTransactions(const http::Request& request, const World& world, base::Instant now,
                                base::Duration lag);

// Whether one of the order's refunds has this id in the books.
bool IsRefundTransaction(const Order& order, std::string_view id);

}  // namespace orderyard::sandbox
