// A Response turned into the bytes that go out: status line, headers, compression, body.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "http/server.hpp"

namespace orderyard::http {

struct Answer {
    int status = 0;
    std::string head;  // up to and including the empty line
    std::string body;  // empty for HEAD
    bool closes = false;
    // Instead of a body, each part sent as a chunk if the client takes those.
    std::shared_ptr<BodySource> source;
    std::shared_ptr<EventStream> events;
    bool is_chunked = false;
    std::string request_id;  // of a streamed answer, for its log lines
    WireFault fault;
};

// Compresses when the options, the client and the type allow. `closes`: the connection ends after
// it.
Answer RenderAnswer(const ServerOptions& options, const Request& request, Response response,
                    bool closes);

// "Thu, 01 Jan 1970 00:00:00 GMT" (RFC 9110, 5.6.7).
std::string HttpDate(std::int64_t unix_seconds);

}  // namespace orderyard::http
