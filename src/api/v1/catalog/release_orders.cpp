// One fix releases all: whoever waits is found by the SKU, not by who made the fix.
#include "api/v1/catalog/release_orders.hpp"

#include "actions/decide_channel_orders.hpp"
#include "ports/product_store.hpp"

namespace orderyard::api::v1 {

std::vector<std::string> ChannelSkusOf(ports::Transaction& tx, const domain::Product& product) {
    std::vector<std::string> skus = {product.sku};
    ports::ListingQuery query;
    query.product_id = product.id;
    query.page_size = base::limits::kPageSizeMax;
    for (const auto& row : tx.products().Listings(query).rows) {
        if (row.listing.channel_sku != product.sku) {
            skus.push_back(row.listing.channel_sku);
        }
    }
    return skus;
}

void ReleaseOrders(const ApiContext& context, const std::vector<std::string>& skus) {
    for (const std::string& sku : skus) {
        actions::DecideChannelOrdersOfSku(context.database, context.clock, sku);
    }
}

}  // namespace orderyard::api::v1
