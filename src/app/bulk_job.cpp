// The verbs are read by the API, which knows their bodies; the actions know the orders.
#include "app/bulk_job.hpp"

#include <atomic>
#include <memory>

#include "actions/run_bulk.hpp"
#include "api/context.hpp"
#include "api/rest/later.hpp"
#include "api/v1/orders/bulk.hpp"
#include "base/log.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::app {
namespace {

constexpr base::Duration kLookEvery = base::Duration::Seconds(30);

}  // namespace

jobs::Job BulkJob(ports::Database& database, const ports::Clock& clock) {
    const auto looked_at = std::make_shared<std::atomic<std::int64_t>>(0);
    const auto next_due = [looked_at]() -> std::optional<base::Instant> {
        return base::Instant::FromMicros(looked_at->load()) + kLookEvery;
    };
    const auto run = [&database, &clock, looked_at](const jobs::JobRun& job) {
        looked_at->store(clock.Now().micros);
        actions::BulkHelp help;
        help.read_verb = api::v1::ReadBulkVerb;
        help.should_stop = [&job] { return job.stop().stop_requested(); };
        help.is_mine = [&job, &clock](ports::Transaction& tx) {
            return tx.leases().IsHeld(job.lease(), clock.Now());
        };
        if (const auto decided = actions::RunBulk(database, clock, help); decided > 0) {
            base::LogInfo("bulk_orders_decided", {{"orders", decided}});
        }
        const api::ApiContext context{database, clock, {}, {}};
        const api::rest::LaterHelp later{help.should_stop, help.is_mine};
        if (const auto done = api::rest::DoLater(context, later); done > 0) {
            base::LogInfo("later_operations_done", {{"operations", done}});
        }
    };
    return {kBulkJob, next_due, run};
}

}  // namespace orderyard::app
