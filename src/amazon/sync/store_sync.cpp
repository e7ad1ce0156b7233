// What a run consists of, in order, and what the store's health says about it afterwards.
#include "amazon/sync/store_sync.hpp"

#include <algorithm>

#include "actions/decide_channel_orders.hpp"
#include "actions/start_backfill.hpp"
#include "amazon/sync/apply_inbox.hpp"
#include "amazon/sync/backoff.hpp"
#include "amazon/sync/look_at_order.hpp"
#include "amazon/sync/scan_orders.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "ports/inbox_store.hpp"

namespace orderyard::amazon {

namespace {

using base::Duration;

constexpr Duration kSweepLookBack = Duration::Hours(48);
constexpr std::int64_t kWaitingRowsSeconds = 60;  // the first step of the poison ladder
constexpr std::int64_t kLeaseLostSeconds = 10;
constexpr std::int64_t kClockAlarmSeconds = 60;

StoreSyncOptions WithDefaults(StoreSyncOptions options, ports::Database& database,
                              const ports::Clock& clock) {
    if (!options.apply) {
        options.apply = actions::ApplyChannelOrder;
        options.expect = actions::ExpectChannelOrders;
    }
    if (!options.decide_due) {
        options.decide_due = [&](domain::StoreId id) {
            actions::DecideDueChannelOrders(database, clock, id);
        };
    }
    return options;
}

OrdersClientOptions ClientOptions(const StoreSyncOptions& options) {
    return {options.version, options.random, options.sleep};
}

std::int64_t SecondsUp(Duration duration) {
    return (duration.micros + 999'999) / 1'000'000;
}

std::int64_t IntervalOf(const domain::Store& store) {
    return std::clamp<std::int64_t>(store.settings.sync_interval_seconds,
                                    1,  // the floor is checked where a store is connected
                                    base::limits::kSyncIntervalSecondsMax);
}

}  // namespace

struct StoreSync::State {
    State(ports::Database& database_in, const ports::Clock& clock_in, Transport& transport,
          StoreSyncOptions options_in)
        : database(database_in),
          clock(clock_in),
          options(WithDefaults(std::move(options_in), database_in, clock_in)),
          client(transport, database_in, clock_in, ClientOptions(options)),
          tools{database, clock, client, options, memory_mutex, memories} {}

    ports::Database& database;
    const ports::Clock& clock;
    StoreSyncOptions options;
    OrdersClient client;
    std::mutex memory_mutex;
    std::map<std::pair<domain::StoreId, std::string>, ScanMemory> memories;
    SyncTools tools;

    Run MakeRun(const domain::Store& store, const ports::Lease* lease, std::stop_token stop);
    SyncReport Guarded(Run& run, const std::function<void()>& work);
    ports::SyncHealth LoadHealth(const domain::Store& store) const;
    bool IsScanDue(const Run& run, const ports::SyncHealth& health, RunReason reason) const;
    void ScanAll(Run& run, ports::SyncHealth& health, bool is_scan_due);
    void Fail(Run& run, ports::SyncHealth& health, const CallFailure& failure);
    void Wait(Run& run, std::int64_t seconds) const;
    void FinishRun(Run& run, ports::SyncHealth& health);
    void Sweep(Run& run);
};

Run StoreSync::State::MakeRun(const domain::Store& store, const ports::Lease* lease,
                              std::stop_token stop) {
    Run run{tools, store, lease, std::move(stop), 0, {}, 0};
    run.deadline_millis = clock.MonotonicMillis() + std::int64_t{options.run_seconds_max} * 1000;
    run.report.next_run_after_seconds = IntervalOf(store);
    return run;
}

// A lost lease ends the run; all that was committed before stays good.
SyncReport StoreSync::State::Guarded(Run& run, const std::function<void()>& work) {
    try {
        work();
    } catch (const LeaseLost& lost) {
        run.report.is_caught_up = false;
        run.report.error = base::Conflict(lost.what());
        run.report.next_run_after_seconds = kLeaseLostSeconds;
        base::LogWarn("sync_lease_lost", {{"store", run.store.code}});
    }
    return run.report;
}

ports::SyncHealth StoreSync::State::LoadHealth(const domain::Store& store) const {
    ports::SyncHealth health;
    health.store_id = store.id;
    database.Read([&](ports::Transaction& tx) {
        if (const auto stored = tx.sync().LoadHealth(store.id)) {
            health = *stored;
        }
    });
    return health;
}

// Comes back in so many seconds at the latest.
void StoreSync::State::Wait(Run& run, std::int64_t seconds) const {
    run.report.next_run_after_seconds =
        std::min(run.report.next_run_after_seconds, std::max<std::int64_t>(seconds, 0));
}

bool StoreSync::State::IsScanDue(const Run& run, const ports::SyncHealth& health,
                                 RunReason reason) const {
    if (reason == RunReason::kPerson || !health.last_success_at || health.is_catching_up) {
        return true;
    }
    const auto age = clock.Now() - *health.last_success_at;
    return age.seconds() >= IntervalOf(run.store) || age.micros < 0;
}

void StoreSync::State::Fail(Run& run, ports::SyncHealth& health, const CallFailure& failure) {
    if (failure.kind == FailureKind::kBudget || failure.kind == FailureKind::kStopped) {
        Wait(run, std::max<std::int64_t>(SecondsUp(failure.wait), 1));
        return;
    }
    health.failures += 1;
    health.last_error = failure.text;
    health.last_error_code =
        failure.amazon_code.empty() ? std::string(ToString(failure.kind)) : failure.amazon_code;
    run.report.error = failure.ToError();
    // Longer than the interval, if need be: hammering at a shut door opens no door.
    run.report.next_run_after_seconds = std::max<std::int64_t>(
        SecondsUp(DelayAfterFailure(failure, health.failures, client.Random())), 1);
}

void StoreSync::State::ScanAll(Run& run, ports::SyncHealth& health, bool is_scan_due) {
    const auto apply = [&] { (void)ApplyInbox(run, run.deadline_millis); };
    health.last_attempt_at = clock.Now();
    health.is_catching_up = true;
    if (const auto hello = client.SayHello(run.store, run.stop); !hello) {
        AppendProblem(run, hello.error());
        Fail(run, health, hello.error());
        return;
    }
    if (is_scan_due) {
        const ScanResult scan = ScanOrders(run, OrdersStream(), apply);
        if (scan.failure) {
            Fail(run, health, *scan.failure);
            if (scan.scan_failures >= base::limits::kScanFailuresMax) {
                // The list does not work: at least what is known to be open is kept up to date.
                (void)LookAtOpenOrders(run, kAlarmRound, {}, base::limits::kInboxBatchRowsMax);
            }
            return;
        }
        if (!scan.is_caught_up) {
            Wait(run, 0);
            return;
        }
        health.last_success_at = clock.Now();
    }
    health.failures = 0;
    health.last_error.clear();
    health.last_error_code.clear();
    const ScanResult backfill = ScanOrders(run, BackfillStream(), apply);
    health.is_catching_up = false;
    run.report.is_caught_up = backfill.is_caught_up;
    if (backfill.failure) {
        Wait(run, SecondsUp(DelayAfterFailure(*backfill.failure, 1, client.Random())));
        if (backfill.failure->kind != FailureKind::kBudget) {
            run.report.error = backfill.failure->ToError();
        }
    } else if (!backfill.is_caught_up) {
        Wait(run, 0);
    }
}

void StoreSync::State::FinishRun(Run& run, ports::SyncHealth& health) {
    std::int64_t waiting = 0;
    const Duration offset = client.ClockOffset(run.store.id);
    if (std::abs(offset.seconds()) > kClockAlarmSeconds) {
        base::LogWarn("clock_differs",
                      {{"store", run.store.code}, {"offset_seconds", offset.seconds()}});
    }
    run.Write([&](ports::Transaction& tx) {
        waiting = tx.inbox().Counts(run.store.id).waiting;
        ports::SyncHealth saved = health;
        saved.next_run_at = clock.Now() + Duration::Seconds(run.report.next_run_after_seconds);
        saved.orders_seen += run.new_rows;
        saved.clock_offset_millis = offset.millis();
        tx.sync().SaveHealth(saved);
    });
    if (waiting > 0) {
        Wait(run, kWaitingRowsSeconds);  // for the inbox alone; next_run_at is when Amazon is asked
    }
    base::LogInfo("sync_run", {{"store", run.store.code},
                               {"pages", run.report.pages},
                               {"orders", run.report.orders_seen},
                               {"applied", run.report.applied},
                               {"poison", run.report.poison},
                               {"is_caught_up", run.report.is_caught_up},
                               {"next_run_after_seconds", run.report.next_run_after_seconds}});
}

void StoreSync::State::Sweep(Run& run) {
    const auto apply = [&] { (void)ApplyInbox(run, run.deadline_millis); };
    auto& swept = tools.Memory(run.store.id, SweepStream().name).swept;
    const auto failed = [&](const CallFailure& failure) {
        run.report.next_run_after_seconds =
            std::max<std::int64_t>(SecondsUp(DelayAfterFailure(failure, 1, client.Random())), 1);
        if (failure.kind != FailureKind::kBudget) {
            run.report.error = failure.ToError();
        }
    };
    if (const auto hello = client.SayHello(run.store, run.stop); !hello) {
        AppendProblem(run, hello.error());
        return failed(hello.error());
    }
    const auto cursor = LoadCursor(run, SweepStream().name);
    if (!(cursor && cursor->goal) && !HasOpenLooks(run)) {
        const base::Instant newest =
            client.AmazonNow(run.store.id) - Duration::Seconds(base::limits::kScanTrailSeconds);
        swept.clear();
        StartStream(run, SweepStream(), newest - kSweepLookBack, newest);
        StartOpenLooks(run, newest);
    }
    const ScanResult scan = ScanOrders(run, SweepStream(), apply);
    if (scan.failure) {
        return failed(*scan.failure);
    }
    if (!scan.is_caught_up) {
        return Wait(run, 0);
    }
    const OpenLooks looks = LookAtOpenOrders(run, kSweepRound, swept, options.open_looks_max);
    apply();
    if (looks.failure) {
        return failed(*looks.failure);
    }
    run.report.is_caught_up = looks.is_done;
    if (!looks.is_done) {
        Wait(run, 0);
    }
}

StoreSync::StoreSync(ports::Database& database, const ports::Clock& clock, Transport& transport,
                     StoreSyncOptions options)
    : state_(std::make_unique<State>(database, clock, transport, std::move(options))) {}

StoreSync::~StoreSync() = default;

SyncReport StoreSync::RunOnce(const domain::Store& store, const ports::Lease& lease,
                              std::stop_token stop, RunReason reason) {
    Run run = state_->MakeRun(store, &lease, std::move(stop));
    if (!store.is_active || store.is_archived) {
        run.report.is_caught_up = true;
        return run.report;
    }
    return state_->Guarded(run, [&] {
        ports::SyncHealth health = state_->LoadHealth(store);
        state_->client.RestoreClock(store.id, Duration::Millis(health.clock_offset_millis));
        // What an earlier run left behind comes first; it needs nobody's help.
        (void)ApplyInbox(run, run.deadline_millis);
        const base::Instant now = state_->clock.Now();
        const bool must_rest = reason == RunReason::kTimetable && !health.last_error_code.empty() &&
                               health.next_run_at && now < *health.next_run_at;
        const bool is_scan_due = state_->IsScanDue(run, health, reason);
        const auto backfill = LoadCursor(run, BackfillStream().name);
        const bool has_backfill = backfill && backfill->goal;
        if (must_rest) {
            state_->Wait(run, SecondsUp(*health.next_run_at - now));
        } else if (is_scan_due || has_backfill) {
            state_->ScanAll(run, health, is_scan_due);
        } else {
            run.report.is_caught_up = true;
        }
        if (health.last_success_at && !health.is_catching_up && !must_rest) {
            const auto age = state_->clock.Now() - *health.last_success_at;
            state_->Wait(run, std::max<std::int64_t>(IntervalOf(store) - age.seconds(), 0));
        }
        (void)ApplyInbox(run, run.deadline_millis);
        state_->options.decide_due(store.id);
        state_->FinishRun(run, health);
    });
}

SyncReport StoreSync::RunSweep(const domain::Store& store, const ports::Lease& lease,
                               std::stop_token stop) {
    Run run = state_->MakeRun(store, &lease, std::move(stop));
    if (!store.is_active || store.is_archived) {
        run.report.is_caught_up = true;
        return run.report;
    }
    return state_->Guarded(run, [&] {
        const ports::SyncHealth health = state_->LoadHealth(store);
        state_->client.RestoreClock(store.id, Duration::Millis(health.clock_offset_millis));
        state_->Sweep(run);
    });
}

base::Result<> StoreSync::StartBackfill(const domain::Store& store, base::Instant from) {
    base::Result<> started;
    state_->database.Write([&](ports::Transaction& tx) {
        started = actions::StartBackfill(tx, store, from, state_->clock.Now());
    });
    return started;
}

base::Result<> StoreSync::LookAt(const domain::Store& store, const std::string& order_number,
                                 std::stop_token stop) {
    Run run = state_->MakeRun(store, nullptr, std::move(stop));
    if (!store.is_active || store.is_archived) {
        return base::Fail(base::NotAllowed("the store is not connected"));
    }
    if (const auto failure = FetchOrder(run, order_number, Priority::kHint)) {
        return base::Fail(failure->ToError());
    }
    (void)ApplyInbox(run, run.deadline_millis);
    return {};
}

}  // namespace orderyard::amazon
