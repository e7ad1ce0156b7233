// The Feeds API 2021-06-30: takes feeds in, works them off in world time, keeps their results.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sandbox/wire/agenda.hpp"
#include "sandbox/wire/faults.hpp"
#include "sandbox/wire/feed_documents.hpp"
#include "sandbox/wire/feed_effects.hpp"
#include "sandbox/wire/invoice_desk.hpp"

namespace orderyard::sandbox {

enum class FeedStatus { kInQueue, kInProgress, kDone, kCalledOff, kFatal };

std::string_view ToString(FeedStatus status);

struct Feed {
    std::string id;
    std::string type;
    std::vector<std::string> marketplace_ids;
    std::string input_document_id;
    base::Instant created;
    base::Instant visible_from;  // later than created when the feed shows late
    std::optional<base::Instant> started;
    std::optional<base::Instant> ended;
    FeedStatus status = FeedStatus::kInQueue;
    bool is_stuck = false;  // no end is planned
    std::string result_document_id;
    std::string text;                            // as uploaded when createFeed was called
    std::map<std::string, std::string> options;  // names in small letters
    std::vector<FaultRule> faults;
    bool is_carried_out = false;
    std::vector<MessageOutcome> outcomes;

    bool IsOver() const {
        return status != FeedStatus::kInQueue && status != FeedStatus::kInProgress;
    }
    const FaultRule* FindFault(FaultKind kind) const;
};

// One call as the API hands it on.
struct FeedCall {
    const http::Request& request;
    std::string id;  // of the path
    base::Instant wire_now;
    bool keeps = true;          // false: answers, but does nothing
    base::Duration shows_late;  // createFeed: until the feed can be seen
};

class FeedDesk {
  public:
    struct Surroundings {
        World& world;
        Agenda& agenda;
        FaultScript& faults;
        const Switches& switches;
        std::string seller_id;
        std::vector<std::string> marketplace_ids;  // the seller's
        std::uint64_t seed = 1;
    };

    explicit FeedDesk(Surroundings around);

    http::Response CreateDocument(const FeedCall& call);
    http::Response GetDocument(const FeedCall& call);
    http::Response Upload(const FeedCall& call);
    http::Response Download(const FeedCall& call);
    http::Response CreateFeed(const FeedCall& call);
    http::Response GetFeed(const FeedCall& call);
    http::Response GetFeeds(const FeedCall& call);
    http::Response CancelFeed(const FeedCall& call);

    const std::deque<Feed>& feeds() const { return feeds_; }
    const InvoiceDesk& invoices() const { return invoices_; }
    Feed* Find(std::string_view id);
    // By hand, from control. kNotAllowed when the feed is over.
    base::Result<> FinishNow(Feed& feed);
    base::Result<> EndNow(Feed& feed, FeedStatus status);  // kFatal or kCancelled, nothing done
    base::Result<> Stick(Feed& feed);
    // The report as text, "" when there is none.
    std::string ReportOf(const Feed& feed) const;

  private:
    Feed* FindVisible(std::string_view id);
    void Begin(const std::string& id);
    void Finish(const std::string& id);
    void CarryOut(Feed& feed);
    MessageOutcome CarryOutMessage(const Feed& feed, const FeedMessage& message);
    MessageOutcome CarryOutInvoice(const Feed& feed);
    // What befalls a message instead of being carried out, if a fault says so.
    std::optional<MessageOutcome> FaultOf(const Feed& feed, std::int64_t message,
                                          const std::string& order_id) const;
    void WriteResult(Feed& feed);

    Surroundings around_;
    FeedDocuments documents_;
    InvoiceDesk invoices_;
    std::int64_t feed_count_ = 0;  // ids given out, also of feeds that were dropped
    std::deque<Feed> feeds_;       // a deque: feeds keep their place in memory
    std::map<std::string, OrderNumber> merchant_orders_;
};

}  // namespace orderyard::sandbox
