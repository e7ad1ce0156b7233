// Which words of Amazon's become marks.
#include "amazon/map/marks_of.hpp"

#include <gtest/gtest.h>

namespace orderyard::amazon {
namespace {

TEST(MarksOfTest, AmazonsProgramsBecomeMarks) {
    struct Line {
        std::vector<std::string> programs;
        bool is_gift;
        std::vector<std::string> marks;
    };
    for (const Line& line : {Line{{}, false, {}}, Line{{"PRIME"}, false, {"prime"}},
                             Line{{"AMAZON_BUSINESS", "PRIME"}, false, {"prime", "business"}},
                             Line{{"PREMIUM", "PREORDER", "NEW_ONE"}, true, {"premium", "gift"}},
                             Line{{"prime"}, false, {}}}) {
        domain::ChannelOrder order;
        order.programs = line.programs;
        order.items.resize(2);
        order.items[1].is_gift = line.is_gift;
        const domain::OrderMarks marks = MarksOf(order);
        std::vector<std::string> words;
        for (const domain::OrderMark mark : domain::kOrderMarks) {
            if (marks.Has(mark)) {
                words.emplace_back(ToString(mark));
            }
        }
        EXPECT_EQ(words, line.marks);
    }
}

}  // namespace
}  // namespace orderyard::amazon
