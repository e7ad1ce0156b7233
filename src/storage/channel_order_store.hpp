// Channel orders over SQL.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "ports/channel_order_store.hpp"
#include "storage/channel/frequent_terms.hpp"
#include "storage/channel/listed_parts.hpp"
#include "storage/keys.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/privacy/vault.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlChannelOrderStore final : public ports::ChannelOrderStore {
  public:
    SqlChannelOrderStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection),
          keys_(keys),
          index_(keys, "channel_order_search"),
          frequent_(connection.Common<FrequentTerms>()) {}

    std::optional<ports::ChannelOrderHead> FindHead(domain::StoreId store,
                                                    const std::string& number) override;
    void ExpectHeads(domain::StoreId store, const std::vector<std::string>& numbers) override;
    std::optional<domain::ChannelOrder> Load(domain::ChannelOrderId id) override;
    std::optional<domain::ChannelOrder> LoadForUpdate(domain::ChannelOrderId id) override;
    void Insert(domain::ChannelOrder& order, const std::string& content_hash,
                const std::string& payload, const domain::Verdict& verdict) override;
    void Update(domain::ChannelOrder& order, const std::string& content_hash,
                const std::string& payload, const domain::Verdict& verdict) override;
    void SetVerdict(domain::ChannelOrderId id, const domain::Verdict& verdict) override;
    std::optional<domain::Verdict> LoadVerdict(domain::ChannelOrderId id) override;
    std::optional<std::string> LoadPayload(domain::ChannelOrderId id) override;
    void AppendEvent(domain::ChannelOrderId id, const ports::ChannelOrderEvent& event) override;
    std::vector<ports::ChannelOrderEvent> Events(domain::ChannelOrderId id) override;
    std::vector<domain::ChannelOrderId> DueForLook(domain::StoreId store, base::Instant now,
                                                   int limit) override;
    std::vector<domain::ChannelOrderId> WaitingForSku(const std::string& sku, int limit) override;
    base::Result<ports::ChannelOrderPage> Search(const ports::ChannelOrderQuery& query) override;
    std::vector<std::pair<std::string, std::int64_t>> CountByStatus(domain::StoreId store) override;
    std::vector<std::pair<std::string, std::int64_t>> CountByVerdict(
        domain::StoreId store) override;

    std::vector<domain::ChannelOrderId> DueForPurge(base::Instant delivered_before,
                                                    int limit) override;
    void PurgePersonalData(domain::ChannelOrderId id) override;

  private:
    void PutItems(domain::ChannelOrder& order);
    void PutPersonal(const domain::ChannelOrder& order, const OrderKey& key,
                     const std::string& payload);

    sql::Connection& connection_;
    const Keys& keys_;
    BlindIndex index_;
    std::shared_ptr<FrequentTerms> frequent_;
    ListedPartsReader listed_;
    // By number, as ExpectHeads found them; true for the transaction with this memory_no only, and
    // without the orders it has written itself.
    struct ExpectedHeads {
        std::uint64_t memory_no = 0;
        domain::StoreId store;
        std::unordered_map<std::string, std::optional<ports::ChannelOrderHead>> heads;
    };
    ExpectedHeads expected_;
};

}  // namespace orderyard::storage
