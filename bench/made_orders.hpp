// Orders to import: written by the sandbox's generator in Amazon's JSON, read and mapped by the
// real code, ready to be stored. The same seed makes the same orders.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/channel/channel_order.hpp"
#include "ports/inbox_store.hpp"
#include "sandbox/world/generator.hpp"

namespace orderyard::bench {

struct MadeOrder {
    ports::InboxRow row;  // with the payload; store_id not set
    domain::ChannelOrder order;
};

class OrderMill {
  public:
    // `count` orders placed over `history_days` before `now`, all that happened to them until then
    // included.
    OrderMill(std::uint64_t seed, std::int64_t count, base::Instant now, int history_days = 30);

    // The orders from `first`, in order of placement; fewer at the end.
    std::vector<MadeOrder> Make(std::int64_t first, std::int64_t count) const;

  private:
    std::vector<const sandbox::Marketplace*> marketplaces_;
    sandbox::Generator generator_;
    std::int64_t count_;
    base::Instant now_;
    base::Duration history_;
};

// The sandbox's articles but for a few, as the file `orderyard products import` takes.
std::string MadeCatalog();

}  // namespace orderyard::bench
