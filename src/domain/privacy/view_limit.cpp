// Never below nothing: the owner may have lowered the limit meanwhile.
#include "domain/privacy/view_limit.hpp"

#include <algorithm>

namespace orderyard::domain {

std::int64_t ViewTally::Left(const ViewLimit& limit) const {
    return std::max<std::int64_t>(limit.orders_per_hour + confirmed - seen, 0);
}

}  // namespace orderyard::domain
