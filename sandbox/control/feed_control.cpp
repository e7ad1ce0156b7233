// Feeds behind the stage: what was sent and what came of it, ending one by hand, and the switches
// that can be turned while the stand-in runs.
#include <boost/json.hpp>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "sandbox/control/control_api.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

json::object DescribeFeed(const Feed& feed) {
    json::array outcomes;
    for (const MessageOutcome& outcome : feed.outcomes) {
        json::array problems;
        for (const MessageProblem& problem : outcome.problems) {
            problems.push_back(json::object{{"code", problem.code},
                                            {"is_warning", problem.is_warning},
                                            {"description", problem.description}});
        }
        outcomes.push_back(json::object{{"message_id", outcome.message_id},
                                        {"order_id", outcome.order_id},
                                        {"is_error", outcome.IsError()},
                                        {"problems", std::move(problems)}});
    }
    json::array faults;
    for (const FaultRule& rule : feed.faults) {
        faults.push_back(json::value(ToString(rule.kind)));
    }
    return {{"feed_id", feed.id},
            {"type", feed.type},
            {"status", ToString(feed.status)},
            {"stuck", feed.is_stuck},
            {"created", feed.created.ToIsoMillis()},
            {"input_document_id", feed.input_document_id},
            {"result_document_id", feed.result_document_id},
            {"carried_out", feed.is_carried_out},
            {"faults", std::move(faults)},
            {"messages", std::move(outcomes)}};
}

http::Response ListFeeds(Stage& stage) {
    stage.api.CatchUp();
    json::array feeds;
    for (const Feed& feed : stage.api.feeds().feeds()) {
        feeds.push_back(DescribeFeed(feed));
    }
    return ControlJson({{"feeds", std::move(feeds)}});
}

http::Response ShowFeed(Stage& stage, const Feed& feed) {
    json::object body = DescribeFeed(feed);
    json::object options;
    for (const auto& [name, value] : feed.options) {
        options[name] = value;
    }
    body["options"] = std::move(options);
    body["bytes"] = feed.text.size();
    body["sha256"] = base::Hex(base::Sha256(feed.text));
    body["text"] = feed.type == kInvoiceFeed ? "" : feed.text;
    body["report"] = stage.api.feeds().ReportOf(feed);
    return ControlJson(body);
}

http::Response ChangeFeed(Stage& stage, Feed& feed, std::string_view verb) {
    FeedDesk& desk = stage.api.feeds();
    base::Result<> done = base::Fail(base::NotFound("no such thing can happen to a feed"));
    if (verb == "finish") {
        done = desk.FinishNow(feed);
    } else if (verb == "fail") {
        done = desk.EndNow(feed, FeedStatus::kFatal);
    } else if (verb == "cancel") {
        done = desk.EndNow(feed, FeedStatus::kCalledOff);
    } else if (verb == "stick") {
        done = desk.Stick(feed);
    }
    return done ? ShowFeed(stage, feed) : ControlError(done.error());
}

http::Response OfFeed(Stage& stage, const http::Request& request) {
    stage.api.CatchUp();
    Feed* feed = stage.api.feeds().Find(request.PathParam("id"));
    if (feed == nullptr) {
        return ControlError(base::NotFound("no such feed"));
    }
    return request.method == http::Method::kGet
               ? ShowFeed(stage, *feed)
               : ChangeFeed(stage, *feed, request.PathParam("verb"));
}

http::Response ShowSettings(Stage& stage) {
    const Switches& switches = stage.api.switches();
    return ControlJson({{"feed_queue_seconds", switches.feed_queue_seconds},
                        {"feed_process_seconds", switches.feed_process_seconds},
                        {"finance_lag_seconds", switches.finance_lag_seconds},
                        {"compresses_reports", switches.compresses_reports},
                        {"allows_cancel_order", switches.allows_cancel_order},
                        {"allows_personal_data", switches.allows_personal_data},
                        {"generates_invoices", switches.generates_invoices},
                        {"partial_cancel_keeps_ordered", switches.partial_cancel_keeps_ordered},
                        {"visibility_delay_seconds", stage.world.search_delay().seconds()},
                        {"read_delay_seconds", stage.world.get_delay().seconds()}});
}

base::Result<> ReadSeconds(const json::value& value, std::string_view name, std::int64_t& into) {
    constexpr std::int64_t kSecondsMax = 30 * 86'400;
    if (!value.is_int64() || value.get_int64() < 0 || value.get_int64() > kSecondsMax) {
        return base::Fail(base::InvalidInput(std::string(name), "seconds from 0 to 30 days"));
    }
    into = value.get_int64();
    return {};
}

// All settings of the body are taken, or none.
http::Response ChangeSettings(Stage& stage, const http::Request& request) {
    stage.api.CatchUp();
    const auto body = ControlBody(request);
    if (!body) {
        return ControlError(body.error());
    }
    Switches switches = stage.api.switches();
    std::int64_t queue = switches.feed_queue_seconds;
    std::int64_t process = switches.feed_process_seconds;
    std::int64_t finance = switches.finance_lag_seconds;
    std::int64_t search = stage.world.search_delay().seconds();
    std::int64_t get = stage.world.get_delay().seconds();
    const std::pair<std::string_view, std::int64_t*> seconds[] = {
        {"feed_queue_seconds", &queue},
        {"feed_process_seconds", &process},
        {"finance_lag_seconds", &finance},
        {"visibility_delay_seconds", &search},
        {"read_delay_seconds", &get}};
    const std::pair<std::string_view, bool*> flags[] = {
        {"compresses_reports", &switches.compresses_reports},
        {"allows_cancel_order", &switches.allows_cancel_order},
        {"allows_personal_data", &switches.allows_personal_data},
        {"generates_invoices", &switches.generates_invoices},
        {"partial_cancel_keeps_ordered", &switches.partial_cancel_keeps_ordered}};
    for (const auto& member : *body) {
        base::Result<> taken =
            base::Fail(base::InvalidInput(std::string(member.key()), "is not a setting"));
        for (const auto& [name, into] : seconds) {
            if (name == std::string_view(member.key())) {
                taken = ReadSeconds(member.value(), name, *into);
            }
        }
        for (const auto& [name, into] : flags) {
            if (name == std::string_view(member.key()) && member.value().is_bool()) {
                *into = member.value().get_bool();
                taken = {};
            }
        }
        if (!taken) {
            return ControlError(taken.error());
        }
    }
    switches.feed_queue_seconds = static_cast<int>(queue);
    switches.feed_process_seconds = static_cast<int>(process);
    switches.finance_lag_seconds = static_cast<int>(finance);
    stage.api.switches() = switches;
    stage.world.SetDelays(base::Duration::Seconds(search), base::Duration::Seconds(get));
    return ShowSettings(stage);
}

}  // namespace

void AddFeedRoutes(http::Router& router, Stage& stage) {
    router.Add(http::Method::kGet, "/control/feeds",
               [&stage](const http::Request&) { return ListFeeds(stage); });
    router.Add(http::Method::kGet, "/control/feeds/{id}",
               [&stage](const http::Request& request) { return OfFeed(stage, request); });
    router.Add(http::Method::kPost, "/control/feeds/{id}/{verb}",
               [&stage](const http::Request& request) { return OfFeed(stage, request); });
    router.Add(http::Method::kGet, "/control/settings",
               [&stage](const http::Request&) { return ShowSettings(stage); });
    router.Add(http::Method::kPost, "/control/settings",
               [&stage](const http::Request& request) { return ChangeSettings(stage, request); });
}

}  // namespace orderyard::sandbox
