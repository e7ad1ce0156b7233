// Guarded writes, short waits, and the log of failed calls.
#include "amazon/sync/sync_run.hpp"

#include "base/text.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::amazon {

namespace {

constexpr base::Duration kShortWaitMax = base::Duration::Seconds(2);
constexpr int kSleepsInRowMax = 3;

}  // namespace

ScanMemory& SyncTools::Memory(domain::StoreId store_id, const std::string& stream) const {
    const std::lock_guard lock(memory_mutex);
    return memories[{store_id, stream}];
}

bool Run::IsOver() const {
    return stop.stop_requested() || tools.clock.MonotonicMillis() >= deadline_millis;
}

void Run::Write(const std::function<void(ports::Transaction&)>& work) const {
    tools.database.Write([&](ports::Transaction& tx) {
        if (lease != nullptr && !tx.leases().IsHeld(*lease, tools.clock.Now())) {
            throw LeaseLost();
        }
        work(tx);
    });
}

bool Run::WaitShortly(const CallFailure& failure, int& sleeps) const {
    const bool is_wait =
        failure.kind == FailureKind::kBudget || failure.kind == FailureKind::kThrottled;
    if (!is_wait || failure.wait > kShortWaitMax || sleeps >= kSleepsInRowMax || IsOver()) {
        return false;
    }
    sleeps += 1;
    tools.client.Sleep(failure.wait, stop);
    return !stop.stop_requested();
}

void AppendProblem(const Run& run, const CallFailure& failure) {
    if (!failure.WasSent() || failure.kind == FailureKind::kStopped) {
        return;
    }
    ports::SyncProblem problem;
    problem.store_id = run.store.id;
    problem.at = run.tools.clock.Now();
    problem.operation = failure.operation;
    problem.http_status = failure.http_status;
    problem.code =
        failure.amazon_code.empty() ? std::string(ToString(failure.kind)) : failure.amazon_code;
    problem.text = base::CleanUtf8(failure.text);
    problem.request_id = failure.request_id;
    run.Write([&](ports::Transaction& tx) { tx.sync().AppendProblem(problem); });
}

}  // namespace orderyard::amazon
