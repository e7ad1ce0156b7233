// The durable inbox: every order text from a channel is stored here, sealed, before anything is
// done with it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

using InboxId = base::Id<struct InboxTag>;

enum class InboxState { kNew, kApplied, kStale, kPoison, kSkipped };

struct InboxRow {
    InboxId id;
    domain::StoreId store_id;
    std::string order_number;
    base::Instant
        version_at;  // the channel's lastUpdatedTime; 0 when the text could not be read so far
    std::string content_hash;  // 32 bytes
    std::string payload;       // the channel's text; sealed at rest; empty once applied or stale
    bool is_authoritative = false;  // from a look at this one order, not from a list
    InboxState state = InboxState::kNew;
    int attempts = 0;
    base::Instant received_at;
    base::Instant next_try_at;
    std::string error;  // last reason, without personal data
};

struct InboxCounts {
    std::int64_t waiting = 0;  // kNew
    std::int64_t poison = 0;
    std::int64_t applied = 0;
    std::int64_t stale = 0;
};

class InboxStore {
  public:
    virtual ~InboxStore() = default;
    // False when this content waits here already, was closed, or is the one its channel order
    // holds. An authoritative repeat of a stale row makes it new again, so that a look always has
    // an effect.
    virtual bool Add(const InboxRow& row) = 0;
    // Adds a page; the number of those that were not there already.
    virtual int AddAll(const std::vector<InboxRow>& rows) {
        int count = 0;
        for (const InboxRow& row : rows) {
            count += Add(row) ? 1 : 0;
        }
        return count;
    }
    // Rows in state kNew whose time has come, oldest received first; on PostgreSQL rows another
    // worker holds are passed over.
    virtual std::vector<InboxRow> ClaimDue(domain::StoreId store, base::Instant now, int limit) = 0;
    virtual void MarkDone(InboxId id,
                          InboxState state) = 0;  // kApplied or kStale; drops the payload
    virtual void MarkFailed(InboxId id, int attempts, base::Instant next_try_at,
                            const std::string& error) = 0;
    virtual void MarkPoison(InboxId id, int attempts, const std::string& error) = 0;
    virtual std::vector<InboxRow> ListPoison(domain::StoreId store,
                                             int limit) = 0;  // payloads left out
    // Rows in state kNew that failed before and are tried again later; payloads left out.
    virtual std::vector<InboxRow> ListWaiting(domain::StoreId store, int limit) = 0;
    // nullopt when this store has no such row; the payload is left out.
    virtual std::optional<InboxRow> Find(domain::StoreId store, InboxId id) = 0;
    virtual bool Retry(InboxId id, base::Instant now) = 0;  // poison or waiting -> due now
    // Poison or waiting -> closed for good: the payload goes, the reason stays. Whoever is just
    // applying the row does not undo that.
    virtual bool Skip(InboxId id, const std::string& reason) = 0;
    // Skips up to `limit` poison and waiting rows that came before `received_before`; how many.
    virtual int SkipOld(domain::StoreId store, base::Instant received_before,
                        const std::string& reason, int limit) = 0;
    virtual InboxCounts Counts(domain::StoreId store) = 0;
};

}  // namespace orderyard::ports
