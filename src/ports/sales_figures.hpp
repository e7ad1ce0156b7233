// Sales of a channel store by day, from its channel orders.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

// The orders placed in one day of 24 hours, cancelled ones left out.
struct SalesDay {
    base::Instant from;
    std::int64_t orders = 0;
    std::vector<base::Money> totals;  // one for each currency
};

class SalesFigures {
  public:
    virtual ~SalesFigures() = default;
    // `count` days from `from` on, each of them also when nothing was sold.
    virtual std::vector<SalesDay> Days(domain::StoreId store, base::Instant from, int count) = 0;
};

}  // namespace orderyard::ports
