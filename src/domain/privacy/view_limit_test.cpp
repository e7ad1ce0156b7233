// Whom the limit binds, and what it leaves him.
#include "domain/privacy/view_limit.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

TEST(ViewLimit, BindsAllRolesButTheExemptOnes) {
    ViewLimit limit;
    EXPECT_EQ(limit.orders_per_hour, 50);
    EXPECT_TRUE(limit.Binds("owner"));
    limit.exempt_roles = {"packer"};
    EXPECT_FALSE(limit.Binds("packer"));
    EXPECT_TRUE(limit.Binds("clerk"));
}

TEST(ViewLimit, LeavesTheHoursShareAndWhatWasConfirmedOnTop) {
    ViewLimit limit;
    limit.orders_per_hour = 10;
    EXPECT_EQ((ViewTally{0, 0}.Left(limit)), 10);
    EXPECT_EQ((ViewTally{9, 0}.Left(limit)), 1);
    EXPECT_EQ((ViewTally{10, 0}.Left(limit)), 0);
    EXPECT_EQ((ViewTally{10, 10}.Left(limit)), 10);
    EXPECT_EQ((ViewTally{35, 20}.Left(limit)), 0);  // the limit was lowered meanwhile
}

}  // namespace
}  // namespace orderyard::domain
