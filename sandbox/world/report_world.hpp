// Orders out of a real all-orders report, so that the sync can be tried on what sellers really
// have. The report holds no names or streets; nobody can know them, and none are invented.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

struct ReportOrders {
    std::vector<Order> orders;  // oldest first
    std::size_t row_count = 0;
    base::Instant end;  // the start of the day after the last one
};

// kMalformed or kInvalidInput with params line for a text that is not such a report.
base::Result<ReportOrders> ReadReport(std::string_view csv);

}  // namespace orderyard::sandbox
