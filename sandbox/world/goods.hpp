// The seller's made-up range: a few hundred articles with stable SKU, ASIN and price.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace orderyard::sandbox {

inline constexpr std::int64_t kArticleCount = 240;

struct Article {
    std::string sku;
    std::string asin;
    std::string title;          // in the language of `country`
    std::int64_t us_cents = 0;  // price in the United States
};

// `number` is 0 .. kArticleCount-1. A few SKUs are awkward on purpose (leading zeros, blanks, '+',
// '/').
Article ArticleOf(std::int64_t number, std::string_view country);

}  // namespace orderyard::sandbox
