// Called every few seconds by one thread: stores come and go by the command line too.
#include "app/store_jobs.hpp"

#include <set>

#include "base/metrics.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::app {

std::optional<base::Instant> DueTimes::Of(const std::string& job) const {
    const std::scoped_lock lock(mutex_);
    const auto due = due_.find(job);
    return due == due_.end() ? std::nullopt : std::optional(due->second);
}

void DueTimes::Set(const std::string& job, base::Instant at) {
    const std::scoped_lock lock(mutex_);
    due_[job] = at;
}

std::vector<domain::Store> StoreJobs::ListStores() {
    std::vector<domain::Store> stores;
    database_.Read([&](ports::Transaction& tx) {
        stores = tx.stores().List();
        for (const auto& store : stores) {
            const auto health = tx.sync().LoadHealth(store.id);
            if (health && health->last_success_at) {
                const auto age = (clock_.Now() - *health->last_success_at).seconds();
                base::SetMetric("sync_last_good_age_seconds", static_cast<double>(age),
                                {{"store", store.code}});
            }
        }
    });
    return stores;
}

void StoreJobs::Refresh() {
    std::set<std::int64_t> active;
    for (const auto& store : ListStores()) {
        if (!store.is_active || store.is_archived) {
            continue;
        }
        active.insert(store.id.value);
        if (known_.contains(store.id.value)) {
            continue;
        }
        auto& names = known_[store.id.value];
        for (const auto& jobs_of : makers_) {
            for (auto& job : jobs_of(store)) {
                names.push_back(job.name);
                timetable_.Add(std::move(job));
            }
        }
    }
    for (auto known = known_.begin(); known != known_.end();) {
        if (active.contains(known->first)) {
            ++known;
            continue;
        }
        for (const auto& name : known->second) {
            timetable_.Remove(name);
        }
        known = known_.erase(known);
    }
}

std::optional<domain::Store> LoadActive(ports::Database& database, domain::StoreId id) {
    std::optional<domain::Store> store;
    database.Read([&](ports::Transaction& tx) { store = tx.stores().Load(id); });
    return store && store->is_active && !store->is_archived ? store : std::nullopt;
}

}  // namespace orderyard::app
