// The port of webhooks and their deliveries.
#pragma once

#include "ports/webhook_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlWebhookStore final : public ports::WebhookStore {
  public:
    SqlWebhookStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    std::vector<ports::Webhook> List() override;
    std::optional<ports::Webhook> Find(ports::WebhookId id) override;
    void Put(ports::Webhook& webhook) override;
    bool Delete(ports::WebhookId id) override;

    void Queue(ports::WebhookDelivery& delivery) override;
    std::vector<ports::WebhookDelivery> Due(base::Instant now, int limit) override;
    std::optional<base::Instant> NextDue() override;
    void SaveDelivery(const ports::WebhookDelivery& delivery) override;
    std::vector<ports::WebhookDelivery> Deliveries(ports::WebhookId id, std::int64_t before_id,
                                                   int limit) override;
    bool Replay(ports::WebhookId id, std::int64_t delivery, base::Instant now) override;
    int DeleteOld(base::Instant ended_before, int limit) override;

  private:
    std::vector<ports::Webhook> Read(sql::Rows rows);

    sql::Connection& connection_;
    const Keys& keys_;
};

}  // namespace orderyard::storage
