// The exceptions bench: what keeps orders from being made or shipped, gathered by cause and SKU, so
// that one fix is seen to release all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

struct ExceptionGroup {
    domain::StoreId store_id;
    std::string code;  // "unknown_sku", "product_disabled", "out_of_stock", "unknown_value" ...
    std::string sku;   // of the channel; may be empty
    std::int64_t orders_with_exception = 0;  // commerce orders that carry it
    std::int64_t orders_blocked = 0;         // channel orders that have no commerce order for it
    base::Instant first_at;
    // One of them, as an example of the line.
    domain::ChannelOrderId example;
    std::string example_number;
    std::string title;           // of the line, as the channel wrote it; may be empty
    std::string product_number;  // the channel's own
};

class ExceptionStore {
  public:
    virtual ~ExceptionStore() = default;
    // Most orders first; `store` unset: all. At most `limit` groups.
    virtual std::vector<ExceptionGroup> Groups(std::optional<domain::StoreId> store, int limit) = 0;
    // Orders of the store with an exception, and blocked ones.
    virtual std::int64_t CountOrders(domain::StoreId store) = 0;
};

}  // namespace orderyard::ports
