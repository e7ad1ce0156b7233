// What has changed, for those who watch: looked at once a second, so every answer is bounded and
// read from an index. Works across servers and commands, since it looks at the rows themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

struct ChangedOrder {
    domain::OrderId id;
    std::int64_t version = 0;
    base::Instant updated_at;
};

// A thing that is under way, and how it stands; different text: it has changed. Gone: it ended.
struct Mark {
    std::int64_t id = 0;
    std::int64_t about = 0;  // the order of a follow-up or presence; else the id again
    std::string state;
};

class ChangeFeed {
  public:
    virtual ~ChangeFeed() = default;
    virtual std::optional<base::Instant> NewestOrderChange() = 0;
    // Oldest change first.
    virtual std::vector<ChangedOrder> OrdersSince(base::Instant at, int limit) = 0;
    virtual std::vector<Mark> OpenFollowUps(int limit) = 0;
    virtual std::vector<Mark> Stores() = 0;  // how each store's sync is
    virtual std::vector<Mark> OpenBulkJobs() = 0;
    virtual std::vector<Mark> Presences(base::Instant seen_since, int limit) = 0;
};

}  // namespace orderyard::ports
