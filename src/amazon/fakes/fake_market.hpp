// For tests: the Amazon that acts: confirmations, cancels, feeds and their reports, with the ways
// its answers get lost.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "amazon/client/transport.hpp"
#include "amazon/fakes/fake_amazon.hpp"
#include "amazon/fakes/fake_database.hpp"

namespace orderyard::amazon::fakes {

struct MarketLine {
    std::string number;
    std::int64_t ordered = 1;
    std::int64_t canceled = 0;
    std::int64_t unit_euros = 0;  // 0: Amazon tells no money
};
struct MarketPackage {
    std::string reference, tracking, carrier;
    std::map<std::string, std::int64_t> pieces;
    int edits = 0;
};
struct MarketOrder {
    std::string number;
    std::vector<MarketLine> lines;
    std::vector<MarketPackage> packages;
    std::vector<std::string> refunds;  // "<adjustment id> <type> <amount> <currency>"
    std::string status;                // empty: follows from the lines
    base::Instant changed_at;

    std::int64_t Shipped(const std::string& line) const;
};
struct MarketFeed {
    std::string id, type, content, marketplace_id, options;
    std::string status;  // empty: by time
    std::string report;
    base::Instant created_at, done_at;
};

// What happens to one call that acts.
enum class Mishap {
    kNone,
    kRefused,      // no connection
    kLostBefore,   // bytes left, Amazon got nothing
    kLostAfter,    // Amazon did it, the answer was lost
    kErrorBefore,  // 503, nothing done
    kErrorAfter,   // 503, done all the same
    kDropped,      // the good answer, but nothing done
    kThrottled,    // 429
    kForbidden,    // 403
    kBadRequest,   // 400 with an error list
    kBadGateway,   // 400 without one
    kRedirected,   // 301
    kEmptyOk,      // 200 and no body, done
};

class FakeMarket : public Transport {
  public:
    FakeMarket(FakeClock& clock, Fuse* fuse) : clock_(clock), fuse_(fuse) {}
    SendResult Send(const HttpRequest& request, std::stop_token stop) override;

    std::map<std::string, MarketOrder> orders;
    std::vector<MarketFeed> feeds;
    std::map<std::string, std::string> documents;  // by id
    base::Duration feed_time = base::Duration::Minutes(1);
    // Asked for every confirmation, cancel and createFeed, with its number from 1.
    std::function<Mishap(const HttpRequest&, int)> mishap;
    std::function<Mishap(const HttpRequest&)> upload_mishap;
    std::function<std::string(const MarketFeed&, std::string)> change_report;
    std::vector<std::string> bodies;  // of confirmations, as they came
    std::vector<HttpRequest> uploads;
    std::vector<std::string> invoices;  // the options of each that was taken
    int acts = 0;
    int gets = 0;
    int canceled_after_shipping = 0;  // the mistake that must never happen
    bool is_gzip = true;

    const MarketFeed* FindFeed(const std::string& id) const;

  private:
    SendResult Act(const HttpRequest& request, const std::function<SendResult()>& work);
    SendResult Confirm(const std::string& number, const HttpRequest& request);
    SendResult Cancel(const std::string& number);
    SendResult Feeds(const HttpRequest& request);
    SendResult GetOrder(const std::string& number);
    SendResult GetFeed(const std::string& id);
    SendResult ListFeeds();
    SendResult Search(const std::string& url);
    void Process(MarketFeed& feed);
    HttpAnswer Good(int status, std::string body) const;

    FakeClock& clock_;
    Fuse* fuse_;
};

std::string MarketOrderJson(const MarketOrder& order);

}  // namespace orderyard::amazon::fakes
