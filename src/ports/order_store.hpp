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

// Whatever an order shows beside the names of its store view changes one of these with it.
struct OrderRevision {
    domain::OrderId id;
    domain::StoreViewId store_view_id;
    std::int64_t version = 0;
    std::int64_t history_count = 0;  // comments may come without a version of their own
    bool has_personal = false;       // false also once it was purged

    friend bool operator==(const OrderRevision&, const OrderRevision&) = default;
};

struct OrderRevisionPage {
    std::vector<OrderRevision> orders;
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
    // The same list without reading the orders.
    virtual base::Result<OrderRevisionPage> SearchRevisions(const SearchQuery&) {
        throw std::logic_error("no revisions here");
    }
    virtual std::optional<OrderRevision> Revision(domain::OrderId) {
        throw std::logic_error("no revisions here");
    }
    // Those that exist, in the order of the ids.
    virtual std::vector<domain::Order> LoadAll(const std::vector<domain::OrderId>&) {
        throw std::logic_error("no pages of orders here");
    }
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
