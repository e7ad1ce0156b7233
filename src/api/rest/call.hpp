// One admitted request to the REST API, and what an endpoint makes of it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/audit.hpp"
#include "api/caller.hpp"
#include "api/context.hpp"
#include "base/result.hpp"
#include "domain/order/actor.hpp"
#include "http/message.hpp"

namespace orderyard::api::rest {

// The JSON of a 200, or the refusal.
using Answer = base::Result<std::string>;

class RenderedOrders;

struct Call {
    const ApiContext& context;
    const http::Request& request;
    const Caller& caller;  // of nobody on anonymous routes

    const char* pattern;  // of the route, for the audit trail
    // Written in the transaction of a change that was made, with its answer.
    std::function<void(ports::Transaction& tx, const std::string& json)> with_change = {};

    std::shared_ptr<AuditDetail> detail = std::make_shared<AuditDetail>();

    // Set beside a refusal that sums up several: the single ones.
    std::shared_ptr<std::vector<base::Error>> single_refusals =
        std::make_shared<std::vector<base::Error>>();

    // What this server remembers of orders it has shown; null: nothing.
    RenderedOrders* rendered = nullptr;

    domain::Actor Actor() const { return caller.actor; }
    // For the entry that Change() makes: call it in the work. What is done to orders is noted
    // without it.
    void Note(AuditDetail noted) const { *detail = std::move(noted); }
    // A number in the path; MagentoIdNeeded for 0 and for what is no number.
    base::Result<std::int64_t> PathId(std::string_view name = "id") const;
};

}  // namespace orderyard::api::rest
