// Products, stock with its ledger, and listings over SQL.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "ports/product_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlProductStore final : public ports::ProductStore {
  public:
    SqlProductStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    std::optional<domain::Product> FindBySku(const std::string& sku) override;
    std::vector<domain::Product> LoadForUpdate(const std::vector<domain::ProductId>& ids) override;
    // Stock the product comes with gets a ledger line of its own, so that the ledger always sums
    // up.
    void Insert(domain::Product& product) override;
    void Save(domain::Product& product) override;
    bool Remove(domain::ProductId id) override;
    void Apply(const domain::StockMove& move, base::Instant at) override;
    std::vector<domain::StockMove> Moves(domain::ProductId id) override;
    std::vector<domain::CatalogLine> MatchForUpdate(
        domain::StoreId store, const std::vector<ports::ChannelSku>& lines) override;
    void ExpectLines(domain::StoreId store, const std::vector<ports::ChannelSku>& lines) override;
    // By SKU; else by the channel's product number, when all its listings mean the same product and
    // units.
    std::optional<domain::Listing> FindListing(domain::StoreId store,
                                               const std::string& channel_sku,
                                               const std::string& channel_product_number) override;
    void PutListing(const domain::Listing& listing) override;
    base::Result<ports::ProductPage> Search(const ports::SearchQuery& query) override;
    std::int64_t Count() override;
    std::optional<domain::Product> Load(domain::ProductId id) override;
    std::vector<ports::StockLine> Ledger(domain::ProductId id, std::int64_t before_id,
                                         int limit) override;
    ports::ListingPage Listings(const ports::ListingQuery& query) override;
    bool DropListing(domain::StoreId store, const std::string& channel_sku) override;

  private:
    void AppendMove(const domain::StockMove& move, base::Instant at);

    struct Match {
        domain::ProductId product_id;
        std::int64_t units = 1;
    };
    // What ExpectLines found, for the transaction with this memory_no only.
    struct Expected {
        std::uint64_t memory_no = 0;
        domain::StoreId store;
        std::map<std::pair<std::string, std::string>, std::optional<Match>> matches;
        std::map<domain::ProductId, domain::Product> held;  // kept as Apply leaves them
    };
    static std::optional<Match> BestMatch(sql::Rows& rows);
    bool HasExpected() const { return expected_.memory_no == connection_.memory_no(); }

    sql::Connection& connection_;
    const Keys& keys_;  // lists ask for it; no column of products is sealed
    Expected expected_;
};

}  // namespace orderyard::storage
