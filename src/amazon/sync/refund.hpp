// Refunds for Amazon. A refund has no key at Amazon: a second one is paid a second time. Nothing
// here ever guesses.
#pragma once

#include "amazon/sync/follow_up_run.hpp"

namespace orderyard::amazon {

// The payload of its feed message. An error is what Amazon would refuse, foreseen, in words.
base::Result<std::string> RefundPayload(ports::Transaction& tx, const domain::FollowUp& follow_up);

// What a refund whose fate stays unknown waits for.
inline constexpr const char* kRefundUnknown =
    "whether Amazon paid it cannot be told from here: look at the order's transactions in Seller "
    "Central";

}  // namespace orderyard::amazon
