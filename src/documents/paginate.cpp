// Greedy, then the end is put right.
#include "documents/paginate.hpp"

namespace orderyard::documents {
namespace {

double HeightOf(const std::vector<double>& heights, std::size_t first, std::size_t count) {
    double sum = 0;
    for (std::size_t i = first; i < first + count; ++i) {
        sum += heights[i];
    }
    return sum;
}

}  // namespace

std::vector<std::size_t> Paginate(const std::vector<double>& heights, double tail,
                                  const PageRoom& room) {
    std::vector<std::size_t> pages(1, 0);
    double left = room.first;
    for (const double height : heights) {
        if (height > left && (pages.back() > 0 || pages.size() == 1)) {
            pages.push_back(0);
            left = room.next;
        }
        pages.back() += 1;
        left -= height;
    }
    if (tail <= left || heights.empty()) {
        return pages;
    }
    std::size_t moved = pages.back() > 2 ? 2 : 1;
    if (moved == 2 && HeightOf(heights, heights.size() - moved, moved) + tail > room.next) {
        moved = 1;
    }
    if (pages.back() == 1 && pages.size() > 1) {
        return pages;  // it is alone with the tail already: the page is as good as it gets
    }
    pages.back() -= moved;
    pages.push_back(moved);
    return pages;
}

}  // namespace orderyard::documents
