// The store against a plain model of it: searches find what a full scan finds, changes move forward
// strictly, late visibility shows the past, and a million orders fit.
#include "sandbox/world/world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "sandbox/world/life.hpp"

namespace orderyard::sandbox {
namespace {

const base::Instant kStart = *base::Instant::ParseIso("2026-11-22T12:00:00Z");

WorldOptions Options(std::size_t count, std::uint64_t seed = 3) {
    WorldOptions options;
    options.seed = seed;
    options.order_count = count;
    options.start = kStart;
    for (const Marketplace& marketplace : Marketplaces()) {
        options.marketplaces.push_back(&marketplace);
    }
    return options;
}

SearchQuery Everything(base::Instant before) {
    SearchQuery query;
    query.before = before;
    return query;
}

std::vector<std::string> Walk(const World& world, const SearchQuery& query, int page_size) {
    std::vector<std::string> ids;
    std::optional<SearchPosition> from;
    do {
        const SearchPage page = world.Search(query, from, page_size);
        for (const Order& order : page.orders) {
            ids.push_back(order.order_id);
        }
        from = page.last;
    } while (from);
    return ids;
}

OrderNumber FirstWith(const World& world, std::string_view status, bool is_by_merchant) {
    for (OrderNumber number = 0; number < world.size(); ++number) {
        const Order order = world.Current(number);
        if (order.status == status && order.IsFulfilledByMerchant() == is_by_merchant) {
            return number;
        }
    }
    ADD_FAILURE() << "no such order";
    return 0;
}

base::Result<bool> Done(const base::Result<>& result) {
    return result ? base::Result<bool>(true) : base::Fail(result.error());
}

RC_GTEST_PROP(WorldSearch, FindsWhatAFullScanFinds, ()) {
    World world(Options(70, *rc::gen::arbitrary<std::uint64_t>()));
    world.AdvanceTo(kStart + base::Duration::Hours(*rc::gen::inRange(0, 48)));
    SearchQuery query = Everything(world.now() - base::Duration::Hours(*rc::gen::inRange(0, 40)));
    query.after = query.before - base::Duration::Hours(*rc::gen::inRange(1, 400));
    query.by_created = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) {
        query.statuses = {std::string(kShipped), std::string(kUnshipped)};
    }
    if (*rc::gen::arbitrary<bool>()) {
        query.fulfilled_by = {std::string(kByMerchant)};
    }
    std::vector<std::pair<base::Instant, std::string>> wanted;
    for (OrderNumber number = 0; number < world.size(); ++number) {
        const Order order = world.Current(number);
        const base::Instant key = query.by_created ? order.created : order.last_updated;
        const bool has_status =
            query.statuses.empty() || order.status == kShipped || order.status == kUnshipped;
        const bool has_sender = query.fulfilled_by.empty() || order.IsFulfilledByMerchant();
        if (key >= query.after && key <= query.before && has_status && has_sender) {
            wanted.emplace_back(key, order.order_id);
        }
    }
    const std::vector<std::string> found = Walk(world, query, *rc::gen::inRange(1, 30));
    RC_ASSERT(found.size() == wanted.size());
    std::map<std::string, base::Instant> keys;
    for (const auto& [key, id] : wanted) {
        keys[id] = key;
    }
    base::Instant last;
    for (const std::string& id : found) {
        RC_ASSERT(keys.count(id) == 1U);
        RC_ASSERT(keys[id] >= last);
        last = keys[id];
    }
    RC_ASSERT(keys.size() == found.size());
}

TEST(World, SameSeedSameLifeHoweverTimeIsCut) {
    WorldOptions options = Options(100);
    options.arrivals_per_hour = 30;
    World at_once(options);
    World in_steps(options);
    at_once.AdvanceTo(kStart + base::Duration::Hours(20));
    for (int minutes = 0; minutes <= 20 * 60; minutes += 7) {
        in_steps.AdvanceTo(kStart + base::Duration::Minutes(minutes));
    }
    in_steps.AdvanceTo(kStart + base::Duration::Hours(20));
    ASSERT_EQ(at_once.size(), in_steps.size());
    EXPECT_GT(at_once.size(), 400U);
    for (OrderNumber number = 0; number < at_once.size(); ++number) {
        const Order a = at_once.Current(number);
        const Order b = in_steps.Current(number);
        ASSERT_EQ(a.order_id, b.order_id);
        ASSERT_EQ(a.status, b.status);
        ASSERT_EQ(a.last_updated, b.last_updated);
    }
}

TEST(World, EveryChangeMovesLastUpdatedStrictly) {
    World world(Options(300));
    const OrderNumber number = FirstWith(world, kUnshipped, true);
    base::Instant last = world.Current(number).last_updated;
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(world.Change(number, [i](Order& order) {
            return Done(RequestCancel(order, "", "reason " + std::to_string(i)));
        }));
        EXPECT_GT(world.Current(number).last_updated, last);
        last = world.Current(number).last_updated;
    }
    EXPECT_TRUE(*world.Change(number, [](Order&) -> base::Result<bool> { return true; }));
    ASSERT_FALSE(*world.Change(number, [](Order&) -> base::Result<bool> { return false; }));
    EXPECT_EQ(Walk(world, Everything(kStart + base::Duration::Days(1)), 50).size(), 300U);
}

TEST(World, KnowsItsOrdersById) {
    World world(Options(50));
    EXPECT_EQ(world.Find(world.Current(17).order_id), std::optional<OrderNumber>(17));
    EXPECT_FALSE(world.Find("114-1111111-1111111"));
    Order own;
    own.order_id = "999-0000000-0000000";
    own.status = kUnshipped;
    ASSERT_TRUE(world.Add(own));
    EXPECT_EQ(world.Find(own.order_id), std::optional<OrderNumber>(50));
    EXPECT_EQ(world.Add(own).error().code, base::ErrorCode::kConflict);
}

TEST(World, SearchesSeeChangesLate) {
    WorldOptions options = Options(300);
    options.search_delay = base::Duration::Seconds(60);
    options.get_delay = base::Duration::Seconds(5);
    World world(options);
    const OrderNumber number = FirstWith(world, kUnshipped, true);
    const std::string id = world.Current(number).order_id;
    ASSERT_TRUE(
        world.Change(number, [](Order& order) { return Done(Cancel(order, "AMAZON", "OTHER")); }));
    SearchQuery cancelled = Everything(kStart + base::Duration::Days(1));
    cancelled.statuses = {std::string(kCancelled)};
    const auto is_found = [&] {
        const std::vector<std::string> ids = Walk(world, cancelled, 100);
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    EXPECT_EQ(world.AsRead(number)->status, kUnshipped);
    world.AdvanceTo(kStart + base::Duration::Seconds(5));
    EXPECT_EQ(world.AsRead(number)->status, kCancelled);
    world.AdvanceTo(kStart + base::Duration::Seconds(59));
    EXPECT_FALSE(is_found());
    EXPECT_EQ(Walk(world, Everything(kStart + base::Duration::Days(1)), 100).size(), 300U);
    world.AdvanceTo(kStart + base::Duration::Seconds(60));
    EXPECT_TRUE(is_found());
}

TEST(World, NewOrdersAppearLate) {
    WorldOptions options = Options(10);
    options.search_delay = base::Duration::Seconds(60);
    World world(options);
    const OrderNumber number = world.PlaceGenerated();
    EXPECT_TRUE(world.AsRead(number));
    EXPECT_EQ(Walk(world, Everything(kStart + base::Duration::Days(1)), 100).size(), 10U);
    world.AdvanceTo(kStart + base::Duration::Seconds(61));
    EXPECT_EQ(Walk(world, Everything(kStart + base::Duration::Days(1)), 100).size(), 11U);
}

TEST(World, WaitsForTheSellerAfterTheStart) {
    World world(Options(300));
    const OrderNumber number = FirstWith(world, kUnshipped, true);
    world.AdvanceTo(kStart + base::Duration::Days(10));
    const std::string status = world.Current(number).status;
    EXPECT_TRUE(status == kUnshipped) << status;
}

TEST(World, TouchedOrdersGoOnWithTheirPlan) {
    World world(Options(0));
    // Some new order will be paid by itself; change its address before.
    for (int i = 0; i < 40; ++i) {
        world.PlaceGenerated();
    }
    for (OrderNumber number = 0; number < 40; ++number) {
        Address address;
        address.city = "Elsewhere";
        ASSERT_TRUE(world.Change(
            number, [&](Order& order) { return Done(ChangeAddress(order, address)); }));
    }
    world.AdvanceTo(kStart + base::Duration::Hours(2));
    int paid = 0;
    for (OrderNumber number = 0; number < 40; ++number) {
        EXPECT_EQ(world.Current(number).delivery_address.city, "Elsewhere");
        paid += world.Current(number).status == kUnshipped ? 1 : 0;
    }
    EXPECT_GT(paid, 20);
}

}  // namespace
}  // namespace orderyard::sandbox
