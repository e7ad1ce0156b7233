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

// One line of a product's stock ledger.
struct StockLine {
    std::int64_t id = 0;
    base::Instant at;
    domain::StockMove move;
};

struct ListingQuery {
    std::optional<domain::StoreId> store_id;
    std::optional<domain::ProductId> product_id;
    std::string q;  // the beginning of a channel SKU or product number, in any case; empty: all
    std::int64_t page_size = 50;
    std::int64_t page = 1;
};

struct ListingRow {
    domain::Listing listing;
    std::string sku;   // ours
    std::string name;  // of our product
};

struct ListingPage {
    std::vector<ListingRow> rows;
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
    // False: orders or listings name it. The ledger of a product nobody ordered goes with it.
    virtual bool Remove(domain::ProductId) { throw std::logic_error("no removal here"); }
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
    // Not held against writers.
    virtual std::optional<domain::Product> Load(domain::ProductId) {
        throw std::logic_error("no products by id here");
    }
    // Newest first; those before the line `before_id`, or from the newest on when it is 0.
    virtual std::vector<StockLine> Ledger(domain::ProductId, std::int64_t, int) {
        throw std::logic_error("no ledger of stock here");
    }
    // By store and channel SKU.
    virtual ListingPage Listings(const ListingQuery&) {
        throw std::logic_error("no list of listings here");
    }
    // False: there is none.
    virtual bool DropListing(domain::StoreId, const std::string&) {
        throw std::logic_error("no list of listings here");
    }
};

}  // namespace orderyard::ports
