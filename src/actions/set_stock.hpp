// Sets what is on the shelf of a product, as warehouses count it.
#pragma once

#include <cstdint>
#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/catalog/product.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// kNotFound: no such SKU. kNotAllowed: less than is reserved for orders; outside 0 to
// limits::kQuantityMax.
base::Result<domain::Product> SetStock(ports::Transaction& tx, const std::string& sku,
                                       std::int64_t on_hand, base::Instant now);

}  // namespace orderyard::actions
