// The comparison: what it finds, what it mends, what it leaves to a person.
#include "amazon/sync/reconcile.hpp"

#include <gtest/gtest.h>

#include "amazon/fakes/follow_up_bench.hpp"
#include "amazon/map/channel_order_from_amazon.hpp"
#include "amazon/wire/read_order.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;
using fakes::FollowUpBench;

struct Bench : FollowUpBench {
    bool does_inbox_work = true;
    std::unique_ptr<Reconciler> reconciler;

    Bench() {
        ReconcilerOptions options;
        options.random = [] { return 0.5; };
        options.sleep = [this](Duration duration, std::stop_token) { clock.Advance(duration); };
        options.apply = [this](ports::Transaction& tx, const domain::Store&,
                               actions::IncomingChannelOrder incoming, base::Instant) {
            if (does_inbox_work) {
                Store(dynamic_cast<fakes::FakeTransaction&>(tx).state, incoming.order);
            }
            return actions::ApplyOutcome::kApplied;
        };
        reconciler = std::make_unique<Reconciler>(database, clock, market, options);
    }

    static void Store(fakes::FakeState& state, const domain::ChannelOrder& order) {
        fakes::StoredOrder& stored = state.orders[order.number];
        stored.updated_at = order.updated_at;
        stored.status = order.status;
        stored.whole = order;
    }
    // As it is at Amazon now.
    void Know(std::int64_t id) {
        auto order = wire::ReadOrder(fakes::MarketOrderJson(There(id)));
        Store(database.state, *ChannelOrderFromAmazon(std::move(*order), store.id));
    }
    fakes::StoredOrder& Known(std::int64_t id) {
        return database.state.orders.at("o" + std::to_string(100 + id));
    }
    // A shipped order without follow-ups, known and right; the prices are not Amazon's matter here.
    void PutGood(std::int64_t id) {
        PutShipped(id);
        Know(id);
    }
    Certificate Compare(ReconcileBy by = ReconcileBy::kPlacement, bool is_repairing = true) {
        clock.Advance(Duration::Hours(1));
        ReconcileRequest request;
        request.by = by;
        request.from = clock.now - Duration::Days(2);
        request.is_repairing = is_repairing;
        request.is_waiting = true;
        return reconciler->Run(store, &lease, request, {});
    }
    std::string Kinds() const {
        std::string kinds;
        for (const auto& each : database.state.books.differences) {
            if (!each.ended_at) {
                kinds += (kinds.empty() ? "" : " ") + each.kind;
            }
        }
        return kinds;
    }
};

}  // namespace

TEST(Reconcile, EqualIsClean) {
    Bench bench;
    for (int i = 1; i <= 5; ++i) {
        bench.PutGood(i);
    }
    const Certificate certificate = bench.Compare();
    EXPECT_TRUE(certificate.IsClean());
    EXPECT_EQ(certificate.at_amazon, 5);
    EXPECT_EQ(certificate.here, 5);
    EXPECT_EQ(certificate.repaired, 0);
    EXPECT_TRUE(certificate.differences.empty());
}

TEST(Reconcile, WhatIsMissingOrBehindComesByTheInbox) {
    Bench bench;
    bench.PutGood(1);
    bench.PutShipped(2);  // not known here
    bench.PutGood(3);
    bench.There(3).changed_at = bench.clock.now + Duration::Minutes(1);
    const Certificate before = bench.Compare(ReconcileBy::kPlacement, false);
    EXPECT_EQ(before.missing, 1);
    EXPECT_EQ(before.differing, 1);
    EXPECT_EQ(bench.Kinds(), "missing_here behind");
    const Certificate after = bench.Compare();
    EXPECT_TRUE(after.IsClean());
    EXPECT_EQ(after.repaired, 2);
    EXPECT_EQ(after.here, 3);
    EXPECT_EQ(bench.Kinds(), "");
    EXPECT_EQ(bench.database.state.books.differences[0].end, "repaired");
}

TEST(Reconcile, WhatTheInboxCannotMendStaysOpen) {
    Bench bench;
    bench.does_inbox_work = false;
    bench.PutGood(1);
    bench.Known(1).whole->items[0].quantity_fulfilled = 1;
    bench.PutGood(2);
    bench.Known(2).whole->grand_total = base::Money::OfMinor(1, base::Currency::Of("EUR"));
    bench.PutGood(3);
    bench.Known(3).whole->packages.clear();
    bench.PutGood(4);
    bench.Known(4).whole->status = domain::ChannelStatus::kUnshipped;
    bench.PutGood(5);
    bench.database.state.books.files[domain::OrderId(5)].order.items[0].shipped = 1;
    bench.PutGood(6);
    bench.database.state.books.files[domain::OrderId(77)].order =
        bench.database.state.books.files[domain::OrderId(6)].order;  // twice
    const Certificate certificate = bench.Compare();
    EXPECT_EQ(bench.Kinds(), "behind money package behind behind doubled");
    EXPECT_EQ(certificate.differing, 6);
    EXPECT_EQ(certificate.doubled, 1);
    EXPECT_FALSE(certificate.money_equal);
    EXPECT_FALSE(certificate.IsClean());
    EXPECT_NE(certificate.differences[0].text.find("3 at Amazon, 1 here"), std::string::npos);
    (void)bench.Compare();
    EXPECT_EQ(certificate.differences.size(), 6u);
    EXPECT_EQ(bench.database.state.books.differences.size(), 6u);  // each only once
}

// An order of three pieces at 10 euros, one of them canceled at both sides.
struct PartlyCanceled : Bench {
    domain::OrderFile& file = PutOrder(1);
    domain::OrderItem& item = file.order.items.front();

    PartlyCanceled() {
        There(1).lines.front() = {"L1", 3, 1, 10};
        file.invoices.clear();
        Price(3000);
        item.canceled = 1;
        domain::Recount(file);
        Know(1);
    }
    void Price(std::int64_t cents) {
        item.amounts = domain::ZeroAmounts(base::Currency::Of("EUR"));
        item.amounts.row_total = item.amounts.total = Euros(cents);
        file.order.totals.grand_total = Euros(cents);
    }
    static base::Money Euros(std::int64_t cents) {
        return base::Money::OfMinor(cents, base::Currency::Of("EUR"));
    }
};

TEST(Reconcile, PiecesCanceledAtBothSidesAreNoDifference) {
    PartlyCanceled bench;
    EXPECT_TRUE(bench.Compare().IsClean()) << bench.Kinds();
    bench.There(1).lines.front() = {"L1", 2, 0, 10};  // another answer takes them off the quantity
    bench.Know(1);
    EXPECT_TRUE(bench.Compare().IsClean()) << bench.Kinds();
    bench.There(1).lines.front() = {"L1", 4, 2, 10};  // canceled before the order came here
    bench.Know(1);
    EXPECT_TRUE(bench.Compare().IsClean()) << bench.Kinds();
}

TEST(Reconcile, WhatIsLeftOfTheMoneyIsCompared) {
    PartlyCanceled bench;
    bench.item.canceled = 2;
    domain::Recount(bench.file);
    EXPECT_FALSE(bench.Compare().IsClean());
    EXPECT_EQ(bench.Kinds(), "ahead");
    bench.item.canceled = 1;
    bench.Price(3300);
    domain::Recount(bench.file);
    EXPECT_FALSE(bench.Compare().money_equal);
    EXPECT_EQ(bench.Kinds(), "money");
}

TEST(Reconcile, WhatAmazonDoesNotKnowIsSaid) {
    Bench bench;
    bench.PutGood(1);
    bench.PutGood(2);
    bench.market.orders.erase("o102");
    const Certificate certificate = bench.Compare();
    EXPECT_EQ(certificate.at_amazon, 1);
    EXPECT_EQ(certificate.missing, 1);
    EXPECT_EQ(bench.Kinds(), "missing_there");
}

TEST(Reconcile, APackageThatAmazonLostIsToldAgainOnce) {
    Bench bench;
    bench.PutOrder(1);
    const auto id = bench.Ship(1);
    bench.RunFor(Duration::Minutes(5));
    ASSERT_EQ(bench.StateOf(id), "seen");
    bench.There(1).packages.clear();
    bench.There(1).changed_at = bench.clock.now;
    bench.Know(1);
    const Certificate first = bench.Compare();
    EXPECT_EQ(first.repaired, 1);  // on its way again
    ASSERT_EQ(bench.database.state.books.follow_ups.size(), 2u);
    (void)bench.Compare();
    EXPECT_EQ(bench.database.state.books.follow_ups.size(), 2u);
    bench.RunFor(Duration::Minutes(5));
    EXPECT_EQ(bench.There(1).packages.size(), 1u);
    EXPECT_EQ(bench.market.bodies.at(0), bench.market.bodies.at(1));
    const Certificate last = bench.Compare();
    EXPECT_TRUE(last.IsClean()) << (last.differences.empty() ? "" : last.differences[0].text);
}

TEST(Reconcile, WhatIsOnItsWayIsNoDifference) {
    Bench bench;
    bench.PutOrder(1);
    bench.Know(1);
    (void)bench.Ship(1);  // queued
    EXPECT_TRUE(bench.Compare().IsClean());
    bench.database.state.books.follow_ups[0].state = domain::FollowUpState::kRejected;
    EXPECT_EQ(bench.Compare().differing, 1);
    EXPECT_EQ(bench.Kinds(), "ahead");
}

TEST(Reconcile, OpenOrdersAreLookedAtOneByOne) {
    Bench bench;
    bench.PutOrder(1);
    bench.Know(1);
    bench.PutGood(2);  // shipped: not open
    EXPECT_TRUE(bench.Compare(ReconcileBy::kOpenOrders).IsClean());
    EXPECT_EQ(bench.market.gets, 1);
}

TEST(Reconcile, AnEndedBudgetGoesOnLater) {
    Bench bench;
    bench.PutGood(1);
    bench.PutGood(2);
    bench.market.orders.erase("o102");
    ports::QuotaBucket empty;
    empty.operation = "getOrder";
    empty.at = bench.clock.now;
    empty.rate_per_second = 0.01;
    empty.burst = 30;
    bench.database.state.buckets["getOrder"] = empty;
    ReconcileRequest request;
    request.from = bench.clock.now - Duration::Days(2);
    const Certificate half = bench.reconciler->Run(bench.store, &bench.lease, request, {});
    EXPECT_FALSE(half.is_complete);
    EXPECT_FALSE(half.error);
    EXPECT_GT(half.next_run_after_seconds, 10);
    bench.clock.Advance(Duration::Hours(1));
    const Certificate whole = bench.reconciler->Run(bench.store, &bench.lease, request, {});
    EXPECT_TRUE(whole.is_complete);
    EXPECT_EQ(whole.at_amazon, 1);  // not counted twice
    EXPECT_EQ(whole.missing, 1);
}

}  // namespace orderyard::amazon
