// Reads Amazon's books for refunds: the proof that ours were paid, and the news of those that
// somebody else made.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "actions/settle_refunds.hpp"
#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::amazon {

class Transport;

struct RefundsReport {
    int refunds = 0;  // read, known ones included
    actions::SettledRefunds settled;
    bool is_complete = false;  // as far as Amazon's books go now
    std::int64_t next_run_after_seconds = 0;
    std::optional<base::Error> error;
};

// One object for all stores of the process; one run per store at a time.
class RefundReader {
  public:
    RefundReader(ports::Database& database, const ports::Clock& clock, Transport& transport,
                 std::string version = "0.1");
    ~RefundReader();

    // From three days before the last time (Amazon books late) to now; goes on where the last run
    // was cut off. Then judges those in doubt and those without any payment.
    RefundsReport Run(const domain::Store& store, const ports::Lease* lease, std::stop_token stop);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace orderyard::amazon
