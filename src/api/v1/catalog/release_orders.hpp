// After the catalog was put right: the orders that waited for it go on.
#pragma once

#include <string>
#include <vector>

#include "api/context.hpp"
#include "domain/catalog/product.hpp"
#include "ports/database.hpp"

namespace orderyard::api::v1 {

// What channels may call this product: its own SKU and those of its listings.
std::vector<std::string> ChannelSkusOf(ports::Transaction& tx, const domain::Product& product);
// Decides the orders that wait for these SKUs again, each in a transaction of its own. Not inside a
// transaction.
void ReleaseOrders(const ApiContext& context, const std::vector<std::string>& skus);

}  // namespace orderyard::api::v1
