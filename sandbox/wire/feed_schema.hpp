// The shape of the two order feeds the stand-in reads, element by element in their fixed order, and
// the check of a document against it. Written from the description in Amazon's guides.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sandbox/wire/xml.hpp"

namespace orderyard::sandbox {

inline constexpr std::string_view kAcknowledgementFeed = "POST_ORDER_ACKNOWLEDGEMENT_DATA";
inline constexpr std::string_view kAdjustmentFeed = "POST_PAYMENT_ADJUSTMENT_DATA";

struct FeedMessage {
    std::int64_t id = 0;
    XmlElement payload;  // OrderAcknowledgement or OrderAdjustment
};

struct FeedEnvelope {
    std::string merchant;
    std::vector<FeedMessage> messages;
};

bool IsKnownFeedType(std::string_view feed_type);
// kMalformed, with the line, for a document that is no XML or breaks the schema (Amazon's error
// 5000): nothing of such a feed is processed.
base::Result<FeedEnvelope> ReadEnvelope(std::string_view document, std::string_view feed_type);

}  // namespace orderyard::sandbox
