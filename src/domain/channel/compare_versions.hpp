// Whether a text about an order is news: data never goes backwards.
#pragma once

#include <string>

#include "domain/channel/channel_order.hpp"

namespace orderyard::domain {

enum class VersionVerdict {
    kNews,       // newer, or the first: take it
    kUnchanged,  // the same content
    kStale,      // older: ignore
    kLookFirst,  // same age but other content, or a step backwards: ask the channel about this one
                 // order
};

struct ChannelVersion {
    base::Instant updated_at;
    std::string content_hash;
    ChannelStatus status = ChannelStatus::kUnknown;
};

// True for a status that takes back what an order has reached: SHIPPED -> UNSHIPPED, CANCELED ->
// anything.
bool IsStepBack(ChannelStatus from, ChannelStatus to);

// `is_authoritative`: `now` came from asking about this one order, so contradictions are settled by
// it.
VersionVerdict CompareVersions(const ChannelVersion& stored, const ChannelVersion& now,
                               bool is_authoritative);

}  // namespace orderyard::domain
