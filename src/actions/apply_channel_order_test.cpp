// The way of an order text into the database, on both engines: once in effect, whatever comes twice
// or late.
#include "actions/apply_channel_order.hpp"

#include <thread>

#include "actions/action_fixture.hpp"
#include "actions/decide_channel_orders.hpp"
#include "ports/customer_store.hpp"
#include "ports/outbox_store.hpp"

namespace orderyard::actions {
namespace {

using domain::ChannelOrder;
using domain::ChannelStatus;
using domain::FulfilledBy;
using domain::testing::Line;
using domain::testing::Placed;

ChannelOrder Unshipped(const std::string& number = "111-1") {
    ChannelOrder order =
        Placed(FulfilledBy::kMerchant, ChannelStatus::kUnshipped, {Line("1", 2, 0, 2599)});
    order.number = number;
    return order;
}

class ApplyChannelOrderTest : public ActionTest {};
ORDERYARD_ON_BOTH_ENGINES(ApplyChannelOrderTest);

TEST_P(ApplyChannelOrderTest, FirstSightMakesOneOrderAndARepeatNothing) {
    Stock("SKU-1", 5);
    EXPECT_EQ(Apply(Unshipped(), "a"), ApplyOutcome::kApplied);
    EXPECT_EQ(Apply(Unshipped(), "a"), ApplyOutcome::kUnchanged);
    EXPECT_EQ(OrderCount(), 1);
    const auto order = OrderOf("111-1");
    EXPECT_EQ(order->increment_id.substr(order->increment_id.size() - 9), "000000001");
    EXPECT_EQ(order->totals.grand_total.ToDecimal(), "25.99");
    EXPECT_EQ(order->personal.buyer_name, "Min-su Kim");
    EXPECT_EQ(Product("SKU-1").reserved, 2);
}

TEST_P(ApplyChannelOrderTest, OlderIsStaleAndContradictionsAreLookedAt) {
    auto order = Unshipped();
    Apply(order, "a");
    auto older = order;
    older.updated_at = order.updated_at - base::Duration::Seconds(1);
    EXPECT_EQ(Apply(older, "b"), ApplyOutcome::kStale);
    EXPECT_EQ(Apply(order, "c"), ApplyOutcome::kNeedsLook);
    EXPECT_EQ(Apply(order, "c"), ApplyOutcome::kNeedsLook);
    std::vector<ports::OutboxMessage> messages;
    database().Read([&](ports::Transaction& tx) {
        messages = tx.outbox().List(ports::OutboxState::kPending, 10);
    });
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].kind, kLookAtChannelOrder);
    EXPECT_EQ(messages[0].subject, "111-1");
    EXPECT_EQ(Apply(order, "c", true), ApplyOutcome::kApplied);
}

TEST_P(ApplyChannelOrderTest, CancellationReleasesStock) {
    Stock("SKU-1", 5);
    auto order = Unshipped();
    Apply(order, "a");
    order.updated_at = order.updated_at + base::Duration::Minutes(1);
    order.status = ChannelStatus::kCanceled;
    order.items[0].quantity_unfulfilled = 0;
    EXPECT_EQ(Apply(order, "b"), ApplyOutcome::kApplied);
    EXPECT_EQ(OrderOf("111-1")->state, domain::OrderState::kCanceled);
    EXPECT_EQ(Product("SKU-1").reserved, 0);
    std::vector<domain::HistoryEntry> history;
    database().Read(
        [&](ports::Transaction& tx) { history = tx.orders().History(OrderOf("111-1")->id); });
    ASSERT_GE(history.size(), 3u);
    EXPECT_EQ(history.front().event, "imported");
    EXPECT_EQ(history.back().after, "canceled");
}

TEST_P(ApplyChannelOrderTest, ManyAtOnceStillMakeOneOrderAndOneReservation) {
    Stock("SKU-1", 1'000);
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 5; ++n) {
                Apply(Unshipped("111-" + std::to_string(n)), "a");
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(OrderCount(), 5);
    EXPECT_EQ(Product("SKU-1").reserved, 10);
}

TEST_P(ApplyChannelOrderTest, NumbersAreGaplessUnderConcurrency) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 10; ++n) {
                Apply(Unshipped("n-" + std::to_string(i) + "-" + std::to_string(n)), "a");
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    std::set<std::string> numbers;
    for (int i = 0; i < 8; ++i) {
        for (int n = 0; n < 10; ++n) {
            numbers.insert(
                OrderOf("n-" + std::to_string(i) + "-" + std::to_string(n))->increment_id);
        }
    }
    EXPECT_EQ(numbers.size(), 80u);
    EXPECT_TRUE(numbers.begin()->ends_with("000000001"));
    EXPECT_TRUE(numbers.rbegin()->ends_with("000000080"));
}

TEST_P(ApplyChannelOrderTest, AmazonsNumberAndAccountsBySetting) {
    domain::StoreSettings settings;
    settings.order_number_source = domain::OrderNumberSource::kChannel;
    settings.customer_creation = domain::CustomerCreation::kAccount;
    Connect(settings, "other");
    for (const char* number : {"222-1", "222-2"}) {
        auto order = Unshipped(number);
        order.personal.buyer_email = number[4] == '1' ? "Kim@relay.example" : "kim@RELAY.example";
        Apply(order, "a");
    }
    EXPECT_EQ(OrderOf("222-1")->increment_id, "222-1");
    EXPECT_TRUE(OrderOf("222-1")->customer_id.IsSet());
    EXPECT_EQ(OrderOf("222-1")->customer_id, OrderOf("222-2")->customer_id);
}

TEST_P(ApplyChannelOrderTest, AVerdictIsAlwaysThereAndStrictBlockingEndsWithTheFix) {
    domain::StoreSettings settings;
    settings.strict_blocking = true;
    Connect(settings, "strict");
    Apply(Unshipped("333-1"), "a");
    EXPECT_FALSE(OrderOf("333-1"));
    std::vector<std::pair<std::string, std::int64_t>> verdicts;
    database().Read(
        [&](ports::Transaction& tx) { verdicts = tx.channel_orders().CountByVerdict(store.id); });
    ASSERT_EQ(verdicts.size(), 1u);
    EXPECT_EQ(verdicts[0].first, "blocked");

    Stock("SKU-1", 5);
    EXPECT_EQ(DecideDueChannelOrders(database(), clock, store.id), 0);
    clock.now = clock.now + base::Duration::Minutes(16);
    EXPECT_EQ(DecideDueChannelOrders(database(), clock, store.id), 1);
    EXPECT_EQ(OrderOf("333-1")->items[0].reserved, 2);
    EXPECT_EQ(DecideDueChannelOrders(database(), clock, store.id), 0);
}

TEST_P(ApplyChannelOrderTest, FixingTheCatalogRepairsOrdersThatHaveOne) {
    Apply(Unshipped("444-1"), "a");
    EXPECT_TRUE(OrderOf("444-1")->HasException("unknown_sku"));
    Stock("SKU-1", 5);
    EXPECT_EQ(DecideChannelOrdersOfSku(database(), clock, "SKU-1"), 1);
    EXPECT_TRUE(OrderOf("444-1")->exceptions.empty());
    EXPECT_EQ(Product("SKU-1").reserved, 2);
    EXPECT_EQ(DecideChannelOrdersOfSku(database(), clock, "SKU-1"), 0);
}

}  // namespace
}  // namespace orderyard::actions
