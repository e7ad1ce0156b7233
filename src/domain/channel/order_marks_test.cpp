// Marks have words.
#include "domain/channel/order_marks.hpp"

#include <gtest/gtest.h>

namespace orderyard::domain {
namespace {

TEST(OrderMarksTest, EachWordIsReadBack) {
    for (const OrderMark mark : kOrderMarks) {
        EXPECT_EQ(OrderMarkFrom(ToString(mark)), mark);
    }
    EXPECT_FALSE(OrderMarkFrom("Prime"));
}

}  // namespace
}  // namespace orderyard::domain
