// Names of the error codes, the placeholders of messages, and the short ways to make an Error.
#include "base/error.hpp"

#include "base/check.hpp"

namespace orderyard::base {

std::string_view ToString(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalidInput: return "invalid_input";
        case ErrorCode::kNotFound: return "not_found";
        case ErrorCode::kConflict: return "conflict";
        case ErrorCode::kNotAllowed: return "not_allowed";
        case ErrorCode::kUnauthorized: return "unauthorized";
        case ErrorCode::kForbidden: return "forbidden";
        case ErrorCode::kThrottled: return "throttled";
        case ErrorCode::kUnavailable: return "unavailable";
        case ErrorCode::kMalformed: return "malformed";
        case ErrorCode::kTooLarge: return "too_large";
        case ErrorCode::kUnsupported: return "unsupported";
    }
    Check(false, "unknown ErrorCode");
    return "";
}

std::string Error::Text() const {
    std::string text;
    text.reserve(message.size());
    // One pass, so that a value holding "%name" is not itself expanded.
    for (std::size_t at = 0; at < message.size();) {
        const std::pair<std::string, std::string>* best = nullptr;
        if (message[at] == '%') {
            const std::string_view rest = std::string_view(message).substr(at + 1);
            for (const auto& param : params) {
                // The longest name wins: %order_id is not %order followed by "_id".
                if (!param.first.empty() && rest.starts_with(param.first) &&
                    (best == nullptr || param.first.size() > best->first.size())) {
                    best = &param;
                }
            }
        }
        if (best != nullptr) {
            text += best->second;
            at += 1 + best->first.size();
        } else {
            text += message[at++];
        }
    }
    return text;
}

namespace {

Error Of(ErrorCode code, std::string message) {
    Error error;
    error.code = code;
    error.message = std::move(message);
    return error;
}

}  // namespace

Error InvalidInput(std::string field, std::string message) {
    Error error = Of(ErrorCode::kInvalidInput, std::move(message));
    error.field = std::move(field);
    return error;
}

Error NotFound(std::string message) {
    return Of(ErrorCode::kNotFound, std::move(message));
}
Error Conflict(std::string message) {
    return Of(ErrorCode::kConflict, std::move(message));
}
Error NotAllowed(std::string message) {
    return Of(ErrorCode::kNotAllowed, std::move(message));
}
Error Unavailable(std::string message) {
    return Of(ErrorCode::kUnavailable, std::move(message));
}
Error Malformed(std::string message) {
    return Of(ErrorCode::kMalformed, std::move(message));
}

}  // namespace orderyard::base
