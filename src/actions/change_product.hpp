// Products by hand: made, changed, counted, and tied to what a channel sells them as.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/catalog/product.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// Unset: as it is.
struct ProductChange {
    std::optional<std::string> name;
    std::optional<std::string> bin;
    std::optional<base::Money> price;
    bool drops_price = false;
    std::optional<bool> is_enabled;
    std::optional<bool> is_stock_managed;
    std::optional<std::int64_t> version;  // that the caller has seen
};

// The SKU is kept as it is given, never trimmed. kInvalidInput names the field.
base::Result<domain::Product> MakeProduct(ports::Transaction& tx, domain::Product product);
// kNotFound; kConflict when it has changed since.
base::Result<domain::Product> ChangeProduct(ports::Transaction& tx, domain::ProductId id,
                                            const ProductChange& change);
// What was counted on the shelf, and why it differs. kNotFound; kNotAllowed: less than is reserved.
base::Result<domain::Product> CorrectStock(ports::Transaction& tx, domain::ProductId id,
                                           std::int64_t on_hand, const std::string& reason,
                                           base::Instant now);

// Remembers what a channel's SKU is; replaces what it was. kInvalidInput names the field.
base::Result<domain::Listing> MapListing(ports::Transaction& tx, const domain::Listing& listing);

}  // namespace orderyard::actions
