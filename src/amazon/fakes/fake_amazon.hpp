// For tests: a transport that answers from a script, and one that plays a small Amazon: orders
// listed by time in pages, single orders, tokens, and faults at chosen calls.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "amazon/client/transport.hpp"
#include "amazon/fakes/fake_database.hpp"

namespace orderyard::amazon::fakes {

using SendResult = tl::expected<HttpAnswer, TransportFailure>;

inline HttpAnswer Answer(int status, std::string body,
                         std::vector<std::pair<std::string, std::string>> headers = {}) {
    return {status, std::move(headers), std::move(body)};
}

inline SendResult Broken(TransportFailureKind kind) {
    return tl::unexpected(TransportFailure{kind, "scripted"});
}

// The value of a query parameter, decoded; empty when absent.
std::string QueryValue(const std::string& url, const std::string& name);
// "Sun, 01 Mar 2026 12:00:00 GMT"
std::string HttpDate(base::Instant instant);

// Tokens are always given; other calls get the next answer of the script, or 500 after its end.
class ScriptedTransport : public Transport {
  public:
    SendResult Send(const HttpRequest& request, std::stop_token stop) override;

    std::deque<SendResult> script;
    std::deque<SendResult> token_script;  // empty: a good token
    std::vector<HttpRequest> sent;        // without the token calls
    int token_calls = 0;

  private:
    std::mutex mutex_;
};

struct FakeOrder {
    std::string number;
    base::Instant created_at, updated_at;
    std::string status = "UNSHIPPED";
    bool is_omitted = false;  // from lists, not from getOrder
    bool is_malformed = false;
};

// A valid, small order text of Amazon's.
std::string OrderJson(const FakeOrder& order);

class FakeAmazon : public Transport {
  public:
    explicit FakeAmazon(FakeClock& clock, Fuse* fuse = nullptr) : clock_(clock), fuse_(fuse) {}
    SendResult Send(const HttpRequest& request, std::stop_token stop) override;

    void Put(const FakeOrder& order) { orders[order.number] = order; }

    std::map<std::string, FakeOrder> orders;
    std::size_t page_size = 3;
    base::Duration clock_offset;  // Amazon's clock minus ours
    double limit_per_second = 1000;
    int search_calls = 0;
    int get_calls = 0;
    std::string last_search_url;
    // By number of the search call (from 1): what it answers instead.
    std::map<int, std::function<SendResult(SendResult)>> search_faults;

  private:
    SendResult Search(const std::string& url);
    SendResult Get(const std::string& number) const;
    HttpAnswer Dated(int status, std::string body) const;
    HttpAnswer Good(std::string body) const;

    FakeClock& clock_;
    Fuse* fuse_;
};

}  // namespace orderyard::amazon::fakes
