// Tells Amazon what follows from our processing of its orders, and proves that it arrived:
// shipments, cancels, refunds. The state machine of docs/sync-protocol.md sections 5 and 6 over
// ports::FollowUpStore.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "actions/apply_channel_order.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "domain/follow_up/follow_up.hpp"
#include "domain/invoice/upload_bill.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::amazon {

class Transport;

// What one run did. Rows are follow-ups.
struct FollowUpReport {
    int sent = 0;      // calls that may have had an effect, repeats counted
    int seen = 0;      // ended well
    int rejected = 0;  // a person decides
    int unknown = 0;   // now being verified
    int parked = 0;    // only a person can tell
    int looks = 0;     // orders read back
    int feeds_submitted = 0;
    std::int64_t next_run_after_seconds = 0;
    std::optional<base::Error> error;  // why the run ended early; not for an empty budget
};

enum class FeedPace {
    kCollect,  // cancels and refunds wait for others of their kind
    kUrgent,   // a person wants what is queued to leave now
};

struct FollowUpRunnerOptions {
    std::string version = "0.1";
    int run_seconds_max = 20;
    // How long cancels and refunds wait for others, to leave in one feed.
    base::Duration collection = base::Duration::Minutes(10);
    // Amazon's cancelOrder, a preview that not every seller has, instead of a feed.
    bool has_cancel_order = false;
    // No second process can ever hold this store's lease (one server on SQLite): a dead sender is
    // known to be dead.
    bool is_only_process = false;

    // The PDF of an invoice or credit memo of `file`; empty: there is none. Without it none is
    // given to Amazon.
    std::function<std::string(ports::Transaction&, const domain::OrderFile& file,
                              const domain::Bill&)>
        bill_paper;

    // For tests; empty: the real thing.
    std::function<actions::ApplyOutcome(ports::Transaction&, const domain::Store&,
                                        actions::IncomingChannelOrder, base::Instant)>
        apply;
    using End = std::function<void(ports::Transaction&, const domain::FollowUp&, bool is_done,
                                   const std::string& why, base::Instant now)>;
    End shipment_ended, cancel_ended, refund_ended, upload_ended;
    std::function<double()> random;  // in [0, 1)
    std::function<void(base::Duration, std::stop_token)> sleep;
};

// One object for all stores of the process; one run per store at a time, which the lease sees to:
// a run takes whatever it finds in flight for left behind by a dead sender. Every commit of a run
// is void once the lease is lost. DatabaseUnavailable comes out as an exception.
class FollowUpRunner {
  public:
    FollowUpRunner(ports::Database& database, const ports::Clock& clock, Transport& transport,
                   FollowUpRunnerOptions options = {});
    ~FollowUpRunner();

    // Sends and verifies what is due, as far as call budgets and run_seconds_max allow.
    // `has_lease_for_call`: at least limits::kLeaseRestSecondsMin of the lease are left by the
    // monotonic clock (jobs::JobRun::HasLeaseForCall); asked before every call that acts.
    FollowUpReport RunOnce(const domain::Store& store, const ports::Lease& lease,
                           const std::function<bool()>& has_lease_for_call, std::stop_token stop,
                           FeedPace pace = FeedPace::kCollect);

    // When RunOnce has something to do, but not before the rest it asked for after a failure is
    // over; nullopt: nothing is open. Cheap.
    std::optional<base::Instant> NextDue(domain::StoreId store) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace orderyard::amazon
