// Each step is one small transaction on one bucket.
#include "amazon/client/call_gate.hpp"

namespace orderyard::amazon {

CallGate::Pass CallGate::Enter(domain::StoreId store_id, const std::string& operation,
                               const UsagePlan& plan, Priority priority) {
    Pass pass;
    database_.Write([&](ports::Transaction& tx) {
        const base::Instant now = clock_.Now();
        auto bucket = tx.quotas().LoadForUpdate(store_id, operation);
        if (!bucket) {
            bucket = NewBucket(store_id, operation, plan, now);
        }
        pass.grant = TakeToken(*bucket, priority, now);
        pass.rate_per_second = bucket->rate_per_second;
        pass.refusals = bucket->refusals;
        tx.quotas().Save(*bucket);
    });
    return pass;
}

void CallGate::NoteGood(const Pass& pass, domain::StoreId store_id, const std::string& operation,
                        std::optional<double> limit_per_second) {
    const bool is_new_rate = limit_per_second && *limit_per_second != pass.rate_per_second;
    if (!is_new_rate && pass.refusals == 0) {
        return;
    }
    database_.Write([&](ports::Transaction& tx) {
        auto bucket = tx.quotas().LoadForUpdate(store_id, operation);
        if (!bucket) {
            return;
        }
        const bool is_learned =
            limit_per_second && LearnRate(*bucket, *limit_per_second, clock_.Now());
        if (is_learned || bucket->refusals != 0) {
            bucket->refusals = 0;
            tx.quotas().Save(*bucket);
        }
    });
}

base::Duration CallGate::NoteRefused(domain::StoreId store_id, const std::string& operation,
                                     const UsagePlan& plan,
                                     std::optional<base::Duration> retry_after, double random) {
    base::Duration wait;
    database_.Write([&](ports::Transaction& tx) {
        const base::Instant now = clock_.Now();
        auto bucket = tx.quotas().LoadForUpdate(store_id, operation);
        if (!bucket) {
            bucket = NewBucket(store_id, operation, plan, now);
        }
        Penalise(*bucket, retry_after, random, now);
        wait = *bucket->penalty_until - now;
        tx.quotas().Save(*bucket);
    });
    return wait;
}

}  // namespace orderyard::amazon
