// Bulk jobs: one verb over a frozen selection of orders, with a result for each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "domain/order/actor.hpp"

namespace orderyard::ports {

using BulkJobId = base::Id<struct BulkJobTag>;

enum class BulkItemState { kPending, kDone, kFailed };

struct BulkJob {
    BulkJobId id;
    std::string verb;    // "hold", "ship" ...
    std::string params;  // the verb's JSON body; sealed at rest
    domain::Actor actor;
    base::Instant created_at;
    std::optional<base::Instant> ended_at;
    std::int64_t total = 0, done = 0, failed = 0;
};

struct BulkItem {
    std::int64_t position = 0;
    domain::OrderId order_id;
    BulkItemState state = BulkItemState::kPending;
    std::string code;     // the refusal's reason or error code, when failed
    std::string message;  // in words
};

class BulkStore {
  public:
    virtual ~BulkStore() = default;
    virtual void Insert(BulkJob& job, const std::vector<domain::OrderId>& orders) = 0;
    virtual std::optional<BulkJob> Find(BulkJobId id) = 0;
    virtual std::vector<BulkJob> List(int limit) = 0;  // newest first
    virtual std::vector<BulkItem> Items(BulkJobId id, std::int64_t after_position,
                                        std::optional<BulkItemState> state, int limit) = 0;
    // The oldest job with pending items, if any.
    virtual std::optional<BulkJobId> NextOpen() = 0;
    // With the effect on the order in one transaction.
    virtual void Record(BulkJobId id, const BulkItem& item, base::Instant now) = 0;
    // Failed items become pending again; returns how many.
    virtual std::int64_t RetryFailed(BulkJobId id) = 0;
};

}  // namespace orderyard::ports
