// The strings behind the stage: JSON over /control to move time, place and change orders, script
// faults and look at everything. Reference: docs/sandbox.md. Served on loopback only.
#pragma once

#include <boost/json/fwd.hpp>
#include <memory>

#include "http/message.hpp"
#include "http/router.hpp"
#include "sandbox/wire/selling_partner_api.hpp"

namespace orderyard::sandbox {

struct Stage {
    const SandboxOptions& options;
    World& world;
    VirtualClock& clock;
    SellingPartnerApi& api;
};

// The caller holds the sandbox's lock while a handler runs. `stage` must outlive the router.
std::shared_ptr<const http::Router> ControlRoutes(Stage& stage);

void AddOrderRoutes(http::Router& router, Stage& stage);
void AddTruthRoutes(http::Router& router, Stage& stage);
void AddFeedRoutes(http::Router& router, Stage& stage);

// {"field","message"} with the status that fits the error.
http::Response ControlError(const base::Error& error);
http::Response ControlJson(const boost::json::object& body, int status = 200);
// The request's body as an object; an empty body is an empty object.
base::Result<boost::json::object> ControlBody(const http::Request& request);

// An order out of a few words:
// {"marketplace","paid","fulfilled_by","order_id","buyer_name","address",
// "lines":[{"sku","asin","title","quantity","unit_price","shipping","tax","discount"}]}.
base::Result<Order> OrderFromSpec(const boost::json::object& spec, const Stage& stage);

}  // namespace orderyard::sandbox
