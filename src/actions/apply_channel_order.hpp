// Takes one order text's meaning into the database: recorded if it is news, then decided into a
// commerce order.
#pragma once

#include <string>
#include <vector>

#include "domain/channel/channel_order.hpp"
#include "domain/channel/store.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct IncomingChannelOrder {
    domain::ChannelOrder order;  // store_id and number set; id not
    std::string content_hash;    // 32 bytes over the payload
    std::string payload;         // the channel's own text, verbatim
    bool is_authoritative =
        false;  // from a look at this one order: wins over a list of the same age
};

enum class ApplyOutcome {
    kApplied,    // news, recorded and decided
    kUnchanged,  // exactly what is stored
    kStale,      // older than what is stored: ignored
    kNeedsLook,  // contradicts what is stored at the same age, or steps backwards: a follow-up
                 // "look_at_channel_order" (subject: the order's number) was queued, nothing else
                 // changed
};

// Works inside the caller's transaction, so that the caller can mark its inbox row in the same one.
ApplyOutcome ApplyChannelOrder(ports::Transaction& tx, const domain::Store& store,
                               IncomingChannelOrder incoming, base::Instant now);

// Before a batch of ApplyChannelOrder in one transaction: what they will ask the database for is
// looked up at once. Changes nothing but the time it takes.
void ExpectChannelOrders(ports::Transaction& tx, const domain::Store& store,
                         const std::vector<const domain::ChannelOrder*>& orders);

// The kind of the follow-up above.
inline constexpr const char* kLookAtChannelOrder = "look_at_channel_order";

}  // namespace orderyard::actions
