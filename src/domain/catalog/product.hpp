// A product of ours: enough to price nothing and reserve something. The catalog proper lives
// elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "domain/ids.hpp"

namespace orderyard::domain {

struct Product {
    ProductId id;
    std::string sku;  // unique, case-sensitive, never trimmed
    std::string name;
    std::string bin;  // where it lies in the store-room, as the seller writes it; may be empty
    std::optional<base::Money> price;
    bool is_enabled = true;
    bool is_stock_managed = true;
    std::int64_t on_hand = 0;   // >= 0
    std::int64_t reserved = 0;  // 0 <= reserved <= on_hand
    std::int64_t version = 0;

    std::int64_t Free() const { return on_hand - reserved; }
};

// Where it lies; empty: nowhere said. kInvalidInput: too long, or not one line.
base::Result<> CheckBin(std::string_view bin);

// The remembered tie from a channel's SKU (or the channel's own product number) to a product of
// ours.
struct Listing {
    StoreId store_id;
    std::string channel_sku;
    std::string channel_product_number;  // ASIN; may be empty
    ProductId product_id;
    std::int64_t units = 1;  // of ours in one of theirs
};

}  // namespace orderyard::domain
