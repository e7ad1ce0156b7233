// Where the pages of a table break.
#pragma once

#include <cstddef>
#include <vector>

namespace orderyard::documents {

struct PageRoom {
    double first = 0;  // height for rows on the first page
    double next = 0;   // on every later one
};

// How many rows each page takes, in their order; at least one page. `tail` (the totals) follows
// the last row and is never alone: when it does not fit under all rows, the last two (one, if the
// page had but two) go over with it. A row higher than a page gets a page of its own.
std::vector<std::size_t> Paginate(const std::vector<double>& heights, double tail,
                                  const PageRoom& room);

}  // namespace orderyard::documents
