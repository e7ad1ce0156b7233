// Giving the file of a bill to the channel: refusals in their order, and what leaves by itself.
#include "domain/invoice/upload_bill.hpp"

#include <gtest/gtest.h>

#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

const std::vector<std::string> kPlaces = {"HERE"};
const base::Instant kNow = base::Instant::FromSeconds(1'800'000'000);

struct Case {
    OrderFile file;
    Store store;
    Bill bill{InvoiceId(7), {}};

    Case() {
        file.order.channel.emplace();
        file.order.channel->marketplace_id = "HERE";
        file.order.placed_at = kNow - base::Duration::Days(1);
        Invoice invoice;
        invoice.id = InvoiceId(7);
        invoice.increment_id = "000000007";
        invoice.state = InvoiceState::kPaid;
        file.invoices.push_back(invoice);
        store.settings.invoice_upload = InvoiceUpload::kOnRequest;
    }
    void Put(FollowUpState state) {
        FollowUp row = UploadOf(file.order, bill, kNow);
        row.state = state;
        file.follow_ups.push_back(row);
    }
    std::string Why(const Store* of) const {
        const auto refusal = WhyNotUpload(file, of, kPlaces, bill);
        return refusal ? refusal->reason : "";
    }
    std::string Why() const { return Why(&store); }
};

TEST(UploadBill, RefusesInThisOrder) {
    Case all;
    all.store.is_active = false;
    all.store.settings.invoice_upload = InvoiceUpload::kOff;
    all.file.order.channel->marketplace_id = "ELSEWHERE";
    all.file.invoices.front().state = InvoiceState::kCanceled;
    all.Put(FollowUpState::kQueued);
    Case ours = all;
    ours.file.order.channel.reset();
    EXPECT_EQ(ours.Why(nullptr), "no_channel");
    EXPECT_EQ(all.Why(nullptr), "store_off");
    EXPECT_EQ(all.Why(), "store_off");
    all.store.is_active = true;
    EXPECT_EQ(all.Why(), "upload_off");
    all.store.settings.invoice_upload = InvoiceUpload::kOnRequest;
    EXPECT_EQ(all.Why(), "marketplace");
    all.file.order.channel->marketplace_id = "HERE";
    EXPECT_EQ(all.Why(), "void");
    all.file.invoices.front().state = InvoiceState::kPaid;
    EXPECT_EQ(all.Why(), "being_uploaded");
    all.file.follow_ups.clear();
    EXPECT_EQ(all.Why(), "");
}

TEST(UploadBill, OnlyWhatCertainlyIsNotThereIsGivenAgain) {
    const std::pair<FollowUpState, const char*> cases[] = {
        {FollowUpState::kSent, "being_uploaded"},
        {FollowUpState::kUnknown, "being_uploaded"},
        {FollowUpState::kParked, "being_uploaded"},
        {FollowUpState::kSeen, "uploaded"},
        {FollowUpState::kRejected, ""},
        {FollowUpState::kWithdrawn, ""},
    };
    for (const auto& [state, reason] : cases) {
        Case one;
        one.Put(state);
        EXPECT_EQ(one.Why(), reason) << ToString(state);
    }
}

TEST(UploadBill, TheMessageIsAboutThatBillAlone) {
    Case one;
    one.file.order.exceptions.push_back({"invoice_refused", "", "", kNow});
    const testing::Book book;
    const Scene scene{book.statuses, {ActorKind::kUser, "kim"}, kNow};
    const auto change = DecideUpload(one.file, &one.store, kPlaces, one.bill, scene);
    ASSERT_TRUE(change);
    ASSERT_EQ(change->file.follow_ups.size(), 1u);
    EXPECT_EQ(change->file.follow_ups[0].kind, FollowUpKind::kUploadVatInvoice);
    EXPECT_EQ(BillOf(change->file.follow_ups[0]), one.bill);
    EXPECT_TRUE(change->file.order.exceptions.empty());
    EXPECT_EQ(LatestUpload(change->file, {InvoiceId(8), {}}), nullptr);
    EXPECT_NE(LatestUpload(change->file, one.bill), nullptr);
    const auto nowhere = DecideUpload(one.file, &one.store, kPlaces, {{}, CreditMemoId(3)}, scene);
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, base::ErrorCode::kNotFound);
}

TEST(UploadBill, LeavesByItselfOnlyWhenAskedForAndFresh) {
    Case one;
    EXPECT_FALSE(LeavesByItself(one.file.order, one.store, kPlaces, kNow));
    one.store.settings.invoice_upload = InvoiceUpload::kAutomatic;
    EXPECT_TRUE(LeavesByItself(one.file.order, one.store, kPlaces, kNow));
    EXPECT_FALSE(LeavesByItself(one.file.order, one.store, {}, kNow));
    EXPECT_FALSE(LeavesByItself(
        one.file.order, one.store, kPlaces,
        one.file.order.placed_at + kUploadsByItselfFor + base::Duration::Seconds(1)));
}

TEST(UploadBill, ADocumentTakenBackTakesItsFileBack) {
    Case one;
    one.Put(FollowUpState::kQueued);
    one.Put(FollowUpState::kSent);
    OrderChange change;
    change.file = one.file;
    WithdrawUploads(change, one.bill, kNow);
    EXPECT_EQ(change.file.follow_ups[0].state, FollowUpState::kWithdrawn);
    EXPECT_EQ(change.file.follow_ups[1].state, FollowUpState::kSent);
    EXPECT_EQ(change.changed_follow_ups.size(), 1u);
}

}  // namespace
}  // namespace orderyard::domain
