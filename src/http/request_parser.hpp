// Bytes in, requests out: HTTP/1.x parsing within the limits, without a socket, so that tests and
// fuzzers can feed it directly.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/limits.hpp"
#include "http/message.hpp"
#include "http/refusal.hpp"

namespace orderyard::http {

class RequestParser {
  public:
    enum class Progress { kNeedMore, kComplete, kRefused };

    explicit RequestParser(std::size_t body_bytes_max = base::limits::kRequestBodyBytesMax);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    // Takes bytes as they came from the wire, cut anywhere. After kComplete call Take before
    // feeding more; Feed({}) then goes on with what is left (pipelining). After kRefused the
    // connection must end.
    Progress Feed(std::string_view bytes);
    // The complete request; the parser is ready for the next one.
    Request Take();

    const Refusal& refusal() const;
    // Of a refused or unfinished request, as far as it was understood; for the log.
    const Request& partial() const;
    bool HasBytes() const;    // something of the next request has arrived
    bool IsHeadDone() const;  // the body is under way
    bool KeepsAlive() const;  // what the request asks for; valid once the head is done
    std::size_t body_bytes() const;
    // True once a request: its head is done, its body is awaited, and the client waits for "100
    // Continue".
    bool TakeContinueWish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace orderyard::http
