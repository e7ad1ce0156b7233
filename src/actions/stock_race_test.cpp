// 64 clients take orders in, cancel and ship them, all for the same ten products at once
// (quality-bar.md M5): what was granted is what is gone, never more than there was, and no reader
// ever sees a negative number. ORDERYARD_RESERVATIONS: how many orders reserve.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <iostream>
#include <thread>

#include "actions/action_fixture.hpp"
#include "actions/race_counts.hpp"
#include "actions/ship_order.hpp"
#include "ports/ledger_store.hpp"

namespace orderyard::actions {
namespace {

using domain::ChannelOrder;
using domain::ChannelStatus;
using domain::FulfilledBy;
using domain::testing::Line;
using domain::testing::Placed;

constexpr int kClients = 64;
constexpr std::size_t kProducts = 10;

std::string SkuOf(std::size_t product) {
    return "SKU-" + std::to_string(product);
}

class StockRaceTest : public ActionTest {
  protected:
    struct Granted {
        std::atomic<std::int64_t> held = 0;      // by the orders, as they say themselves
        std::atomic<std::int64_t> short_of = 0;  // asked for and not there
        std::atomic<std::int64_t> shipped = 0;
    };

    ChannelOrder OrderFor(int number) const {
        const auto product = static_cast<std::size_t>(number) % kProducts;
        ChannelOrder order = Placed(FulfilledBy::kMerchant, ChannelStatus::kUnshipped,
                                    {Line(std::to_string(product), 1 + number % 3, 0, 900)});
        order.number = "race-" + std::to_string(number);
        return order;
    }

    // What the order holds now.
    domain::OrderItem LineOf(const ChannelOrder& channel) {
        return Patiently([&] { return OrderOf(channel.number)->items.at(0); });
    }

    void Cancel(ChannelOrder order) {
        order.status = ChannelStatus::kCanceled;
        order.status_text = "CANCELLED";
        order.updated_at = order.updated_at + base::Duration::Minutes(1);
        for (auto& item : order.items) {
            item.quantity_unfulfilled = 0;
        }
        EXPECT_EQ(Patiently([&] { return Apply(order, order.number + " canceled"); }),
                  ApplyOutcome::kApplied);
    }

    void Ship(const ChannelOrder& order) {
        const auto id = Patiently([&] { return OrderOf(order.number)->id; });
        Processed shipped = base::Fail(base::NotFound("not run"));
        Patiently([&] {
            database().Write([&](ports::Transaction& tx) {
                shipped =
                    ShipOrder({tx, {domain::ActorKind::kUser, "ada"}, clock.Now(), {}}, id, {});
            });
        });
        EXPECT_TRUE(shipped) << shipped.error().Text();
    }

    void Play(int number) {
        const ChannelOrder order = OrderFor(number);
        Granted& granted = all_granted[static_cast<std::size_t>(number) % kProducts];
        EXPECT_EQ(Patiently([&] { return Apply(order, order.number); }), ApplyOutcome::kApplied);
        const domain::OrderItem taken = LineOf(order);
        EXPECT_EQ(taken.reserved + taken.backordered, taken.ordered);
        if (number % 7 == 3) {
            Cancel(order);
            EXPECT_EQ(LineOf(order).reserved, 0);
            return;
        }
        granted.short_of += taken.backordered;
        if (number % 7 == 5) {
            Ship(order);
            EXPECT_EQ(LineOf(order).reserved, 0);
            granted.shipped += taken.reserved;
            return;
        }
        granted.held += taken.reserved;
    }

    void ExpectNothingNegative() {
        database().Read([&](ports::Transaction& tx) {
            for (std::size_t i = 0; i < kProducts; ++i) {
                const auto product = tx.products().FindBySku(SkuOf(i)).value();
                if (product.on_hand < 0 || product.reserved < 0 || product.Free() < 0) {
                    ++negatives;
                }
            }
        });
    }

    std::array<Granted, kProducts> all_granted;
    std::atomic<int> negatives = 0;
};
ORDERYARD_ON_BOTH_ENGINES(StockRaceTest);

TEST_P(StockRaceTest, WhatManyOrdersWereGrantedIsWhatIsGone) {
    const int reservations = PlayedCount("ORDERYARD_RESERVATIONS", 640);
    const std::int64_t initial = reservations / 10;  // half of what is asked for
    for (std::size_t i = 0; i < kProducts; ++i) {
        Stock(SkuOf(i), initial);
    }
    std::atomic<int> next = 0;
    std::atomic<bool> is_over = false;
    std::thread reader([&] {
        while (!is_over) {
            Patiently([&] { ExpectNothingNegative(); });
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    Together(kClients, [&](int) {
        for (int number = next++; number < reservations; number = next++) {
            Play(number);
        }
    });
    is_over = true;
    reader.join();
    std::int64_t gone = 0, short_of = 0;
    for (std::size_t i = 0; i < kProducts; ++i) {
        const domain::Product left = Product(SkuOf(i));
        const Granted& granted = all_granted[i];
        EXPECT_EQ(left.on_hand, initial - granted.shipped) << left.sku;
        EXPECT_EQ(left.reserved, granted.held) << left.sku;
        EXPECT_EQ(granted.held + granted.shipped, initial - left.Free()) << left.sku;
        gone += initial - left.Free();
        short_of += granted.short_of;
    }
    EXPECT_EQ(negatives, 0);
    EXPECT_GT(gone, initial * 9);  // it was a race for the last ones
    EXPECT_GT(short_of, 0);
    database().Read([&](ports::Transaction& tx) {
        const auto stock = tx.ledger().VerifyStock(5);
        EXPECT_TRUE(stock.imbalances.empty()) << stock.imbalances.front();
    });
    std::cout << reservations << " orders: " << gone << " of "
              << initial * static_cast<std::int64_t>(kProducts) << " pieces granted, " << short_of
              << " refused, negatives " << negatives << "\n";
}

}  // namespace
}  // namespace orderyard::actions
