// Messages to a buyer that the channel itself carries: fixed kinds, each with a longest text, and
// only those that the channel allows for the order now. sp-api.md section 7.2.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace orderyard::domain {

struct ChannelMessageKind {
    std::string_view word;
    std::size_t characters_max;
};
inline constexpr std::array kChannelMessageKinds{
    ChannelMessageKind{"confirm_customization", 800}, ChannelMessageKind{"confirm_delivery", 2'000},
    ChannelMessageKind{"confirm_order", 2'000},       ChannelMessageKind{"confirm_service", 2'000},
    ChannelMessageKind{"unexpected_problem", 2'000},  ChannelMessageKind{"digital_key", 400},
};
// Has no text; the channel words it, in the buyer's language.
inline constexpr std::string_view kReviewRequest = "review_request";

// nullptr: no such kind, or the review request.
const ChannelMessageKind* FindChannelMessage(std::string_view word);
// kInvalidInput names "kind" or "text".
base::Result<> CheckChannelMessage(std::string_view word, std::string_view text);

}  // namespace orderyard::domain
