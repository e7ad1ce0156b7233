// Follow-ups written in the same transaction as the change that asks for them, run later by jobs/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

using OutboxId = base::Id<struct OutboxTag>;

enum class OutboxState { kPending, kSending, kDone, kParked };

struct OutboxMessage {
    OutboxId id;
    std::string kind;        // neutral verb: "look_at_channel_order"
    std::string dedupe_key;  // unique among messages that are not done
    domain::StoreId store_id;
    std::string
        subject;       // e.g. the channel order number; per subject one message at a time, in order
    std::string body;  // small JSON-free text of the kind's own making; no personal data
    OutboxState state = OutboxState::kPending;
    int attempts = 0;
    base::Instant created_at;
    base::Instant not_before;
    std::string error;
};

class OutboxStore {
  public:
    virtual ~OutboxStore() = default;
    virtual bool Enqueue(
        const OutboxMessage& message) = 0;  // false: one with this dedupe key is on its way
    // Takes due messages (kPending, or kSending of an owner that is gone) for `owner` and marks
    // them kSending.
    virtual std::vector<OutboxMessage> Claim(const std::string& owner, base::Instant now,
                                             int limit) = 0;
    virtual void MarkDone(OutboxId id) = 0;
    virtual void MarkRetry(OutboxId id, base::Instant not_before, const std::string& error) = 0;
    virtual void MarkParked(OutboxId id, const std::string& error) = 0;
    virtual std::vector<OutboxMessage> List(OutboxState state, int limit) = 0;
    virtual std::int64_t CountPending() = 0;
    // Deletes up to `limit` messages of one kind that are done and were created before that time;
    // how many. Only for kinds without effect outside: what was sent to a channel stays for good.
    virtual int PruneDone(const std::string& kind, base::Instant created_before, int limit) = 0;
};

}  // namespace orderyard::ports
