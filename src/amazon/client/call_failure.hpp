// Why a call to Amazon gave nothing, sorted by what is to be done about it.
#pragma once

#include <string>
#include <string_view>

#include "amazon/client/transport.hpp"
#include "amazon/wire/answers.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace orderyard::amazon {

enum class FailureKind {
    kBudget,        // our own bucket is empty; nothing was sent
    kBreakerOpen,   // too many failures lately; nothing was sent
    kThrottled,     // 429
    kCredentials,   // the keys of the store are refused: a person must act
    kForbidden,     // the keys are good, the right is missing: a person must act
    kNotFound,      // 404
    kBadRequest,    // 400 and the like: asking the same again is useless
    kUnreachable,   // no connection, time-out, cut
    kServerFailed,  // 5xx
    kBadAnswer,     // an answer that is none: HTML, truncated, a redirect, another order ...
    kStopped,       // asked to stop
};
std::string_view ToString(FailureKind kind);

struct CallFailure {
    FailureKind kind = FailureKind::kUnreachable;
    std::string operation;
    std::string text;         // English; no personal data, no part of an answer but error lists
    int http_status = 0;      // 0: there was no answer
    std::string amazon_code;  // "InvalidInput", "invalid_grant" ...
    std::string request_id;
    base::Duration wait;           // when it makes sense to try again, if known
    bool has_error_list = false;   // the answer was a well-formed refusal
    bool may_have_arrived = true;  // false: certainly not one byte of the request left us

    bool WasSent() const {
        return kind != FailureKind::kBudget && kind != FailureKind::kBreakerOpen;
    }
    // A read that may come out better right away.
    bool IsWorthRepeating() const;
    base::Error ToError() const;
};

template <class T>
using CallResult = tl::expected<T, CallFailure>;

// Nothing was sent, or nothing came back worth telling.
CallFailure MakeFailure(FailureKind kind, std::string operation, base::Duration wait = {});
// The class of an answer that is not 200; of a 200 with an error list: kBadAnswer.
FailureKind KindOfAnswer(int http_status);
CallFailure FailureOfAnswer(std::string operation, const HttpAnswer& answer);
CallFailure FailureOfTransport(std::string operation, const TransportFailure& failure);
// What an unreadable body looked like, in words that hold nothing of it.
std::string DescribeBody(const HttpAnswer& answer);
// Only the letters, digits, dots, dashes and underscores of a code from outside, at most 64.
std::string SafeCode(std::string_view code);

}  // namespace orderyard::amazon
