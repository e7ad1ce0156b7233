// Commerce orders: the aggregate, its history, and the lists over them.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/order/order.hpp"
#include "ports/search.hpp"

namespace orderyard::ports {

struct OrderPage {
    std::vector<domain::Order> orders;
    std::int64_t total_count = 0;
};

struct OrderItemRef {
    domain::OrderItemId id;
    domain::OrderId order_id;
};

struct OrderItemPage {
    std::vector<OrderItemRef> items;
    std::int64_t total_count = 0;
};

class OrderStore {
  public:
    virtual ~OrderStore() = default;
    virtual std::optional<domain::Order> Load(domain::OrderId id) = 0;
    // Also holds the order against other writers until the transaction ends.
    virtual std::optional<domain::Order> LoadForUpdate(domain::OrderId id) = 0;
    virtual std::optional<domain::OrderId> FindByChannelOrder(domain::ChannelOrderId id) = 0;
    virtual std::optional<domain::OrderId> FindByIncrementId(domain::StoreViewId view,
                                                             const std::string& increment_id) = 0;
    // Stores a new order with its items, addresses, payment, exceptions and personal data; fills
    // the ids and version 1. A taken increment id or channel order throws VersionConflict.
    virtual void Insert(domain::Order& order) = 0;
    // Replaces the stored order if its version is still order.version, which then grows by one;
    // else throws VersionConflict. updated_at never goes backwards.
    virtual void Save(domain::Order& order) = 0;
    virtual void AppendHistory(const domain::HistoryEntry& entry) = 0;
    virtual std::vector<domain::HistoryEntry> History(domain::OrderId id) = 0;  // oldest first
    // The histories of a page of orders, each in its order's place.
    virtual std::vector<std::vector<domain::HistoryEntry>> Histories(
        const std::vector<domain::OrderId>& ids) = 0;
    // Filters and sorts by Magento's column names of sales_order (entity_id, increment_id, state,
    // status, created_at, updated_at, grand_total, customer_email, ext_order_id ...). kInvalidInput
    // names an unknown or unfilterable field.
    virtual base::Result<OrderPage> Search(const SearchQuery& query) = 0;
    // Lines of orders, by Magento's column names of sales_order_item (item_id, order_id, sku, name,
    // product_id ...) and the order's store_id, created_at and updated_at.
    virtual base::Result<OrderItemPage> SearchItems(const SearchQuery&) {
        throw std::logic_error("no search of items here");
    }
    virtual std::int64_t Count() = 0;
    // Destroys the order's key: personal data and comments are gone for good, as is the account of
    // the buyer when none of its orders is left with personal data.
    virtual void PurgePersonalData(domain::OrderId id) = 0;
};

}  // namespace orderyard::ports
