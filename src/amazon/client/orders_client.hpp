// Amazon's Orders API 2026-01-01 as two calls. Everything around a call (tokens, budgets, breakers,
// repeats, metrics, Amazon's clock) happens in here.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "amazon/client/call_budget.hpp"
#include "amazon/client/call_failure.hpp"
#include "amazon/client/transport.hpp"
#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::amazon {

// Exactly one of the two "after" times. With a page token all else must be as it was for the first
// page.
struct SearchParams {
    std::optional<base::Instant> last_updated_after, last_updated_before;
    std::optional<base::Instant> created_after, created_before;
    std::vector<std::string> marketplace_ids;  // empty: all of the seller in the region
    std::string page_token;
};

struct OrdersClientOptions {
    std::string version = "0.1";     // for the user-agent
    std::function<double()> random;  // in [0, 1); empty: a generator of our own
    // Sleeps, but not past a stop; empty: a real sleep. Tests move their clock here.
    std::function<void(base::Duration, std::stop_token)> sleep;
};

class CallLine;

// The tokens, breakers and clocks that several clients of one process share.
std::shared_ptr<CallLine> MakeCallLine(Transport& transport, ports::Database& database,
                                       const ports::Clock& clock, OrdersClientOptions options);

// Safe to use from several threads.
class OrdersClient {
  public:
    explicit OrdersClient(std::shared_ptr<CallLine> line);
    OrdersClient(Transport& transport, ports::Database& database, const ports::Clock& clock,
                 OrdersClientOptions options = {});
    ~OrdersClient();

    CallResult<wire::SearchAnswer> SearchOrders(const domain::Store& store,
                                                const SearchParams& params, Priority priority,
                                                std::stop_token stop);
    // An answer about another order is a bad answer.
    CallResult<wire::OrderText> GetOrder(const domain::Store& store, const std::string& number,
                                         Priority priority, std::stop_token stop);

    // Gets a token, so that the credentials are proven and Amazon's clock is known before a window
    // is opened.
    CallResult<void> SayHello(const domain::Store& store, std::stop_token stop);

    // Our clock plus what Amazon's differs by.
    base::Instant AmazonNow(domain::StoreId store_id) const;
    base::Duration ClockOffset(domain::StoreId store_id) const;
    // For the time before the first answer of this process.
    void RestoreClock(domain::StoreId store_id, base::Duration offset);

    double Random() const;
    void Sleep(base::Duration duration, std::stop_token stop) const;

  private:
    std::shared_ptr<CallLine> line_;
};

// Waits for the duration or the stop, whichever comes first.
void SleepUnlessStopped(base::Duration duration, std::stop_token stop);

}  // namespace orderyard::amazon
