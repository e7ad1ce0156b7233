// Finding, locking and counting orders, and their history. Writing the aggregate is in
// orders/write_order.cpp, lists are in orders/search_orders.cpp.
#include "storage/order_store.hpp"

#include <unordered_map>

#include "ports/personal_view.hpp"
#include "storage/customer_store.hpp"
#include "storage/orders/order_keys.hpp"
#include "storage/orders/order_revisions.hpp"
#include "storage/orders/order_rows.hpp"
#include "storage/privacy/indexed_texts.hpp"
#include "storage/sql/id_list.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::HistoryEntry;
using domain::Order;
using domain::OrderId;

namespace {

constexpr const char* kLock = "SELECT id FROM sales_order WHERE id = ? FOR UPDATE";
constexpr const char* kFindByChannelOrder = "SELECT id FROM sales_order WHERE channel_order_id = ?";
constexpr const char* kFindByIncrementId =
    "SELECT id FROM sales_order WHERE store_view_id = ? AND increment_id = ?";
constexpr const char* kAppendHistory =
    "INSERT INTO sales_order_history(order_id, at, actor_kind, actor, event, comment, status, "
    "before, after, "
    "is_customer_notified, is_visible_on_front, order_version) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kHistories =
    "SELECT h.order_id, p.wrapped_key, h.id, h.at, h.actor_kind, h.actor, h.event, h.status, "
    "h.before, h.after, "
    "h.is_customer_notified, h.is_visible_on_front, h.order_version, h.comment FROM "
    "sales_order_history h "
    "LEFT JOIN sales_order_personal p ON p.order_id = h.order_id WHERE h.order_id";
constexpr const char* kHistoriesOrder = " ORDER BY h.order_id, h.id";
constexpr const char* kCount =
    "SELECT CAST(coalesce(sum(orders), 0) AS BIGINT) FROM sales_order_count";
constexpr const char* kPurge = "DELETE FROM sales_order_personal WHERE order_id = ?";
constexpr const char* kPurgeComments =
    "UPDATE sales_order_history SET comment = NULL WHERE order_id = ?";
constexpr const char* kPurgeDocumentComments =
    "UPDATE document_comment SET comment = NULL WHERE order_id = ?";

// Comments are sealed for the order, not for the row: the row's id is the database's to give.
SealedPlace CommentPlace(OrderId id) {
    return {"sales_order_history", "comment", id.value};
}

// The comment is then the streets and names before and after.
bool TellsAddress(const HistoryEntry& entry) {
    return entry.event.ends_with("_address_corrected");
}

}  // namespace

std::optional<Order> SqlOrderStore::Load(OrderId id) {
    return LoadOrder(connection_, keys_, id);
}

std::vector<Order> SqlOrderStore::LoadAll(const std::vector<OrderId>& ids) {
    return LoadOrders(connection_, keys_, ids);
}

std::optional<ports::OrderRevision> SqlOrderStore::Revision(OrderId id) {
    const std::vector<ports::OrderRevision> found = Revisions(connection_, {id});
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<Order> SqlOrderStore::LoadForUpdate(OrderId id) {
    // Locked first, read after: what is read is then the newest there is.
    if (!connection_.QueryInt(kLock, id)) {
        return std::nullopt;
    }
    std::optional<Order> order = LoadOrder(connection_, keys_, id);
    if (order) {
        held_ = {connection_.memory_no(), *order};
    }
    return order;
}

std::optional<Order> SqlOrderStore::StoredNow(OrderId id) {
    const bool is_held = held_.memory_no == connection_.memory_no() && held_.order.id == id;
    return is_held ? std::optional(held_.order) : LoadOrder(connection_, keys_, id);
}

std::optional<OrderId> SqlOrderStore::FindByChannelOrder(domain::ChannelOrderId id) {
    const auto found = connection_.QueryInt(kFindByChannelOrder, id);
    return found ? std::optional(OrderId(*found)) : std::nullopt;
}

std::optional<OrderId> SqlOrderStore::FindByIncrementId(domain::StoreViewId view,
                                                        const std::string& increment_id) {
    const auto found = connection_.QueryInt(kFindByIncrementId, view, increment_id);
    return found ? std::optional(OrderId(*found)) : std::nullopt;
}

void SqlOrderStore::AppendHistory(const HistoryEntry& entry) {
    std::optional<std::string> comment;
    if (!entry.comment.empty()) {
        const bool is_new =
            new_key_.memory_no == connection_.memory_no() && new_key_.order_id == entry.order_id;
        const OrderKey key =
            is_new ? new_key_.key.value() : OrderKeyToSeal(connection_, keys_, entry.order_id);
        comment = key.Seal(entry.comment, CommentPlace(entry.order_id));
    }
    const sql::Value sealed = comment ? sql::Value(sql::Bytes{*comment}) : sql::Value();
    connection_.ExecLater(kAppendHistory, entry.order_id, entry.at, ToString(entry.actor_kind),
                          entry.actor, entry.event, sealed, entry.status, entry.before, entry.after,
                          entry.is_customer_notified, entry.is_visible_on_front,
                          entry.order_version);
}

std::vector<HistoryEntry> SqlOrderStore::History(OrderId id) {
    return Histories({id}).front();
}

std::vector<std::vector<HistoryEntry>> SqlOrderStore::Histories(const std::vector<OrderId>& ids) {
    std::vector<std::vector<HistoryEntry>> histories(ids.size());
    if (ids.empty()) {
        return histories;
    }
    std::unordered_map<std::int64_t, std::size_t> places;
    for (const OrderId id : ids) {
        places.emplace(id.value, places.size());
    }
    static const sql::ByKeys kOf(kHistories, kHistoriesOrder);
    sql::Rows rows = sql::QueryByKeys(connection_, kOf, ids);
    OrderId key_of;
    std::string wrapped_key;
    std::optional<OrderKey> key;  // most histories have no comment to open
    while (rows.Next()) {
        sql::RowReader row(rows);
        HistoryEntry entry;
        entry.order_id = row.IdAt<OrderId>();
        if (entry.order_id != key_of) {  // rows of one order stand together
            key_of = entry.order_id;
            key.reset();
            wrapped_key.clear();
        }
        if (row.IsNull()) {
            row.Skip(1);
        } else {
            wrapped_key = row.View();
        }
        entry.id = row.IdAt<domain::HistoryId>();
        entry.at = row.At();
        entry.actor_kind = row.Word(domain::ActorKindFrom);
        entry.actor = row.Text();
        entry.event = row.Text();
        entry.status = row.Text();
        entry.before = row.Text();
        entry.after = row.Text();
        entry.is_customer_notified = row.Bool();
        entry.is_visible_on_front = row.Bool();
        entry.order_version = row.Int();
        const bool is_shown = ports::PersonalViewScope::IsOpen() || !TellsAddress(entry);
        if (!row.IsNull() && !wrapped_key.empty() && is_shown) {
            if (!key) {
                key = OrderKey::Unwrap(keys_, wrapped_key, OrderKeyPlace(key_of));
            }
            entry.comment = key->Open(row.View(), CommentPlace(entry.order_id));
        }
        histories[places.at(entry.order_id.value)].push_back(std::move(entry));
    }
    return histories;
}

std::int64_t SqlOrderStore::Count() {
    return connection_.QueryInt(kCount).value_or(0);
}

void SqlOrderStore::PurgePersonalData(OrderId id) {
    new_key_ = {};
    const std::optional<Order> order = LoadForUpdate(id);
    if (!order) {
        return;
    }
    index_.Delete(connection_, id.value, OrderTokens(index_, order->personal));
    connection_.ExecLater(kPurgeComments, id);
    connection_.ExecLater(kPurgeDocumentComments, id);
    connection_.ExecLater(kPurge, id);
    held_ = {};
    if (order->customer_id.IsSet()) {
        ForgetCustomerWithoutOrders(connection_, keys_, order->customer_id);
    }
}

}  // namespace orderyard::storage
