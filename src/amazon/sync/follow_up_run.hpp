// What the steps of one run of the follow-up runner share. Internal to amazon/sync.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "amazon/client/writes_client.hpp"
#include "amazon/sync/follow_up_runner.hpp"
#include "amazon/sync/sync_run.hpp"
#include "domain/follow_up/follow_up.hpp"
#include "ports/follow_up_store.hpp"

namespace orderyard::amazon {

// Who handed a feed to Amazon: only the same holder of the same lease may later say that it knows
// of no other attempt.
struct FeedAttempts {
    std::mutex mutex;
    std::map<std::int64_t, std::pair<std::string, std::int64_t>> holders;  // feed job -> lease
};

// When a read-back follows what was sent, and how many there are.
inline constexpr base::Duration kFirstLook = base::Duration::Minutes(2);
inline constexpr int kLooksMax = 3;  // at +2, +10 and +30 minutes
inline constexpr int kSendsMax = 5;  // of one follow-up; then a person must look

// From look n (1, 2 ...) to the next one.
base::Duration NextLookAfter(int looks);

struct FollowUpRun {
    Run& run;
    ChannelWrites& writes;
    const FollowUpRunnerOptions& options;
    const std::function<bool()>& has_lease_for_call;
    FollowUpReport& report;
    FeedAttempts& feed_attempts;
    FeedPace pace = FeedPace::kCollect;
    bool has_news = false;  // orders came into the inbox
    bool is_ended = false;  // no further call makes sense in this run
    // Until then no shipment can be sent: what is due keeps its place in the order of deadlines.
    std::optional<base::Instant> shipments_rest_until = {};

    base::Instant Now() const { return run.tools.clock.Now(); }
    bool IsOver() const { return is_ended || run.IsOver(); }
    // True: a call that acts may start now. False ends the run.
    bool MayAct();

    using Edit = std::function<void(ports::Transaction&, domain::FollowUp&)>;
    // Changes a row, with its order held, unless somebody was faster: state and attempts must still
    // be as in `seen`. `edit` gets the stored row and may set another state; ends are told to the
    // order in the same transaction. False: nothing was changed.
    bool Change(const domain::FollowUp& seen, const Edit& edit);
    // The same within a transaction of the caller's.
    bool ChangeIn(ports::Transaction& tx, const domain::FollowUp& seen, const Edit& edit) const;

    // What failed now is tried again later; what only a person can mend ends the run. Returns when.
    base::Instant Later(const CallFailure& failure, int failures);
    // Tries `call` again while it says that a budget fills within seconds; nothing was processed
    // then.
    template <class T>
    WriteResult<T> SendPatiently(const std::function<WriteResult<T>()>& call) {
        int sleeps = 0;
        while (true) {
            WriteResult<T> result = call();
            if (result) {
                return result;
            }
            const WriteFailure& failure = result.error();
            if (failure.outcome != WriteOutcome::kNotProcessed ||
                !run.WaitShortly(failure.call, sleeps) || !MayAct()) {
                AppendProblem(run, failure.call);
                return result;
            }
        }
    }
};

// A row's new state with what a reader of it wants to know.
void Settle(domain::FollowUp& follow_up, domain::FollowUpState state, std::string error,
            base::Instant now);
void LookLater(domain::FollowUp& follow_up, domain::FollowUpState state, std::string why,
               base::Instant at);
void NoteAnswer(domain::FollowUp& follow_up, const CallFailure& failure);
std::string InWords(const CallFailure& failure);

bool IsCancel(const domain::FollowUp& follow_up);

}  // namespace orderyard::amazon
