// Connected channel stores, the store views of commerce orders, and the order statuses.
#pragma once

#include <optional>
#include <stdexcept>
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

// A carrier of the shop, as tracks name it by its code.
struct ShopCarrier {
    std::string code;          // lower case letters, digits, '-' and '_'; never changed
    std::string title;         // for people
    std::string channel_code;  // the carrier's name in the channel's list; empty: found by `code`
    std::string tracking_url;  // "{number}" stands for the tracking number; empty: none
    bool is_active = true;     // false: not offered for new packages

    friend bool operator==(const ShopCarrier&, const ShopCarrier&) = default;
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
    // All but the id; a taken code throws VersionConflict. False: there is no such view.
    virtual bool SaveView(const domain::StoreView&) { throw std::logic_error("no views here"); }

    virtual std::vector<OrderStatus> ListStatuses() = 0;  // a row for each status and state
    virtual void PutStatus(const OrderStatus& status) = 0;
    virtual void DropStatus(const std::string& code, domain::OrderState state) = 0;

    virtual std::vector<ShopCarrier> ListCarriers() { return {}; }  // by title
    virtual std::optional<ShopCarrier> FindCarrier(const std::string&) { return std::nullopt; }
    virtual void PutCarrier(const ShopCarrier&) { throw std::logic_error("no carriers here"); }
    virtual bool DropCarrier(const std::string&) { throw std::logic_error("no carriers here"); }
};

}  // namespace orderyard::ports
