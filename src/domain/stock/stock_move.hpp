// Movements of the stock ledger. on_hand = sum of `on_hand` parts, reserved = sum of `reserved`
// parts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/ids.hpp"

namespace orderyard::domain {

enum class StockReason {
    kImport,  // a product file or a warehouse's count
    kReserve,
    kRelease,
    kShip,
    kReturn,
    kCorrect,  // a person, who says why in `note`
};
std::string_view ToString(StockReason reason);

struct StockMove {
    ProductId product_id;
    std::int64_t on_hand = 0;   // signed change of units on the shelf
    std::int64_t reserved = 0;  // signed change of units held for orders
    StockReason reason = StockReason::kReserve;
    OrderId order_id;            // unset for catalog imports
    std::string order_item_key;  // channel item number, or empty
    std::string note = {};       // why, in the words of a person; no personal data

    friend bool operator==(const StockMove&, const StockMove&) = default;
};

}  // namespace orderyard::domain
