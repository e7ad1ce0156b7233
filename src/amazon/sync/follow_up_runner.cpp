// A run: what a dead sender left behind, open feeds, what is due, new feeds; then the news that
// came in with the read-backs.
#include "amazon/sync/follow_up_runner.hpp"

#include <algorithm>

#include "actions/end_follow_up.hpp"
#include "amazon/sync/apply_inbox.hpp"
#include "amazon/sync/cancel_order.hpp"
#include "amazon/sync/confirm_shipment.hpp"
#include "amazon/sync/feed_job.hpp"
#include "amazon/sync/follow_up_run.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;

namespace {

constexpr int kDueBatch = 50;
constexpr std::int64_t kLeaseLostSeconds = 10;
constexpr std::int64_t kIdleSeconds = 3600;
constexpr base::Duration kRest = base::Duration::Minutes(1);

FollowUpRunnerOptions WithDefaults(FollowUpRunnerOptions options) {
    options.apply = options.apply ? options.apply : actions::ApplyChannelOrder;
    options.shipment_ended =
        options.shipment_ended ? options.shipment_ended : actions::ShipmentEnded;
    options.cancel_ended = options.cancel_ended ? options.cancel_ended : actions::CancelEnded;
    options.refund_ended = options.refund_ended ? options.refund_ended : actions::RefundEnded;
    options.upload_ended = options.upload_ended ? options.upload_ended : actions::UploadEnded;
    return options;
}

StoreSyncOptions SyncOptions(const FollowUpRunnerOptions& options) {
    StoreSyncOptions sync;
    sync.version = options.version;
    sync.run_seconds_max = options.run_seconds_max;
    sync.apply = options.apply;
    return sync;
}

// Whatever is found in flight was left behind: there is one run at a time, and this is it.
void TakeOver(FollowUpRun& r) {
    std::vector<FollowUp> left_behind;
    r.run.tools.database.Read(
        [&](ports::Transaction& tx) { left_behind = tx.follow_ups().Sending(r.run.store.id); });
    for (const FollowUp& row : left_behind) {
        if (row.feed_reference.empty()) {  // else its feed tells what became of it
            r.Change(row, [&](ports::Transaction&, FollowUp& stored) {
                stored.looks = 0;
                LookLater(stored, FollowUpState::kUnknown, "the sender ended before the answer",
                          r.Now() + kFirstLook);
            });
        }
    }
}

void HandleDue(FollowUpRun& r, const FollowUp& row, const std::set<std::string>& open_feeds) {
    if (open_feeds.contains(row.feed_reference)) {
        return;  // the feed's own steps move it
    }
    const bool is_shipment = row.kind == FollowUpKind::kConfirmShipment;
    switch (row.state) {
        case FollowUpState::kQueued:
            if (is_shipment) {
                SendShipment(r, row);
            } else if (GoesByCall(r, row)) {
                SendCancel(r, row);
            } else {
                Collect(r, row);
            }
            return;
        case FollowUpState::kSent:
        case FollowUpState::kAccepted:
        case FollowUpState::kUnknown:
            if (is_shipment) {
                LookForShipment(r, row);
            } else if (IsCancel(row)) {
                LookForCancel(r, row);
            } else {
                r.Change(row, [&](ports::Transaction&, FollowUp& stored) {
                    Settle(stored, FollowUpState::kParked, "the feed that it was in is not known",
                           r.Now());
                });
            }
            return;
        case FollowUpState::kWaiting:
        case FollowUpState::kSending:
        case FollowUpState::kSeen:
        case FollowUpState::kRejected:
        case FollowUpState::kParked:
        case FollowUpState::kWithdrawn: return;
    }
}

void AdvanceFeeds(FollowUpRun& r) {
    std::vector<ports::FeedJob> jobs;
    r.run.tools.database.Read(
        [&](ports::Transaction& tx) { jobs = tx.follow_ups().OpenFeeds(r.run.store.id); });
    for (const ports::FeedJob& job : jobs) {
        if (r.IsOver()) {
            return;
        }
        AdvanceFeed(r, job);
    }
}

void WorkOffDue(FollowUpRun& r) {
    std::set<domain::FollowUpId> handled;
    while (!r.IsOver()) {
        std::vector<FollowUp> due;
        std::set<std::string> open_feeds;
        r.run.tools.database.Read([&](ports::Transaction& tx) {
            open_feeds.clear();
            // Those handled in this run may still be due, waiting for their feed.
            due = tx.follow_ups().Due(r.run.store.id, r.Now(),
                                      kDueBatch + static_cast<int>(handled.size()));
            for (const ports::FeedJob& job : tx.follow_ups().OpenFeeds(r.run.store.id)) {
                open_feeds.insert(std::to_string(job.id));
            }
        });
        bool has_any = false;
        for (const FollowUp& row : due) {
            if (r.IsOver()) {
                return;
            }
            if (handled.insert(row.id).second) {
                has_any = true;
                HandleDue(r, row, open_feeds);
            }
        }
        if (!has_any) {
            return;
        }
    }
}

}  // namespace

struct FollowUpRunner::State {
    State(ports::Database& database_in, const ports::Clock& clock_in, Transport& transport,
          FollowUpRunnerOptions options_in)
        : database(database_in),
          clock(clock_in),
          options(WithDefaults(std::move(options_in))),
          sync_options(SyncOptions(options)),
          line(MakeCallLine(transport, database_in, clock_in,
                            {options.version, options.random, options.sleep})),
          client(line),
          writes(line),
          tools{database, clock, client, sync_options, memory_mutex, memories} {}

    ports::Database& database;
    const ports::Clock& clock;
    FollowUpRunnerOptions options;
    StoreSyncOptions sync_options;
    std::shared_ptr<CallLine> line;
    OrdersClient client;
    ChannelWrites writes;
    std::mutex memory_mutex;
    std::map<std::pair<domain::StoreId, std::string>, ScanMemory> memories;
    SyncTools tools;
    FeedAttempts feed_attempts;
    std::mutex rests_mutex;
    std::map<domain::StoreId, base::Instant> rests;  // no run of the store makes sense before

    void Work(FollowUpRun& r) {
        TakeOver(r);
        AdvanceFeeds(r);
        WorkOffDue(r);
        BuildFeeds(r);
        AdvanceFeeds(r);
        if (r.has_news) {
            (void)ApplyInbox(r.run, r.run.deadline_millis);
        }
    }
};

FollowUpRunner::FollowUpRunner(ports::Database& database, const ports::Clock& clock,
                               Transport& transport, FollowUpRunnerOptions options)
    : state_(std::make_unique<State>(database, clock, transport, std::move(options))) {}

FollowUpRunner::~FollowUpRunner() = default;

FollowUpReport FollowUpRunner::RunOnce(const domain::Store& store, const ports::Lease& lease,
                                       const std::function<bool()>& has_lease_for_call,
                                       std::stop_token stop, FeedPace pace) {
    State& state = *state_;
    FollowUpReport report;
    if (!store.is_active || store.is_archived) {
        report.next_run_after_seconds = kIdleSeconds;
        return report;
    }
    Run run{state.tools, store, &lease, std::move(stop), 0, {}, 0};
    run.deadline_millis =
        state.clock.MonotonicMillis() + std::int64_t{state.options.run_seconds_max} * 1000;
    FollowUpRun r{run,    state.writes,        state.options, has_lease_for_call,
                  report, state.feed_attempts, pace};
    try {
        state.Work(r);
    } catch (const LeaseLost& lost) {
        report.error = base::Conflict(lost.what());
        report.next_run_after_seconds = kLeaseLostSeconds;
        return report;
    }
    {
        // What ended the run would end the next one, too, unless some time passes.
        const base::Instant now = state.clock.Now();
        const base::Instant blocked = r.shipments_rest_until.value_or(now);
        const std::lock_guard lock(state.rests_mutex);
        state.rests[store.id] = std::min(now + kRest, report.error ? now + kRest : blocked);
    }
    const auto next = NextDue(store.id);
    const std::int64_t micros = next ? (*next - state.clock.Now()).micros + 999'999 : 0;
    report.next_run_after_seconds =
        next ? std::clamp<std::int64_t>(micros / 1'000'000, 0, kIdleSeconds) : kIdleSeconds;
    base::LogInfo("follow_up_run", {{"store", store.code},
                                    {"sent", report.sent},
                                    {"seen", report.seen},
                                    {"rejected", report.rejected},
                                    {"unknown", report.unknown},
                                    {"parked", report.parked},
                                    {"looks", report.looks},
                                    {"next_run_after_seconds", report.next_run_after_seconds}});
    return report;
}

std::optional<base::Instant> FollowUpRunner::NextDue(domain::StoreId store) const {
    std::optional<base::Instant> next;
    state_->database.Read([&](ports::Transaction& tx) {
        next = tx.follow_ups().NextDue(store);
        const auto sooner = [&](base::Instant at) { next = next ? std::min(*next, at) : at; };
        for (const ports::FeedJob& job : tx.follow_ups().OpenFeeds(store)) {
            sooner(job.not_before);
        }
        for (const FollowUp& row : tx.follow_ups().Sending(store)) {
            if (row.feed_reference.empty()) {
                sooner(row.not_before);
            }
        }
    });
    const std::lock_guard lock(state_->rests_mutex);
    const auto rest = state_->rests.find(store);
    if (next && rest != state_->rests.end()) {
        next = std::max(*next, rest->second);
    }
    return next;
}

}  // namespace orderyard::amazon
