// The truth table of states: counters in, state out, our cures of Magento's table included.
#include "domain/order/derive_state.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/channel/channel_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Usd;

struct Row {
    const char* what;
    std::int64_t invoiced, shipped, refunded_shipped, refunded_unshipped, canceled;  // of 4 ordered
    std::int64_t paid_cents, refunded_cents;
    OrderState state;
};

const Row kRows[] = {
    {"fresh", 0, 0, 0, 0, 0, 0, 0, OrderState::kNew},
    {"part invoiced", 2, 0, 0, 0, 0, 200, 0, OrderState::kProcessing},
    {"all invoiced", 4, 0, 0, 0, 0, 400, 0, OrderState::kProcessing},
    {"part shipped, not invoiced", 0, 2, 0, 0, 0, 0, 0, OrderState::kProcessing},
    {"all shipped, not invoiced", 0, 4, 0, 0, 0, 0, 0, OrderState::kProcessing},
    {"part invoiced, all shipped", 2, 4, 0, 0, 0, 200, 0, OrderState::kProcessing},
    {"all invoiced, part shipped", 4, 2, 0, 0, 0, 400, 0, OrderState::kProcessing},
    {"all done", 4, 4, 0, 0, 0, 400, 0, OrderState::kComplete},
    {"all done, part refunded", 4, 4, 1, 0, 0, 400, 100, OrderState::kComplete},
    {"all money back after shipping", 4, 4, 4, 0, 0, 400, 400, OrderState::kClosed},
    {"all money back before shipping", 4, 0, 0, 4, 0, 400, 400, OrderState::kClosed},
    {"rest refunded instead of shipped", 4, 3, 0, 1, 0, 400, 100, OrderState::kComplete},
    {"all canceled", 0, 0, 0, 0, 4, 0, 0, OrderState::kCanceled},
    {"part canceled, rest fresh", 0, 0, 0, 0, 2, 0, 0, OrderState::kNew},
    {"part invoiced and shipped, rest canceled", 2, 2, 0, 0, 2, 200, 0, OrderState::kComplete},
    {"part invoiced, rest canceled", 2, 0, 0, 0, 2, 200, 0, OrderState::kProcessing},
    {"shipped without invoice, rest canceled: never canceled", 0, 2, 0, 0, 2, 0, 0,
     OrderState::kProcessing},
    {"all money back by adjustment, nothing shipped", 4, 0, 0, 0, 0, 400, 400,
     OrderState::kProcessing},
    {"all money back by adjustment, all shipped", 4, 4, 0, 0, 0, 400, 400, OrderState::kClosed},
    {"all pieces back, less a fee", 4, 4, 4, 0, 0, 400, 350, OrderState::kClosed},
    {"all pieces back, shipped or not, less a fee", 4, 2, 2, 2, 0, 400, 350, OrderState::kClosed},
    {"rest canceled, what was left came back", 2, 2, 2, 0, 2, 200, 150, OrderState::kClosed},
    {"invoiced, given back unshipped, rest canceled", 2, 0, 0, 2, 2, 200, 200, OrderState::kClosed},
    {"shipped pieces came back: nothing more to ship for them", 4, 3, 2, 0, 0, 400, 200,
     OrderState::kProcessing},
    {"canceled count beside shipped pieces never cancels", 0, 2, 0, 0, 4, 0, 0,
     OrderState::kComplete},
};

Order OrderOf(const Row& row) {
    Order order;
    order.currency = base::Currency::Of("USD");
    OrderItem item;
    item.ordered = 4;
    item.invoiced = row.invoiced;
    item.shipped = row.shipped;
    item.refunded_shipped = row.refunded_shipped;
    item.refunded_unshipped = row.refunded_unshipped;
    item.canceled = row.canceled;
    order.items.push_back(item);
    order.totals.paid = Usd(row.paid_cents);
    order.totals.refunded = Usd(row.refunded_cents);
    return order;
}

TEST(DeriveState, TruthTable) {
    for (const Row& row : kRows) {
        EXPECT_EQ(DeriveState(OrderOf(row)), row.state) << row.what;
    }
}

TEST(DeriveState, HoldWinsAndUnholdGivesTheDerivedStateBack) {
    for (const Row& row : kRows) {
        Order order = OrderOf(row);
        order.hold = OrderHold{};
        EXPECT_EQ(DeriveState(order), OrderState::kOnHold) << row.what;
        order.hold.reset();
        EXPECT_EQ(DeriveState(order), row.state) << row.what;
    }
}

TEST(DeriveState, WaitingForPaymentStaysUntilSomethingHappens) {
    for (const auto waiting : {OrderState::kPendingPayment, OrderState::kPaymentReview}) {
        Order order = OrderOf(kRows[0]);
        order.state = waiting;
        EXPECT_EQ(DeriveState(order), waiting);
        order.items[0].canceled = 1;
        EXPECT_EQ(DeriveState(order), waiting);
        order.items[0].canceled = 4;
        EXPECT_EQ(DeriveState(order), OrderState::kCanceled);
        order.items[0].canceled = 0;
        order.items[0].invoiced = 1;
        EXPECT_EQ(DeriveState(order), OrderState::kProcessing);
    }
}

TEST(RefreshState, KeepsASubStatusAsLongAsItMayBe) {
    const testing::DefaultStatuses statuses;  // processing has "fraud" too
    Order order = OrderOf(kRows[1]);
    order.state = OrderState::kProcessing;
    order.status = "fraud";
    EXPECT_FALSE(RefreshState(order, statuses));
    EXPECT_EQ(order.status, "fraud");
    order.items[0].invoiced = order.items[0].shipped = 4;
    EXPECT_TRUE(RefreshState(order, statuses));
    EXPECT_EQ(order.state, OrderState::kComplete);
    EXPECT_EQ(order.status, "complete");
}

RC_GTEST_PROP(DeriveState, IsAFunctionOfTheCounters, ()) {
    Order order = OrderOf(kRows[0]);
    auto& item = order.items[0];
    item.shipped = *rc::gen::inRange<std::int64_t>(0, 5);
    item.canceled = *rc::gen::inRange<std::int64_t>(0, 5 - item.shipped);
    item.invoiced = *rc::gen::inRange<std::int64_t>(0, 5 - item.canceled);
    const auto state = DeriveState(order);
    order.state = state;
    RC_ASSERT(DeriveState(order) == state);
    RC_ASSERT((state == OrderState::kCanceled) == (item.canceled == 4));
    RC_ASSERT(item.shipped == 0 || state != OrderState::kNew);
}

}  // namespace
}  // namespace orderyard::domain
