// The operations of the Feeds API as Amazon's model words them: parameters checked, answers
// written.
#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "http/target.hpp"
#include "sandbox/wire/amazon_answers.hpp"
#include "sandbox/wire/feed_desk.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

constexpr std::size_t kMarketplacesMax = 25;
constexpr std::size_t kListMax = 10;
constexpr std::int64_t kPageSizeDefault = 10;
constexpr std::int64_t kPageSizeMax = 100;
constexpr std::int64_t kFeedDays = 90;
constexpr std::size_t kContentTypeBytesMax = 200;
constexpr std::int64_t kFirstFeedId = 50'001'000'000;
constexpr std::string_view kListParameters[] = {"feedTypes", "marketplaceIds",
                                                "processingStatuses"};
constexpr std::string_view kOtherParameters[] = {"pageSize", "createdSince", "createdUntil",
                                                 "nextToken"};

base::Error Bad(std::string_view field, std::string_view what) {
    return base::InvalidInput(std::string(field), std::string(what));
}

std::string HostOf(const http::Request& request) {
    const std::string* host = request.FindHeader("host");
    return host == nullptr ? "127.0.0.1" : *host;
}

base::Result<json::object> JsonBody(const http::Request& request) {
    boost::system::error_code error;
    json::value value = json::parse(request.body, error);
    if (error || !value.is_object()) {
        return base::Fail(Bad("body", "must be a JSON object"));
    }
    return std::move(value.get_object());
}

base::Result<std::string> NeededText(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_string() || value->get_string().empty()) {
        return base::Fail(Bad(name, "a text is needed"));
    }
    return std::string(value->get_string());
}

base::Result<std::vector<std::string>> MarketplacesOf(const json::object& body) {
    const json::value* list = body.if_contains("marketplaceIds");
    if (list == nullptr || !list->is_array() || list->get_array().empty() ||
        list->get_array().size() > kMarketplacesMax) {
        return base::Fail(Bad("marketplaceIds", "a list of 1 to 25 is needed"));
    }
    std::vector<std::string> ids;
    for (const json::value& id : list->get_array()) {
        if (!id.is_string()) {
            return base::Fail(Bad("marketplaceIds", "must be texts"));
        }
        ids.emplace_back(id.get_string());
    }
    return ids;
}

bool HasOptions(const json::object& body) {
    const json::value* options = body.if_contains("feedOptions");
    return options == nullptr ||
           (options->is_object() &&
            std::all_of(options->get_object().begin(), options->get_object().end(),
                        [](const auto& member) { return member.value().is_string(); }));
}

// Amazon takes the names in any case.
std::map<std::string, std::string> OptionsOf(const json::object& body) {
    std::map<std::string, std::string> options;
    if (const json::value* given = body.if_contains("feedOptions")) {
        for (const auto& member : given->get_object()) {
            options[base::AsciiLower(std::string(member.key()))] = member.value().get_string();
        }
    }
    return options;
}

json::object WriteFeed(const Feed& feed) {
    json::object object{
        {"feedId", feed.id},
        {"feedType", feed.type},
        {"marketplaceIds", json::array(feed.marketplace_ids.begin(), feed.marketplace_ids.end())},
        {"createdTime", feed.created.ToIsoMillis()},
        {"processingStatus", ToString(feed.status)}};
    if (feed.started) {
        object["processingStartTime"] = feed.started->ToIsoMillis();
    }
    if (feed.ended) {
        object["processingEndTime"] = feed.ended->ToIsoMillis();
    }
    if (!feed.result_document_id.empty()) {
        object["resultFeedDocumentId"] = feed.result_document_id;
    }
    return object;
}

struct FeedFilter {
    std::vector<std::string> types;
    std::vector<std::string> marketplace_ids;
    std::vector<std::string> statuses;
    base::Instant since;
    base::Instant until;
    std::size_t page_size = 0;
    std::string after_id;  // the last feed of the page before

    bool Matches(const Feed& feed) const {
        const auto has = [](const std::vector<std::string>& words, std::string_view word) {
            return words.empty() || std::find(words.begin(), words.end(), word) != words.end();
        };
        const bool is_in_market =
            marketplace_ids.empty() ||
            std::any_of(feed.marketplace_ids.begin(), feed.marketplace_ids.end(),
                        [&](const std::string& id) { return has(marketplace_ids, id); });
        return has(types, feed.type) && has(statuses, ToString(feed.status)) && is_in_market &&
               feed.created >= since && feed.created <= until;
    }
};

// Comma-joined or repeated.
base::Result<std::vector<std::string>> ListOf(const std::vector<http::QueryPair>& query,
                                              std::string_view name, std::size_t count_max) {
    std::vector<std::string> words;
    for (const http::QueryPair& pair : query) {
        for (std::string& word : base::Split(pair.name == name ? pair.value : "", ',')) {
            if (pair.name == name && word.empty()) {
                return base::Fail(Bad(name, "holds an empty word"));
            }
            if (pair.name == name) {
                words.push_back(std::move(word));
            }
        }
    }
    if (words.size() > count_max) {
        return base::Fail(Bad(name, "holds too many words"));
    }
    return words;
}

template <std::size_t N>
bool IsOneOf(const std::string_view (&words)[N], std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string ValueOf(const std::vector<http::QueryPair>& query, std::string_view name) {
    for (const http::QueryPair& pair : query) {
        if (pair.name == name) {
            return pair.value;
        }
    }
    return "";
}

base::Result<base::Instant> TimeOf(const std::vector<http::QueryPair>& query, std::string_view name,
                                   base::Instant otherwise) {
    const std::string text = ValueOf(query, name);
    if (text.empty()) {
        return otherwise;
    }
    const auto at = base::Instant::ParseIso(text);
    return at ? *at : base::Result<base::Instant>(base::Fail(Bad(name, "must be ISO 8601")));
}

base::Result<FeedFilter> ReadFilter(const std::vector<http::QueryPair>& query, base::Instant now) {
    for (const http::QueryPair& pair : query) {
        if (!IsOneOf(kListParameters, pair.name) && !IsOneOf(kOtherParameters, pair.name)) {
            return base::Fail(Bad(pair.name, "is not a parameter of getFeeds"));
        }
    }
    auto types = ListOf(query, "feedTypes", kListMax);
    auto marketplaces = ListOf(query, "marketplaceIds", kListMax);
    auto statuses = ListOf(query, "processingStatuses", kListMax);
    for (const auto* list : {&types, &marketplaces, &statuses}) {
        if (!*list) {
            return base::Fail(list->error());
        }
    }
    if (types->empty()) {
        return base::Fail(Bad("feedTypes", "or nextToken is needed"));
    }
    constexpr std::string_view kStatuses[] = {"CANCELLED", "DONE", "FATAL", "IN_PROGRESS",
                                              "IN_QUEUE"};
    for (const std::string& status : *statuses) {
        if (!IsOneOf(kStatuses, status)) {
            return base::Fail(Bad("processingStatuses", "holds an unknown word"));
        }
    }
    const auto since = TimeOf(query, "createdSince", now - base::Duration::Days(kFeedDays));
    const auto until = TimeOf(query, "createdUntil", now);
    const std::string size = ValueOf(query, "pageSize");
    const auto count = size.empty() ? kPageSizeDefault : base::ParseInt(size).value_or(0);
    if (!since || !until) {
        return base::Fail(!since ? since.error() : until.error());
    }
    if (count < 1 || count > kPageSizeMax) {
        return base::Fail(Bad("pageSize", "must be 1 to 100"));
    }
    return FeedFilter{std::move(*types),
                      std::move(*marketplaces),
                      std::move(*statuses),
                      std::max(*since, now - base::Duration::Days(kFeedDays)),
                      *until,
                      static_cast<std::size_t>(count),
                      ""};
}

// The first call's query and the last feed shown, readable by nobody who is not meant to.
std::string NextToken(std::string_view query_text, std::string_view last_id) {
    return base::Base64(std::string(last_id) + "\n" + std::string(query_text));
}

base::Result<FeedFilter> ReadToken(const std::vector<http::QueryPair>& query,
                                   std::string& query_text, base::Instant now) {
    const auto token = base::Unbase64(ValueOf(query, "nextToken"));
    const std::size_t line = token ? token->find('\n') : std::string::npos;
    if (query.size() != 1 || line == std::string::npos) {
        return base::Fail(Bad("nextToken", "is not valid, or not the only parameter"));
    }
    query_text = token->substr(line + 1);
    const auto first = http::ParseQuery(query_text);
    auto filter = first ? ReadFilter(*first, now) : base::Fail(first.error());
    if (filter) {
        filter->after_id = token->substr(0, line);
    }
    return filter;
}

}  // namespace

http::Response FeedDesk::CreateDocument(const FeedCall& call) {
    const auto body = JsonBody(call.request);
    const auto type = body ? NeededText(*body, "contentType") : base::Fail(body.error());
    if (!type || type->size() > kContentTypeBytesMax) {
        return InvalidInputAnswer(type ? Bad("contentType", "is too long") : type.error());
    }
    const std::string id = documents_.NewId();
    if (call.keeps) {
        documents_.Put(id, {*type, around_.world.now(), std::nullopt, false, false});
    }
    return http::JsonResponse(
        201, json::serialize(json::object{
                 {"feedDocumentId", id},
                 {"url", documents_.UploadUrl(id, *type, HostOf(call.request), call.wire_now)}}));
}

http::Response FeedDesk::GetDocument(const FeedCall& call) {
    const FeedDocument* document = documents_.Find(call.id, around_.world.now());
    if (document == nullptr || !document->body) {
        return NotFoundAnswer();
    }
    const bool is_told = call.request.QueryValue("enableContentEncodingUrlHeader") == "true";
    json::object answer{{"feedDocumentId", call.id},
                        {"url", documents_.DownloadUrl(call.id, is_told && document->is_gzip,
                                                       HostOf(call.request), call.wire_now)}};
    if (document->is_gzip) {
        answer["compressionAlgorithm"] = "GZIP";
    }
    return http::JsonResponse(200, json::serialize(answer));
}

http::Response FeedDesk::Upload(const FeedCall& call) {
    return documents_.Upload(call.request, call.wire_now, call.keeps);
}

http::Response FeedDesk::Download(const FeedCall& call) {
    return documents_.Download(call.request, call.wire_now);
}

http::Response FeedDesk::CreateFeed(const FeedCall& call) {
    const auto body = JsonBody(call.request);
    const auto type = body ? NeededText(*body, "feedType") : base::Fail(body.error());
    const auto input = body ? NeededText(*body, "inputFeedDocumentId") : base::Fail(body.error());
    const auto marketplaces = body ? MarketplacesOf(*body) : base::Fail(body.error());
    if (!type || !input || !marketplaces) {
        return InvalidInputAnswer(!type    ? type.error()
                                  : !input ? input.error()
                                           : marketplaces.error());
    }
    const bool is_known = IsKnownFeedType(*type) || *type == kInvoiceFeed;
    if (!is_known || !HasOptions(*body)) {
        return InvalidInputAnswer(!is_known ? Bad("feedType", "is not known")
                                            : Bad("feedOptions", "must be texts"));
    }
    for (const std::string& id : *marketplaces) {
        if (std::find(around_.marketplace_ids.begin(), around_.marketplace_ids.end(), id) ==
            around_.marketplace_ids.end()) {
            return ErrorList(403, "Unauthorized", "Access to requested resource is denied.",
                             "The seller is not in marketplace " + id);
        }
    }
    const base::Instant now = around_.world.now();
    const FeedDocument* document = documents_.Find(*input, now);
    if (document == nullptr || document->is_result) {
        return InvalidInputAnswer(Bad("inputFeedDocumentId", "is unknown or too old"));
    }
    Feed feed;
    feed.id = std::to_string(kFirstFeedId + feed_count_++);
    feed.type = *type;
    feed.marketplace_ids = *marketplaces;
    feed.input_document_id = *input;
    feed.created = now;
    feed.visible_from = now + call.shows_late;
    feed.text = document->body.value_or("");
    feed.options = OptionsOf(*body);
    const bool is_in_flight = std::any_of(feeds_.begin(), feeds_.end(), [&](const Feed& other) {
        return !other.IsOver() && other.type == feed.type && other.text == feed.text;
    });
    if (is_in_flight || !document->body) {
        feed.status = FeedStatus::kCalledOff;
        feed.ended = now;
    }
    http::Response response =
        http::JsonResponse(202, json::serialize(json::object{{"feedId", feed.id}}));
    if (call.keeps) {
        if (!feed.IsOver()) {
            around_.agenda.At(
                feed.visible_from + base::Duration::Seconds(around_.switches.feed_queue_seconds),
                [this, id = feed.id] { Begin(id); });
        }
        feeds_.push_back(std::move(feed));
    }
    return response;
}

http::Response FeedDesk::GetFeed(const FeedCall& call) {
    const Feed* feed = FindVisible(call.id);
    const bool is_kept =
        feed != nullptr && feed->created + base::Duration::Days(kFeedDays) >= around_.world.now();
    return is_kept ? http::JsonResponse(200, json::serialize(WriteFeed(*feed))) : NotFoundAnswer();
}

http::Response FeedDesk::GetFeeds(const FeedCall& call) {
    const base::Instant now = around_.world.now();
    std::string query_text = call.request.query_text;
    const auto filter = call.request.QueryValue("nextToken")
                            ? ReadToken(call.request.query, query_text, now)
                            : ReadFilter(call.request.query, now);
    if (!filter) {
        return InvalidInputAnswer(filter.error());
    }
    json::array page;
    std::string last_id;
    json::object answer;
    bool has_begun = filter->after_id.empty();
    for (auto feed = feeds_.rbegin(); feed != feeds_.rend(); ++feed) {
        if (!has_begun) {
            has_begun = feed->id == filter->after_id;
            continue;
        }
        if (feed->visible_from > now || !filter->Matches(*feed)) {
            continue;
        }
        if (page.size() == filter->page_size) {
            answer["nextToken"] = NextToken(query_text, last_id);
            break;
        }
        page.push_back(WriteFeed(*feed));
        last_id = feed->id;
    }
    answer["feeds"] = std::move(page);
    return http::JsonResponse(200, json::serialize(answer));
}

http::Response FeedDesk::CancelFeed(const FeedCall& call) {
    Feed* feed = FindVisible(call.id);
    if (feed == nullptr) {
        return NotFoundAnswer();
    }
    if (feed->status != FeedStatus::kInQueue) {
        return InvalidInputAnswer(Bad("feedId", "only feeds in the queue can be cancelled"));
    }
    if (call.keeps) {
        (void)EndNow(*feed, FeedStatus::kCalledOff);
    }
    return http::JsonResponse(200, "");
}

}  // namespace orderyard::sandbox
