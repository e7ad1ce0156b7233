// One entry of the audit trail for each changing call.
#pragma once

#include <string>

#include "actions/order_trail.hpp"
#include "api/caller.hpp"
#include "api/context.hpp"
#include "http/message.hpp"
#include "ports/database.hpp"

namespace orderyard::api {

// What an endpoint adds to its entry: of which thing, and how it was before and after. Nothing
// personal of buyers, no secrets.
struct AuditDetail {
    std::string subject;  // empty: what the path names
    std::string before, after;
};

// Of an empty trail: nothing. Else of "order 7", whatever paper of it the path names, so that what
// was done to an order is found by the order.
AuditDetail DetailOf(const actions::OrderTrail& trail);

// As the last thing of the change's transaction: the event is the route ("POST
// /api/v1/orders/{id}/hold"), the subject what its path names ("order 7", "invoice 3").
void AuditCall(ports::Transaction& tx, const ApiContext& context, const Caller& caller,
               const http::Request& request, const char* pattern, const AuditDetail& detail = {});

}  // namespace orderyard::api
