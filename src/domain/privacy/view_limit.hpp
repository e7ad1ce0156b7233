// How many orders' names and addresses a user may see within an hour, before he has to confirm that
// he goes on (quality-bar.md P6). Pure.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "base/instant.hpp"
#include "base/limits.hpp"

namespace orderyard::domain {

struct ViewLimit {
    std::int64_t orders_per_hour = base::limits::kOrdersSeenPerHourDefault;
    std::set<std::string> exempt_roles;  // codes

    bool Binds(const std::string& role) const { return !exempt_roles.contains(role); }
    friend bool operator==(const ViewLimit&, const ViewLimit&) = default;
};

inline constexpr base::Duration kViewsCountFor = base::Duration::Hours(1);

// A user's last hour.
struct ViewTally {
    std::int64_t seen = 0;       // different orders
    std::int64_t confirmed = 0;  // how many more he confirmed to see

    // How many he may still see.
    std::int64_t Left(const ViewLimit& limit) const;
};

}  // namespace orderyard::domain
