// A try is made outside of any transaction and its outcome stored after it: a crash in between
// sends the same text with the same id again.
#include "app/webhook_jobs.hpp"

#include <algorithm>
#include <map>
#include <thread>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "jobs/back_off.hpp"
#include "jobs/daily.hpp"
#include "ports/webhook_store.hpp"

namespace orderyard::app {
namespace {

using ports::WebhookDelivery;

constexpr std::int64_t kMicrosPerSecond = 1'000'000;

// What is due for one receiver, oldest first.
struct Batch {
    ports::Webhook webhook;
    std::vector<WebhookDelivery> deliveries;
};

WebhookCall CallOf(const ports::Webhook& webhook, const WebhookDelivery& delivery,
                   base::Instant now) {
    const std::int64_t seconds = now.micros / kMicrosPerSecond;
    WebhookCall call;
    call.url = webhook.url;
    call.body = delivery.body;
    call.headers = {
        {"Content-Type", "application/json; charset=utf-8"},
        {"X-Orderyard-Event", delivery.event},
        {"X-Orderyard-Delivery", std::to_string(delivery.id)},
        {"X-Orderyard-Timestamp", std::to_string(seconds)},
        {"X-Orderyard-Signature", actions::WebhookSignature(webhook, seconds, delivery.body, now)},
    };
    return call;
}

class WebhookRun {
  public:
    WebhookRun(ports::Database& database, const ports::Clock& clock, const WebhookClient& client,
               const jobs::JobRun& run)
        : database_(database), clock_(clock), client_(client), run_(run) {}

    // True: there may be more.
    bool SendDue() {
        std::vector<Batch> batches = Load();
        const bool is_full = !batches.empty();
        for (std::size_t begin = 0; begin < batches.size();
             begin += base::limits::kWebhooksAtOnceMax) {
            const std::size_t end =
                std::min(batches.size(), begin + base::limits::kWebhooksAtOnceMax);
            std::vector<std::jthread> senders;
            for (std::size_t i = begin; i < end; ++i) {
                senders.emplace_back([this, &batch = batches[i]] { Send(batch); });
            }
        }
        return is_full && !has_failed_ && IsGoingOn();
    }

  private:
    bool IsGoingOn() const { return !run_.stop().stop_requested() && run_.HasLeaseForCall(); }

    std::vector<Batch> Load() const {
        std::map<std::int64_t, Batch> by_webhook;
        database_.Read([&](ports::Transaction& tx) {
            by_webhook.clear();
            for (auto& delivery : tx.webhooks().Due(clock_.Now(), base::limits::kWebhookBatchMax)) {
                Batch& batch = by_webhook[delivery.webhook_id.value];
                if (batch.deliveries.empty()) {
                    batch.webhook = tx.webhooks().Find(delivery.webhook_id).value();
                }
                batch.deliveries.push_back(std::move(delivery));
            }
        });
        std::vector<Batch> batches;
        for (auto& [id, batch] : by_webhook) {
            batches.push_back(std::move(batch));
        }
        return batches;
    }

    // Of a thread of its own: nothing may be thrown out of here.
    void Send(Batch& batch) {
        try {
            for (std::size_t i = 0; i < batch.deliveries.size() && IsGoingOn(); ++i) {
                if (!SendOne(batch.webhook, batch.deliveries[i])) {
                    HoldUp(batch, i);
                    return;
                }
            }
        } catch (const std::exception& error) {
            has_failed_ = true;
            base::LogError("webhook_not_sent",
                           {{"webhook", batch.webhook.id.value}, {"what", error.what()}});
        }
    }

    bool SendOne(const ports::Webhook& webhook, WebhookDelivery& delivery) {
        const auto result = client_.Post(CallOf(webhook, delivery, clock_.Now()), run_.stop());
        if (run_.stop().stop_requested()) {
            return true;
        }
        actions::SettleDelivery(delivery, result, clock_.Now(),
                                jobs::BackOff(delivery.attempts + 1, jobs::SystemRandom));
        database_.Write([&](ports::Transaction& tx) { tx.webhooks().SaveDelivery(delivery); });
        const bool is_done = delivery.state == "done";
        base::CountMetric("orderyard_webhook_deliveries_total",
                          {{"outcome", is_done ? "done" : "failed"}});
        base::LogInfo("webhook_sent", {{"webhook", webhook.id.value},
                                       {"delivery", delivery.id},
                                       {"status", result.http_status},
                                       {"is_done", is_done}});
        return is_done;
    }

    // The receiver takes nothing now: what is next waits as long as what failed.
    void HoldUp(Batch& batch, std::size_t failed) const {
        const base::Instant until = batch.deliveries[failed].not_before;
        if (batch.deliveries[failed].state == "failed") {
            return;
        }
        database_.Write([&](ports::Transaction& tx) {
            for (std::size_t i = failed + 1; i < batch.deliveries.size(); ++i) {
                batch.deliveries[i].not_before = until;
                tx.webhooks().SaveDelivery(batch.deliveries[i]);
            }
        });
    }

    ports::Database& database_;
    const ports::Clock& clock_;
    const WebhookClient& client_;
    const jobs::JobRun& run_;
    std::atomic<bool> has_failed_ = false;
};

}  // namespace

jobs::Job WebhookJob(ports::Database& database, const ports::Clock& clock,
                     const WebhookClient& client) {
    jobs::Job job;
    job.name = kWebhookJob;
    job.next_due = [&database] {
        std::optional<base::Instant> due;
        database.Read([&](ports::Transaction& tx) { due = tx.webhooks().NextDue(); });
        return due;
    };
    job.run = [&database, &clock, &client](const jobs::JobRun& run) {
        WebhookRun sender(database, clock, client, run);
        while (sender.SendDue()) {
        }
    };
    return job;
}

jobs::Job ForgetDeliveriesJob(ports::Database& database, const ports::Clock& clock) {
    return jobs::Daily("forget_deliveries", clock, [&](const jobs::JobRun& run) {
        const auto before = clock.Now() - base::Duration::Days(base::limits::kWebhookKeptDaysMax);
        std::int64_t total = 0;
        int deleted = base::limits::kPruneBatchRowsMax;
        while (deleted == base::limits::kPruneBatchRowsMax && !run.stop().stop_requested()) {
            database.Write([&](ports::Transaction& tx) {
                deleted = tx.webhooks().DeleteOld(before, base::limits::kPruneBatchRowsMax);
            });
            total += deleted;
        }
        base::LogInfo("deliveries_forgotten", {{"deliveries", total}});
    });
}

}  // namespace orderyard::app
