// Webhooks and their deliveries on both engines.
#include "ports/webhook_store.hpp"

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

using ports::Webhook;
using ports::WebhookDelivery;

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(1'700'000'000 + seconds);
}

class WebhookStoreTest : public DatabaseTest {
  protected:
    template <class Work>
    void Write(Work work) {
        database().Write([&](ports::Transaction& tx) { work(tx.webhooks()); });
    }
    Webhook Make(const std::string& name) {
        Webhook webhook;
        webhook.name = name;
        webhook.url = "https://hooks.example/" + name;
        webhook.events = {"order.created", "order.shipped"};
        webhook.secret = "s3cret";
        webhook.created_at = At(0);
        Write([&](ports::WebhookStore& store) { store.Put(webhook); });
        return webhook;
    }
    WebhookDelivery Queue(const Webhook& webhook, std::int64_t not_before) {
        WebhookDelivery delivery;
        delivery.webhook_id = webhook.id;
        delivery.event = "order.created";
        delivery.order_id = domain::OrderId(7);
        delivery.body = "{\"n\":1}";
        delivery.created_at = At(0);
        delivery.not_before = At(not_before);
        Write([&](ports::WebhookStore& store) { store.Queue(delivery); });
        return delivery;
    }
};
ORDERYARD_ON_BOTH_ENGINES(WebhookStoreTest);

TEST_P(WebhookStoreTest, KeepsChangesAndDeletes) {
    Webhook erp = Make("erp");
    Make("wms");
    Write([&](ports::WebhookStore& store) {
        EXPECT_EQ(store.List().size(), 2U);
        auto found = store.Find(erp.id);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->name + found->url, "erphttps://hooks.example/erp");
        EXPECT_EQ(found->events, erp.events);
        EXPECT_EQ(found->secret, "s3cret");
        EXPECT_EQ(found->secret_before, "");
        EXPECT_TRUE(found->is_active);
        EXPECT_EQ(found->created_at, At(0));
        found->secret_before = found->secret;
        found->secret = "new";
        found->rotated_at = At(5);
        found->events = {};
        found->is_active = false;
        store.Put(*found);
        const auto changed = store.Find(erp.id).value();
        EXPECT_EQ(changed.secret + changed.secret_before, "news3cret");
        EXPECT_TRUE(changed.events.empty());
        EXPECT_EQ(changed.rotated_at, At(5));
        EXPECT_FALSE(changed.is_active);
    });
    Queue(erp, 1);
    Write([&](ports::WebhookStore& store) {
        EXPECT_TRUE(store.Delete(erp.id));
        EXPECT_FALSE(store.Delete(erp.id));
        EXPECT_TRUE(store.Deliveries(erp.id, 0, 10).empty());
        EXPECT_EQ(store.List().size(), 1U);
    });
}

TEST_P(WebhookStoreTest, HandsOutWhatIsDue) {
    Webhook erp = Make("erp");
    const auto late = Queue(erp, 20);
    const auto early = Queue(erp, 10);
    Write([&](ports::WebhookStore& store) {
        EXPECT_EQ(store.NextDue(), At(10));
        EXPECT_TRUE(store.Due(At(9), 10).empty());
        EXPECT_EQ(store.Due(At(20), 10).size(), 2U);
        const auto due = store.Due(At(20), 1);
        ASSERT_EQ(due.size(), 1U);
        EXPECT_EQ(due[0].id, early.id);
        EXPECT_EQ(due[0].state, "pending");
        EXPECT_EQ(due[0].body, "{\"n\":1}");
        EXPECT_EQ(due[0].order_id, domain::OrderId(7));
        erp.is_active = false;
        store.Put(erp);
        EXPECT_TRUE(store.Due(At(20), 10).empty());
        EXPECT_EQ(store.NextDue(), std::nullopt);
        erp.is_active = true;
        store.Put(erp);
        EXPECT_EQ(store.NextDue(), At(10));
    });
}

TEST_P(WebhookStoreTest, RemembersHowItWentAndReplays) {
    const Webhook erp = Make("erp");
    auto one = Queue(erp, 10);
    const auto two = Queue(erp, 10);
    one.state = "failed";
    one.attempts = 9;
    one.http_status = 503;
    one.error = "gone";
    one.ended_at = At(30);
    Write([&](ports::WebhookStore& store) { store.SaveDelivery(one); });
    Write([&](ports::WebhookStore& store) {
        const auto log = store.Deliveries(erp.id, 0, 10);
        ASSERT_EQ(log.size(), 2U);
        EXPECT_EQ(log[0].id, two.id);
        EXPECT_EQ(log[1].state, "failed");
        EXPECT_EQ(log[1].attempts, 9);
        EXPECT_EQ(log[1].http_status, 503);
        EXPECT_EQ(log[1].error, "gone");
        EXPECT_EQ(log[1].ended_at, At(30));
        EXPECT_EQ(store.Deliveries(erp.id, two.id, 10).size(), 1U);
        EXPECT_EQ(store.Due(At(10), 10).size(), 1U);
        EXPECT_FALSE(store.Replay(ports::WebhookId(99), one.id, At(40))) << "another webhook's";
        EXPECT_TRUE(store.Replay(one.webhook_id, one.id, At(40)));
        EXPECT_FALSE(store.Replay(one.webhook_id, one.id, At(40))) << "pending already";
        EXPECT_FALSE(store.Replay(one.webhook_id, 999, At(40)));
        const auto again = store.Deliveries(erp.id, two.id, 1).at(0);
        EXPECT_EQ(again.state, "pending");
        EXPECT_EQ(again.attempts, 0);
        EXPECT_EQ(again.not_before, At(40));
        EXPECT_EQ(again.ended_at, std::nullopt);
    });
}

TEST_P(WebhookStoreTest, DeletesOnlyWhatHasEndedLongAgo) {
    const Webhook erp = Make("erp");
    for (int i = 0; i < 3; ++i) {
        auto delivery = Queue(erp, 10);
        delivery.state = "done";
        delivery.ended_at = At(20 + i);
        Write([&](ports::WebhookStore& store) { store.SaveDelivery(delivery); });
    }
    Queue(erp, 10);
    Write([&](ports::WebhookStore& store) {
        EXPECT_EQ(store.DeleteOld(At(22), 1), 1);
        EXPECT_EQ(store.DeleteOld(At(22), 10), 1);
        EXPECT_EQ(store.DeleteOld(At(22), 10), 0);
        EXPECT_EQ(store.Deliveries(erp.id, 0, 10).size(), 2U);
    });
}

}  // namespace
}  // namespace orderyard::storage
