// What the channel's own books say was paid back to buyers, held against what we told it to pay.
// Pure.
#pragma once

#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/ids.hpp"

namespace orderyard::domain {

// One payment back to a buyer in the channel's books.
struct ChannelRefund {
    StoreId store_id;
    std::string transaction_id;  // the channel's, unique in a store
    std::string channel_number;  // of the order
    base::Instant posted_at;
    base::Money amount;           // what the buyer got, positive
    std::string status;           // the channel's word, e.g. "RELEASED"
    CreditMemoId credit_memo_id;  // made here because of it; unset: none

    friend bool operator==(const ChannelRefund&, const ChannelRefund&) = default;
};

// One refund that the channel may have been told of.
struct ToldRefund {
    FollowUpId follow_up_id;
    CreditMemoId credit_memo_id;
    base::Instant told_at;
    base::Money told;   // the sum of the components in our message
    base::Money whole;  // the memo's total; more than `told` where the channel adds tax by itself
};

struct RefundMatch {
    struct Pair {
        FollowUpId follow_up_id;
        std::string transaction_id;
        base::Instant posted_at;
    };
    std::vector<Pair> agreed;
    std::vector<ToldRefund> not_there;    // told, and not in the books
    std::vector<ChannelRefund> not_here;  // in the books, and not told by us
};

// Of one order. Equal amounts are the same refund, the nearest in time first; a payment that was
// posted more than `kClockSlack` before we told of it is not ours. What is left agrees as a whole
// when both sides sum up to the same: channels split one message into several payments.
RefundMatch MatchRefunds(std::vector<ToldRefund> told, std::vector<ChannelRefund> paid);

inline constexpr base::Duration kClockSlack = base::Duration::Minutes(15);

}  // namespace orderyard::domain
