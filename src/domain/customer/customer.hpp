// A buyer with an account here. Name and e-mail are personal data: stored sealed, found by a keyed
// hash.
#pragma once

#include <string>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::domain {

struct Customer {
    CustomerId id;
    StoreViewId store_view_id;
    std::string name;
    std::string email;
    base::Instant created_at;
};

}  // namespace orderyard::domain
