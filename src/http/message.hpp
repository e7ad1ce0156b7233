// A request and its answer as plain values. Handlers are plain functions; they never see a socket.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orderyard::http {

enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions, kOther };

std::string_view ToString(Method method);

struct Header {
    std::string name;
    std::string value;
};

struct QueryPair {
    std::string name;   // percent-decoded, '+' read as blank
    std::string value;  // likewise
};

struct Request {
    Method method = Method::kGet;
    std::string method_text;       // as sent, for messages about unknown methods
    std::string target;            // path and query exactly as sent
    std::string path;              // percent-decoded path without the query
    std::string query_text;        // raw, without '?'
    std::vector<QueryPair> query;  // in order of appearance
    std::vector<std::pair<std::string, std::string>> path_params;  // set by the router: {"id","7"}
    std::vector<Header> headers;
    std::string body;
    bool takes_chunks = true;  // HTTP/1.1; else a body of unknown length ends with the connection
    std::string request_id;    // made by the server; also sent back as x-request-id
    std::string peer;  // the client's address, "127.0.0.1": behind trusted proxies as they tell it

    // First header of that name (ASCII case-insensitive), or nullptr.
    const std::string* FindHeader(std::string_view name) const;
    // First query value of that name, or nullopt.
    std::optional<std::string> QueryValue(std::string_view name) const;
    std::string_view PathParam(std::string_view name) const;  // "" when there is none
};

// How a stand-in server misbehaves on the wire. Used by the sandbox only; all off by default.
struct WireFault {
    std::int64_t delay_millis = 0;  // before the first byte
    // Of the whole answer, head included; 0: close without any answer.
    std::optional<std::size_t> close_after_bytes;
    std::optional<std::size_t> body_bytes_per_second;
};

class BodySource;   // body_source.hpp
class EventStream;  // event_stream.hpp

struct Response {
    int status = 200;
    std::vector<Header>
        headers;  // without content-length and connection: the server adds those, and a date
    std::string content_type = "application/json; charset=utf-8";
    std::string body;
    // At most one of these, instead of `body`.
    std::shared_ptr<BodySource> source;   // made while it is sent
    std::shared_ptr<EventStream> events;  // sent as they come, until either side has enough
    WireFault fault;

    Response& Set(std::string name, std::string value) {
        headers.push_back({std::move(name), std::move(value)});
        return *this;
    }
};

Response JsonResponse(int status, std::string body);
Response TextResponse(int status, std::string body);

// May run on any worker thread, several at once. An exception becomes a 500 with the request id.
using Handler = std::function<Response(const Request&)>;

}  // namespace orderyard::http
