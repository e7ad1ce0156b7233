// For tests: news that were taken in have no further effect.
#pragma once

#include <gtest/gtest.h>

#include "domain/channel/channel_fixture.hpp"

namespace orderyard::domain::testing {

inline void ExpectNothingMore(World& world, const ChannelOrder& channel) {
    const auto again = world.Decide(channel);
    EXPECT_FALSE(again.order.has_value());
    EXPECT_TRUE(again.moves.empty());
    EXPECT_TRUE(again.history.empty());
}

}  // namespace orderyard::domain::testing
