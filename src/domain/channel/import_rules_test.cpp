// The import table of the specification, row by row, and the refusals around it in their order.
#include "domain/channel/import_rules.hpp"

#include <gtest/gtest.h>

#include "domain/channel/channel_fixture.hpp"

namespace orderyard::domain {
namespace {

using testing::Line;
using testing::Placed;
using testing::World;
using enum ChannelStatus;

constexpr auto kFba = FulfilledBy::kChannel;
constexpr auto kFbm = FulfilledBy::kMerchant;

struct Row {
    FulfilledBy by;
    ChannelStatus status;
    std::int64_t on_hand;  // for 2 pieces
    VerdictKind verdict;
    std::int64_t reserved;  // pieces held in our stock afterwards
};

// Adobe's 18 rows with our cures: shortage never blocks, shipped pieces are never reserved, FBA
// never touches our stock. Out-of-stock rows are those with on_hand 0.
const Row kRows[] = {
    {kFba, kPending, 9, VerdictKind::kNotYet, 0},
    {kFba, kPendingAvailability, 9, VerdictKind::kNotYet, 0},
    {kFba, kCanceled, 9, VerdictKind::kNotWanted, 0},
    {kFba, kUnfulfillable, 9, VerdictKind::kBlocked, 0},
    {kFba, kUnshipped, 9, VerdictKind::kNotYet, 0},
    {kFba, kPartiallyShipped, 9, VerdictKind::kNotYet, 0},
    {kFba, kShipped, 9, VerdictKind::kImported, 0},
    {kFba, kShipped, 0, VerdictKind::kImported, 0},
    {kFbm, kPending, 9, VerdictKind::kNotYet, 0},
    {kFbm, kPendingAvailability, 9, VerdictKind::kNotYet, 0},
    {kFbm, kCanceled, 9, VerdictKind::kNotWanted, 0},
    {kFbm, kUnfulfillable, 9, VerdictKind::kBlocked, 0},
    {kFbm, kUnshipped, 9, VerdictKind::kImported, 2},
    {kFbm, kUnshipped, 0, VerdictKind::kImported, 0},
    {kFbm, kPartiallyShipped, 9, VerdictKind::kImported, 1},
    {kFbm, kPartiallyShipped, 0, VerdictKind::kImported, 0},
    {kFbm, kShipped, 9, VerdictKind::kImported, 0},
    {kFbm, kShipped, 0, VerdictKind::kImported, 0},
};

TEST(ImportTable, EachRowOfTheSpecification) {
    for (const Row& row : kRows) {
        SCOPED_TRACE(std::string(ToString(row.by)) + " " + std::string(ToString(row.status)));
        World world;
        world.Stock("SKU-1", row.on_hand);
        const std::int64_t fulfilled = row.status == kShipped            ? 2
                                       : row.status == kPartiallyShipped ? 1
                                                                         : 0;
        const auto decision =
            world.Decide(Placed(row.by, row.status, {Line("1", 2, fulfilled, 2000)}));
        EXPECT_EQ(decision.verdict.kind, row.verdict);
        EXPECT_FALSE(decision.verdict.text.empty());
        EXPECT_EQ(decision.order.has_value(), row.verdict == VerdictKind::kImported);
        EXPECT_EQ(world.products["SKU-1"].reserved, row.reserved);
        EXPECT_EQ(world.products["SKU-1"].on_hand, row.on_hand);
    }
}

TEST(ImportTable, CoversEveryKnownStatusForBothWays) {
    for (const auto by : {kFba, kFbm}) {
        for (const auto status : {kPendingAvailability, kPending, kUnshipped, kPartiallyShipped,
                                  kShipped, kCanceled, kUnfulfillable}) {
            int rows = 0;
            for (const auto& row : ImportTable()) {
                rows += row.fulfilled_by == by && row.status == status ? 1 : 0;
            }
            EXPECT_EQ(rows, 1) << ToString(by) << " " << ToString(status);
        }
    }
}

// One line a refusal, in the order of precedence: each case also breaks every rule below its own.
TEST(JudgeImport, RefusalsInOrder) {
    World world;
    auto channel = Placed(kFbm, kPending, {Line("1", 1, 0, 100)});
    channel.is_foreign = true;
    channel.unknown_values.push_back({"fulfillment.fulfillmentStatus", "TELEPORTED"});
    world.store.settings.import_enabled = false;
    world.store.settings.import_from = channel.created_at + base::Duration::Days(1);
    const auto rule = [&] { return world.Decide(channel).verdict.rule; };

    EXPECT_EQ(rule(), "foreign_channel");
    channel.is_foreign = false;
    EXPECT_EQ(rule(), "unknown_value");
    channel.unknown_values.clear();
    EXPECT_EQ(rule(), "import_off");
    world.store.settings.import_enabled = true;
    EXPECT_EQ(rule(), "before_start");
    world.store.settings.import_from.reset();
    EXPECT_EQ(rule(), "pending");
    channel.status = kUnshipped;
    channel.currency = {};
    EXPECT_EQ(rule(), "no_currency");
    channel.currency = base::Currency::Of("USD");
    channel.items.clear();
    EXPECT_EQ(rule(), "no_lines");
    channel.items = {Line("1", 1, 0, 100)};
    EXPECT_EQ(rule(), "merchant_unshipped");
}

TEST(JudgeImport, StrictBlockingNamesTheSkuAndLooksAgain) {
    World world;
    world.store.settings.strict_blocking = true;
    const auto channel = Placed(kFbm, kUnshipped, {Line("1", 2, 0, 100)});
    auto decision = world.Decide(channel);
    EXPECT_EQ(decision.verdict.rule, "unknown_sku");
    EXPECT_EQ(decision.verdict.inputs.front().second, "SKU-1");
    EXPECT_TRUE(decision.verdict.next_look.has_value());

    world.Stock("SKU-1", 1);
    world.products["SKU-1"].is_enabled = false;
    EXPECT_EQ(world.Decide(channel).verdict.rule, "product_disabled");
    world.products["SKU-1"].is_enabled = true;
    EXPECT_EQ(world.Decide(channel).verdict.rule, "out_of_stock");
    world.products["SKU-1"].on_hand = 2;
    EXPECT_EQ(world.Decide(channel).verdict.kind, VerdictKind::kImported);
}

TEST(JudgeImport, FbaIgnoresOurStockEvenWhenStrict) {
    World world;
    world.store.settings.strict_blocking = true;
    world.Stock("SKU-1", 0);
    const auto decision = world.Decide(Placed(kFba, kShipped, {Line("1", 2, 2, 100)}));
    EXPECT_EQ(decision.verdict.kind, VerdictKind::kImported);
    EXPECT_EQ(decision.order->state, OrderState::kComplete);
    EXPECT_TRUE(decision.moves.empty());
}

}  // namespace
}  // namespace orderyard::domain
