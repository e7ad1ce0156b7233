// Each server measures by itself, also where several share a database: whoever watches one of them
// sees the whole.
#include "app/gauges.hpp"

#include <algorithm>

#include "base/metrics.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/inbox_store.hpp"
#include "ports/mail_store.hpp"
#include "ports/recon_store.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::app {
namespace {

constexpr std::int64_t kEveryMillis = 60'000;
constexpr double kMillisPerSecond = 1000;
// Beyond that a person has more to do than to count.
constexpr int kParkedCounted = 1000;

double Number(std::int64_t value) {
    return static_cast<double>(value);
}

std::int64_t CountParked(ports::Transaction& tx, domain::StoreId store) {
    ports::FollowUpQuery query;
    query.store_id = store;
    query.states = {domain::FollowUpState::kParked};
    query.limit = kParkedCounted;
    return static_cast<std::int64_t>(tx.follow_ups().Search(query).size());
}

}  // namespace

void Gauges::KeepFresh() {
    const std::int64_t now = clock_.MonotonicMillis();
    if (measured_at_millis_ != 0 && now - measured_at_millis_ < kEveryMillis) {
        return;
    }
    measured_at_millis_ = now;
    MeasureSystem();
    MeasureStores();
}

void Gauges::MeasureSystem() const {
    const ports::SystemState state = system_.State(false);
    base::SetMetric("database_bytes", Number(state.database_bytes.value_or(0)));
    if (state.disk_free_bytes) {
        base::SetMetric("disk_free_bytes", Number(*state.disk_free_bytes));
    }
    if (state.last_backup_at) {
        base::SetMetric("backup_age_seconds",
                        Number((clock_.Now() - *state.last_backup_at).seconds()));
    }
}

void Gauges::MeasureStores() const {
    database_.Read([&](ports::Transaction& tx) {
        for (const domain::Store& store : tx.stores().List()) {
            if (store.is_archived) {
                continue;
            }
            const auto set = [&](const char* name, double value) {
                base::SetMetric(name, value, {{"store", store.code}});
            };
            const auto health = tx.sync().LoadHealth(store.id).value_or(ports::SyncHealth{});
            set("orders_unreadable", Number(tx.inbox().Counts(store.id).poison));
            set("follow_ups_parked", Number(CountParked(tx, store.id)));
            set("differences_open", Number(tx.recon().CountOpen(store.id)));
            set("amazon_clock_offset_seconds",
                Number(health.clock_offset_millis) / kMillisPerSecond);
        }
        const auto counts = tx.mails().Counts();  // of states that a mail is in
        for (const auto state : {ports::MailState::kRefused, ports::MailState::kDoubtful}) {
            const auto found = std::find_if(counts.begin(), counts.end(),
                                            [&](const auto& each) { return each.first == state; });
            base::SetMetric("mails_for_a_person",
                            found == counts.end() ? 0.0 : Number(found->second),
                            {{"state", domain::ToString(state)}});
        }
    });
}

}  // namespace orderyard::app
