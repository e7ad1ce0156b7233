// A transaction of Amazon's books as the neutral payment back to a buyer that it is.
#pragma once

#include <optional>

#include "amazon/wire/transactions.hpp"
#include "base/result.hpp"
#include "domain/ledger/match_refunds.hpp"

namespace orderyard::amazon {

// nullopt: no refund of an order. The amount is what the buyer got: the item's parts without
// Amazon's own fees, which are partly given back to the seller at the same time; without parts, the
// total. kMalformed for amounts that are none.
base::Result<std::optional<domain::ChannelRefund>> RefundFromAmazon(
    const wire::Transaction& transaction, domain::StoreId store);

}  // namespace orderyard::amazon
