// Magento numbers the lines of documents; ours have no numbers of their own.
#pragma once

#include <cstddef>
#include <cstdint>

namespace orderyard::api::rest {

// The same for the same line at each reading, and no other line's of its kind. `position` counts
// from 0; an order has fewer lines than the factor (limits::kOrderLinesMax).
inline std::int64_t DocumentItemId(std::int64_t document, std::size_t position) {
    constexpr std::int64_t kLinesOfDocument = 10'000;
    return document * kLinesOfDocument + static_cast<std::int64_t>(position) + 1;
}

}  // namespace orderyard::api::rest
