// Two sources: exceptions that commerce orders carry, and channel orders that a strict store lets
// nothing become of. Both tables hold open cases only, or have an index for them.
#include "storage/exception_store.hpp"

#include <algorithm>
#include <string>

#include "storage/channel/details_json.hpp"

namespace orderyard::storage {

using ports::ExceptionGroup;

namespace {

constexpr std::string_view kExceptions =
    "SELECT o.channel_store_id, e.code, e.item_sku, count(DISTINCT e.order_id), min(e.raised_at), "
    "min(o.channel_order_id) FROM sales_order_exception AS e JOIN sales_order AS o ON o.id = "
    "e.order_id WHERE o.channel_store_id IS NOT NULL "
    "GROUP BY o.channel_store_id, e.code, e.item_sku";
constexpr std::string_view kExceptionsOfStore =
    "SELECT o.channel_store_id, e.code, e.item_sku, count(DISTINCT e.order_id), min(e.raised_at), "
    "min(o.channel_order_id) FROM sales_order_exception AS e JOIN sales_order AS o ON o.id = "
    "e.order_id WHERE o.channel_store_id = ? GROUP BY o.channel_store_id, e.code, e.item_sku";
constexpr std::string_view kStores = "SELECT id FROM store WHERE is_archived = 0 ORDER BY id";
constexpr std::string_view kBlockedOfStore =
    "SELECT store_id, verdict_rule, verdict_inputs, count(*), min(created_at), min(id) "
    "FROM channel_order WHERE store_id = ? AND verdict_kind = 'blocked' "
    "GROUP BY store_id, verdict_rule, verdict_inputs";
constexpr std::string_view kNumber = "SELECT number FROM channel_order WHERE id = ?";
constexpr std::string_view kLine =
    "SELECT details, product_number FROM channel_order_item WHERE channel_order_id = ? AND sku = ? "
    "LIMIT 1";
constexpr std::string_view kCountExceptions =
    "SELECT count(DISTINCT e.order_id) FROM sales_order_exception AS e JOIN sales_order AS o "
    "ON o.id = e.order_id WHERE o.channel_store_id = ?";
constexpr std::string_view kCountBlocked =
    "SELECT CAST(sum(orders) AS BIGINT) FROM channel_order_count WHERE store_id = ? "
    "AND verdict_kind = 'blocked'";

std::string InputOf(std::string_view inputs, std::string_view name) {
    for (const auto& [key, value] : PairsFromJson(inputs)) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

// The group of this cause, made when it is new.
ExceptionGroup& GroupOf(std::vector<ExceptionGroup>& groups, domain::StoreId store,
                        const std::string& code, const std::string& sku) {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
        return group.store_id == store && group.code == code && group.sku == sku;
    });
    if (found != groups.end()) {
        return *found;
    }
    ExceptionGroup& made = groups.emplace_back();
    made.store_id = store;
    made.code = code;
    made.sku = sku;
    return made;
}

void Widen(ExceptionGroup& group, base::Instant at, domain::ChannelOrderId example) {
    if (!group.example.IsSet() || at < group.first_at) {
        group.first_at = at;
        group.example = example;
    }
}

}  // namespace

void SqlExceptionStore::AddExceptions(std::optional<domain::StoreId> store,
                                      std::vector<ExceptionGroup>& groups) {
    sql::Rows rows =
        store ? connection_.Query(kExceptionsOfStore, *store) : connection_.Query(kExceptions);
    while (rows.Next()) {
        ExceptionGroup& group =
            GroupOf(groups, rows.IdAt<domain::StoreId>(0), rows.Text(1), rows.Text(2));
        group.orders_with_exception += rows.Int(3);
        Widen(group, rows.At(4), rows.IdAt<domain::ChannelOrderId>(5));
    }
}

void SqlExceptionStore::AddBlocked(std::optional<domain::StoreId> store,
                                   std::vector<ExceptionGroup>& groups) {
    std::vector<domain::StoreId> stores;
    if (store) {
        stores.push_back(*store);
    } else {
        sql::Rows rows = connection_.Query(kStores);
        while (rows.Next()) {
            stores.push_back(rows.IdAt<domain::StoreId>(0));
        }
    }
    for (const domain::StoreId id : stores) {
        sql::Rows rows = connection_.Query(kBlockedOfStore, id);
        while (rows.Next()) {
            ExceptionGroup& group = GroupOf(groups, id, rows.Text(1), InputOf(rows.View(2), "sku"));
            group.orders_blocked += rows.Int(3);
            Widen(group, rows.At(4), rows.IdAt<domain::ChannelOrderId>(5));
        }
    }
}

void SqlExceptionStore::FillExample(ExceptionGroup& group) {
    {
        sql::Rows rows = connection_.Query(kNumber, group.example);
        if (rows.Next()) {
            group.example_number = rows.Text(0);
        }
    }
    sql::Rows rows = connection_.Query(kLine, group.example, group.sku);
    if (rows.Next()) {
        domain::ChannelOrderItem item;
        ReadDetails(rows.View(0), item);
        group.title = item.title;
        group.product_number = rows.Text(1);
    }
}

std::vector<ExceptionGroup> SqlExceptionStore::Groups(std::optional<domain::StoreId> store,
                                                      int limit) {
    std::vector<ExceptionGroup> groups;
    AddExceptions(store, groups);
    AddBlocked(store, groups);
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
        return a.orders_with_exception + a.orders_blocked >
               b.orders_with_exception + b.orders_blocked;
    });
    if (groups.size() > static_cast<std::size_t>(limit)) {
        groups.resize(static_cast<std::size_t>(limit));
    }
    for (ExceptionGroup& group : groups) {
        FillExample(group);
    }
    return groups;
}

std::int64_t SqlExceptionStore::CountOrders(domain::StoreId store) {
    return connection_.QueryInt(kCountExceptions, store).value_or(0) +
           connection_.QueryInt(kCountBlocked, store).value_or(0);
}

}  // namespace orderyard::storage
