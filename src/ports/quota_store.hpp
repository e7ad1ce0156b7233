// Call budgets (token buckets) and leases: what several jobs or processes must share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

struct QuotaBucket {
    domain::StoreId store_id;
    std::string operation;
    double tokens = 0;
    base::Instant at;            // when `tokens` was true
    double rate_per_second = 0;  // learned from the limit header, or the published plan
    double burst = 0;
    std::optional<base::Instant> penalty_until;  // after a 429: no call before
    int refusals = 0;                            // 429 in a row
};

class QuotaStore {
  public:
    virtual ~QuotaStore() = default;
    virtual std::optional<QuotaBucket> LoadForUpdate(domain::StoreId store,
                                                     const std::string& operation) = 0;
    virtual void Save(const QuotaBucket& bucket) = 0;
};

struct Lease {
    std::string name;
    std::string owner;
    std::int64_t epoch = 0;  // grows with each change of owner
};

// The owners of leases held by servers begin so. On SQLite, where a lock lets only one server in,
// these leases end with the next server's start: their holder is dead.
inline constexpr std::string_view kServerOwnerPrefix = "server-";

class LeaseStore {
  public:
    virtual ~LeaseStore() = default;
    // Takes or renews the lease for `seconds`, by the database's clock on PostgreSQL. nullopt: held
    // by another.
    virtual std::optional<Lease> Acquire(const std::string& name, const std::string& owner,
                                         int seconds, base::Instant now) = 0;
    virtual void Release(const Lease& lease) = 0;
    // True while that epoch is still the current one; a writer checks it in the transaction of its
    // result.
    virtual bool IsHeld(const Lease& lease, base::Instant now) = 0;
};

}  // namespace orderyard::ports
