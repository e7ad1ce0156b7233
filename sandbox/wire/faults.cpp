// Reading rules, drawing them, and the faults that need no look into the JSON.
#include "sandbox/wire/faults.hpp"

#include <array>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "sandbox/wire/operations.hpp"
#include "sandbox/world/dice.hpp"

namespace orderyard::sandbox {
namespace {

namespace json = boost::json;

struct KindWord {
    std::string_view word;
    FaultKind kind;
};
constexpr std::array<KindWord, 32> kKindWords = {{
    {"http_400", FaultKind::kHttp400},
    {"http_403", FaultKind::kHttp403},
    {"http_500", FaultKind::kHttp500},
    {"http_503_html", FaultKind::kHttp503Html},
    {"429_with_retry_after", FaultKind::kThrottledWithRetryAfter},
    {"expired_token_400", FaultKind::kExpiredToken400},
    {"empty_200", FaultKind::kEmpty200},
    {"html_200", FaultKind::kHtml200},
    {"errors_body_200", FaultKind::kErrorsBody200},
    {"truncated_json", FaultKind::kTruncatedJson},
    {"reset_before_answer", FaultKind::kResetBeforeAnswer},
    {"reset_mid_body", FaultKind::kResetMidBody},
    {"slow_body", FaultKind::kSlowBody},
    {"delay", FaultKind::kDelay},
    {"repeat_page", FaultKind::kRepeatPage},
    {"reorder_page", FaultKind::kReorderPage},
    {"omit_order", FaultKind::kOmitOrder},
    {"duplicate_orders", FaultKind::kDuplicateOrders},
    {"wrong_order", FaultKind::kWrongOrder},
    {"malformed_order", FaultKind::kMalformedOrder},
    {"unknown_enum", FaultKind::kUnknownEnum},
    {"extra_fields", FaultKind::kExtraFields},
    {"clock_skew_seconds", FaultKind::kClockSkew},
    {"no_answer", FaultKind::kNoAnswer},
    {"drop", FaultKind::kDrop},
    {"late", FaultKind::kLate},
    {"duplicate_delivery", FaultKind::kDuplicate},
    {"duplicate_delivery_last", FaultKind::kDuplicateLast},
    {"feed_stuck", FaultKind::kFeedStuck},
    {"feed_fatal", FaultKind::kFeedFatal},
    {"feed_fatal_silent", FaultKind::kFeedFatalSilent},
    {"feed_cancelled", FaultKind::kFeedCancelled},
}};

constexpr std::int64_t kDelayMillisDefault = 2'000;
constexpr std::size_t kSlowBytesDefault = 64;
constexpr std::int64_t kSilenceMillis = 3'600'000;
constexpr std::string_view kHtml =
    "<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service "
    "Unavailable</h1></body></html>";

http::Response ErrorsAnswer(int status, std::string_view code, std::string_view message) {
    const json::object error{{"code", code}, {"message", message}, {"details", ""}};
    return http::JsonResponse(status,
                              json::serialize(json::object{{"errors", json::array{error}}}));
}

base::Result<std::int64_t> NumberMember(const json::object& object, std::string_view name,
                                        std::int64_t otherwise) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr) {
        return otherwise;
    }
    if (!value->is_int64()) {
        return base::Fail(base::InvalidInput(std::string(name), "a whole number is needed"));
    }
    return value->get_int64();
}

// "omit_order:10", "omit_order:114-...", "malformed_order:5", "clock_skew_seconds:-90",
// "delay:500".
void ReadShortForm(std::string_view argument, FaultRule& rule) {
    const std::optional<std::int64_t> number = base::ParseInt(argument);
    if (!number) {
        rule.order_id = argument;
    } else if (rule.kind == FaultKind::kClockSkew || rule.kind == FaultKind::kLate ||
               rule.kind == FaultKind::kFeedStuck ||
               rule.kind == FaultKind::kThrottledWithRetryAfter) {
        rule.seconds = *number;
    } else if (rule.kind == FaultKind::kDelay) {
        rule.delay_millis = *number;
    } else if (rule.kind == FaultKind::kSlowBody) {
        rule.bytes_per_second = static_cast<std::size_t>(std::max<std::int64_t>(1, *number));
    } else {
        rule.percent = static_cast<int>(*number);
    }
}

bool IsWriteKind(FaultKind kind) {
    return kind == FaultKind::kDrop || kind == FaultKind::kLate || kind == FaultKind::kDuplicate ||
           kind == FaultKind::kDuplicateLast;
}

base::Result<FaultRule> ReadKind(const json::object& object) {
    const json::value* kind = object.if_contains("kind");
    const std::string text =
        kind != nullptr && kind->is_string() ? std::string(kind->get_string()) : "";
    const std::size_t colon = text.find(':');
    FaultRule rule;
    rule.delay_millis = kDelayMillisDefault;
    rule.bytes_per_second = kSlowBytesDefault;
    rule.seconds = 30;
    for (const KindWord& word : kKindWords) {
        if (word.word == text.substr(0, colon)) {
            rule.kind = word.kind;
            if (rule.kind == FaultKind::kFeedStuck) {
                rule.seconds = 0;  // for ever, unless said otherwise
            }
            if (colon != std::string::npos) {
                ReadShortForm(std::string_view(text).substr(colon + 1), rule);
            }
            return rule;
        }
    }
    return base::Fail(base::InvalidInput("kind", "is not a kind of fault"));
}

}  // namespace

std::string_view ToString(FaultKind kind) {
    for (const KindWord& word : kKindWords) {
        if (word.kind == kind) {
            return word.word;
        }
    }
    return "";
}

bool IsFeedKind(FaultKind kind) {
    return kind == FaultKind::kFeedStuck || kind == FaultKind::kFeedFatal ||
           kind == FaultKind::kFeedFatalSilent || kind == FaultKind::kFeedCancelled;
}

bool FaultRule::IsApplied() const {
    switch (kind) {
        case FaultKind::kHttp400:
        case FaultKind::kHttp403:
        case FaultKind::kHttp500:
        case FaultKind::kHttp503Html:
        case FaultKind::kThrottledWithRetryAfter:
        case FaultKind::kFeedFatal:
        case FaultKind::kFeedFatalSilent:
        case FaultKind::kFeedCancelled:
        case FaultKind::kExpiredToken400: return applied.value_or(false);
        case FaultKind::kEmpty200:
        case FaultKind::kHtml200:
        case FaultKind::kErrorsBody200:
        case FaultKind::kTruncatedJson:
        case FaultKind::kResetBeforeAnswer:
        case FaultKind::kResetMidBody:
        case FaultKind::kSlowBody:
        case FaultKind::kDelay:
        case FaultKind::kRepeatPage:
        case FaultKind::kReorderPage:
        case FaultKind::kOmitOrder:
        case FaultKind::kDuplicateOrders:
        case FaultKind::kWrongOrder:
        case FaultKind::kMalformedOrder:
        case FaultKind::kUnknownEnum:
        case FaultKind::kExtraFields:
        case FaultKind::kNoAnswer:
        case FaultKind::kFeedStuck:
        case FaultKind::kClockSkew: return applied.value_or(true);
        case FaultKind::kDrop:
        case FaultKind::kLate:
        case FaultKind::kDuplicate:
        case FaultKind::kDuplicateLast: return true;  // they say themselves what happens
    }
    return true;
}

bool FaultRule::Hits(std::string_view id_of_order, std::uint64_t seed) const {
    if (!order_id.empty()) {
        return order_id == id_of_order;
    }
    return static_cast<int>(MixBits(KeyOf(id_of_order) ^ seed) % 100) < percent;
}

base::Result<int> FaultScript::Add(const json::object& object) {
    auto rule = ReadKind(object);
    if (!rule) {
        return base::Fail(rule.error());
    }
    const auto nth = NumberMember(object, "nth", 0);
    const auto every = NumberMember(object, "every", 0);
    const auto count = NumberMember(object, "count", 0);
    const auto percent = NumberMember(object, "percent", rule->percent);
    const auto seconds = NumberMember(object, "seconds", rule->seconds);
    const auto delay = NumberMember(object, "delay_millis", rule->delay_millis);
    const auto bytes =
        NumberMember(object, "bytes_per_second", static_cast<std::int64_t>(rule->bytes_per_second));
    for (const auto* number : {&nth, &every, &count, &percent, &seconds, &delay, &bytes}) {
        if (!*number) {
            return base::Fail(number->error());
        }
    }
    if (*nth < 0 || *every < 0 || *count < 0 || *delay < 0 || *bytes < 1 || *percent < 0 ||
        *percent > 100) {
        return base::Fail(base::InvalidInput("rule", "a number is out of its range"));
    }
    rule->nth = static_cast<int>(*nth);
    rule->every = static_cast<int>(*every);
    rule->count_max = static_cast<int>(*count);
    rule->percent = static_cast<int>(*percent);
    rule->seconds = *seconds;
    rule->delay_millis = *delay;
    rule->bytes_per_second = static_cast<std::size_t>(*bytes);
    if (const json::value* operation = object.if_contains("operation");
        operation != nullptr && operation->is_string()) {
        rule->operation = std::string(operation->get_string());
    }
    if (const json::value* id = object.if_contains("order_id"); id != nullptr && id->is_string()) {
        rule->order_id = std::string(id->get_string());
    }
    if (const json::value* chance = object.if_contains("probability");
        chance != nullptr && chance->is_number()) {
        rule->probability = chance->to_number<double>();
    }
    if (const json::value* applied = object.if_contains("applied");
        applied != nullptr && applied->is_bool()) {
        rule->applied = applied->get_bool();
    }
    rule->id = ++last_id_;
    rules_.push_back(*rule);
    return rules_.back().id;
}

std::vector<FaultRule> FaultScript::Draw(std::string_view operation, bool has_page_token,
                                         std::string_view order_id) {
    const bool is_feed = operation == "processFeed";
    const bool is_write = IsWriteOperation(operation);
    std::vector<FaultRule> fired;
    for (FaultRule& rule : rules_) {
        const bool is_meant = rule.operation == operation ||
                              (rule.operation == "writes" && is_write) ||
                              (rule.operation == "*" && is_feed == IsFeedKind(rule.kind));
        const bool fits = is_feed ? IsFeedKind(rule.kind) || rule.kind == FaultKind::kDrop
                                  : !IsFeedKind(rule.kind) && (is_write || !IsWriteKind(rule.kind));
        if (!is_meant || !fits) {
            continue;
        }
        // Content faults look for their order inside the answer; the others by the call's path.
        if (is_write && !rule.order_id.empty() && rule.order_id != order_id) {
            continue;
        }
        // Without a pagination token there is none that could have expired.
        if (rule.kind == FaultKind::kExpiredToken400 && !has_page_token) {
            continue;
        }
        ++rule.seen_count;
        if (rule.count_max > 0 && rule.fired_count >= rule.count_max) {
            continue;
        }
        const std::uint64_t roll =
            MixBits(seed_ ^ MixBits(static_cast<std::uint64_t>(rule.id) << 32 |
                                    static_cast<std::uint64_t>(rule.seen_count)));
        const bool is_turn = rule.nth > 0 ? rule.seen_count == rule.nth
                             : rule.every > 0
                                 ? rule.seen_count % rule.every == 0
                                 : static_cast<double>(roll >> 11) * 0x1.0p-53 < rule.probability;
        if (is_turn) {
            ++rule.fired_count;
            fired.push_back(rule);
        }
    }
    return fired;
}

std::optional<http::Response> ReplacementFor(const FaultRule& rule) {
    switch (rule.kind) {
        case FaultKind::kHttp400: return ErrorsAnswer(400, "InvalidInput", "Invalid Input");
        case FaultKind::kHttp403:
            return ErrorsAnswer(403, "Unauthorized", "Access to requested resource is denied.");
        case FaultKind::kHttp500:
            return ErrorsAnswer(500, "InternalFailure",
                                "We encountered an internal error. Please try again.");
        case FaultKind::kExpiredToken400:
            return ErrorsAnswer(400, "InvalidInput", "paginationToken has expired");
        case FaultKind::kErrorsBody200:
            return ErrorsAnswer(200, "InternalFailure",
                                "We encountered an internal error. Please try again.");
        case FaultKind::kThrottledWithRetryAfter: {
            http::Response response = ErrorsAnswer(
                429, "QuotaExceeded", "You exceeded your quota for the requested resource.");
            response.Set("Retry-After", std::to_string(rule.seconds));
            return response;
        }
        case FaultKind::kHttp503Html:
        case FaultKind::kHtml200: {
            http::Response response = http::TextResponse(
                rule.kind == FaultKind::kHtml200 ? 200 : 503, std::string(kHtml));
            response.content_type = "text/html; charset=utf-8";
            return response;
        }
        case FaultKind::kEmpty200: return http::JsonResponse(200, "");
        case FaultKind::kTruncatedJson:
        case FaultKind::kResetBeforeAnswer:
        case FaultKind::kResetMidBody:
        case FaultKind::kSlowBody:
        case FaultKind::kDelay:
        case FaultKind::kRepeatPage:
        case FaultKind::kReorderPage:
        case FaultKind::kOmitOrder:
        case FaultKind::kDuplicateOrders:
        case FaultKind::kWrongOrder:
        case FaultKind::kMalformedOrder:
        case FaultKind::kUnknownEnum:
        case FaultKind::kExtraFields:
        case FaultKind::kClockSkew:
        case FaultKind::kNoAnswer:
        case FaultKind::kDrop:
        case FaultKind::kLate:
        case FaultKind::kDuplicate:
        case FaultKind::kDuplicateLast:
        case FaultKind::kFeedStuck:
        case FaultKind::kFeedFatal:
        case FaultKind::kFeedFatalSilent:
        case FaultKind::kFeedCancelled: break;
    }
    return std::nullopt;
}

void HarmAnswer(const FaultRule& rule, http::Response& response) {
    if (rule.kind == FaultKind::kTruncatedJson) {
        response.body.resize(response.body.size() / 2);
    } else if (rule.kind == FaultKind::kResetBeforeAnswer) {
        response.fault.close_after_bytes = 0;
    } else if (rule.kind == FaultKind::kNoAnswer) {
        response.fault.delay_millis = kSilenceMillis;
        response.fault.close_after_bytes = 0;
    } else if (rule.kind == FaultKind::kResetMidBody) {
        // Past any head, well inside a page of orders.
        response.fault.close_after_bytes = 600 + response.body.size() / 2;
    } else if (rule.kind == FaultKind::kSlowBody) {
        response.fault.body_bytes_per_second = rule.bytes_per_second;
    } else if (rule.kind == FaultKind::kDelay) {
        response.fault.delay_millis = rule.delay_millis;
    }
}

}  // namespace orderyard::sandbox
