// Holds a channel's books against ours, order by order: what both show is proven, what the channel
// paid without us becomes a credit memo, everything else is put before a person.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/ledger/match_refunds.hpp"
#include "domain/order/order_file.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// What of a credit memo stood in our message to the channel.
using ToldAmount =
    std::function<base::Money(const domain::OrderFile& file, const domain::CreditMemo& memo)>;

struct SettledRefunds {
    int adopted = 0;    // credit memos made
    int proven = 0;     // messages in doubt that turned out to have arrived
    int differing = 0;  // differences open now
};

// Stores `news` (of this order) and judges all of the order's refunds, in the caller's transaction.
// An order we do not have has nothing to judge. Differences: "refund_missing_here",
// "refund_missing_there" (the latter a week after the channel took it).
SettledRefunds SettleRefunds(ports::Transaction& tx, domain::StoreId store,
                             const std::string& channel_number,
                             const std::vector<domain::ChannelRefund>& news,
                             const ToldAmount& told_amount, base::Instant now);

inline constexpr base::Duration kBooksLag = base::Duration::Days(7);

}  // namespace orderyard::actions
