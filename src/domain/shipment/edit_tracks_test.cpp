// What happens to a shipment afterwards: its tracks, what the channel hears of them, and taking it
// back.
#include <gtest/gtest.h>

#include "domain/order/document_fixture.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;

const OrderItemId kA{1}, kB{2};  // A: 3 pieces of 1 unit, 2 held; B: 2 pieces of 2 units, all held

Book Example(bool is_of_channel = false) {
    Book book;
    book.AddLine(3, {3000}, 2);
    book.AddLine(2, {2000, 200, 100}, 2);
    if (is_of_channel) {
        book.MakeChannelOrder();
    }
    return book;
}

// A package of a channel order, and what its tracks do to the messages about it.
struct Told {
    Book book = Example(true);
    ShipmentId shipment;
    PackageId package;

    explicit Told(const std::string& number) {
        EXPECT_EQ(book.Ship({{kA, 1}}, number), "");
        shipment = book.file.shipments[0].id;
        package = book.file.shipments[0].packages[0].id;
    }
    TrackId Track(std::size_t n = 0) { return book.file.shipments[0].packages[0].tracks.at(n).id; }
    std::string Add(const std::string& number) {
        AddTrackRequest request{shipment, {}, {"ups", "", number, ""}};
        return book.Do(DecideAddTrack(book.file, request, book.scene()));
    }
    std::string Edit(const std::string& number) {
        return book.Do(DecideEditTrack(book.file, Track(), {"ups", "", number, ""}, book.scene()));
    }
    std::string Remove() { return book.Do(DecideRemoveTrack(book.file, Track(), book.scene())); }
    std::string Untrack() {
        return book.Do(DecideUntracked(book.file, shipment, {}, book.scene()));
    }
    void Put(FollowUpState state) { book.file.follow_ups.back().state = state; }
    std::size_t Messages() { return book.file.follow_ups.size(); }
    FollowUpState State() { return book.file.follow_ups.back().state; }
};

TEST(EditTracks, AWaitingMessageGoesWhenItsNumberComes) {
    Told told("");
    ASSERT_EQ(told.State(), FollowUpState::kWaiting);
    ASSERT_EQ(told.Add("1 Z"), "");
    EXPECT_EQ(told.State(), FollowUpState::kQueued);
    EXPECT_EQ(told.book.last.changed_follow_ups.size(), 1u);
    EXPECT_EQ(told.book.last.changed_shipments, std::vector{told.shipment});
    EXPECT_EQ(told.Add("1Z"), "track.number already_there");
    ASSERT_EQ(told.Add("2Z"), "");  // a second number is not told
    EXPECT_TRUE(told.book.last.changed_follow_ups.empty());
    EXPECT_EQ(told.Messages(), 1u);
}

TEST(EditTracks, AQueuedMessageIsChanged) {
    Told told("1Z");
    told.book.file.follow_ups[0].body = "old";
    ASSERT_EQ(told.Edit("2Z"), "");
    EXPECT_EQ(told.Messages(), 1u);
    EXPECT_EQ(told.book.last.changed_follow_ups.size(), 1u);
    EXPECT_EQ(told.book.file.follow_ups[0].body, "");
    EXPECT_EQ(told.book.last.history[0].before, "ups 1Z");
    EXPECT_EQ(told.book.last.history[0].after, "ups 2Z");
    EXPECT_EQ(told.Edit("2Z"), "track.number unchanged");
    ASSERT_EQ(told.Remove(), "");
    EXPECT_EQ(told.State(), FollowUpState::kWaiting);
}

TEST(EditTracks, AfterItMayHaveArrivedANewMessageFollows) {
    for (const auto state :
         {FollowUpState::kSending, FollowUpState::kSent, FollowUpState::kAccepted,
          FollowUpState::kSeen, FollowUpState::kUnknown, FollowUpState::kParked,
          FollowUpState::kRejected}) {
        Told told("1Z");
        told.Put(state);
        ASSERT_EQ(told.Edit("2Z"), "") << ToString(state);
        ASSERT_EQ(told.Messages(), 2u) << ToString(state);
        EXPECT_EQ(told.book.file.follow_ups[0].state, state);
        EXPECT_EQ(told.State(), FollowUpState::kQueued);
        EXPECT_EQ(told.book.file.follow_ups[1].package_id, told.package);
        EXPECT_EQ(told.book.file.follow_ups[1].reason, "");
        ASSERT_EQ(told.Edit("3Z"), "");  // the second has not left: changed
        EXPECT_EQ(told.Messages(), 2u);
    }
}

TEST(EditTracks, TheLastNumberGoneTellsNothing) {
    Told told("1Z");
    told.Put(FollowUpState::kSeen);
    ASSERT_EQ(told.Remove(), "");
    EXPECT_EQ(told.Messages(), 1u);
}

TEST(EditTracks, WithoutANumberAfterAllAMessageGoes) {
    Told told("");
    ASSERT_EQ(told.State(), FollowUpState::kWaiting);
    ASSERT_EQ(told.Untrack(), "");
    EXPECT_EQ(told.State(), FollowUpState::kQueued);
    EXPECT_EQ(told.Messages(), 1u);
    EXPECT_EQ(told.book.last.changed_shipments, std::vector{told.shipment});
    EXPECT_EQ(told.book.last.history[0].event, "untracked");
    EXPECT_EQ(told.Untrack(), "package_id already_untracked");
    told.Put(FollowUpState::kSeen);
    ASSERT_EQ(told.Add("1Z"), "");  // it has come after all
    EXPECT_FALSE(told.book.file.shipments[0].packages[0].is_untracked);
    EXPECT_EQ(told.Messages(), 2u);
    EXPECT_EQ(told.Untrack(), "package_id has_track");
}

TEST(EditTracks, AWrongNumberThatWasToldIsTakenBackAsUntracked) {
    Told told("1Z");
    told.Put(FollowUpState::kSeen);
    ASSERT_EQ(told.Remove(), "");
    ASSERT_EQ(told.Messages(), 1u);
    ASSERT_EQ(told.Untrack(), "");
    EXPECT_EQ(told.Messages(), 2u);
    EXPECT_EQ(told.State(), FollowUpState::kQueued);
    EXPECT_EQ(told.book.file.follow_ups[1].package_id, told.package);
}

TEST(EditTracks, Refusals) {
    Told told("1Z");
    auto& book = told.book;
    const TrackRequest track{"ups", "", "2Z", ""};
    EXPECT_EQ(book.Do(DecideEditTrack(book.file, TrackId(5), track, book.scene())), "not_found");
    EXPECT_EQ(book.Do(DecideRemoveTrack(book.file, {}, book.scene())), "not_found");
    AddTrackRequest add{ShipmentId(5), {}, track};
    EXPECT_EQ(book.Do(DecideAddTrack(book.file, add, book.scene())), "not_found");
    add.shipment_id = told.shipment;
    add.package_id = PackageId(5);
    EXPECT_EQ(book.Do(DecideAddTrack(book.file, add, book.scene())), "package_id unknown_package");
    add.package_id = {};
    add.track.carrier_code = "";
    EXPECT_EQ(book.Do(DecideAddTrack(book.file, add, book.scene())),
              "track.carrier_code carrier_required");
    EXPECT_EQ(book.Do(DecideEditTrack(book.file, told.Track(), {"ups", "", "", ""}, book.scene())),
              "track.number number_required");
    ASSERT_EQ(book.Do(DecideVoidShipment(book.file, told.shipment, "", book.scene())), "");
    EXPECT_EQ(told.Edit("2Z"), "void");
    EXPECT_EQ(told.Untrack(), "void");
    EXPECT_EQ(book.Do(DecideUntracked(book.file, ShipmentId(5), {}, book.scene())), "not_found");
    EXPECT_EQ(told.Add("2Z"), "void");
    EXPECT_EQ(told.Remove(), "void");
}

TEST(EditTracks, TheDefaultPackageIsTheFirstWithoutATrack) {
    Book book = Example();
    ShipRequest request;
    request.packages = {{{{kA, 1}}, {{"ups", "", "1Z", ""}}}, {{{kB, 1}}, {}}};
    ASSERT_EQ(book.Do(DecideShip(book.file, request, book.scene())), "");
    AddTrackRequest add{book.file.shipments[0].id, {}, {"dhl", "", "7", ""}};
    ASSERT_EQ(book.Do(DecideAddTrack(book.file, add, book.scene())), "");
    EXPECT_EQ(book.file.shipments[0].packages[1].tracks.at(0).number, "7");
    add.track.number = "8";
    EXPECT_EQ(book.Do(DecideAddTrack(book.file, add, book.scene())), "package_id package_required");
}

TEST(VoidShipment, WithdrawsWhatHasNotLeftAndKeepsTheInvoice) {
    Told told("1Z");
    Book& book = told.book;
    ASSERT_EQ(book.Do(DecideVoidShipment(book.file, told.shipment, "oops", book.scene())), "");
    EXPECT_EQ(told.State(), FollowUpState::kWithdrawn);
    EXPECT_TRUE(book.file.follow_ups[0].ended_at.has_value());
    EXPECT_EQ(book.Item(kA).invoiced, 1);
    EXPECT_EQ(book.Item(kA).shipped, 0);
    ASSERT_EQ(book.Ship({{kA, 1}}), "");  // billed ahead: no second invoice
    EXPECT_EQ(book.file.invoices.size(), 1u);
    EXPECT_EQ(book.file.shipments[1].packages[0].reference, 2);
    book.file.follow_ups.back().state = FollowUpState::kSent;
    const ShipmentId second = book.file.shipments[1].id;
    EXPECT_EQ(book.Do(DecideVoidShipment(book.file, second, "", book.scene())), "told_to_channel");
}

}  // namespace
}  // namespace orderyard::domain
