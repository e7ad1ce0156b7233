// A channel's books against ours, on both engines: what is adopted, proven, put before a person,
// and that reading the same books again changes nothing.
#include "actions/settle_refunds.hpp"

#include <gtest/gtest.h>

#include "actions/action_fixture.hpp"
#include "actions/refund_order.hpp"
#include "actions/ship_order.hpp"
#include "ports/channel_ledger_store.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/ledger_store.hpp"
#include "ports/recon_store.hpp"

namespace orderyard::actions {
namespace {

using domain::ChannelRefund;
using domain::FollowUpState;

class SettleRefundsTest : public ActionTest {
  protected:
    // Three pieces for 10.00, shipped.
    void ShipAll() {
        Stock("SKU-1", 10);
        auto order = domain::testing::Placed(domain::FulfilledBy::kMerchant,
                                             domain::ChannelStatus::kUnshipped,
                                             {domain::testing::Line("1", 3, 0, 1000)});
        order.number = "111-1";
        ASSERT_EQ(Apply(order, "a"), ApplyOutcome::kApplied);
        domain::PackageRequest package;
        package.lines = {{OrderOf("111-1")->items[0].id, 3}};
        package.tracks = {{"ups", "", "1Z999", ""}};
        domain::ShipRequest request;
        request.packages = {package};
        const auto id = OrderOf("111-1")->id;
        ASSERT_TRUE(Do([&](const Step& step) { return ShipOrder(step, id, request); }));
    }
    template <class Verb>
    Processed Do(Verb verb) {
        Processed result = base::Fail(base::NotFound("not run"));
        database().Write([&](ports::Transaction& tx) {
            result = verb(Step{tx, {domain::ActorKind::kUser, "ada"}, clock.Now(), {}});
        });
        return result;
    }
    // One piece given back, and told to the channel with this end.
    void RefundOne(FollowUpState state) {
        domain::CreditMemoRequest request;
        request.is_lines_given = true;
        domain::RefundLineRequest line;
        line.order_item_id = OrderOf("111-1")->items[0].id;
        line.quantity = 1;
        request.lines = {line};
        request.reason = "customer_return";
        const auto id = OrderOf("111-1")->id;
        ASSERT_TRUE(Do([&](const Step& step) { return RefundOrder(step, id, request); }));
        auto row = File().follow_ups.back();
        database().Write([&](ports::Transaction& tx) {
            row.state = FollowUpState::kSending;
            row.sent_at = clock.Now();
            ASSERT_TRUE(tx.follow_ups().Move(row, FollowUpState::kQueued));
            row.state = state;
            if (domain::IsFinal(state)) {
                row.ended_at = clock.Now();
            }
            ASSERT_TRUE(tx.follow_ups().Move(row, FollowUpState::kSending));
        });
    }
    domain::OrderFile File() {
        std::optional<domain::OrderFile> file;
        const auto id = OrderOf("111-1")->id;
        database().Read([&](ports::Transaction& tx) { file = ReadFile(tx, id); });
        return *file;
    }
    ChannelRefund Paid(const std::string& id, std::int64_t cents, std::int64_t hours = 1) {
        ChannelRefund paid;
        paid.store_id = store.id;
        paid.transaction_id = id;
        paid.channel_number = "111-1";
        paid.posted_at = clock.Now() + base::Duration::Hours(hours);
        paid.amount = base::Money::OfMinor(cents, base::Currency::Of("USD"));
        paid.status = "RELEASED";
        return paid;
    }
    SettledRefunds Settle(const std::vector<ChannelRefund>& news) {
        SettledRefunds settled;
        database().Write([&](ports::Transaction& tx) {
            settled = SettleRefunds(
                tx, store.id, "111-1", news,
                [](const auto&, const domain::CreditMemo& memo) { return memo.grand_total; },
                clock.Now());
        });
        return settled;
    }
    std::vector<ports::Difference> Differences() {
        std::vector<ports::Difference> open;
        database().Read([&](ports::Transaction& tx) { open = tx.recon().ListOpen(store.id, 10); });
        return open;
    }
    void ExpectSound() {
        database().Read([&](ports::Transaction& tx) {
            EXPECT_TRUE(tx.ledger().VerifyMoney(10).imbalances.empty());
            EXPECT_TRUE(tx.ledger().VerifyStock(10).imbalances.empty());
        });
    }
};
ORDERYARD_ON_BOTH_ENGINES(SettleRefundsTest);

TEST_P(SettleRefundsTest, TheWholeOrderPaidBackElsewhereIsBookedLineByLineOnce) {
    ShipAll();
    EXPECT_EQ(Settle({Paid("T1", 1000)}).adopted, 1);
    EXPECT_EQ(Settle({Paid("T1", 1000)}).adopted, 0);
    const auto file = File();
    ASSERT_EQ(file.credit_memos.size(), 1U);
    EXPECT_TRUE(file.credit_memos[0].is_from_channel);
    EXPECT_EQ(file.credit_memos[0].grand_total.ToDecimal(), "10.00");
    EXPECT_EQ(file.order.items[0].refunded_shipped, 3);
    EXPECT_EQ(file.order.state, domain::OrderState::kClosed);
    EXPECT_EQ(file.follow_ups.size(), 1U) << "the channel must not be told of its own refund";
    EXPECT_EQ(Product("SKU-1").on_hand, 7) << "nobody said that goods came back";
    EXPECT_TRUE(Differences().empty());
    ExpectSound();
}

TEST_P(SettleRefundsTest, APartPaidBackElsewhereIsMoneyOnly) {
    ShipAll();
    EXPECT_EQ(Settle({Paid("T1", 250)}).adopted, 1);
    const auto file = File();
    EXPECT_EQ(file.credit_memos.at(0).adjustment_refund.ToDecimal(), "2.50");
    EXPECT_EQ(file.order.totals.refunded.ToDecimal(), "2.50");
    EXPECT_EQ(file.order.items[0].refunded_shipped, 0);
    EXPECT_EQ(Settle({Paid("T2", 750)}).adopted, 1) << "the rest, of which lines know more";
    EXPECT_EQ(File().order.totals.refunded.ToDecimal(), "10.00");
    ExpectSound();
}

TEST_P(SettleRefundsTest, WhatIsMoreThanWasPaidIsShownToAPerson) {
    ShipAll();
    EXPECT_EQ(Settle({Paid("T1", 1001)}).differing, 1);
    EXPECT_TRUE(File().credit_memos.empty());
    ASSERT_EQ(Differences().size(), 1U);
    EXPECT_EQ(Differences()[0].kind, "refund_missing_here");
}

TEST_P(SettleRefundsTest, ARefundInDoubtIsProvenByTheBooks) {
    ShipAll();
    RefundOne(FollowUpState::kParked);
    std::vector<std::string> in_doubt;
    database().Read(
        [&](ports::Transaction& tx) { in_doubt = tx.channel_ledger().InDoubt(store.id, 10); });
    EXPECT_EQ(in_doubt, std::vector<std::string>{"111-1"});
    EXPECT_EQ(Settle({}).proven, 0);
    EXPECT_EQ(Settle({Paid("T1", 333)}).proven, 1);
    EXPECT_EQ(File().follow_ups.back().state, FollowUpState::kSeen);
    EXPECT_EQ(File().credit_memos.size(), 1U);
    EXPECT_TRUE(Differences().empty());
}

TEST_P(SettleRefundsTest, AnotherAmountIsNeverBookedASecondTime) {
    ShipAll();
    RefundOne(FollowUpState::kSeen);
    EXPECT_EQ(Settle({Paid("T1", 334)}).adopted, 0);
    EXPECT_EQ(File().credit_memos.size(), 1U);
    ASSERT_EQ(Differences().size(), 1U);
    EXPECT_NE(Differences()[0].text.find("3.34 USD"), std::string::npos);
    EXPECT_EQ(Settle({Paid("T2", 333)}).adopted, 1) << "T1 is somebody else's, then";
    EXPECT_TRUE(Differences().empty());
}

TEST_P(SettleRefundsTest, WhatTheBooksDoNotShowForAWeekIsShownToAPerson) {
    ShipAll();
    RefundOne(FollowUpState::kSeen);
    EXPECT_EQ(Settle({}).differing, 0);
    clock.now = clock.now + (kBooksLag + base::Duration::Hours(1));
    std::vector<std::string> unpaid;
    database().Read([&](ports::Transaction& tx) {
        unpaid = tx.channel_ledger().WithoutPayment(
            store.id, clock.Now() - base::Duration::Days(60), clock.Now() - kBooksLag, 10);
    });
    EXPECT_EQ(unpaid, std::vector<std::string>{"111-1"});
    EXPECT_EQ(Settle({}).differing, 1);
    ASSERT_EQ(Differences().size(), 1U);
    EXPECT_EQ(Differences()[0].kind, "refund_missing_there");
    EXPECT_EQ(Settle({Paid("T1", 333)}).differing, 0);
    EXPECT_TRUE(Differences().empty());
}

TEST_P(SettleRefundsTest, AnOrderThatIsNotHereHasNothingToJudge) {
    EXPECT_EQ(Settle({Paid("T1", 1000)}).adopted, 0);
    EXPECT_TRUE(Differences().empty());
}

TEST_P(SettleRefundsTest, TheMarkOfTheBooksIsKept) {
    database().Write([&](ports::Transaction& tx) {
        EXPECT_FALSE(tx.channel_ledger().ReadUntil(store.id));
        tx.channel_ledger().SetReadUntil(store.id, clock.Now());
        tx.channel_ledger().SetReadUntil(store.id, clock.Now() + base::Duration::Days(1));
    });
    database().Read([&](ports::Transaction& tx) {
        EXPECT_EQ(tx.channel_ledger().ReadUntil(store.id), clock.Now() + base::Duration::Days(1));
    });
}

}  // namespace
}  // namespace orderyard::actions
