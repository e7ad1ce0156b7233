// The endpoints of our own API. They see authorised requests only; a refusal is an Error, the rest
// a Response.
#pragma once

#include "api/context.hpp"
#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::api::v1 {

using Answer = base::Result<http::Response>;
using Endpoint = Answer (*)(const ApiContext&, const http::Request&);

Answer ListStores(const ApiContext& context, const http::Request& request);  // GET  /stores
Answer ListChannelOrders(const ApiContext& context,
                         const http::Request& request);  // GET  .../amazon-orders
Answer ShowChannelOrder(const ApiContext& context,
                        const http::Request& request);  // GET  .../amazon-orders/{number}
Answer ShowSync(const ApiContext& context, const http::Request& request);  // GET  .../sync

struct Call;
Answer StartSync(const Call& call);      // POST .../sync
Answer RetryInboxRow(const Call& call);  // POST .../inbox/{row}/retry: due at once
Answer SkipInboxRow(const Call& call);   // POST .../inbox/{row}/skip {"reason":""}

}  // namespace orderyard::api::v1
