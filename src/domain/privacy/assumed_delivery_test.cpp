// The table of dates from which the term of personal data runs.
#include "domain/privacy/assumed_delivery.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

constexpr int kNever = -1;

base::Instant Day(int day) {
    return base::Instant::FromSeconds(1'700'000'000) + base::Duration::Days(day);
}

std::optional<base::Instant> OptionalDay(int day) {
    return day == kNever ? std::nullopt : std::optional(Day(day));
}

TEST(AssumedDelivery, IsTheLatestDateTheDataLeavesOpen) {
    struct Row {
        const char* why;
        ChannelStatus status;
        int promised;
        int shipped;  // each of two packages; the first one day earlier
        int expected;
    };
    constexpr int kUpdated = 7;
    const Row rows[] = {
        {"still to ship", ChannelStatus::kUnshipped, 5, kNever, kNever},
        {"partly still to ship", ChannelStatus::kPartiallyShipped, 5, 2, kNever},
        {"not paid", ChannelStatus::kPending, 5, kNever, kNever},
        {"no stock at the channel", ChannelStatus::kPendingAvailability, 5, kNever, kNever},
        {"nobody knows", ChannelStatus::kUnknown, 5, 2, kNever},
        {"promised", ChannelStatus::kShipped, 5, 2, 5},
        {"shipped on the last day", ChannelStatus::kShipped, 5, 5, 5},
        {"shipped later than promised", ChannelStatus::kShipped, 5, 6, 16},
        {"promised, ship date unknown", ChannelStatus::kShipped, 5, kNever, 5},
        {"no promise", ChannelStatus::kShipped, kNever, 2, 12},
        {"no date at all", ChannelStatus::kShipped, kNever, kNever, kUpdated + 10},
        {"cancelled", ChannelStatus::kCanceled, 5, kNever, kUpdated},
        {"cannot be fulfilled", ChannelStatus::kUnfulfillable, 5, kNever, kUpdated},
    };
    for (const Row& row : rows) {
        ChannelOrder order;
        order.status = row.status;
        order.updated_at = Day(kUpdated);
        order.deliver_by.latest = OptionalDay(row.promised);
        order.packages.resize(2);
        order.packages[1].shipped_at = OptionalDay(row.shipped);
        if (row.shipped != kNever) {
            order.packages[0].shipped_at = Day(row.shipped - 1);
            std::swap(order.packages[0], order.packages[1]);
        }
        EXPECT_EQ(AssumedDelivery(order), OptionalDay(row.expected)) << row.why;
    }
}

TEST(AssumedDelivery, IsNoLaterThanTheWordThatAllIsDelivered) {
    ChannelOrder order;
    order.status = ChannelStatus::kShipped;
    order.updated_at = Day(4);
    order.deliver_by.latest = Day(20);
    order.packages.resize(2);
    order.packages[0].status = "DELIVERED";
    order.packages[1].status = "IN_TRANSIT";
    EXPECT_EQ(AssumedDelivery(order), Day(20));
    order.packages[1].status = "DELIVERED";
    EXPECT_EQ(AssumedDelivery(order), Day(4));
    order.updated_at = Day(40);
    EXPECT_EQ(AssumedDelivery(order), Day(20)) << "a change long afterwards does not prolong it";
}

}  // namespace
}  // namespace orderyard::domain
