// One HTTP exchange, as small as it gets, so that tests can script what Amazon answers.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace orderyard::amazon {

struct HttpRequest {
    std::string method;  // "GET", "POST", "PUT"
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct HttpAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;                                          // decoded

    std::string_view Header(
        std::string_view lower_case_name) const;  // the last of that name, or empty
};

enum class TransportFailureKind {
    kRefusedUrl,  // not https (http is for loopback hosts only), or not a URL
    kConnect,     // nothing of the request was sent: refused, no such host, TLS
    kExchange,    // cut, timed out or spoilt after that: the other side may have acted
    kTooLarge,    // the answer passed limits::kAnswerBytesMax
    kStopped,     // asked to stop
};

struct TransportFailure {
    TransportFailureKind kind = TransportFailureKind::kConnect;
    std::string text;  // for logs; never a part of an answer
};

class Transport {
  public:
    virtual ~Transport() = default;
    // Any status is an answer. No redirects, no retries. Called from several threads at once.
    virtual tl::expected<HttpAnswer, TransportFailure> Send(const HttpRequest& request,
                                                            std::stop_token stop) = 0;
};

}  // namespace orderyard::amazon
