// The verbs on an order against both engines: what is stored beside the order, and what is refused.
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "actions/action_fixture.hpp"
#include "actions/add_comment.hpp"
#include "actions/cancel_order.hpp"
#include "actions/change_shipment.hpp"
#include "actions/end_follow_up.hpp"
#include "actions/hold_order.hpp"
#include "actions/invoice_order.hpp"
#include "actions/refund_order.hpp"
#include "actions/reorder.hpp"
#include "actions/ship_order.hpp"
#include "actions/unhold_order.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/ledger_store.hpp"
#include "ports/mail_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using domain::ChannelOrder;
using domain::ChannelStatus;
using domain::FollowUpKind;
using domain::FollowUpState;
using domain::FulfilledBy;
using domain::OrderState;
using domain::testing::Line;
using domain::testing::Placed;

class ProcessOrderTest : public ActionTest {
  protected:
    ChannelOrder Take(std::int64_t pieces = 3) {
        Stock("SKU-1", 10);
        ChannelOrder order =
            Placed(FulfilledBy::kMerchant, ChannelStatus::kUnshipped, {Line("1", pieces, 0, 1000)});
        order.number = "111-1";
        EXPECT_EQ(Apply(order, "a"), ApplyOutcome::kApplied);
        return order;
    }
    domain::OrderId Id() { return OrderOf("111-1")->id; }
    domain::OrderFile File() {
        std::optional<domain::OrderFile> file;
        const auto id = Id();
        database().Write([&](ports::Transaction& tx) { file = LoadFile(tx, id); });
        return *file;
    }
    // Runs a verb in a transaction of its own.
    template <class Verb>
    Processed Do(Verb verb, std::optional<std::int64_t> version = {}) {
        Processed result = base::Fail(base::NotFound("not run"));
        database().Write([&](ports::Transaction& tx) {
            result = verb(Step{tx, {domain::ActorKind::kUser, "ada"}, clock.Now(), version});
        });
        return result;
    }
    domain::ShipRequest Parcel(std::int64_t pieces, const std::string& number) {
        domain::PackageRequest package;
        package.lines = {{OrderOf("111-1")->items[0].id, pieces}};
        if (!number.empty()) {
            package.tracks = {{"ups", "", number, ""}};
        }
        domain::ShipRequest request;
        request.packages = {package};
        return request;
    }
    Processed Ship(std::int64_t pieces, const std::string& number = "1Z999") {
        const auto request = Parcel(pieces, number);
        const auto id = Id();
        return Do([&](const Step& step) { return ShipOrder(step, id, request); });
    }
    void ExpectSound() {
        database().Read([&](ports::Transaction& tx) {
            const auto money = tx.ledger().VerifyMoney(10);
            EXPECT_TRUE(money.imbalances.empty()) << money.imbalances.front();
            const auto stock = tx.ledger().VerifyStock(10);
            EXPECT_TRUE(stock.imbalances.empty()) << stock.imbalances.front();
        });
    }
};
ORDERYARD_ON_BOTH_ENGINES(ProcessOrderTest);

TEST_P(ProcessOrderTest, APartialShipmentBooksDocumentsStockAndAFollowUp) {
    Take();
    const auto shipped = Ship(2);
    ASSERT_TRUE(shipped) << shipped.error().Text();
    const auto file = File();
    EXPECT_EQ(file.order.state, OrderState::kProcessing);
    EXPECT_EQ(file.order.items[0].shipped, 2);
    ASSERT_EQ(file.shipments.size(), 1u);
    EXPECT_EQ(file.shipments[0].increment_id.substr(1), "000000001");
    EXPECT_EQ(file.shipments[0].packages[0].reference, 1);
    ASSERT_EQ(file.invoices.size(), 1u);
    EXPECT_EQ(file.invoices[0].grand_total.ToDecimal(), "6.67");
    EXPECT_EQ(file.order.totals.paid.ToDecimal(), "6.67");
    ASSERT_EQ(file.follow_ups.size(), 1u);
    EXPECT_EQ(file.follow_ups[0].state, FollowUpState::kQueued);
    EXPECT_EQ(file.follow_ups[0].package_id, file.shipments[0].packages[0].id);
    EXPECT_EQ(file.follow_ups[0].channel_number, "111-1");
    EXPECT_EQ(Product("SKU-1").on_hand, 8);
    EXPECT_EQ(Product("SKU-1").reserved, 1);
    ASSERT_TRUE(Ship(1, "1Z998"));
    EXPECT_EQ(File().order.state, OrderState::kComplete);
    EXPECT_EQ(File().order.totals.paid.ToDecimal(), "10.00");
    EXPECT_EQ(File().follow_ups.back().seq, 2);
    ExpectSound();
}

TEST_P(ProcessOrderTest, TooMuchIsRefusedAndNothingIsWritten) {
    Take();
    const auto before = File();
    const auto refused = Ship(4);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "packages[0].lines[0].quantity");
    EXPECT_EQ(File().order.version, before.order.version);
    EXPECT_TRUE(File().shipments.empty());
}

TEST_P(ProcessOrderTest, AShipmentWithoutANumberWaitsForItsTrack) {
    Take();
    ASSERT_TRUE(Ship(3, ""));
    auto file = File();
    EXPECT_EQ(file.follow_ups.at(0).state, FollowUpState::kWaiting);
    const domain::AddTrackRequest request{file.shipments[0].id, {}, {"dhl", "", "JD01 46", ""}};
    const auto tracked = Do([&](const Step& step) { return AddTrack(step, request); });
    ASSERT_TRUE(tracked) << tracked.error().Text();
    file = File();
    EXPECT_EQ(file.follow_ups.at(0).state, FollowUpState::kQueued);
    EXPECT_EQ(file.shipments[0].packages[0].tracks.at(0).number, "JD0146");
    const auto taken_back =
        Do([&](const Step& step) { return VoidShipment(step, file.shipments[0].id, "wrong box"); });
    ASSERT_TRUE(taken_back) << taken_back.error().Text();
    file = File();
    EXPECT_EQ(file.follow_ups.at(0).state, FollowUpState::kWithdrawn);
    EXPECT_TRUE(file.shipments[0].is_void);
    EXPECT_EQ(file.order.items[0].shipped, 0);
    EXPECT_EQ(Product("SKU-1").on_hand, 10);
    EXPECT_EQ(Product("SKU-1").reserved, 3);
    ExpectSound();
}

TEST_P(ProcessOrderTest, ARefundTakesOneFollowUpAndARefusedOneCanBeTakenBack) {
    Take();
    ASSERT_TRUE(Ship(3));
    domain::CreditMemoRequest request;
    request.is_lines_given = true;
    domain::RefundLineRequest line;
    line.order_item_id = OrderOf("111-1")->items[0].id;
    line.quantity = 1;
    request.lines = {line};
    request.reason = "customer_return";
    request.return_to_stock = true;
    const auto id = Id();
    const auto refunded = Do([&](const Step& step) { return RefundOrder(step, id, request); });
    ASSERT_TRUE(refunded) << refunded.error().Text();
    auto file = File();
    ASSERT_EQ(file.credit_memos.size(), 1u);
    EXPECT_EQ(file.credit_memos[0].grand_total.ToDecimal(), "3.33");
    EXPECT_EQ(file.order.totals.refunded.ToDecimal(), "3.33");
    EXPECT_EQ(file.order.items[0].refunded_shipped, 1);
    EXPECT_EQ(file.follow_ups.back().kind, FollowUpKind::kRefund);
    EXPECT_EQ(file.follow_ups.back().credit_memo_id, file.credit_memos[0].id);
    EXPECT_EQ(Product("SKU-1").on_hand, 8);
    ExpectSound();

    auto refund = file.follow_ups.back();
    database().Write([&](ports::Transaction& tx) {
        refund.state = FollowUpState::kSending;
        ASSERT_TRUE(tx.follow_ups().Move(refund, FollowUpState::kQueued));
        refund.state = FollowUpState::kRejected;
        refund.error = "too much";
        ASSERT_TRUE(tx.follow_ups().Move(refund, FollowUpState::kSending));
        RefundEnded(tx, refund, false, "too much", clock.Now());
    });
    file = File();
    EXPECT_EQ(file.credit_memos[0].state, domain::CreditMemoState::kRejected);
    EXPECT_TRUE(file.order.HasException("refund_refused"));
    const auto memo = file.credit_memos[0].id;
    const auto taken_back =
        Do([&](const Step& step) { return VoidCreditMemo(step, memo, "refused"); });
    ASSERT_TRUE(taken_back) << taken_back.error().Text();
    EXPECT_TRUE(File().order.totals.refunded.IsZero());
    ExpectSound();
}

TEST_P(ProcessOrderTest, ACancelIsAskedForAndEndsWithTheChannelsNews) {
    auto channel = Take();
    const auto id = Id();
    domain::CancelRequest request;
    const auto unreasoned = Do([&](const Step& step) { return CancelOrder(step, id, request); });
    ASSERT_FALSE(unreasoned);
    EXPECT_EQ(unreasoned.error().field, "reason");
    request.reason = "no_inventory";
    const auto asked = Do([&](const Step& step) { return CancelOrder(step, id, request); });
    ASSERT_TRUE(asked) << asked.error().Text();
    auto file = File();
    EXPECT_TRUE(file.order.pending_cancel);
    EXPECT_NE(file.order.state, OrderState::kCanceled);
    EXPECT_EQ(file.follow_ups.at(0).kind, FollowUpKind::kCancelOrder);
    EXPECT_FALSE(Ship(1));

    channel.updated_at = channel.updated_at + base::Duration::Minutes(1);
    channel.status = ChannelStatus::kCanceled;
    channel.items[0].quantity_unfulfilled = 0;
    EXPECT_EQ(Apply(channel, "b"), ApplyOutcome::kApplied);
    file = File();
    EXPECT_EQ(file.order.state, OrderState::kCanceled);
    EXPECT_FALSE(file.order.pending_cancel);
    EXPECT_EQ(Product("SKU-1").reserved, 0);
    ExpectSound();
}

TEST_P(ProcessOrderTest, ARefusedCancelLeavesTheOrderAsItWas) {
    Take();
    const auto id = Id();
    domain::CancelRequest request;
    request.reason = "no_inventory";
    ASSERT_TRUE(Do([&](const Step& step) { return CancelOrder(step, id, request); }));
    database().Write([&](ports::Transaction& tx) {
        const auto follow_up = tx.follow_ups().ForOrder(id).at(0);
        CancelEnded(tx, follow_up, false, "too late", clock.Now());
    });
    const auto file = File();
    EXPECT_FALSE(file.order.pending_cancel);
    EXPECT_EQ(file.order.state, OrderState::kNew);
    EXPECT_TRUE(file.order.HasException("cancel_refused"));
}

TEST_P(ProcessOrderTest, AnUntoldShipmentGivesWayToTheChannelsCancel) {
    auto channel = Take();
    ASSERT_TRUE(Ship(3));
    channel.updated_at = channel.updated_at + base::Duration::Minutes(1);
    channel.status = ChannelStatus::kCanceled;
    channel.items[0].quantity_unfulfilled = 0;
    EXPECT_EQ(Apply(channel, "b"), ApplyOutcome::kApplied);
    const auto file = File();
    EXPECT_TRUE(file.shipments.at(0).is_void);
    EXPECT_EQ(file.follow_ups.at(0).state, FollowUpState::kWithdrawn);
    EXPECT_EQ(file.order.state, OrderState::kCanceled);
    EXPECT_EQ(Product("SKU-1").on_hand, 10);
    EXPECT_EQ(Product("SKU-1").reserved, 0);
    ExpectSound();
}

TEST_P(ProcessOrderTest, WhatTheChannelShippedHasDocumentsToo) {
    auto channel = Take();
    channel.updated_at = channel.updated_at + base::Duration::Minutes(1);
    channel.status = ChannelStatus::kPartiallyShipped;
    channel.items[0].quantity_fulfilled = 1;
    channel.items[0].quantity_unfulfilled = 2;
    domain::ChannelPackage package;
    package.reference = "77";
    package.carrier = "UPS";
    package.tracking_number = "1Z1";
    package.items = {{"1", 1, {}}};
    channel.packages = {package};
    EXPECT_EQ(Apply(channel, "b"), ApplyOutcome::kApplied);
    auto file = File();
    ASSERT_EQ(file.shipments.size(), 1u);
    EXPECT_TRUE(file.shipments[0].is_from_channel);
    EXPECT_EQ(file.shipments[0].packages[0].channel_reference, "77");
    EXPECT_EQ(file.shipments[0].packages[0].tracks.at(0).number, "1Z1");
    EXPECT_EQ(file.invoices.at(0).grand_total.ToDecimal(), "3.33");
    EXPECT_TRUE(file.follow_ups.empty());
    EXPECT_EQ(Product("SKU-1").on_hand, 9);
    channel.updated_at = channel.updated_at + base::Duration::Minutes(1);
    EXPECT_EQ(Apply(channel, "c"), ApplyOutcome::kApplied);
    EXPECT_EQ(File().shipments.size(), 1u);
    EXPECT_EQ(Product("SKU-1").on_hand, 9);
    ExpectSound();
}

TEST_P(ProcessOrderTest, AStaleVersionIsToldWhatChanged) {
    Take();
    const auto id = Id();
    const auto version = File().order.version;
    ASSERT_TRUE(Do([&](const Step& step) { return HoldOrder(step, id, {"check", {}}); }, version));
    const auto stale = Do([&](const Step& step) { return UnholdOrder(step, id); }, version);
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, base::ErrorCode::kConflict);
    EXPECT_NE(stale.error().Text().find("by ada"), std::string::npos) << stale.error().Text();
    ASSERT_TRUE(Do([&](const Step& step) { return UnholdOrder(step, id); }));
    EXPECT_EQ(File().order.state, OrderState::kNew);
}

TEST_P(ProcessOrderTest, AReorderIsAnOrderOfOurOwn) {
    Take();
    const auto id = Id();
    const auto again = Do([&](const Step& step) { return Reorder(step, id); });
    ASSERT_TRUE(again) << again.error().Text();
    const auto order = again->file.order;
    EXPECT_NE(order.id, id);
    EXPECT_FALSE(order.channel);
    EXPECT_EQ(order.reordered_from, id);
    EXPECT_EQ(Product("SKU-1").reserved, 6);
    const auto billed = Do([&](const Step& step) { return InvoiceOrder(step, order.id, {}); });
    ASSERT_TRUE(billed) << billed.error().Text();
    const auto sent = Do([&](const Step& step) { return ShipOrder(step, order.id, {}); });
    ASSERT_TRUE(sent) << sent.error().Text();
    EXPECT_EQ(sent->file.order.state, OrderState::kComplete);
    EXPECT_TRUE(sent->file.follow_ups.empty());
    ExpectSound();
}

TEST_P(ProcessOrderTest, AMailToTheChannelsBuyerGoesOutOnlyIfTheStoreAllowsIt) {
    Take();
    const auto id = Id();
    domain::CommentRequest silent;
    silent.text = "Not told";
    silent.notify = true;
    ASSERT_TRUE(Do([&](const Step& step) { return AddComment(step, id, silent); }));
    database().Write([&](ports::Transaction& tx) {
        EXPECT_EQ(tx.mails().Search({}).total_count, 0);
        EXPECT_FALSE(tx.orders().History(id).back().is_customer_notified);
        store.settings.mail_kinds = {"order_comment"};
        tx.stores().Save(store);
        auto order = *tx.orders().LoadForUpdate(id);
        order.personal.buyer_email = "relay@example.org";
        tx.orders().Save(order);
    });
    domain::CommentRequest request;
    request.text = "On its way";
    request.notify = true;
    ASSERT_TRUE(Do([&](const Step& step) { return AddComment(step, id, request); }));
    database().Read([&](ports::Transaction& tx) {
        const auto mails = tx.mails().Search({}).mails;
        ASSERT_EQ(mails.size(), 1u);
        EXPECT_EQ(mails[0].kind, domain::MailKind::kOrderComment);
        EXPECT_EQ(mails[0].recipient, "relay@example.org");
        EXPECT_EQ(mails[0].note, "On its way");
        EXPECT_EQ(tx.orders().History(id).back().actor, "ada");
        EXPECT_TRUE(tx.orders().History(id).back().is_customer_notified);
    });
}

// Two clients ship the last piece at the same time: one wins, the other is told.
TEST_P(ProcessOrderTest, TheLastPieceIsShippedOnce) {
    Take(1);
    const auto request = Parcel(1, "1Z");
    const auto id = Id();
    std::atomic<int> done = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&] {
            if (Do([&](const Step& step) { return ShipOrder(step, id, request); })) {
                done += 1;
            }
        });
    }
    for (auto& client : clients) {
        client.join();
    }
    EXPECT_EQ(done, 1);
    EXPECT_EQ(File().shipments.size(), 1u);
    ExpectSound();
}

}  // namespace
}  // namespace orderyard::actions
