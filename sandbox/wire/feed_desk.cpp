// The life of a feed: queued, begun, carried out, reported; and the faults that can befall it.
#include "sandbox/wire/feed_desk.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "sandbox/wire/processing_report.hpp"

namespace orderyard::sandbox {
namespace {

constexpr std::size_t kReportBytesMax = 64 * 1024 * 1024;
constexpr int kMalformedFeed = 5000;
constexpr int kWrongMerchant = 5001;
constexpr int kAborted = 5002;
constexpr int kWrongMarketplace = 18000;

MessageOutcome FeedProblem(int code, const std::string& what) {
    return {0, "", "", {{false, code, what}}};
}

}  // namespace

std::string_view ToString(FeedStatus status) {
    switch (status) {
        case FeedStatus::kInQueue: return "IN_QUEUE";
        case FeedStatus::kInProgress: return "IN_PROGRESS";
        case FeedStatus::kDone: return "DONE";
        case FeedStatus::kCalledOff: return "CANCELLED";
        case FeedStatus::kFatal: return "FATAL";
    }
    return "";
}

const FaultRule* Feed::FindFault(FaultKind kind) const {
    const auto found = std::find_if(faults.begin(), faults.end(),
                                    [kind](const FaultRule& rule) { return rule.kind == kind; });
    return found == faults.end() ? nullptr : &*found;
}

FeedDesk::FeedDesk(Surroundings around) : around_(std::move(around)), documents_(around_.seed) {}

Feed* FeedDesk::Find(std::string_view id) {
    const auto found = std::find_if(feeds_.begin(), feeds_.end(),
                                    [id](const Feed& feed) { return feed.id == id; });
    return found == feeds_.end() ? nullptr : &*found;
}

Feed* FeedDesk::FindVisible(std::string_view id) {
    Feed* feed = Find(id);
    return feed != nullptr && feed->visible_from <= around_.world.now() ? feed : nullptr;
}

void FeedDesk::Begin(const std::string& id) {
    Feed& feed = *Find(id);
    if (feed.status != FeedStatus::kInQueue) {
        return;
    }
    const base::Instant now = around_.world.now();
    feed.faults = around_.faults.Draw("processFeed", false);
    if (feed.FindFault(FaultKind::kFeedCancelled) != nullptr) {
        feed.status = FeedStatus::kCalledOff;
        feed.ended = now;
        return;
    }
    feed.status = FeedStatus::kInProgress;
    feed.started = now;
    std::int64_t seconds = around_.switches.feed_process_seconds;
    if (const FaultRule* stuck = feed.FindFault(FaultKind::kFeedStuck)) {
        if (stuck->IsApplied()) {
            CarryOut(feed);
        }
        feed.is_stuck = stuck->seconds <= 0;
        seconds = stuck->seconds;
    }
    if (!feed.is_stuck) {
        around_.agenda.At(now + base::Duration::Seconds(seconds), [this, id] { Finish(id); });
    }
}

void FeedDesk::Finish(const std::string& id) {
    Feed& feed = *Find(id);
    if (feed.status == FeedStatus::kInProgress && !feed.is_stuck) {
        (void)FinishNow(feed);
    }
}

base::Result<> FeedDesk::FinishNow(Feed& feed) {
    if (feed.IsOver()) {
        return base::Fail(base::NotAllowed("the feed is over"));
    }
    const base::Instant now = around_.world.now();
    feed.started = feed.started.value_or(now);
    const FaultRule* fatal = feed.FindFault(FaultKind::kFeedFatal);
    const FaultRule* silent = feed.FindFault(FaultKind::kFeedFatalSilent);
    if (!feed.is_carried_out) {
        CarryOut(feed);
    }
    const bool is_refused = !feed.outcomes.empty() && feed.outcomes.front().message_id == 0;
    feed.status = fatal != nullptr || silent != nullptr || is_refused ? FeedStatus::kFatal
                                                                      : FeedStatus::kDone;
    feed.ended = now;
    feed.is_stuck = false;
    if (silent == nullptr) {
        WriteResult(feed);
    }
    return {};
}

base::Result<> FeedDesk::EndNow(Feed& feed, FeedStatus status) {
    if (feed.IsOver()) {
        return base::Fail(base::NotAllowed("the feed is over"));
    }
    feed.status = status;
    feed.ended = around_.world.now();
    feed.is_stuck = false;
    if (status == FeedStatus::kFatal && !feed.is_carried_out) {
        feed.outcomes = {FeedProblem(kAborted, "The feed was aborted; nothing was processed.")};
        WriteResult(feed);
    }
    return {};
}

base::Result<> FeedDesk::Stick(Feed& feed) {
    if (feed.IsOver()) {
        return base::Fail(base::NotAllowed("the feed is over"));
    }
    feed.status = FeedStatus::kInProgress;
    feed.started = feed.started.value_or(around_.world.now());
    feed.is_stuck = true;
    return {};
}

std::optional<MessageOutcome> FeedDesk::FaultOf(const Feed& feed, std::int64_t message,
                                                const std::string& order_id) const {
    if (feed.FindFault(FaultKind::kDrop) != nullptr) {
        return MessageOutcome{message, order_id, "", {}};
    }
    for (const FaultKind kind : {FaultKind::kFeedFatal, FaultKind::kFeedFatalSilent}) {
        const FaultRule* fatal = feed.FindFault(kind);
        if (fatal != nullptr &&
            (!fatal->IsApplied() || !fatal->Hits(order_id, around_.faults.seed()))) {
            return MessageOutcome{
                message, order_id, "", {{false, kAborted, "The message was not processed."}}};
        }
    }
    return std::nullopt;
}

MessageOutcome FeedDesk::CarryOutInvoice(const Feed& feed) {
    const auto fault = FaultOf(feed, 1, OrderIdOf(feed.options));
    return fault ? *fault
                 : invoices_.Take(around_.world, around_.switches,
                                  {feed.id, feed.options, feed.marketplace_ids, feed.text});
}

MessageOutcome FeedDesk::CarryOutMessage(const Feed& feed, const FeedMessage& message) {
    const FeedWork work{around_.world, around_.switches, merchant_orders_,
                        "feed " + feed.id + " message " + std::to_string(message.id)};
    const std::string order_id = OrderIdOf(work, message.payload);
    if (const auto fault = FaultOf(feed, message.id, order_id)) {
        return *fault;
    }
    const std::optional<OrderNumber> number = around_.world.Find(order_id);
    if (number &&
        std::find(feed.marketplace_ids.begin(), feed.marketplace_ids.end(),
                  around_.world.Current(*number).marketplace_id) == feed.marketplace_ids.end()) {
        return {message.id,
                order_id,
                "",
                {{false, kWrongMarketplace, "The order is not of the feed's marketplaces."}}};
    }
    return feed.type == kAcknowledgementFeed ? AcknowledgeOrder(work, message)
                                             : AdjustPayment(work, message);
}

void FeedDesk::CarryOut(Feed& feed) {
    feed.is_carried_out = true;
    if (feed.type == kInvoiceFeed) {
        feed.outcomes = {CarryOutInvoice(feed)};
        return;
    }
    const auto envelope = ReadEnvelope(feed.text, feed.type);
    if (!envelope) {
        feed.outcomes = {
            FeedProblem(kMalformedFeed, "XML parsing error: " + envelope.error().Text())};
        return;
    }
    if (envelope->merchant != around_.seller_id) {
        feed.outcomes = {FeedProblem(kWrongMerchant, "MerchantIdentifier is not the seller's.")};
        return;
    }
    for (const FeedMessage& message : envelope->messages) {
        feed.outcomes.push_back(CarryOutMessage(feed, message));
    }
}

void FeedDesk::WriteResult(Feed& feed) {
    const bool is_table = feed.type == kInvoiceFeed;
    const std::string report =
        is_table ? WriteInvoiceReport(feed.outcomes)
                 : WriteProcessingReport(feed.id, around_.seller_id, feed.outcomes);
    FeedDocument document;
    document.content_type = is_table ? "text/plain; charset=UTF-8" : "text/xml; charset=UTF-8";
    document.created = around_.world.now();
    document.is_result = true;
    document.is_gzip = around_.switches.compresses_reports;
    document.body = document.is_gzip ? base::Gzip(report) : report;
    feed.result_document_id = documents_.NewId();
    documents_.Put(feed.result_document_id, std::move(document));
}

std::string FeedDesk::ReportOf(const Feed& feed) const {
    const FeedDocument* document = documents_.Find(feed.result_document_id, feed.created);
    if (document == nullptr || !document->body) {
        return "";
    }
    return document->is_gzip ? base::Gunzip(*document->body, kReportBytesMax).value_or("")
                             : *document->body;
}

}  // namespace orderyard::sandbox
