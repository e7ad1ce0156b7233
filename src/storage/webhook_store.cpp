// Webhooks in SQL. Secrets are sealed: they are needed again with every delivery. Deliveries of a
// webhook that is switched off wait.
#include "storage/webhook_store.hpp"

#include "storage/access/word_list.hpp"
#include "storage/sealed_parts.hpp"
#include "storage/sql/row_reader.hpp"

namespace orderyard::storage {

using ports::Webhook;
using ports::WebhookDelivery;
using ports::WebhookId;

namespace {

constexpr const char* kList =
    "SELECT id, name, url, events, sealed, is_active, created_at, rotated_at FROM webhook ORDER BY "
    "id";
constexpr const char* kFind =
    "SELECT id, name, url, events, sealed, is_active, created_at, rotated_at FROM webhook WHERE id "
    "= ?";
constexpr const char* kPut =
    "INSERT INTO webhook(id, name, url, events, sealed, is_active, created_at, rotated_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
    "url = excluded.url, events = excluded.events, sealed = excluded.sealed, "
    "is_active = excluded.is_active, rotated_at = excluded.rotated_at";
constexpr const char* kDeleteDeliveries = "DELETE FROM webhook_delivery WHERE webhook_id = ?";
constexpr const char* kDelete = "DELETE FROM webhook WHERE id = ?";
constexpr const char* kQueue =
    "INSERT INTO webhook_delivery(webhook_id, event, order_id, body, state, attempts, http_status, "
    "error, created_at, not_before, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "RETURNING id";
constexpr const char* kDue =
    "SELECT d.id, d.webhook_id, d.event, d.order_id, d.body, d.state, d.attempts, d.http_status, "
    "d.error, d.created_at, d.not_before, d.ended_at FROM webhook_delivery d "
    "JOIN webhook w ON w.id = d.webhook_id WHERE d.state = 'pending' AND d.not_before <= ? "
    "AND w.is_active = 1 ORDER BY d.not_before, d.id LIMIT ?";
constexpr const char* kNextDue =
    "SELECT d.not_before FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id "
    "WHERE d.state = 'pending' AND w.is_active = 1 ORDER BY d.not_before, d.id LIMIT 1";
constexpr const char* kSave =
    "UPDATE webhook_delivery SET state = ?, attempts = ?, http_status = ?, error = ?, "
    "not_before = ?, ended_at = ? WHERE id = ?";
constexpr const char* kNewest =
    "SELECT id, webhook_id, event, order_id, body, state, attempts, http_status, error, "
    "created_at, not_before, ended_at FROM webhook_delivery WHERE webhook_id = ? AND id < ? "
    "ORDER BY id DESC LIMIT ?";
constexpr const char* kReplay =
    "UPDATE webhook_delivery SET state = 'pending', attempts = 0, http_status = 0, error = '', "
    "not_before = ?, ended_at = NULL WHERE id = ? AND webhook_id = ? AND state <> 'pending'";
constexpr const char* kDeleteOld =
    "DELETE FROM webhook_delivery WHERE id IN (SELECT id FROM webhook_delivery "
    "WHERE ended_at < ? ORDER BY ended_at LIMIT ?)";

std::string Context(WebhookId id) {
    return "webhook|sealed|" + std::to_string(id.value);
}

std::vector<WebhookDelivery> ReadDeliveries(sql::Rows rows) {
    std::vector<WebhookDelivery> deliveries;
    while (rows.Next()) {
        sql::RowReader row(rows);
        WebhookDelivery& delivery = deliveries.emplace_back();
        delivery.id = row.Int();
        delivery.webhook_id = row.IdAt<WebhookId>();
        delivery.event = row.Text();
        delivery.order_id = row.IdAt<domain::OrderId>();
        delivery.body = row.Text();
        delivery.state = row.Text();
        delivery.attempts = static_cast<int>(row.Int());
        delivery.http_status = static_cast<int>(row.Int());
        delivery.error = row.Text();
        delivery.created_at = row.At();
        delivery.not_before = row.At();
        delivery.ended_at = row.OptionalAt();
    }
    return deliveries;
}

}  // namespace

std::vector<Webhook> SqlWebhookStore::Read(sql::Rows rows) {
    std::vector<Webhook> webhooks;
    while (rows.Next()) {
        sql::RowReader row(rows);
        Webhook& webhook = webhooks.emplace_back();
        webhook.id = row.IdAt<WebhookId>();
        webhook.name = row.Text();
        webhook.url = row.Text();
        webhook.events = SplitWords(row.View());
        std::vector<std::string> secrets =
            OpenParts(keys_.access, Context(webhook.id), row.View(), 2);
        webhook.secret = std::move(secrets[0]);
        webhook.secret_before = std::move(secrets[1]);
        webhook.is_active = row.Bool();
        webhook.created_at = row.At();
        webhook.rotated_at = row.OptionalAt();
    }
    return webhooks;
}

std::vector<Webhook> SqlWebhookStore::List() {
    return Read(connection_.Query(kList));
}

std::optional<Webhook> SqlWebhookStore::Find(WebhookId id) {
    std::vector<Webhook> found = Read(connection_.Query(kFind, id));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void SqlWebhookStore::Put(Webhook& webhook) {
    const WebhookId id = webhook.id.IsSet() ? webhook.id : WebhookId(connection_.NewId("webhook"));
    const std::string sealed =
        SealParts(keys_.access, Context(id), {webhook.secret, webhook.secret_before});
    connection_.Exec(kPut, id, webhook.name, webhook.url, JoinWords(webhook.events),
                     sql::Bytes{sealed}, webhook.is_active, webhook.created_at, webhook.rotated_at);
    webhook.id = id;
}

bool SqlWebhookStore::Delete(WebhookId id) {
    connection_.ExecLater(kDeleteDeliveries, id);
    return connection_.Exec(kDelete, id) == 1;
}

void SqlWebhookStore::Queue(WebhookDelivery& delivery) {
    delivery.state = "pending";
    delivery.id = connection_
                      .QueryInt(kQueue, delivery.webhook_id, delivery.event,
                                sql::NullIfUnset(delivery.order_id), delivery.body, delivery.state,
                                delivery.attempts, delivery.http_status, delivery.error,
                                delivery.created_at, delivery.not_before, delivery.ended_at)
                      .value();
}

std::vector<WebhookDelivery> SqlWebhookStore::Due(base::Instant now, int limit) {
    return ReadDeliveries(connection_.Query(kDue, now, limit));
}

std::optional<base::Instant> SqlWebhookStore::NextDue() {
    const auto micros = connection_.QueryInt(kNextDue);
    return micros ? std::optional(base::Instant::FromMicros(*micros)) : std::nullopt;
}

void SqlWebhookStore::SaveDelivery(const WebhookDelivery& delivery) {
    connection_.ExecOneLater(kSave, delivery.state, delivery.attempts, delivery.http_status,
                             delivery.error, delivery.not_before, delivery.ended_at, delivery.id);
}

std::vector<WebhookDelivery> SqlWebhookStore::Deliveries(WebhookId id, std::int64_t before_id,
                                                         int limit) {
    const std::int64_t below = before_id > 0 ? before_id : std::int64_t{1} << 62U;
    return ReadDeliveries(connection_.Query(kNewest, id, below, limit));
}

bool SqlWebhookStore::Replay(WebhookId id, std::int64_t delivery, base::Instant now) {
    return connection_.Exec(kReplay, now, delivery, id) == 1;
}

int SqlWebhookStore::DeleteOld(base::Instant ended_before, int limit) {
    return static_cast<int>(connection_.Exec(kDeleteOld, ended_before, limit));
}

}  // namespace orderyard::storage
