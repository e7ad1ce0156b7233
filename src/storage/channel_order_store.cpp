// Writing channel orders, their verdicts and events, and the small look-ups. The list is
// channel/search_channel_orders.
#include "storage/channel_order_store.hpp"

#include <array>
#include <unordered_map>

#include "domain/privacy/assumed_delivery.hpp"
#include "ports/personal_view.hpp"
#include "storage/channel/channel_order_rows.hpp"
#include "storage/channel/details_json.hpp"
#include "storage/privacy/indexed_texts.hpp"
#include "storage/privacy/personal_codec.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using domain::ChannelOrder;
using domain::ChannelOrderId;
using domain::ChannelOrderItem;
using domain::Verdict;
using sql::Value;

namespace {

constexpr const char* kOrderColumns =
    "store_id, number, created_at, updated_at, is_foreign, marketplace_id, marketplace_name, "
    "status, status_text, "
    "fulfilled_by, ship_by_latest, currency, grand_total, grand_total_currency, quantity_ordered, "
    "quantity_shipped, content_hash, verdict_kind, verdict_rule, verdict_text, verdict_inputs, "
    "next_look, assumed_delivery, marks, details";
const std::string kInsert = sql::InsertSql("channel_order", std::string(kOrderColumns) + ", id");
const std::string kUpdate =
    sql::UpdateSql("channel_order", kOrderColumns, "id = ? AND updated_at <= ?");
// The slot is the connection's, so that connections seldom wait for each other's counters.
constexpr const char* kCountOne =
    "INSERT INTO channel_order_count(slot, store_id, status, verdict_kind, orders) "
    "VALUES (0, ?, ?, ?, 1) ON CONFLICT (slot, store_id, status, verdict_kind) "
    "DO UPDATE SET orders = channel_order_count.orders + 1";
constexpr const char* kCountOnePostgres =
    "INSERT INTO channel_order_count(slot, store_id, status, verdict_kind, orders) "
    "VALUES (pg_backend_pid() % 16, ?, ?, ?, 1) ON CONFLICT (slot, store_id, status, verdict_kind) "
    "DO UPDATE SET orders = channel_order_count.orders + 1";

constexpr const char* kItemColumns =
    "position, number, sku, product_number, quantity_ordered, quantity_fulfilled, "
    "quantity_unfulfilled, details, "
    "channel_order_id";
const std::string kInsertItem =
    sql::InsertSql("channel_order_item", std::string(kItemColumns) + ", id");
const std::string kUpdateItem = sql::UpdateSql("channel_order_item", kItemColumns, "id = ?");
constexpr const char* kItemIds =
    "SELECT number, id FROM channel_order_item WHERE channel_order_id = ?";
constexpr const char* kDeleteItem = "DELETE FROM channel_order_item WHERE id = ?";

constexpr const char* kHead =
    "SELECT id, updated_at, content_hash, status FROM channel_order WHERE store_id = ? AND number "
    "= ?";
constexpr const char* kLock = "SELECT id FROM channel_order WHERE id = ? FOR UPDATE";
constexpr const char* kPutPersonal =
    "INSERT INTO channel_order_personal(channel_order_id, wrapped_key, personal, payload) VALUES "
    "(?, ?, ?, ?) "
    "ON CONFLICT (channel_order_id) DO UPDATE SET wrapped_key = excluded.wrapped_key, "
    "personal = excluded.personal, payload = excluded.payload";
constexpr const char* kPersonal =
    "SELECT wrapped_key, personal FROM channel_order_personal WHERE channel_order_id = ?";
constexpr const char* kPayload =
    "SELECT wrapped_key, payload FROM channel_order_personal WHERE channel_order_id = ?";
constexpr const char* kPurge = "DELETE FROM channel_order_personal WHERE channel_order_id = ?";
constexpr const char* kNotToPurge = "UPDATE channel_order SET assumed_delivery = NULL WHERE id = ?";
constexpr const char* kDueForPurge =
    "SELECT id FROM channel_order WHERE assumed_delivery / 604800000000 <= CAST(? AS BIGINT) "
    "/ 604800000000 AND assumed_delivery < ? AND assumed_delivery IS NOT NULL "
    "ORDER BY assumed_delivery / 604800000000, id LIMIT ?";
constexpr const char* kSetVerdict =
    "UPDATE channel_order SET verdict_kind = ?, verdict_rule = ?, verdict_text = ?, verdict_inputs "
    "= ?, "
    "next_look = ? WHERE id = ?";
constexpr const char* kVerdict =
    "SELECT verdict_kind, verdict_rule, verdict_text, verdict_inputs, next_look FROM channel_order "
    "WHERE id = ?";
constexpr const char* kAppendEvent =
    "INSERT INTO channel_order_event(channel_order_id, at, event, before, after) VALUES (?, ?, ?, "
    "?, ?)";
constexpr const char* kEvents =
    "SELECT at, event, before, after FROM channel_order_event WHERE channel_order_id = ? ORDER BY "
    "id";
constexpr const char* kDueForLook =
    "SELECT id FROM channel_order WHERE store_id = ? AND next_look <= ? AND next_look IS NOT NULL "
    "ORDER BY next_look, id LIMIT ?";
constexpr const char* kWaitingForSku =
    "SELECT c.id FROM store s JOIN channel_order c ON c.store_id = s.id "
    "JOIN channel_order_item i ON i.channel_order_id = c.id "
    "WHERE c.verdict_kind = 'blocked' AND i.sku = ? "
    "UNION SELECT o.channel_order_id FROM sales_order_exception e JOIN sales_order o ON o.id = "
    "e.order_id "
    "WHERE e.item_sku = ? AND e.code IN ('unknown_sku', 'product_disabled', 'out_of_stock') "
    "AND o.channel_order_id IS NOT NULL ORDER BY 1 LIMIT ?";
constexpr const char* kCountByStatus =
    "SELECT status, CAST(sum(orders) AS BIGINT) FROM channel_order_count WHERE store_id = ? GROUP "
    "BY status "
    "HAVING sum(orders) <> 0 ORDER BY status";
constexpr const char* kCountByVerdict =
    "SELECT verdict_kind, CAST(sum(orders) AS BIGINT) FROM channel_order_count WHERE store_id = ? "
    "GROUP BY verdict_kind HAVING sum(orders) <> 0 ORDER BY verdict_kind";

// Texts made for a row; values only borrow them.
struct MadeTexts {
    MadeTexts(const ChannelOrder& order, const Verdict& verdict)
        : details(DetailsOf(order)),
          verdict_inputs(PairsToJson(verdict.inputs)),
          total_currency(order.grand_total ? order.grand_total->currency().code() : "") {}
    std::string details, verdict_inputs, total_currency;
};

// In the order of kOrderColumns, and the id after them.
std::vector<Value> OrderValues(const ChannelOrder& order, const std::string& content_hash,
                               const Verdict& verdict, const MadeTexts& made) {
    std::vector<Value> values = {order.store_id,         order.number,
                                 order.created_at,       order.updated_at,
                                 order.is_foreign,       order.marketplace_id,
                                 order.marketplace_name, ToString(order.status),
                                 order.status_text,      ToString(order.fulfilled_by),
                                 order.ship_by.latest,   order.currency.code()};
    if (order.grand_total) {
        values.insert(values.end(), {order.grand_total->units(), made.total_currency});
    } else {
        values.resize(values.size() + 2);
    }
    values.insert(values.end(),
                  {order.QuantityOrdered(), order.QuantityFulfilled(), sql::Bytes{content_hash},
                   ToString(verdict.kind), verdict.rule, verdict.text, made.verdict_inputs,
                   verdict.next_look, order.is_purged ? std::nullopt : AssumedDelivery(order),
                   order.marks.bits, made.details, order.id});
    return values;
}

std::optional<ports::ChannelOrderHead> ReadHead(sql::Rows& rows) {
    if (!rows.Next()) {
        return std::nullopt;
    }
    sql::RowReader row(rows);
    ports::ChannelOrderHead head;
    head.id = row.IdAt<ChannelOrderId>();
    head.updated_at = row.At();
    head.content_hash = row.Text();
    head.status = row.Word(domain::ChannelStatusFrom);
    return head;
}

std::vector<ChannelOrderId> ReadIds(sql::Rows rows) {
    std::vector<ChannelOrderId> ids;
    while (rows.Next()) {
        ids.emplace_back(rows.Int(0));
    }
    return ids;
}

std::vector<std::pair<std::string, std::int64_t>> ReadCounts(sql::Rows rows) {
    std::vector<std::pair<std::string, std::int64_t>> counts;
    while (rows.Next()) {
        counts.emplace_back(rows.Text(0), rows.Int(1));
    }
    return counts;
}

}  // namespace

std::optional<ports::ChannelOrderHead> SqlChannelOrderStore::FindHead(domain::StoreId store,
                                                                      const std::string& number) {
    if (expected_.memory_no == connection_.memory_no() && expected_.store == store) {
        if (const auto found = expected_.heads.find(number); found != expected_.heads.end()) {
            return found->second;
        }
    }
    sql::Rows rows = connection_.Query(kHead, store, number);
    return ReadHead(rows);
}

void SqlChannelOrderStore::ExpectHeads(domain::StoreId store,
                                       const std::vector<std::string>& numbers) {
    expected_ = {connection_.memory_no(), store, {}};
    std::vector<std::vector<Value>> lists;
    for (const std::string& number : numbers) {
        lists.push_back({store, number});
    }
    connection_.QueryEach(kHead, lists, [&](std::size_t i, sql::Rows& rows) {
        expected_.heads[numbers[i]] = ReadHead(rows);
    });
}

std::optional<ChannelOrder> SqlChannelOrderStore::Load(ChannelOrderId id) {
    return LoadChannelOrder(connection_, keys_, id);
}

std::optional<ChannelOrder> SqlChannelOrderStore::LoadForUpdate(ChannelOrderId id) {
    // Locked first, read after: what is read is then the newest there is.
    return connection_.QueryInt(kLock, id) ? LoadChannelOrder(connection_, keys_, id)
                                           : std::nullopt;
}

void SqlChannelOrderStore::Insert(ChannelOrder& order, const std::string& content_hash,
                                  const std::string& payload, const Verdict& verdict) {
    expected_.heads.erase(order.number);
    order.id = ChannelOrderId(connection_.NewId("channel_order"));
    const MadeTexts made(order, verdict);
    connection_.ExecLaterWith(kInsert, OrderValues(order, content_hash, verdict, made), false);
    connection_.ExecLater(connection_.Pick(kCountOne, kCountOnePostgres), order.store_id,
                          ToString(order.status), ToString(verdict.kind));
    for (ChannelOrderItem& item : order.items) {
        item.id = {};
    }
    PutItems(order);
    PutPersonal(order, OrderKey::New(), payload);
    index_.Insert(connection_, order.id.value, ChannelOrderTokens(index_, order.personal));
}

void SqlChannelOrderStore::Update(ChannelOrder& order, const std::string& content_hash,
                                  const std::string& payload, const Verdict& verdict) {
    expected_.heads.erase(order.number);
    // The old personal data first: its tokens must leave the index.
    std::optional<OrderKey> key;
    domain::PersonalData before;
    {
        sql::Rows rows = connection_.Query(kPersonal, order.id);
        if (rows.Next()) {
            key = OrderKey::Unwrap(keys_, rows.View(0), ChannelKeyPlace(order.id));
            before = DecodePersonalData(key->Open(rows.View(1), ChannelPersonalPlace(order.id)));
        }
    }
    if (!key) {  // purged: an order has its row in the vault from the first day
        order.is_purged = true;
        order.personal = {};
    }
    std::unordered_map<std::string, std::int64_t> ids;  // by item number
    {
        sql::Rows rows = connection_.Query(kItemIds, order.id);
        while (rows.Next()) {
            ids.emplace(rows.Text(0), rows.Int(1));
        }
    }
    const MadeTexts made(order, verdict);
    std::vector<Value> values = OrderValues(order, content_hash, verdict, made);
    values.emplace_back(order.updated_at);
    connection_.ExecLaterWith(kUpdate, values, true);

    for (ChannelOrderItem& item : order.items) {
        const auto found = ids.extract(item.number);
        item.id = found.empty() ? domain::ChannelItemId() : domain::ChannelItemId(found.mapped());
    }
    for (const auto& [number, id] : ids) {
        connection_.ExecLater(kDeleteItem, id);
    }
    PutItems(order);
    if (!key) {
        return;
    }
    PutPersonal(order, *key, payload);
    const Tokens old_tokens = ChannelOrderTokens(index_, before);
    const Tokens new_tokens = ChannelOrderTokens(index_, order.personal);
    if (old_tokens != new_tokens) {
        index_.Delete(connection_, order.id.value, old_tokens);
        index_.Insert(connection_, order.id.value, new_tokens);
    }
}

// Items with an id are there already, the others are new.
void SqlChannelOrderStore::PutItems(ChannelOrder& order) {
    for (std::size_t i = 0; i < order.items.size(); ++i) {
        ChannelOrderItem& item = order.items[i];
        const bool is_new = !item.id.IsSet();
        if (is_new) {
            item.id = domain::ChannelItemId(connection_.NewId("channel_order_item"));
        }
        const std::string details = DetailsOf(item);
        const std::vector<Value> values = {i,
                                           item.number,
                                           item.sku,
                                           item.product_number,
                                           item.quantity_ordered,
                                           item.quantity_fulfilled,
                                           item.quantity_unfulfilled,
                                           details,
                                           order.id,
                                           item.id};
        connection_.ExecLaterWith(is_new ? kInsertItem : kUpdateItem, values, false);
    }
}

void SqlChannelOrderStore::PutPersonal(const ChannelOrder& order, const OrderKey& key,
                                       const std::string& payload) {
    const std::string wrapped = key.Wrap(keys_, ChannelKeyPlace(order.id));
    const std::string personal =
        key.Seal(EncodePersonalData(order.personal), ChannelPersonalPlace(order.id));
    const std::string sealed_payload = key.Seal(payload, ChannelPayloadPlace(order.id));
    connection_.ExecLater(kPutPersonal, order.id, sql::Bytes{wrapped}, sql::Bytes{personal},
                          sql::Bytes{sealed_payload});
}

void SqlChannelOrderStore::SetVerdict(ChannelOrderId id, const Verdict& verdict) {
    connection_.ExecLater(kSetVerdict, ToString(verdict.kind), verdict.rule, verdict.text,
                          PairsToJson(verdict.inputs), verdict.next_look, id);
}

std::optional<Verdict> SqlChannelOrderStore::LoadVerdict(ChannelOrderId id) {
    sql::Rows rows = connection_.Query(kVerdict, id);
    if (!rows.Next()) {
        return std::nullopt;
    }
    sql::RowReader row(rows);
    return ReadVerdict(row);
}

std::optional<std::string> SqlChannelOrderStore::LoadPayload(ChannelOrderId id) {
    sql::Rows rows = connection_.Query(kPayload, id);
    if (!rows.Next() || !ports::PersonalViewScope::IsOpen()) {
        return std::nullopt;
    }
    ports::PersonalViewScope::Note("amazon-order", id.value);
    return OrderKey::Unwrap(keys_, rows.View(0), ChannelKeyPlace(id))
        .Open(rows.View(1), ChannelPayloadPlace(id));
}

void SqlChannelOrderStore::AppendEvent(ChannelOrderId id, const ports::ChannelOrderEvent& event) {
    connection_.ExecLater(kAppendEvent, id, event.at, event.event, event.before, event.after);
}

std::vector<ports::ChannelOrderEvent> SqlChannelOrderStore::Events(ChannelOrderId id) {
    std::vector<ports::ChannelOrderEvent> events;
    sql::Rows rows = connection_.Query(kEvents, id);
    while (rows.Next()) {
        events.push_back({rows.At(0), rows.Text(1), rows.Text(2), rows.Text(3)});
    }
    return events;
}

std::vector<ChannelOrderId> SqlChannelOrderStore::DueForLook(domain::StoreId store,
                                                             base::Instant now, int limit) {
    return ReadIds(connection_.Query(kDueForLook, store, now, limit));
}

std::vector<ChannelOrderId> SqlChannelOrderStore::WaitingForSku(const std::string& sku, int limit) {
    return ReadIds(connection_.Query(kWaitingForSku, sku, sku, limit));
}

std::vector<std::pair<std::string, std::int64_t>> SqlChannelOrderStore::CountByStatus(
    domain::StoreId store) {
    return ReadCounts(connection_.Query(kCountByStatus, store));
}

std::vector<std::pair<std::string, std::int64_t>> SqlChannelOrderStore::CountByVerdict(
    domain::StoreId store) {
    return ReadCounts(connection_.Query(kCountByVerdict, store));
}

std::vector<ChannelOrderId> SqlChannelOrderStore::DueForPurge(base::Instant delivered_before,
                                                              int limit) {
    return ReadIds(connection_.Query(kDueForPurge, delivered_before, delivered_before, limit));
}

void SqlChannelOrderStore::PurgePersonalData(ChannelOrderId id) {
    const std::optional<ChannelOrder> order = LoadForUpdate(id);
    if (!order) {
        return;
    }
    index_.Delete(connection_, id.value, ChannelOrderTokens(index_, order->personal));
    connection_.ExecLater(kPurge, id);
    connection_.ExecLater(kNotToPurge, id);
}

}  // namespace orderyard::storage
