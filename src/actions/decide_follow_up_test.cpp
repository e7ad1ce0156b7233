// What a person decides about messages that no machine can settle.
#include "actions/decide_follow_up.hpp"

#include "actions/action_fixture.hpp"
#include "actions/cancel_order.hpp"
#include "actions/change_shipment.hpp"
#include "actions/end_follow_up.hpp"
#include "actions/refund_order.hpp"
#include "actions/ship_order.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"

namespace orderyard::actions {
namespace {

using domain::FollowUp;
using domain::FollowUpState;

class DecideFollowUpTest : public ActionTest {
  protected:
    void SetUp() override {
        ActionTest::SetUp();
        if (!IsSkipped()) {
            Apply(domain::testing::Placed(domain::FulfilledBy::kMerchant,
                                          domain::ChannelStatus::kUnshipped,
                                          {domain::testing::Line("1", 2, 0, 2'000)}),
                  "a");
            order = OrderOf("111-2222222-3333333")->id;
        }
    }
    template <class Work>
    Processed Do(Work work) {
        Processed done = base::Fail(base::NotFound("not run"));
        database().Write([&](ports::Transaction& tx) {
            done = work(Step{tx, {domain::ActorKind::kUser, "eva"}, clock.Now(), {}});
        });
        return done;
    }
    void Ship() {
        const auto done = Do([&](const Step& step) { return ShipOrder(step, order, {}); });
        ASSERT_TRUE(done) << done.error().Text();
    }
    void Refund() {
        domain::CreditMemoRequest request;
        request.reason = "customer_return";
        const auto done = Do([&](const Step& step) { return RefundOrder(step, order, request); });
        ASSERT_TRUE(done) << done.error().Text();
    }
    void Cancel() {
        const auto done = Do([&](const Step& step) {
            return CancelOrder(step, order, {"no_inventory", {}, ""});
        });
        ASSERT_TRUE(done) << done.error().Text();
    }
    std::vector<FollowUp> FollowUps() {
        std::vector<FollowUp> found;
        database().Read([&](ports::Transaction& tx) { found = tx.follow_ups().ForOrder(order); });
        return found;
    }
    // As the channel's room does: the last one ends in `state`.
    void End(FollowUpState state) {
        database().Write([&](ports::Transaction& tx) {
            FollowUp last = tx.follow_ups().ForOrder(order).back();
            const FollowUpState from = last.state;
            last.state = state;
            last.error = "No.";
            ASSERT_TRUE(tx.follow_ups().Move(last, from));
            if (state != FollowUpState::kRejected) {
                return;
            }
            switch (last.kind) {
                case domain::FollowUpKind::kConfirmShipment:
                    ShipmentEnded(tx, last, false, "No.", clock.Now());
                    return;
                case domain::FollowUpKind::kCancelOrder:
                case domain::FollowUpKind::kCancelLines:
                    CancelEnded(tx, last, false, "No.", clock.Now());
                    return;
                case domain::FollowUpKind::kRefund:
                    RefundEnded(tx, last, false, "No.", clock.Now());
                    return;
                case domain::FollowUpKind::kUploadVatInvoice:
                    UploadEnded(tx, last, false, "No.", clock.Now());
                    return;
            }
        });
    }
    domain::OrderFile File() {
        domain::OrderFile file;
        database().Write([&](ports::Transaction& tx) { file = *LoadFile(tx, order); });
        return file;
    }
    Processed Retry() {
        const auto id = FollowUps().back().id;
        return Do([&](const Step& step) { return RetryFollowUp(step, id); });
    }
    Processed Resolve() {
        const auto id = FollowUps().back().id;
        return Do([&](const Step& step) { return ResolveFollowUp(step, id, "by phone"); });
    }
    static std::string ReasonOf(const Processed& done) {
        return done                          ? "done"
               : done.error().params.empty() ? ""
                                             : done.error().params.front().second;
    }

    domain::OrderId order;
};
ORDERYARD_ON_BOTH_ENGINES(DecideFollowUpTest);

TEST_P(DecideFollowUpTest, OnlyWhatNeedsADecision) {
    Ship();
    EXPECT_EQ(ReasonOf(Retry()), "not_decidable") << "it waits for a tracking number";
    EXPECT_EQ(ReasonOf(Resolve()), "not_decidable");
    const auto unknown =
        Do([&](const Step& step) { return RetryFollowUp(step, domain::FollowUpId(999)); });
    EXPECT_EQ(unknown.error().code, base::ErrorCode::kNotFound);
}

TEST_P(DecideFollowUpTest, ARefusedShipmentIsToldAgainByANewMessage) {
    Ship();
    End(FollowUpState::kRejected);
    ASSERT_TRUE(File().order.HasException("shipment_refused"));
    const auto first = FollowUps().back();
    ASSERT_TRUE(Retry());
    const auto all = FollowUps();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].state, FollowUpState::kRejected) << "the first stays on record";
    EXPECT_EQ(all[1].state, FollowUpState::kQueued);
    EXPECT_EQ(all[1].package_id, first.package_id);
    EXPECT_NE(all[1].dedupe_key, first.dedupe_key);
    EXPECT_EQ(all[1].due_at, first.due_at);
    EXPECT_FALSE(File().order.HasException("shipment_refused"));
    const auto again = Do([&](const Step& step) { return RetryFollowUp(step, first.id); });
    EXPECT_EQ(ReasonOf(again), "repeated") << "a double click";
}

TEST_P(DecideFollowUpTest, AParkedOneIsWithdrawnWhenItIsSentAgain) {
    Ship();
    End(FollowUpState::kParked);
    ASSERT_TRUE(Retry());
    EXPECT_EQ(FollowUps()[0].state, FollowUpState::kWithdrawn);
    EXPECT_EQ(FollowUps()[1].state, FollowUpState::kQueued);
}

// The later one waits behind the parked one: neither could be decided about any more.
TEST_P(DecideFollowUpTest, AParkedOneIsResolvedAfterItsNumberWasCorrected) {
    Ship();
    const auto shipment = File().shipments[0];
    domain::AddTrackRequest track;
    track.shipment_id = shipment.id;
    track.track.carrier_code = "dhl";
    track.track.number = "0034";
    ASSERT_TRUE(Do([&](const Step& step) { return AddTrack(step, track); }));
    End(FollowUpState::kParked);
    const auto parked = FollowUps().back().id;
    const auto wrong = File().shipments[0].packages[0].tracks[0].id;
    ASSERT_TRUE(Do([&](const Step& step) {
        return EditTrack(step, shipment.id, wrong, {"dhl", "", "0035", ""});
    }));
    ASSERT_EQ(FollowUps().size(), 2u);
    EXPECT_EQ(ReasonOf(Do([&](const Step& step) { return RetryFollowUp(step, parked); })),
              "repeated");
    ASSERT_TRUE(Do([&](const Step& step) { return ResolveFollowUp(step, parked, "corrected"); }));
    EXPECT_EQ(FollowUps()[0].state, FollowUpState::kWithdrawn);
    EXPECT_EQ(FollowUps()[1].state, FollowUpState::kQueued);
}

TEST_P(DecideFollowUpTest, ARefusedRefundIsIssuedAgain) {
    Ship();
    Refund();
    End(FollowUpState::kRejected);
    ASSERT_EQ(File().credit_memos[0].state, domain::CreditMemoState::kRejected);
    ASSERT_TRUE(Retry());
    EXPECT_EQ(File().credit_memos[0].state, domain::CreditMemoState::kIssued);
    EXPECT_EQ(FollowUps().back().credit_memo_id, File().credit_memos[0].id);
    EXPECT_FALSE(File().order.HasException("refund_refused"));
    End(FollowUpState::kRejected);
    const auto memo = File().credit_memos[0].id;
    ASSERT_TRUE(Do([&](const Step& step) { return VoidCreditMemo(step, memo, "given up"); }));
    EXPECT_EQ(ReasonOf(Retry()), "void");
}

TEST_P(DecideFollowUpTest, ARefusedRefundThatWasMadeElsewhereIsSettled) {
    Ship();
    Refund();
    End(FollowUpState::kRejected);
    ASSERT_TRUE(Resolve());
    EXPECT_EQ(File().credit_memos[0].state, domain::CreditMemoState::kIssued);
    EXPECT_EQ(FollowUps().back().state, FollowUpState::kRejected);
    EXPECT_EQ(ReasonOf(Resolve()), "resolved");
}

TEST_P(DecideFollowUpTest, CancelsArePendingAgainOrEnd) {
    Cancel();
    End(FollowUpState::kRejected);
    ASSERT_FALSE(File().order.pending_cancel);
    ASSERT_TRUE(Retry());
    EXPECT_EQ(File().order.pending_cancel->reason, "no_inventory");
    EXPECT_EQ(File().order.pending_cancel->actor, "eva");
    End(FollowUpState::kParked);
    ASSERT_TRUE(Resolve());
    EXPECT_EQ(FollowUps().back().state, FollowUpState::kWithdrawn);
    EXPECT_EQ(FollowUps().back().error, "by phone");
    EXPECT_FALSE(File().order.pending_cancel);
    Ship();
    EXPECT_EQ(File().order.items[0].shipped, 2);
}

TEST_P(DecideFollowUpTest, ARefusedCancelIsNotRepeatedOnceItIsShipped) {
    Cancel();
    End(FollowUpState::kRejected);
    const auto cancel = FollowUps().back().id;
    Ship();
    const auto again = Do([&](const Step& step) { return RetryFollowUp(step, cancel); });
    EXPECT_FALSE(again);
    EXPECT_NE(ReasonOf(again), "repeated");
}

}  // namespace
}  // namespace orderyard::actions
