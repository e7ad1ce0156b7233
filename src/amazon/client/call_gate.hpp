// The shared door to an operation: no call without a token of its bucket, and the buckets live in
// the database, so that every job and process draws from the same ones.
#pragma once

#include <optional>
#include <string>

#include "amazon/client/call_budget.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::amazon {

class CallGate {
  public:
    CallGate(ports::Database& database, const ports::Clock& clock)
        : database_(database), clock_(clock) {}

    struct Pass {
        Grant grant;
        double rate_per_second = 0;  // as known when the token was taken
        int refusals = 0;
    };
    // Takes a token, durably, before the call is made.
    Pass Enter(domain::StoreId store_id, const std::string& operation, const UsagePlan& plan,
               Priority priority);
    // After an answer: the limit header if there was one; writes only when something changed.
    void NoteGood(const Pass& pass, domain::StoreId store_id, const std::string& operation,
                  std::optional<double> limit_per_second);
    // After a 429. Returns how long to stay away.
    base::Duration NoteRefused(domain::StoreId store_id, const std::string& operation,
                               const UsagePlan& plan, std::optional<base::Duration> retry_after,
                               double random);

  private:
    ports::Database& database_;
    const ports::Clock& clock_;
};

}  // namespace orderyard::amazon
