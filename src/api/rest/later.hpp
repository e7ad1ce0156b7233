// Magento's asynchronous API: requests below /rest/async/V1 and /rest/async/bulk/V1 are taken over
// and done later, one after the other, each exactly once.
#pragma once

#include <functional>

#include "api/rest/route_table.hpp"

namespace orderyard::api::rest {

// The JSON of the 202. `is_each`: the body is a list of bodies, whose members also stand for the
// path's "by..." segments (/order/byOrderId/ship). The caller has the rights of the route.
Answer TakeOver(const Call& call, const RouteRow& row, bool is_each);

struct LaterHelp {
    std::function<bool()> should_stop;  // asked before each
    // Whether this process is still the one that does it, by the transaction's word.
    std::function<bool(ports::Transaction& tx)> is_mine;
};
// Does what is open, until nothing is or it should stop; returns how much was done.
std::int64_t DoLater(const ApiContext& context, const LaterHelp& help);

}  // namespace orderyard::api::rest
