// Connected channel stores, the store views of commerce orders, and the order statuses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/channel/store.hpp"
#include "domain/order/order_state.hpp"

namespace orderyard::ports {

struct OrderStatus {
    std::string code;
    std::string label;
    domain::OrderState state = domain::OrderState::kNew;
    bool is_default = false;  // one per state
    bool is_visible_on_front = true;
};

class StoreRegistry {
  public:
    virtual ~StoreRegistry() = default;
    virtual std::vector<domain::Store> List(bool with_archived = false) = 0;
    virtual std::optional<domain::Store> Load(domain::StoreId id) = 0;
    virtual std::optional<domain::Store> FindByCode(const std::string& code) = 0;
    // A taken code, or region + seller id of a store that is not archived, throws VersionConflict.
    virtual void Insert(domain::Store& store, const domain::StoreCredentials& credentials) = 0;
    virtual void Save(domain::Store& store) = 0;  // by version
    virtual void SaveCredentials(domain::StoreId id,
                                 const domain::StoreCredentials& credentials) = 0;
    virtual std::optional<domain::StoreCredentials> LoadCredentials(domain::StoreId id) = 0;

    virtual std::vector<domain::StoreView> ListViews() = 0;
    virtual std::optional<domain::StoreView> FindViewByCode(const std::string& code) = 0;
    virtual void InsertView(domain::StoreView& view) = 0;

    virtual std::vector<OrderStatus> ListStatuses() = 0;  // a row for each status and state
    virtual void PutStatus(const OrderStatus& status) = 0;
    virtual void DropStatus(const std::string& code, domain::OrderState state) = 0;
};

}  // namespace orderyard::ports
