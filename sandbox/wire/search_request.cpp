// One refusal a rule. The pagination token carries its position, the upper bound of the first page
// and the hash of the parameters it belongs to; the server keeps no state for it.
#include "sandbox/wire/search_request.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

constexpr std::int64_t kTrailSeconds = 120;  // "before" lies at least two minutes back
constexpr std::int64_t kTokenHours = 24;
constexpr std::size_t kMarketplacesMax = 50;
constexpr std::string_view kParameters[] = {
    "createdAfter",        "createdBefore",  "lastUpdatedAfter", "lastUpdatedBefore",
    "fulfillmentStatuses", "marketplaceIds", "fulfilledBy",      "maxResultsPerPage",
    "paginationToken",     "includedData"};
constexpr std::string_view kStatuses[] = {kPendingAvailability, kPending, kUnshipped,
                                          kPartiallyShipped,    kShipped, kCancelled,
                                          kUnfulfillable};
constexpr std::string_view kFulfillers[] = {kByMerchant, kByAmazon};

base::Result<std::optional<base::Instant>> TimeParameter(const http::Request& request,
                                                         std::string_view name) {
    const std::optional<std::string> text = request.QueryValue(name);
    if (!text) {
        return std::nullopt;
    }
    const auto instant = base::Instant::ParseIso(*text);
    // Amazon refuses offsets although ISO 8601 has them.
    if (!instant || !text->ends_with('Z')) {
        return base::Fail(
            base::InvalidInput(std::string(name), "must be an ISO 8601 date-time in UTC"));
    }
    return std::optional(*instant);
}

template <std::size_t N>
base::Result<std::vector<std::string>> WordsParameter(const http::Request& request,
                                                      std::string_view name,
                                                      const std::string_view (&known)[N]) {
    std::vector<std::string> words = ListParameter(request, name);
    for (const std::string& word : words) {
        if (std::find(std::begin(known), std::end(known), word) == std::end(known)) {
            return base::Fail(base::InvalidInput(std::string(name), "holds an unknown value"));
        }
    }
    return words;
}

base::Result<> CheckNames(const http::Request& request) {
    for (const http::QueryPair& pair : request.query) {
        if (std::find(std::begin(kParameters), std::end(kParameters), pair.name) ==
            std::end(kParameters)) {
            return base::Fail(base::InvalidInput(pair.name, "is not a parameter of searchOrders"));
        }
    }
    return {};
}

std::string Fingerprint(const http::Request& request) {
    std::vector<std::string> parts;
    for (const http::QueryPair& pair : request.query) {
        if (pair.name != "maxResultsPerPage" && pair.name != "includedData" &&
            pair.name != "paginationToken") {
            parts.push_back(pair.name + "=" + pair.value);
        }
    }
    std::sort(parts.begin(), parts.end());
    return std::to_string(KeyOf(base::Join(parts, "&")));
}

}  // namespace

std::vector<std::string> ListParameter(const http::Request& request, std::string_view name) {
    std::vector<std::string> values;
    for (const http::QueryPair& pair : request.query) {
        if (pair.name == name) {
            for (std::string& value : base::Split(pair.value, ',')) {
                values.push_back(std::move(value));
            }
        }
    }
    return values;
}

base::Result<Sections> ReadSections(const http::Request& request) {
    Sections sections;
    for (const std::string& word : ListParameter(request, "includedData")) {
        const auto found =
            std::find_if(kSectionWords.begin(), kSectionWords.end(),
                         [&](const SectionWord& known) { return known.word == word; });
        if (found == kSectionWords.end()) {
            return base::Fail(base::InvalidInput("includedData", "holds an unknown value"));
        }
        sections.Add(found->section);
    }
    return sections;
}

base::Result<> SearchRules::ReadTimes(const http::Request& request, base::Instant now,
                                      SearchQuery& query) const {
    const auto created_after = TimeParameter(request, "createdAfter");
    const auto created_before = TimeParameter(request, "createdBefore");
    const auto updated_after = TimeParameter(request, "lastUpdatedAfter");
    const auto updated_before = TimeParameter(request, "lastUpdatedBefore");
    for (const auto* time : {&created_after, &created_before, &updated_after, &updated_before}) {
        if (!*time) {
            return base::Fail(time->error());
        }
    }
    if (created_after->has_value() == updated_after->has_value()) {
        return base::Fail(base::InvalidInput(
            "createdAfter", "exactly one of createdAfter and lastUpdatedAfter is needed"));
    }
    query.by_created = created_after->has_value();
    if (query.by_created ? updated_before->has_value() : created_before->has_value()) {
        return base::Fail(
            base::InvalidInput(query.by_created ? "lastUpdatedBefore" : "createdBefore",
                               "does not go with the other bound"));
    }
    query.after = query.by_created ? **created_after : **updated_after;
    const std::optional<base::Instant>& before =
        query.by_created ? *created_before : *updated_before;
    const std::string before_name = query.by_created ? "createdBefore" : "lastUpdatedBefore";
    const base::Instant latest = now - base::Duration::Seconds(kTrailSeconds);
    if (query.after > now) {
        return base::Fail(base::InvalidInput(query.by_created ? "createdAfter" : "lastUpdatedAfter",
                                             "lies in the future"));
    }
    if (before && *before > latest) {
        return base::Fail(
            base::InvalidInput(before_name, "must be at least two minutes before now"));
    }
    if (before && *before < query.after) {
        return base::Fail(
            base::InvalidInput(before_name, "must not be earlier than the lower bound"));
    }
    query.before = before.value_or(latest);
    return {};
}

base::Result<SearchRequest> SearchRules::Read(const http::Request& request,
                                              base::Instant now) const {
    SearchRequest search;
    if (auto names = CheckNames(request); !names) {
        return base::Fail(names.error());
    }
    if (auto times = ReadTimes(request, now, search.query); !times) {
        return base::Fail(times.error());
    }
    auto statuses = WordsParameter(request, "fulfillmentStatuses", kStatuses);
    auto fulfilled_by = WordsParameter(request, "fulfilledBy", kFulfillers);
    auto sections = ReadSections(request);
    if (!statuses || !fulfilled_by || !sections) {
        return base::Fail(!statuses       ? statuses.error()
                          : !fulfilled_by ? fulfilled_by.error()
                                          : sections.error());
    }
    search.query.statuses = std::move(*statuses);
    search.query.fulfilled_by = std::move(*fulfilled_by);
    search.sections = *sections;
    if (const auto size = request.QueryValue("maxResultsPerPage")) {
        const std::optional<std::int64_t> count = base::ParseInt(*size);
        if (!count || *count < 1 || *count > 100) {
            return base::Fail(base::InvalidInput("maxResultsPerPage", "must be 1 to 100"));
        }
        search.page_size = static_cast<int>(*count);
    }
    search.query.marketplace_ids = ListParameter(request, "marketplaceIds");
    if (search.query.marketplace_ids.size() > kMarketplacesMax) {
        return base::Fail(base::InvalidInput("marketplaceIds", "at most 50"));
    }
    for (const std::string& id : search.query.marketplace_ids) {
        if (std::none_of(marketplaces_.begin(), marketplaces_.end(),
                         [&](const Marketplace* m) { return m->id == id; })) {
            return base::Fail({base::ErrorCode::kForbidden,
                               "Access to requested resource is denied.",
                               {},
                               "marketplaceIds"});
        }
    }
    search.fingerprint = Fingerprint(request);
    if (const auto token = request.QueryValue("paginationToken")) {
        if (auto read = ReadToken(*token, now, search); !read) {
            return base::Fail(read.error());
        }
    }
    return search;
}

std::string SearchRules::Sign(const std::string& payload) const {
    return std::to_string(KeyOf(secret_ + "|" + payload));
}

std::string SearchRules::NextToken(const SearchRequest& request, const SearchPosition& last,
                                   base::Instant now) const {
    const std::string payload =
        base::Join({std::to_string(now.micros), std::to_string(request.query.before.micros),
                    std::to_string(last.micros), std::to_string(last.number), request.fingerprint},
                   ";");
    return base::Base64(payload + ";" + Sign(payload));
}

base::Result<> SearchRules::ReadToken(const std::string& token, base::Instant now,
                                      SearchRequest& search) const {
    const auto refuse = [](std::string_view why) {
        return base::Fail(base::InvalidInput("paginationToken", std::string(why)));
    };
    const std::optional<std::string> text = base::Unbase64(token);
    const std::size_t cut = text ? text->rfind(';') : std::string::npos;
    if (cut == std::string::npos || Sign(text->substr(0, cut)) != text->substr(cut + 1)) {
        return refuse("is not a token of this operation");
    }
    const std::vector<std::string> parts = base::Split(text->substr(0, cut), ';');
    if (parts.size() != 5) {
        return refuse("is not a token of this operation");
    }
    const auto number = [&](std::size_t i) { return base::ParseInt(parts[i]).value_or(0); };
    if (base::Instant::FromMicros(number(0)) + base::Duration::Hours(kTokenHours) <= now) {
        return refuse("has expired");
    }
    if (parts[4] != search.fingerprint) {
        return refuse("must come with the parameters of the first page");
    }
    search.query.before = base::Instant::FromMicros(number(1));
    search.from = SearchPosition{number(2), static_cast<OrderNumber>(number(3))};
    return {};
}

}  // namespace orderyard::sandbox
