// How every endpoint that does something to one order runs it and answers.
#pragma once

#include <functional>

#include "api/v1/body_reader.hpp"
#include "api/v1/call.hpp"
#include "api/v1/orders/order_verbs.hpp"

namespace orderyard::api::v1 {

using FindOrderId = std::function<base::Result<domain::OrderId>(ports::Transaction& tx)>;

// What the caller says beside what shall be done: which version of the order it has seen.
std::optional<std::int64_t> ReadVersion(BodyReader& body);

// Finds the order, does `work` on it as the caller, answers with `status` and
//   {"order": {id, increment_id, state, status, version},
//    "invoices": [...], "shipments": [...], "credit_memos": [...], "follow_ups": [...]}
// holding the documents and follow-ups that are new or changed.
Answer Process(const Call& call, std::optional<std::int64_t> version, const FindOrderId& find,
               const OrderWork& work, int status);

// The same for POST /orders/{id}/<verb>: the body is what `read` asks for, and the version.
Answer ProcessOrder(const Call& call, OrderWork (*read)(BodyReader& body), int status);

}  // namespace orderyard::api::v1
