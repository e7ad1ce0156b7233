// Products, their stock with its ledger, and the remembered channel listings.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/catalog/product.hpp"
#include "domain/channel/import_rules.hpp"
#include "domain/stock/stock_move.hpp"
#include "ports/search.hpp"

namespace orderyard::ports {

// How a channel names what was sold; either may be empty.
struct ChannelSku {
    std::string sku;
    std::string product_number;
};

struct ProductPage {
    std::vector<domain::Product> products;
    std::int64_t total_count = 0;
};

class ProductStore {
  public:
    virtual ~ProductStore() = default;
    virtual std::optional<domain::Product> FindBySku(const std::string& sku) = 0;
    // The products with these ids that exist, held against other writers, locked in id order.
    virtual std::vector<domain::Product> LoadForUpdate(
        const std::vector<domain::ProductId>& ids) = 0;
    virtual void Insert(domain::Product& product) = 0;  // a taken SKU throws VersionConflict
    virtual void Save(
        domain::Product& product) = 0;  // name, price, flags; not the stock; by version
    // Changes the stock and writes the ledger line in one. Throws VersionConflict when the result
    // would break 0 <= reserved <= on_hand.
    virtual void Apply(const domain::StockMove& move, base::Instant at) = 0;
    virtual std::vector<domain::StockMove> Moves(domain::ProductId id) = 0;  // oldest first
    // For each line of a channel order its product, as far as it is known: by a remembered listing
    // of the SKU, else of the channel's product number when all its listings agree, else the
    // product of that very SKU. The products are held against other writers, locked in id order.
    virtual std::vector<domain::CatalogLine> MatchForUpdate(
        domain::StoreId store, const std::vector<ChannelSku>& lines) = 0;
    // All lines a transaction will ask about: matched and held at once and in id order, so that two
    // batches cannot deadlock on products they share. Only a hint.
    virtual void ExpectLines(domain::StoreId, const std::vector<ChannelSku>&) {}
    virtual std::optional<domain::Listing> FindListing(
        domain::StoreId store, const std::string& channel_sku,
        const std::string& channel_product_number) = 0;
    virtual void PutListing(
        const domain::Listing& listing) = 0;  // insert or replace by (store, channel SKU)
    // By Magento's names (entity_id, sku, name, price, status) and those of its inventory
    // (quantity). kInvalidInput names an unknown field.
    virtual base::Result<ProductPage> Search(const SearchQuery&) {
        throw std::logic_error("no search of products here");
    }
    virtual std::int64_t Count() = 0;
};

}  // namespace orderyard::ports
