// Differences between the channel and us that a sweep found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

struct Difference {
    std::int64_t id = 0;
    domain::StoreId store_id;
    std::string channel_number;
    std::string kind;  // "missing_here", "missing_there", "behind", "ahead", "money", "package",
                       // "refund_missing_here", "refund_missing_there"
    std::string text;  // what differs, with both values; no personal data
    base::Instant found_at;
    std::optional<base::Instant> ended_at;
    std::string end;  // "repaired", "gone", or a person's reason
};

class ReconStore {
  public:
    virtual ~ReconStore() = default;
    // Unless the same (store, number, kind, text) is open already.
    virtual void Open(const Difference& difference) = 0;
    // Ends the open ones of an order whose kind is among `judged`. `judged` not empty.
    virtual void EndKinds(domain::StoreId store, const std::string& channel_number,
                          const std::vector<std::string>& judged, const std::string& end,
                          base::Instant now) = 0;
    virtual bool End(std::int64_t id, const std::string& reason, base::Instant now) = 0;
    virtual std::vector<Difference> ListOpen(domain::StoreId store, int limit) = 0;
    virtual std::int64_t CountOpen(domain::StoreId store) = 0;
};

}  // namespace orderyard::ports
