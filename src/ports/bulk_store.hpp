// Bulk jobs: one verb over a frozen selection of orders, with a result for each. And requests that
// a client left to be done later.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
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
    std::string code;               // the refusal's reason or error code, when failed
    std::string message;            // in words
    std::string increment_id = {};  // of the order; filled on reading
};

// Requests taken over one day and done later, in order: Magento's asynchronous API.
struct LaterBulk {
    std::int64_t id = 0;  // given when it is stored
    std::string uuid;
    domain::Actor actor;
    std::string peer;  // the address it was asked from
    base::Instant started_at;
    std::int64_t operation_count = 0;
};

enum class LaterState { kOpen, kDone, kFailed, kRejected };

struct LaterOperation {
    std::int64_t bulk_id = 0;
    std::int64_t position = 0;  // from 0
    domain::Actor actor;        // the bulk's
    std::string peer;           // likewise
    std::string method;         // "POST"
    std::string pattern;        // of the route
    std::string target;         // path with its values, and the query
    std::string body;           // sealed at rest
    LaterState state = LaterState::kOpen;
    int error_code = 0;   // when failed
    std::string message;  // likewise, in words
    std::string result;   // the answer's JSON, when done; sealed at rest
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

    virtual void InsertLater(const LaterBulk&, const std::vector<LaterOperation>&) { NoLater(); }
    virtual std::optional<LaterBulk> FindLater(const std::string& /*uuid*/) { NoLater(); }
    virtual std::vector<LaterBulk> ListLater(std::int64_t /*page_size*/, std::int64_t /*page*/) {
        NoLater();  // newest first
    }
    virtual std::int64_t CountLater() { NoLater(); }
    virtual std::vector<LaterOperation> LaterOperations(const LaterBulk&) { NoLater(); }
    // The oldest open one.
    virtual std::optional<LaterOperation> NextLater() { NoLater(); }
    // How an open one ended; VersionConflict when it is open no more.
    virtual void RecordLater(const LaterOperation&) { NoLater(); }

  private:
    [[noreturn]] static void NoLater() { throw std::logic_error("nothing is done later here"); }
};

}  // namespace orderyard::ports
