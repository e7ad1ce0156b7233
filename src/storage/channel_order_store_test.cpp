// Channel orders: verbatim, newer wins, verdicts and events beside them.
#include "storage/channel_order_store.hpp"

#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

using domain::ChannelOrder;
using domain::ChannelOrderId;
using domain::ChannelStatus;
using domain::VerdictKind;

class ChannelOrderStoreTest : public OrdersTest {
  protected:
    void SetUp() override {
        OrdersTest::SetUp();
        if (!IsSkipped()) {
            store_ = MakeStore();
        }
    }
    void Update(ChannelOrder& order, const std::string& payload = "{}") {
        Write([&](ports::Transaction& t) {
            t.channel_orders().Update(order, std::string(32, 'h'), payload,
                                      SomeVerdict(VerdictKind::kBlocked));
        });
    }
    std::optional<ChannelOrder> Stored(ChannelOrderId id) {
        std::optional<ChannelOrder> order;
        database().Read([&](ports::Transaction& t) { order = t.channel_orders().Load(id); });
        return order;
    }
    template <class Ask>
    auto Ask_(Ask ask) {
        decltype(ask(std::declval<ports::ChannelOrderStore&>())) answer;
        database().Read([&](ports::Transaction& t) { answer = ask(t.channel_orders()); });
        return answer;
    }
    domain::StoreId store_;
};
ORDERYARD_ON_BOTH_ENGINES(ChannelOrderStoreTest);

TEST_P(ChannelOrderStoreTest, GivesBackEveryField) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    const std::string payload =
        "{\"orderId\": \"303-1\", \"x\": \"" + std::string(9'000, 'p') + "\"}";
    Write([&](ports::Transaction& t) {
        t.channel_orders().Insert(order, std::string(32, '\xFE'), payload, SomeVerdict());
    });
    EXPECT_TRUE(order.items[1].id.IsSet());
    EXPECT_EQ(Stored(order.id), order);
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.channel_orders().LoadForUpdate(order.id), order);
        EXPECT_EQ(t.channel_orders().LoadForUpdate(ChannelOrderId(55'555)), std::nullopt);
        EXPECT_EQ(t.channel_orders().LoadPayload(order.id), payload);
        EXPECT_EQ(t.channel_orders().LoadPayload(ChannelOrderId(55'555)), std::nullopt);
        EXPECT_EQ(t.channel_orders().LoadVerdict(order.id), SomeVerdict());
        const auto head = t.channel_orders().FindHead(store_, "303-1");
        ASSERT_TRUE(head);
        EXPECT_EQ(head->id, order.id);
        EXPECT_EQ(head->updated_at, order.updated_at);
        EXPECT_EQ(head->content_hash, std::string(32, '\xFE'));
        EXPECT_EQ(head->status, order.status);
        EXPECT_FALSE(t.channel_orders().FindHead(store_, "303-2"));
    });
}

// What was looked up at once must not outlive a change of it, nor its transaction.
TEST_P(ChannelOrderStoreTest, ExpectedHeadsAreTrueForTheTransaction) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    ChannelOrder fresh = FilledChannelOrder(store_, "303-2");
    Insert(order);
    Write([&](ports::Transaction& t) {
        ports::ChannelOrderStore& orders = t.channel_orders();
        orders.ExpectHeads(store_, {"303-1", "303-2", "303-2"});
        ASSERT_TRUE(orders.FindHead(store_, "303-1"));
        EXPECT_EQ(orders.FindHead(store_, "303-1")->id, order.id);
        EXPECT_FALSE(orders.FindHead(store_, "303-2"));
        EXPECT_FALSE(orders.FindHead(domain::StoreId(99), "303-1"));
        orders.Insert(fresh, std::string(32, 'f'), "{}", SomeVerdict());
        ASSERT_TRUE(orders.FindHead(store_, "303-2"));
        EXPECT_EQ(orders.FindHead(store_, "303-2")->id, fresh.id);
        order.status = ChannelStatus::kShipped;
        orders.Update(order, std::string(32, 'u'), "{}", SomeVerdict());
        EXPECT_EQ(orders.FindHead(store_, "303-1")->content_hash, std::string(32, 'u'));
        orders.ExpectHeads(store_, {"303-1"});
        order.status = ChannelStatus::kCanceled;
    });
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.channel_orders().FindHead(store_, "303-1")->status, ChannelStatus::kShipped);
    });
}

TEST_P(ChannelOrderStoreTest, TakesANumberOnceAStore) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    Insert(order);
    ChannelOrder again = FilledChannelOrder(store_, "303-1");
    EXPECT_THROW(Insert(again), ports::VersionConflict);
    ChannelOrder elsewhere = FilledChannelOrder(MakeStore("other"), "303-1");
    EXPECT_NO_THROW(Insert(elsewhere));
}

TEST_P(ChannelOrderStoreTest, ReplacesContentAndKeepsItemIds) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    Insert(order);
    const domain::ChannelItemId kept = order.items[1].id;
    order.updated_at = At(100);
    order.status = ChannelStatus::kCanceled;
    order.grand_total.reset();
    order.personal.buyer_name = "";
    order.personal.shipping = {};
    order.packages.clear();
    order.items.erase(order.items.begin());
    order.items[0].quantity_fulfilled = 1;
    domain::ChannelOrderItem added;
    added.number = "item-3";
    order.items.insert(order.items.begin(), added);
    Update(order, "second");
    EXPECT_EQ(order.items[1].id, kept);
    EXPECT_EQ(Stored(order.id), order);
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.channel_orders().LoadPayload(order.id), "second");
        EXPECT_EQ(t.channel_orders().LoadVerdict(order.id), SomeVerdict(VerdictKind::kBlocked));
    });
}

TEST_P(ChannelOrderStoreTest, RefusesOlderContent) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    Insert(order);
    ChannelOrder older = order;
    older.updated_at = At(59);
    older.status = ChannelStatus::kShipped;
    EXPECT_THROW(Update(older), ports::VersionConflict);
    EXPECT_EQ(Stored(order.id), order);
    ChannelOrder same_age = order;
    same_age.status = ChannelStatus::kShipped;
    Update(same_age);
    EXPECT_EQ(Stored(order.id), same_age);
    ChannelOrder nobody = order;
    nobody.id = ChannelOrderId(55'555);
    nobody.items.clear();
    EXPECT_THROW(Update(nobody), std::exception);
}

TEST_P(ChannelOrderStoreTest, KeepsEventsInOrder) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    Insert(order);
    Write([&](ports::Transaction& t) {
        t.channel_orders().AppendEvent(order.id, {At(9), "first_seen", "", "pending"});
        t.channel_orders().AppendEvent(order.id, {At(8), "status", "pending", "shipped"});
    });
    const auto events = Ask_([&](auto& orders) { return orders.Events(order.id); });
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].event, "first_seen");
    EXPECT_EQ(events[0].at, At(9));
    EXPECT_EQ(events[1].before, "pending");
    EXPECT_EQ(events[1].after, "shipped");
}

TEST_P(ChannelOrderStoreTest, SaysWhatIsDueForALook) {
    std::vector<ChannelOrderId> ids;
    for (const int look : {30, 10, 20, 0}) {
        ChannelOrder order = SmallChannelOrder(store_, look);
        domain::Verdict verdict = SomeVerdict();
        verdict.next_look = look == 0 ? std::nullopt : std::optional(At(look));
        Insert(order, verdict);
        ids.push_back(order.id);
    }
    const auto due = [&](int now, int limit) {
        return Ask_([&](auto& orders) { return orders.DueForLook(store_, At(now), limit); });
    };
    EXPECT_EQ(due(20, 10), (std::vector{ids[1], ids[2]}));
    EXPECT_EQ(due(99, 2), (std::vector{ids[1], ids[2]}));
    EXPECT_TRUE(due(9, 10).empty());
    Write([&](ports::Transaction& t) {
        domain::Verdict verdict = SomeVerdict(VerdictKind::kNotWanted);
        verdict.next_look.reset();
        t.channel_orders().SetVerdict(ids[1], verdict);
    });
    EXPECT_EQ(due(20, 10), (std::vector{ids[2]}));
}

TEST_P(ChannelOrderStoreTest, FindsOrdersWaitingForASku) {
    std::vector<ChannelOrder> orders;
    for (const VerdictKind kind :
         {VerdictKind::kBlocked, VerdictKind::kImported, VerdictKind::kNotWanted,
          VerdictKind::kBlocked, VerdictKind::kImported}) {
        orders.push_back(FilledChannelOrder(store_, "303-" + std::to_string(orders.size())));
        Insert(orders.back(), SomeVerdict(kind));
    }
    for (const int n : {1, 4}) {
        domain::Order made = SmallOrder(n);
        const ChannelOrder& source = orders[static_cast<std::size_t>(n)];
        made.channel =
            domain::ChannelLink{store_, source.id, source.number, "", source.fulfilled_by, {}, {}};
        made.exceptions = {{n == 1 ? "unknown_sku" : "money_review", " SKU-1 ", "", At(1)}};
        Insert(made);
    }
    const auto waiting = [&](const std::string& sku, int limit) {
        return Ask_([&](auto& store) { return store.WaitingForSku(sku, limit); });
    };
    EXPECT_EQ(waiting(" SKU-1 ", 10), (std::vector{orders[0].id, orders[1].id, orders[3].id}));
    EXPECT_EQ(waiting(" SKU-1 ", 1), (std::vector{orders[0].id}));
    EXPECT_TRUE(waiting("SKU-1", 10).empty());
}

TEST_P(ChannelOrderStoreTest, CountsByStatusAndVerdict) {
    for (int n = 0; n < 9; ++n) {
        ChannelOrder order = SmallChannelOrder(store_, n);
        Insert(order, SomeVerdict(n < 2 ? VerdictKind::kImported : VerdictKind::kNotYet));
    }
    using Counts = std::vector<std::pair<std::string, std::int64_t>>;
    EXPECT_EQ(Ask_([&](auto& orders) { return orders.CountByStatus(store_); }),
              (Counts{{"pending", 3}, {"shipped", 6}}));
    EXPECT_EQ(Ask_([&](auto& orders) { return orders.CountByVerdict(store_); }),
              (Counts{{"imported", 2}, {"not_yet", 7}}));
    ChannelOrder order = SmallChannelOrder(store_, 100);
    Insert(order);
    Write([&](ports::Transaction& t) {
        order.status = ChannelStatus::kCanceled;
        t.channel_orders().Update(order, SomeHash(), "{}", SomeVerdict(VerdictKind::kBlocked));
        t.channel_orders().SetVerdict(order.id, SomeVerdict(VerdictKind::kNotWanted));
    });
    EXPECT_EQ(Ask_([&](auto& orders) { return orders.CountByStatus(store_); }),
              (Counts{{"canceled", 1}, {"pending", 3}, {"shipped", 6}}));
    EXPECT_EQ(Ask_([&](auto& orders) { return orders.CountByVerdict(store_); }),
              (Counts{{"imported", 2}, {"not_wanted", 1}, {"not_yet", 7}}));
    EXPECT_TRUE(
        Ask_([&](auto& orders) { return orders.CountByStatus(domain::StoreId(99)); }).empty());
}

TEST_P(ChannelOrderStoreTest, ForgetsThePersonOnPurge) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    Insert(order);
    Write([&](ports::Transaction& t) { t.channel_orders().PurgePersonalData(order.id); });
    EXPECT_EQ(Stored(order.id)->personal, domain::PersonalData{});
    EXPECT_EQ(Stored(order.id)->ship_to, order.ship_to);
    EXPECT_EQ(Connect()->QueryInt("SELECT count(*) FROM channel_order_personal"), 0);
    ports::ChannelOrderQuery query;
    query.store_id = store_;
    query.buyer_name = "Erika";
    EXPECT_EQ(Ask_([&](auto& orders) { return orders.Search(query); })->total_count, 0);
}

TEST_P(ChannelOrderStoreTest, WhatWasPurgedStaysAwayAndIsNotDueAgain) {
    ChannelOrder order = FilledChannelOrder(store_, "303-1");
    order.status = ChannelStatus::kShipped;
    order.packages.clear();
    order.deliver_by.latest = At(1'000);
    Insert(order);
    const auto due = [&](std::int64_t before) {
        return Ask_([&](auto& orders) { return orders.DueForPurge(At(before), 10); });
    };
    EXPECT_TRUE(due(1'000).empty());
    EXPECT_EQ(due(1'001), std::vector{order.id});
    EXPECT_FALSE(Stored(order.id)->is_purged);
    Write([&](ports::Transaction& t) { t.channel_orders().PurgePersonalData(order.id); });
    EXPECT_TRUE(Stored(order.id)->is_purged);
    EXPECT_TRUE(due(9'999).empty());

    ChannelOrder again = FilledChannelOrder(store_, "303-1");
    again.id = order.id;
    again.status = ChannelStatus::kShipped;
    again.updated_at = At(2'000);
    Update(again, "{\"name\": \"Erika\"}");
    EXPECT_EQ(Stored(order.id)->updated_at, At(2'000));
    EXPECT_EQ(Stored(order.id)->personal, domain::PersonalData{});
    EXPECT_EQ(Connect()->QueryInt("SELECT count(*) FROM channel_order_personal"), 0);
    EXPECT_TRUE(due(9'999).empty());
    ports::ChannelOrderQuery query;
    query.store_id = store_;
    query.buyer_name = "Erika";
    EXPECT_EQ(Ask_([&](auto& orders) { return orders.Search(query); })->total_count, 0);
}

}  // namespace
}  // namespace orderyard::storage
