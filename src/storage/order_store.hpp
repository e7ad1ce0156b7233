// Commerce orders over SQL.
#pragma once

#include <optional>

#include "ports/order_store.hpp"
#include "storage/keys.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/privacy/vault.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlOrderStore final : public ports::OrderStore {
  public:
    SqlOrderStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys), index_(keys, "sales_order_search") {}

    std::optional<domain::Order> Load(domain::OrderId id) override;
    std::optional<domain::Order> LoadForUpdate(domain::OrderId id) override;
    std::optional<domain::OrderId> FindByChannelOrder(domain::ChannelOrderId id) override;
    std::optional<domain::OrderId> FindByIncrementId(domain::StoreViewId view,
                                                     const std::string& increment_id) override;
    void Insert(domain::Order& order) override;
    // Writes only what differs from the stored order.
    void Save(domain::Order& order) override;
    void AppendHistory(const domain::HistoryEntry& entry) override;
    std::vector<domain::HistoryEntry> History(domain::OrderId id) override;
    std::vector<std::vector<domain::HistoryEntry>> Histories(
        const std::vector<domain::OrderId>& ids) override;
    base::Result<ports::OrderPage> Search(const ports::SearchQuery& query) override;
    base::Result<ports::OrderRevisionPage> SearchRevisions(
        const ports::SearchQuery& query) override;
    std::optional<ports::OrderRevision> Revision(domain::OrderId id) override;
    std::vector<domain::Order> LoadAll(const std::vector<domain::OrderId>& ids) override;
    base::Result<ports::OrderItemPage> SearchItems(const ports::SearchQuery& query) override;
    std::int64_t Count() override;
    void PurgePersonalData(domain::OrderId id) override;

  private:
    void InsertItem(const domain::Order& order, std::size_t position);
    void SaveItems(const domain::Order& stored, domain::Order& order);
    void SaveReservation(const domain::OrderItem& item);
    void SaveLocation(domain::OrderId id, std::string_view kind, const domain::Location& place);
    void SavePayment(const domain::Order& order);
    void InsertExceptions(const domain::Order& order);
    void InsertPersonal(const domain::Order& order);
    void SavePersonal(const domain::Order& stored, const domain::Order& order);

    sql::Connection& connection_;
    const Keys& keys_;
    BlindIndex index_;

    // The key of the order inserted last: its history follows in the same transaction.
    struct NewKey {
        std::uint64_t memory_no = 0;
        domain::OrderId order_id;
        std::optional<OrderKey> key;
    };
    NewKey new_key_;

    // The order that this transaction holds against other writers, as it is stored: Save compares
    // with it instead of reading it again.
    struct Held {
        std::uint64_t memory_no = 0;
        domain::Order order;
    };
    std::optional<domain::Order> StoredNow(domain::OrderId id);
    Held held_;
};

}  // namespace orderyard::storage
