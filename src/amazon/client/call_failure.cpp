// The table of docs/sync-protocol.md, section 5, for reads.
#include "amazon/client/call_failure.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

base::ErrorCode CodeOf(FailureKind kind) {
    using base::ErrorCode;
    switch (kind) {
        case FailureKind::kBudget:
        case FailureKind::kThrottled: return ErrorCode::kThrottled;
        case FailureKind::kCredentials: return ErrorCode::kUnauthorized;
        case FailureKind::kForbidden: return ErrorCode::kForbidden;
        case FailureKind::kNotFound: return ErrorCode::kNotFound;
        case FailureKind::kBadRequest: return ErrorCode::kInvalidInput;
        case FailureKind::kBreakerOpen:
        case FailureKind::kUnreachable:
        case FailureKind::kServerFailed:
        case FailureKind::kStopped: return ErrorCode::kUnavailable;
        case FailureKind::kBadAnswer: return ErrorCode::kMalformed;
    }
    base::Check(false, "unknown FailureKind");
    return ErrorCode::kUnavailable;
}

std::string_view Meaning(FailureKind kind) {
    switch (kind) {
        case FailureKind::kBudget: return "the call budget is used up for now";
        case FailureKind::kBreakerOpen: return "calls rest after repeated failures";
        case FailureKind::kThrottled: return "Amazon asks for fewer calls";
        case FailureKind::kCredentials: return "Amazon refuses the credentials of the store";
        case FailureKind::kForbidden:
            return "Amazon denies access: a role or authorisation is missing";
        case FailureKind::kNotFound: return "Amazon does not know it";
        case FailureKind::kBadRequest: return "Amazon refuses the request";
        case FailureKind::kUnreachable: return "Amazon cannot be reached";
        case FailureKind::kServerFailed: return "Amazon's server failed";
        case FailureKind::kBadAnswer: return "Amazon's answer cannot be read";
        case FailureKind::kStopped: return "stopped";
    }
    base::Check(false, "unknown FailureKind");
    return "";
}

}  // namespace

std::string_view ToString(FailureKind kind) {
    switch (kind) {
        case FailureKind::kBudget: return "budget";
        case FailureKind::kBreakerOpen: return "breaker_open";
        case FailureKind::kThrottled: return "throttled";
        case FailureKind::kCredentials: return "credentials";
        case FailureKind::kForbidden: return "forbidden";
        case FailureKind::kNotFound: return "not_found";
        case FailureKind::kBadRequest: return "bad_request";
        case FailureKind::kUnreachable: return "unreachable";
        case FailureKind::kServerFailed: return "server_failed";
        case FailureKind::kBadAnswer: return "bad_answer";
        case FailureKind::kStopped: return "stopped";
    }
    base::Check(false, "unknown FailureKind");
    return "";
}

bool CallFailure::IsWorthRepeating() const {
    return kind == FailureKind::kUnreachable || kind == FailureKind::kServerFailed ||
           kind == FailureKind::kBadAnswer;
}

base::Error CallFailure::ToError() const {
    base::Error error;
    error.code = CodeOf(kind);
    error.message = operation + ": " + text;
    error.params.emplace_back("kind", ToString(kind));
    if (http_status != 0) {
        error.params.emplace_back("http_status", std::to_string(http_status));
    }
    if (!amazon_code.empty()) {
        error.params.emplace_back("amazon_code", amazon_code);
    }
    if (!request_id.empty()) {
        error.params.emplace_back("request_id", request_id);
    }
    if (wait.micros > 0) {
        error.params.emplace_back("retry_after_seconds",
                                  std::to_string((wait.millis() + 999) / 1000));
    }
    return error;
}

CallFailure MakeFailure(FailureKind kind, std::string operation, base::Duration wait) {
    CallFailure failure;
    failure.kind = kind;
    failure.operation = std::move(operation);
    failure.text = std::string(Meaning(kind));
    failure.wait = wait;
    failure.may_have_arrived = false;
    return failure;
}

FailureKind KindOfAnswer(int http_status) {
    switch (http_status) {
        case 401:
        case 403: return FailureKind::kForbidden;
        case 404: return FailureKind::kNotFound;
        case 408: return FailureKind::kServerFailed;
        case 429: return FailureKind::kThrottled;
        default: break;
    }
    if (http_status >= 500) {
        return FailureKind::kServerFailed;
    }
    return http_status >= 400 ? FailureKind::kBadRequest : FailureKind::kBadAnswer;
}

CallFailure FailureOfAnswer(std::string operation, const HttpAnswer& answer) {
    CallFailure failure;
    failure.kind = KindOfAnswer(answer.status);
    failure.operation = std::move(operation);
    failure.http_status = answer.status;
    failure.request_id = SafeCode(answer.Header("x-amzn-requestid"));
    failure.text = std::string(Meaning(failure.kind));
    const auto errors = wire::ReadErrors(answer.body);
    if (errors.empty()) {
        failure.text += "; " + DescribeBody(answer);
        return failure;
    }
    failure.has_error_list = true;
    failure.amazon_code = SafeCode(errors.front().code);
    // These speak of our request or our rights; the words of other errors are not kept.
    if (failure.kind == FailureKind::kForbidden || failure.kind == FailureKind::kBadRequest) {
        failure.text += ": " + std::string(base::TruncateUtf8(errors.front().message, 200));
    }
    return failure;
}

CallFailure FailureOfTransport(std::string operation, const TransportFailure& failure) {
    CallFailure result;
    result.operation = std::move(operation);
    switch (failure.kind) {
        case TransportFailureKind::kRefusedUrl: result.kind = FailureKind::kBadRequest; break;
        case TransportFailureKind::kConnect:
        case TransportFailureKind::kExchange: result.kind = FailureKind::kUnreachable; break;
        case TransportFailureKind::kTooLarge: result.kind = FailureKind::kBadAnswer; break;
        case TransportFailureKind::kStopped: result.kind = FailureKind::kStopped; break;
    }
    result.text = std::string(Meaning(result.kind)) + "; " + failure.text;
    result.may_have_arrived = failure.kind != TransportFailureKind::kRefusedUrl &&
                              failure.kind != TransportFailureKind::kConnect;
    return result;
}

std::string DescribeBody(const HttpAnswer& answer) {
    const std::string_view body = base::Trim(answer.body);
    std::string text = std::to_string(answer.body.size()) + " bytes";
    if (body.empty()) {
        return "an empty body";
    }
    if (body.front() == '<') {
        return text + " of HTML or XML";
    }
    return text + (body.front() == '{' || body.front() == '[' ? " of JSON" : " of text");
}

std::string SafeCode(std::string_view code) {
    std::string safe;
    for (const char c : code.substr(0, 64)) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (is_letter || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_') {
            safe += c;
        }
    }
    return safe;
}

}  // namespace orderyard::amazon
