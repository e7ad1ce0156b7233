// Which changes of an order are told to whom, how it is signed, and what becomes of a delivery.
#include <gtest/gtest.h>

#include "actions/webhooks/deliver_webhook.hpp"
#include "actions/webhooks/put_webhook.hpp"
#include "actions/webhooks/webhook_events.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::actions {
namespace {

const base::Instant kNow = base::Instant::FromSeconds(1'700'000'000);

WebhookDraft Draft(const std::string& url = "https://hooks.example.com/x") {
    return {"erp", url, {"order.shipped"}, true};
}

class FakeWebhooks : public ports::WebhookStore {
  public:
    std::vector<ports::Webhook> List() override { return webhooks; }
    std::optional<ports::Webhook> Find(ports::WebhookId id) override {
        for (const auto& each : webhooks) {
            if (each.id == id) {
                return each;
            }
        }
        return std::nullopt;
    }
    void Put(ports::Webhook& webhook) override {
        if (!webhook.id.IsSet()) {
            webhook.id = ports::WebhookId(static_cast<std::int64_t>(webhooks.size()) + 1);
            webhooks.push_back(webhook);
        } else {
            webhooks.at(static_cast<std::size_t>(webhook.id.value) - 1) = webhook;
        }
    }
    bool Delete(ports::WebhookId) override { return false; }
    void Queue(ports::WebhookDelivery& delivery) override { queued.push_back(delivery); }
    std::vector<ports::WebhookDelivery> Due(base::Instant, int) override { return {}; }
    std::optional<base::Instant> NextDue() override { return std::nullopt; }
    void SaveDelivery(const ports::WebhookDelivery&) override {}
    std::vector<ports::WebhookDelivery> Deliveries(ports::WebhookId, std::int64_t, int) override {
        return {};
    }
    bool Replay(ports::WebhookId, std::int64_t, base::Instant) override { return false; }
    int DeleteOld(base::Instant, int) override { return 0; }

    std::vector<ports::Webhook> webhooks;
    std::vector<ports::WebhookDelivery> queued;
};

// Nothing but webhooks.
class FakeTransaction : public ports::Transaction {
  public:
    ports::OrderStore& orders() override { throw std::logic_error("none"); }
    ports::ChannelOrderStore& channel_orders() override { throw std::logic_error("none"); }
    ports::ProductStore& products() override { throw std::logic_error("none"); }
    ports::CustomerStore& customers() override { throw std::logic_error("none"); }
    ports::StoreRegistry& stores() override { throw std::logic_error("none"); }
    ports::InboxStore& inbox() override { throw std::logic_error("none"); }
    ports::SyncStore& sync() override { throw std::logic_error("none"); }
    ports::OutboxStore& outbox() override { throw std::logic_error("none"); }
    ports::QuotaStore& quotas() override { throw std::logic_error("none"); }
    ports::LeaseStore& leases() override { throw std::logic_error("none"); }
    ports::SequenceStore& sequences() override { throw std::logic_error("none"); }
    ports::TokenStore& tokens() override { throw std::logic_error("none"); }
    ports::WebhookStore& webhooks() override { return store; }
    void Part(const std::function<void()>& work) override { work(); }

    FakeWebhooks store;
};

ports::Webhook Made(FakeTransaction& tx, std::vector<std::string> events, bool is_active = true) {
    WebhookDraft draft = Draft();
    draft.events = std::move(events);
    draft.is_active = is_active;
    return MakeWebhook(tx, draft, WebhookReach::kPublicOnly, kNow).value();
}

std::string Told(FakeTransaction& tx, const domain::OrderFile* before,
                 const domain::OrderFile& after) {
    tx.store.queued.clear();
    QueueWebhooks(tx, before, after, kNow);
    std::string told;
    for (const auto& each : tx.store.queued) {
        told +=
            (told.empty() ? "" : " ") + std::to_string(each.webhook_id.value) + ":" + each.event;
    }
    return told;
}

domain::OrderFile File() {
    domain::OrderFile file;
    file.order.id = domain::OrderId(7);
    file.order.increment_id = "000000012";
    file.order.currency = base::Currency::Of("EUR");
    file.order.totals.grand_total = base::Money(123'400, file.order.currency);
    file.order.totals.refunded = base::Money(0, file.order.currency);
    file.order.personal.buyer_name = "Anna Canary";
    file.order.personal.buyer_email = "anna@example.org";
    return file;
}

TEST(WebhookEvents, AreToldToThoseWhoWantThem) {
    FakeTransaction tx;
    Made(tx, {"order.created", "order.changed"});
    Made(tx, {"order.shipped", "order.refunded", "order.canceled"});
    Made(tx, {"order.created"}, false);
    const domain::OrderFile before = File();
    EXPECT_EQ(Told(tx, nullptr, before), "1:order.created");
    domain::OrderFile after = before;
    EXPECT_EQ(Told(tx, &before, after), "1:order.changed");
    after.shipments.emplace_back().id = domain::ShipmentId(1);
    EXPECT_EQ(Told(tx, &before, after), "1:order.changed 2:order.shipped");
    after.credit_memos.emplace_back().id = domain::CreditMemoId(1);
    after.order.state = domain::OrderState::kCanceled;
    EXPECT_EQ(Told(tx, &before, after),
              "1:order.changed 2:order.shipped 2:order.refunded 2:order.canceled");
    EXPECT_EQ(Told(tx, &after, after), "1:order.changed") << "nothing of it is new";
}

TEST(WebhookEvents, HoldNothingPersonal) {
    FakeTransaction tx;
    Made(tx, {"order.created"});
    Told(tx, nullptr, File());
    const std::string body = tx.store.queued.at(0).body;
    EXPECT_EQ(body.find("Anna"), std::string::npos) << body;
    EXPECT_EQ(body.find("anna"), std::string::npos) << body;
    EXPECT_NE(body.find(R"("event":"order.created")"), std::string::npos) << body;
    EXPECT_NE(body.find(R"("order":{"id":7,"increment_id":"000000012")"), std::string::npos)
        << body;
    EXPECT_NE(body.find(R"("grand_total":"12.34")"), std::string::npos) << body;
}

TEST(PutWebhook, RefusesAddressesThatAreNotSafe) {
    FakeTransaction tx;
    for (const char* url :
         {"", "hooks.example.com", "http://hooks.example.com/", "ftp://hooks.example.com/",
          "https://", "https://user:secret@hooks.example.com/", "https://hooks.example.com/a b",
          "http://127.0.0.1.example.com/", "http://localhost.example.com/",
          "javascript:alert(1)"}) {
        const auto made = MakeWebhook(tx, Draft(url), WebhookReach::kInsideToo, kNow);
        ASSERT_FALSE(made) << url;
        EXPECT_EQ(made.error().field, "url") << url;
    }
    for (const char* url : {"https://hooks.example.com:8443/x?y=1", "http://127.0.0.1:9000/hook",
                            "http://localhost/", "http://[::1]:80/x"}) {
        EXPECT_TRUE(MakeWebhook(tx, Draft(url), WebhookReach::kInsideToo, kNow)) << url;
    }
    WebhookDraft draft = Draft();
    draft.events = {"order.typo"};
    EXPECT_EQ(MakeWebhook(tx, draft, WebhookReach::kPublicOnly, kNow).error().field, "events");
    draft.events = {};
    EXPECT_EQ(MakeWebhook(tx, draft, WebhookReach::kPublicOnly, kNow).error().field, "events");
}

TEST(PutWebhook, GoesInsideOnlyIfTheConfigurationSaysSo) {
    FakeTransaction tx;
    const auto make = [&](const char* url, WebhookReach reach) {
        return MakeWebhook(tx, Draft(url), reach, kNow);
    };
    for (const char* url : {"http://127.0.0.1:9000/hook", "http://localhost/", "http://[::1]:80/x",
                            "https://10.0.0.7/", "https://[fd00::1]:8443/x", "https://127.1/",
                            "https://api.localhost/", "https://169.254.169.254/latest"}) {
        const auto refused = make(url, WebhookReach::kPublicOnly);
        ASSERT_FALSE(refused) << url;
        EXPECT_EQ(refused.error().field, "url");
        EXPECT_NE(refused.error().Text().find("webhooks.private_addresses"), std::string::npos)
            << url;
        EXPECT_TRUE(make(url, WebhookReach::kInsideToo)) << url;
    }
}

TEST(PutWebhook, OneThatIsInsideCanStillBeSwitchedOff) {
    FakeTransaction tx;
    WebhookDraft draft = Draft("http://127.0.0.1:9000/hook");
    const auto id = MakeWebhook(tx, draft, WebhookReach::kInsideToo, kNow).value().id;
    draft.is_active = false;
    EXPECT_TRUE(ChangeWebhook(tx, id, draft, WebhookReach::kPublicOnly));
    draft.url = "http://127.0.0.1:9001/hook";
    EXPECT_EQ(ChangeWebhook(tx, id, draft, WebhookReach::kPublicOnly).error().field, "url");
}

TEST(PutWebhook, HasABound) {
    FakeTransaction tx;
    for (int i = 0; i < base::limits::kWebhooksMax; ++i) {
        EXPECT_TRUE(MakeWebhook(tx, Draft(), WebhookReach::kPublicOnly, kNow));
    }
    EXPECT_EQ(MakeWebhook(tx, Draft(), WebhookReach::kPublicOnly, kNow).error().code,
              base::ErrorCode::kNotAllowed);
}

TEST(WebhookSignature, HasTheOldSecretForADay) {
    FakeTransaction tx;
    const auto made = Made(tx, {"order.created"});
    const auto one = [](const std::string& secret) {
        return "v1=" + base::Hex(base::HmacSha256(secret, "1700000000.{}"));
    };
    EXPECT_EQ(WebhookSignature(made, 1'700'000'000, "{}", kNow), one(made.secret));
    const auto rotated = RotateWebhookSecret(tx, made.id, kNow).value();
    EXPECT_NE(rotated.secret, made.secret);
    EXPECT_EQ(WebhookSignature(rotated, 1'700'000'000, "{}", kNow),
              one(rotated.secret) + "," + one(made.secret));
    const auto later = kNow + base::Duration::Hours(kWebhookOverlapHours);
    EXPECT_EQ(WebhookSignature(rotated, 1'700'000'000, "{}", later), one(rotated.secret));
}

TEST(SettleDelivery, DoneOnlyWithA2xx) {
    const auto after = [](int status, base::Duration age) {
        ports::WebhookDelivery delivery;
        delivery.state = "pending";
        delivery.created_at = kNow - age;
        SettleDelivery(delivery, {status, status == 0 ? "no answer" : ""}, kNow,
                       base::Duration::Seconds(9));
        return delivery;
    };
    EXPECT_EQ(after(204, {}).state, "done");
    EXPECT_EQ(after(204, {}).ended_at, kNow);
    for (const int status : {0, 199, 301, 404, 410, 500}) {
        const auto delivery = after(status, {});
        EXPECT_EQ(delivery.state, "pending") << status;
        EXPECT_EQ(delivery.not_before, kNow + base::Duration::Seconds(9));
        EXPECT_NE(delivery.error, "") << status;
        EXPECT_EQ(delivery.attempts, 1);
    }
    const auto old = after(500, base::Duration::Days(base::limits::kWebhookDaysMax));
    EXPECT_EQ(old.state, "failed");
    EXPECT_EQ(old.ended_at, kNow);
}

}  // namespace
}  // namespace orderyard::actions
