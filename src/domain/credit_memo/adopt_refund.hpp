// A refund that the channel paid without us: by itself, or by somebody in its own pages. Pure.
#pragma once

#include "domain/ledger/match_refunds.hpp"
#include "domain/order/order_change.hpp"

namespace orderyard::domain {

// A credit memo over exactly what was paid, which the channel is not told of. All that is left of
// an order without open pieces: line by line. Anything else names no lines: it is money only, since
// the channel's books do not say what it was for. Refused as any credit memo; kInvalidInput for
// another currency.
base::Result<OrderChange> DecideAdoptRefund(const OrderFile& file, const ChannelRefund& refund,
                                            const Scene& scene);

}  // namespace orderyard::domain
