// New shipments: refusals in order, stock, and what the channel is told.
#include "domain/shipment/decide_shipment.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "domain/order/document_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Book;
using testing::Usd;

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

PackageRequest Parcel(std::vector<LinePieces> lines, TrackRequest track = {"ups", "", "1Z", ""}) {
    PackageRequest package;
    package.lines = std::move(lines);
    package.tracks.push_back(std::move(track));
    return package;
}

using Prepare = void (*)(Book&, ShipRequest&);
struct Case {
    const char* name;
    Prepare prepare;
    const char* refusal;
};

const Case kRefusals[] = {
    {"rule first",
     [](Book& book, ShipRequest& r) {
         book.Ship();
         r.packages = {Parcel({{OrderItemId(9), 1}})};
     },
     "nothing_to_ship"},
    {"comment before date",
     [](Book& book, ShipRequest& r) {
         r.comment.assign(base::limits::kCommentBytesMax + 1, 'x');
         r.shipped_at = book.now + base::Duration::Seconds(1);
     },
     "comment too_long"},
    {"future before packages",
     [](Book& book, ShipRequest& r) {
         r.shipped_at = book.now + base::Duration::Seconds(1);
         r.packages = {Parcel({{OrderItemId(9), 1}})};
     },
     "shipped_at in_the_future"},
    {"before the order",
     [](Book& book, ShipRequest& r) {
         r.shipped_at = book.file.order.placed_at - base::Duration::Seconds(1);
     },
     "shipped_at before_order"},
    {"too many packages",
     [](Book&, ShipRequest& r) {
         r.packages.assign(base::limits::kPackagesPerShipmentMax + 1, Parcel({{kA, 1}}));
     },
     "packages too_many"},
    {"unknown line",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({{kA, 1}, {OrderItemId(9), 1}})};
     },
     "packages[0].lines[1].order_item_id unknown_item"},
    {"negative",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({{kA, -1}})};
     },
     "packages[0].lines[0].quantity quantity_negative"},
    {"too many over packages",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({{kA, 2}}), Parcel({{kB, 1}, {kA, 2}})};
     },
     "packages[1].lines[1].quantity quantity_too_large"},
    {"an empty second one",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({{kA, 3}}), Parcel({})};
     },
     "packages[1].lines no_pieces"},
    {"only zeros",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({{kA, 0}})};
     },
     "packages[0].lines no_pieces"},
    {"too many tracks",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({})};
         r.packages[0].tracks.resize(base::limits::kTracksPerPackageMax + 1);
     },
     "packages[0].tracks too_many"},
    {"carrier before number",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({}, {" ", "", "", ""})};
     },
     "packages[0].tracks[0].carrier_code carrier_required"},
    {"carrier with blanks",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({}, {"u ps", "", "", ""})};
     },
     "packages[0].tracks[0].carrier_code carrier_malformed"},
    {"only blanks",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({}, {"ups", "", " \t\xC2\xA0", ""})};
     },
     "packages[0].tracks[0].number number_required"},
    {"51 characters",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({}, {"ups", "", std::string(51, '1'), ""})};
     },
     "packages[0].tracks[0].number number_malformed"},
    {"not printable",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({}, {"ups", "", "1\x01", ""})};
     },
     "packages[0].tracks[0].number number_malformed"},
    {"custom needs a name at a channel",
     [](Book& book, ShipRequest& r) {
         book.MakeChannelOrder();
         r.packages = {Parcel({}, {"custom", "", "1", ""})};
     },
     "packages[0].tracks[0].title title_required"},
    {"title is text",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({}, {"ups", "\xff", "1", ""})};
     },
     "packages[0].tracks[0].title title_malformed"},
    {"service is text",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({}, {"ups", "", "1", "a\x01"})};
     },
     "packages[0].tracks[0].service service_malformed"},
    {"50 characters",
     [](Book&, ShipRequest& r) {
         r.packages = {Parcel({}, {"ups", "", std::string(50, '1'), ""})};
     },
     ""},
    {"everything by default", [](Book&, ShipRequest&) {}, ""},
};

TEST(DecideShip, RefusesInThisOrder) {
    for (const auto& each : kRefusals) {
        Book book = Example();
        ShipRequest request;
        each.prepare(book, request);
        EXPECT_EQ(book.Do(DecideShip(book.file, request, book.scene())), each.refusal) << each.name;
    }
}

TEST(DecideShip, CleansWhatPeopleCopy) {
    Book book = Example();
    ShipRequest request;
    request.packages = {Parcel({{kA, 1}, {kB, 1}, {kA, 1}}, {" UPS ", "",
                                                             " 1Z 9\xE2\x80\x89"
                                                             "9\n",
                                                             ""})};
    ASSERT_EQ(book.Do(DecideShip(book.file, request, book.scene())), "");
    const Package& package = book.file.shipments[0].packages[0];
    EXPECT_EQ(package.tracks[0].carrier_code, "UPS");
    EXPECT_EQ(package.tracks[0].number, "1Z99");
    EXPECT_EQ(package.tracks[0].title, "United Parcel Service");
    ASSERT_EQ(package.lines.size(), 2u);  // the line listed twice is summed
    EXPECT_EQ(package.lines[0].quantity, 2);
    EXPECT_EQ(package.reference, 1);
    EXPECT_EQ(book.file.shipments[0].Quantity(), 3);
    EXPECT_TRUE(book.file.follow_ups.empty());
    EXPECT_TRUE(book.file.invoices.empty());
}

TEST(DecideShip, ReservedPiecesLeaveTheShelf) {
    Book book = Example();
    ASSERT_EQ(book.Ship({{kA, 3}, {kB, 1}}), "");
    EXPECT_EQ(book.shelf[kA], 0);  // of the three only two were held
    EXPECT_EQ(book.reserved[kA], 0);
    EXPECT_EQ(book.shelf[kB], 2);
    EXPECT_EQ(book.reserved[kB], 2);
    EXPECT_EQ(book.Item(kA).backordered, 0);
    EXPECT_EQ(book.file.shipments[0].packages[0].lines[0].from_stock, 2);
    const ShipmentId id = book.file.shipments[0].id;
    ASSERT_EQ(book.Do(DecideVoidShipment(book.file, id, "wrong box", book.scene())), "");
    EXPECT_EQ(book.shelf[kA], 2);
    EXPECT_EQ(book.Item(kA).reserved, 2);
    EXPECT_EQ(book.Item(kA).backordered, 1);
    EXPECT_EQ(book.shelf[kB], 4);
    EXPECT_EQ(book.Item(kB).shipped, 0);
    EXPECT_EQ(book.file.order.state, OrderState::kNew);
    EXPECT_EQ(book.Do(DecideVoidShipment(book.file, id, "", book.scene())), "void");
    EXPECT_EQ(book.Do(DecideVoidShipment(book.file, {}, "", book.scene())), "not_found");
}

TEST(DecideShip, InvoicesWithIt) {
    Book book = Example();
    ASSERT_EQ(book.Invoice({{kA, 1}}), "");
    ShipRequest request;
    request.invoice_too = true;
    request.packages = {Parcel({{kA, 2}, {kB, 1}})};
    ASSERT_EQ(book.Do(DecideShip(book.file, request, book.scene())), "");
    EXPECT_EQ(book.Item(kA).invoiced, 2);
    EXPECT_EQ(book.Item(kB).invoiced, 1);
    EXPECT_EQ(book.file.order.totals.paid, Usd(2000 + 1150));
}

TEST(DecideShip, AChannelIsToldPackageByPackage) {
    Book book = Example(true);
    ShipRequest request;
    request.packages = {Parcel({{kA, 1}}), Parcel({{kA, 1}}), Parcel({{kB, 1}})};
    request.packages[1].tracks.clear();
    request.packages[2].tracks.clear();
    request.packages[2].is_untracked = true;
    const auto decided = DecideShip(book.file, request, book.scene());
    ASSERT_TRUE(decided);
    ASSERT_EQ(decided->file.follow_ups.size(), 3u);
    const FollowUpState states[] = {FollowUpState::kQueued, FollowUpState::kWaiting,
                                    FollowUpState::kQueued};
    for (std::size_t i = 0; i < 3; ++i) {
        const FollowUp& follow_up = decided->file.follow_ups[i];
        EXPECT_EQ(follow_up.kind, FollowUpKind::kConfirmShipment);
        EXPECT_EQ(follow_up.state, states[i]) << i;
        EXPECT_EQ(follow_up.reason, std::to_string(i + 1));
        EXPECT_EQ(follow_up.due_at, *book.file.order.channel->ship_by.latest);
        EXPECT_EQ(follow_up.store_id, StoreId(3));
        EXPECT_FALSE(follow_up.package_id.IsSet());
        EXPECT_EQ(follow_up.dedupe_key, "");
    }
    ASSERT_EQ(book.Do(decided), "");
    EXPECT_EQ(book.Item(kA).invoiced, 2);  // the channel collects on shipping
    EXPECT_FALSE(book.file.invoices[0].is_from_channel);
    EXPECT_EQ(book.file.invoices[0].state, InvoiceState::kPaid);
    ASSERT_EQ(book.Ship(), "");
    EXPECT_EQ(book.file.shipments[1].packages[0].reference, 4);
    EXPECT_EQ(book.file.order.package_reference_last, 4);
    EXPECT_EQ(book.file.order.totals.paid, book.file.order.totals.grand_total);
}

}  // namespace
}  // namespace orderyard::domain
