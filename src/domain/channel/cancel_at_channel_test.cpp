// Which channel orders can be canceled from here, and what is said of the others.
#include "domain/channel/cancel_at_channel.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

std::string ReasonFor(ChannelStatus status, FulfilledBy by = FulfilledBy::kMerchant,
                      bool is_foreign = false) {
    ChannelOrder order;
    order.status = status;
    order.fulfilled_by = by;
    order.is_foreign = is_foreign;
    const auto refusal = WhyNotCancelAtChannel(order);
    return refusal ? refusal->reason : "";
}

TEST(WhyNotCancelAtChannel, InOrderOfPrecedence) {
    EXPECT_EQ(ReasonFor(ChannelStatus::kShipped, FulfilledBy::kChannel, true), "foreign_channel");
    EXPECT_EQ(ReasonFor(ChannelStatus::kShipped, FulfilledBy::kChannel), "channel_ships");
    EXPECT_EQ(ReasonFor(ChannelStatus::kUnshipped, FulfilledBy::kUnknown), "channel_ships");
    EXPECT_EQ(ReasonFor(ChannelStatus::kPending), "pending");
    EXPECT_EQ(ReasonFor(ChannelStatus::kPendingAvailability), "pending");
    EXPECT_EQ(ReasonFor(ChannelStatus::kPartiallyShipped), "partially_shipped");
    EXPECT_EQ(ReasonFor(ChannelStatus::kShipped), "shipped");
    EXPECT_EQ(ReasonFor(ChannelStatus::kCanceled), "canceled");
    EXPECT_EQ(ReasonFor(ChannelStatus::kUnknown), "unknown_status");
    EXPECT_EQ(ReasonFor(ChannelStatus::kUnshipped), "");
}

}  // namespace
}  // namespace orderyard::domain
