// The port of channel stores, store views and order statuses.
#pragma once

#include "ports/store_registry.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlStoreRegistry final : public ports::StoreRegistry {
  public:
    SqlStoreRegistry(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    std::vector<domain::Store> List(bool with_archived) override;
    std::optional<domain::Store> Load(domain::StoreId id) override;
    std::optional<domain::Store> FindByCode(const std::string& code) override;
    void Insert(domain::Store& store, const domain::StoreCredentials& credentials) override;
    void Save(domain::Store& store) override;
    void SaveCredentials(domain::StoreId id, const domain::StoreCredentials& credentials) override;
    std::optional<domain::StoreCredentials> LoadCredentials(domain::StoreId id) override;

    std::vector<domain::StoreView> ListViews() override;
    std::optional<domain::StoreView> FindViewByCode(const std::string& code) override;
    void InsertView(domain::StoreView& view) override;
    bool SaveView(const domain::StoreView& view) override;

    std::vector<ports::OrderStatus> ListStatuses() override;
    void PutStatus(const ports::OrderStatus& status) override;
    void DropStatus(const std::string& code, domain::OrderState state) override;

    std::vector<ports::ShopCarrier> ListCarriers() override;
    std::optional<ports::ShopCarrier> FindCarrier(const std::string& code) override;
    void PutCarrier(const ports::ShopCarrier& carrier) override;
    bool DropCarrier(const std::string& code) override;

  private:
    std::optional<domain::Store> ReadOne(sql::Rows rows);
    void ReadMarketplaces(domain::Store& store);
    void InsertMarketplaces(const domain::Store& store);

    sql::Connection& connection_;
    const Keys& keys_;
    std::uint64_t statuses_memory_no_ = 0;  // of the transaction in which statuses_ was read
    std::vector<ports::OrderStatus> statuses_;
};

}  // namespace orderyard::storage
