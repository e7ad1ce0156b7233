// Shipments: every row of the answer table, what Amazon shows, and a crash at every step. The
// measure is what is at Amazon, not what we believe.
#include <gtest/gtest.h>

#include "amazon/fakes/follow_up_bench.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using fakes::FollowUpBench;
using fakes::Mishap;

struct Row {
    const char* name;
    Mishap mishap;             // of the first call
    const char* after_answer;  // the state when the answer is known
    const char* at_the_end;    // and after two hours
    int calls;                 // all in all
};

class ShipmentAnswers : public testing::TestWithParam<Row> {};

void ExpectSameBodies(const FollowUpBench& bench) {
    for (const std::string& body : bench.market.bodies) {
        EXPECT_EQ(body, bench.market.bodies.front());
    }
}

}  // namespace

TEST_P(ShipmentAnswers, AreTakenForWhatTheyProve) {
    const Row& row = GetParam();
    FollowUpBench bench;
    bench.PutOrder(1, 2);
    const auto id = bench.Ship(1);
    bench.market.mishap = [&](const HttpRequest&, int n) {
        return n == 1 ? row.mishap : Mishap::kNone;
    };
    (void)bench.Run();
    EXPECT_EQ(bench.StateOf(id), row.after_answer);
    EXPECT_TRUE(!bench.Row(id).next.empty() || domain::IsFinal(bench.Row(id).state));
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(id), row.at_the_end);
    EXPECT_EQ(static_cast<int>(bench.market.bodies.size()), row.calls);
    EXPECT_EQ(bench.There(1).packages.size(), std::string(row.at_the_end) == "seen" ? 1u : 0u);
    ExpectSameBodies(bench);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ShipmentAnswers,
    testing::Values(Row{"good", Mishap::kNone, "accepted", "seen", 1},
                    Row{"empty 200", Mishap::kEmptyOk, "accepted", "seen", 1},
                    Row{"refused connection", Mishap::kRefused, "queued", "seen", 2},
                    Row{"throttled", Mishap::kThrottled, "accepted", "seen", 2},
                    Row{"forbidden", Mishap::kForbidden, "queued", "seen", 2},
                    Row{"refused for good", Mishap::kBadRequest, "rejected", "rejected", 1},
                    Row{"400 of a gateway", Mishap::kBadGateway, "unknown", "seen", 2},
                    Row{"redirect", Mishap::kRedirected, "unknown", "seen", 2},
                    Row{"lost, not done", Mishap::kLostBefore, "unknown", "seen", 2},
                    Row{"lost, done", Mishap::kLostAfter, "unknown", "seen", 1},
                    Row{"503, not done", Mishap::kErrorBefore, "unknown", "seen", 2},
                    Row{"503, done", Mishap::kErrorAfter, "unknown", "seen", 1},
                    Row{"204 and dropped", Mishap::kDropped, "accepted", "seen", 2}),
    [](const auto& param) {
        std::string name = param.param.name;
        std::replace_if(
            name.begin(), name.end(), [](char c) { return !isalnum(c); }, '_');
        return name;
    });

TEST(Shipments, TheBodyIsWhatAmazonWants) {
    FollowUpBench bench;
    bench.PutOrder(1);
    (void)bench.Ship(1, 2);
    (void)bench.Run();
    EXPECT_EQ(bench.market.bodies.at(0),
              R"({"marketplaceId":"A1PA6795UKMFR9","packageDetail":{"packageReferenceId":"1",)"
              R"("carrierCode":"DHL","trackingNumber":"T1-1",)"
              R"("shipDate":"2026-03-01T12:00:00.000Z",)"
              R"("orderItems":[{"orderItemId":"L1","quantity":2}]}})");
}

TEST(Shipments, LooksComeAtTwoTenAndThirtyMinutes) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Ship(1);
    bench.market.mishap = [](const HttpRequest&, int) { return Mishap::kDropped; };
    (void)bench.Run();
    const auto sent_at = bench.clock.now;
    for (const int minutes : {2, 10, 30}) {
        EXPECT_EQ(bench.Row(id).not_before, sent_at + Duration::Minutes(minutes));
        bench.clock.Advance(bench.Row(id).not_before - bench.clock.now);
        (void)bench.Run();
    }
    EXPECT_EQ(bench.market.gets, 3);
    EXPECT_EQ(bench.market.bodies.size(), 2u);
    bench.RunFor(Duration::Hours(8));
    EXPECT_EQ(bench.StateOf(id), "parked");  // told five times, never shown
    EXPECT_EQ(bench.market.bodies.size(), 5u);
    ExpectSameBodies(bench);
}

TEST(Shipments, ManyPackagesOfManyOrdersArriveOnceEach) {
    FollowUpBench bench;
    for (int order = 1; order <= 20; ++order) {
        bench.PutOrder(order);
        for (int package = 0; package < 3; ++package) {
            (void)bench.Ship(order, 1);
        }
    }
    bench.market.mishap = [](const HttpRequest&, int n) {
        constexpr std::array kAll = {Mishap::kNone,       Mishap::kLostAfter, Mishap::kNone,
                                     Mishap::kErrorAfter, Mishap::kDropped,   Mishap::kLostBefore,
                                     Mishap::kThrottled};
        return kAll.at(static_cast<std::size_t>(n) % kAll.size());
    };
    bench.RunFor(Duration::Days(1));
    for (const auto& row : bench.database.state.books.follow_ups) {
        EXPECT_EQ(domain::ToString(row.state), "seen") << row.id.value << " " << row.error;
    }
    for (const auto& [number, order] : bench.market.orders) {
        EXPECT_EQ(order.packages.size(), 3u);
        EXPECT_EQ(order.Shipped("L1"), 3);
    }
}

TEST(Shipments, WhatAmazonShowsDecides) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto canceled = bench.Ship(1);
    bench.There(1).lines[0].canceled = 3;  // Amazon was faster
    bench.PutOrder(2);
    const auto other = bench.Ship(2);
    bench.There(2).packages.push_back({"77", "somebody", "DHL", {{"L1", 3}}, 0});
    bench.PutOrder(3);
    const auto bought = bench.Ship(3);
    bench.There(3).packages.push_back({"88", "t3 1", "DHL", {{"L1", 3}}, 0});  // the label's own
    bench.RunFor(Duration::Hours(2));
    EXPECT_EQ(bench.StateOf(canceled), "rejected");
    EXPECT_EQ(bench.StateOf(other), "parked");
    EXPECT_NE(bench.Row(other).error.find("77"), std::string::npos);
    EXPECT_EQ(bench.StateOf(bought), "seen");
    EXPECT_EQ(bench.database.state.books.ends,
              (std::vector<std::string>{"shipment 1 refused", "shipment 3 done"}));
    EXPECT_EQ(bench.market.bodies.size(), 3u);
    EXPECT_FALSE(bench.database.state.inbox.empty());  // what was read is news, too
}

TEST(Shipments, WhatIsSentAgainIsWhatWasSentWhateverChangedHere) {
    FollowUpBench bench;
    auto& file = bench.PutOrder(1);
    const auto id = bench.Ship(1);
    bench.market.mishap = [](const HttpRequest&, int n) {
        return n == 1 ? Mishap::kLostBefore : Mishap::kNone;
    };
    (void)bench.Run();
    file.shipments[0].packages[0].tracks[0].number = "corrected";
    bench.RunFor(Duration::Hours(1));
    ASSERT_EQ(bench.market.bodies.size(), 2u);
    ExpectSameBodies(bench);
    EXPECT_EQ(bench.StateOf(id), "seen");
}

TEST(Shipments, NoLeaseNoCall) {
    FollowUpBench bench;
    bench.PutOrder(1);
    const auto id = bench.Ship(1);
    bench.has_lease_time = false;
    (void)bench.Run();
    EXPECT_EQ(bench.StateOf(id), "queued");
    bench.has_lease_time = true;
    bench.database.is_lease_held = false;
    const FollowUpReport lost = bench.Run();
    EXPECT_EQ(lost.error->code, base::ErrorCode::kConflict);
    EXPECT_EQ(bench.StateOf(id), "queued");
    EXPECT_TRUE(bench.market.bodies.empty());
}

TEST(Shipments, AnUntrackedLetterGetsANumberOfOurs) {
    FollowUpBench bench;
    auto& file = bench.PutOrder(1);
    const auto id = bench.Ship(1);
    file.shipments[0].increment_id = "300";
    file.shipments[0].packages[0].tracks.clear();
    file.shipments[0].packages[0].is_untracked = true;
    (void)bench.Run();
    EXPECT_NE(bench.market.bodies.at(0).find(
                  R"("carrierCode":"Other","carrierName":"Untracked","shippingMethod":)"
                  R"("Untracked","trackingNumber":"300-1")"),
              std::string::npos);
    EXPECT_EQ(bench.StateOf(id), "accepted");
}

TEST(Shipments, ACrashAtAnyStepLeavesOnePackage) {
    for (const Mishap mishap : {Mishap::kNone, Mishap::kLostAfter, Mishap::kDropped}) {
        // Every step of the usual way, every third of the others.
        for (int step = 1;; step += mishap == Mishap::kNone ? 1 : 3) {
            FollowUpBench bench;
            bench.PutOrder(1);
            const auto first = bench.Ship(1, 2);
            const auto second = bench.Ship(1, 1);
            bench.market.mishap = [&](const HttpRequest&, int n) {
                return n == 1 ? mishap : Mishap::kNone;
            };
            bench.database.fuse.steps = 0;
            bench.database.fuse.crash_at = step;
            bench.RunFor(Duration::Hours(3));
            ASSERT_EQ(bench.StateOf(first), "seen") << "crash at " << step;
            ASSERT_EQ(bench.StateOf(second), "seen") << "crash at " << step;
            ASSERT_EQ(bench.There(1).packages.size(), 2u) << "crash at " << step;
            std::map<std::string, std::set<std::string>> bodies;
            for (const std::string& body : bench.market.bodies) {
                bodies[body.substr(body.find("packageReferenceId"), 24)].insert(body);
            }
            for (const auto& [reference, texts] : bodies) {
                ASSERT_EQ(texts.size(), 1u) << "crash at " << step;
            }
            if (bench.processes == 1) {
                ASSERT_GT(step, 50);
                break;  // it never came to that step
            }
        }
    }
}

}  // namespace orderyard::amazon
