// Compares Amazon's orders with ours, order by order, mends what can be mended, and writes down the
// rest: sync-protocol.md section 9.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "actions/apply_channel_order.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/quota_store.hpp"
#include "ports/recon_store.hpp"

namespace orderyard::amazon {

class Transport;

// What a comparison proves. `at_amazon`, `here`, `missing`, `doubled`, `differing` count orders.
struct Certificate {
    domain::StoreId store_id;
    base::Instant from, to;  // Amazon's time; both 0 for a round over the open orders
    base::Instant ended_at;
    std::int64_t at_amazon = 0;
    std::int64_t here = 0;                       // of those at Amazon
    std::int64_t missing = 0;                    // on one side only, after repair
    std::int64_t doubled = 0;                    // more than one commerce order for one of Amazon's
    std::int64_t differing = 0;                  // after repair
    std::int64_t repaired = 0;                   // orders that differed or were missing before
    bool money_equal = true;                     // every amount of every order compared
    std::vector<ports::Difference> differences;  // the first kDifferencesShownMax, after repair
    bool is_complete = false;
    std::int64_t next_run_after_seconds = 0;  // when it is not
    std::optional<base::Error> error;

    static constexpr std::size_t kDifferencesShownMax = 1'000;
    bool IsClean() const {
        return is_complete && missing == 0 && doubled == 0 && differing == 0 && money_equal;
    }
};

enum class ReconcileBy {
    kChange,      // orders changed in the range
    kPlacement,   // orders placed in the range
    kOpenOrders,  // each order that is open here, by a look at it; no range
};

struct ReconcileRequest {
    ReconcileBy by = ReconcileBy::kPlacement;
    base::Instant from;
    std::optional<base::Instant> to;  // default and at most: as late as Amazon can be asked about
    bool is_repairing = true;
    // A command waits for call budgets (minutes a page); a job ends and goes on at its next run.
    bool is_waiting = false;
    int seconds_max = 20;  // of one call; with is_waiting: no limit
};

struct ReconcilerOptions {
    std::string version = "0.1";
    // For tests; empty: the real thing.
    std::function<actions::ApplyOutcome(ports::Transaction&, const domain::Store&,
                                        actions::IncomingChannelOrder, base::Instant)>
        apply;
    std::function<double()> random;
    std::function<void(base::Duration, std::stop_token)> sleep;
};

class Reconciler {
  public:
    Reconciler(ports::Database& database, const ports::Clock& clock, Transport& transport,
               ReconcilerOptions options = {});
    ~Reconciler();

    // Goes on where the last call for the same store and `by` ended, unless that was complete; its
    // range is then the one it began with. `lease` null: only for a command while no server is at
    // work, or without repair.
    Certificate Run(const domain::Store& store, const ports::Lease* lease,
                    const ReconcileRequest& request, std::stop_token stop);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace orderyard::amazon
