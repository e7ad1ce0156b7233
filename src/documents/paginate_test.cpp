// Where pages break: by cases, and for any rows whatever.
#include "documents/paginate.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace orderyard::documents {
namespace {

using Pages = std::vector<std::size_t>;

struct PageCase {
    const char* what;
    std::vector<double> heights;
    double tail;
    Pages pages;
};

// 100 on the first page, 200 on the others.
TEST(PaginateTest, Cases) {
    const PageCase table[] = {
        {"nothing", {}, 50, {0}},
        {"all fits", {40, 40}, 20, {2}},
        {"exactly", {50, 50}, 0, {2}},
        {"a second page", {50, 50, 50}, 20, {2, 1}},
        {"the totals take two rows with them", {30, 30, 30}, 20, {1, 2}},
        {"of two rows one stays", {45, 45}, 20, {1, 1}},
        {"a single row goes over", {95}, 20, {0, 1}},
        {"no room for two rows and the totals", {10, 40, 50}, 120, {2, 1}},
        {"a row higher than the first page", {150}, 20, {0, 1}},
        {"a row higher than any page", {250, 10}, 20, {0, 1, 1}},
        {"no totals", {60, 60}, 0, {1, 1}},
    };
    for (const PageCase& c : table) {
        EXPECT_EQ(Paginate(c.heights, c.tail, {100, 200}), c.pages) << c.what;
    }
}

RC_GTEST_PROP(Paginate, EveryRowOnceAndTheTotalsNeverAlone, ()) {
    const auto rows = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 60));
    const double tail = *rc::gen::inRange(0, 80);
    const std::vector<double> heights(rows.begin(), rows.end());
    const Pages pages = Paginate(heights, tail, {100, 200});
    RC_ASSERT(std::accumulate(pages.begin(), pages.end(), std::size_t{0}) == heights.size());
    RC_ASSERT(heights.empty() || pages.back() > 0);
    std::size_t first = 0;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto begin = heights.begin() + static_cast<std::ptrdiff_t>(first);
        double used = std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(pages[i]), 0.0);
        used += i + 1 == pages.size() ? tail : 0;
        RC_ASSERT(used <= (i == 0 ? 100 : 200));
        first += pages[i];
    }
}

}  // namespace
}  // namespace orderyard::documents
