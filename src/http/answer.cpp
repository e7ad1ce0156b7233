// Writes answer heads by hand. Header values come from handlers and may carry text from outside, so
// nothing that could start a new line gets through (response splitting).
#include "http/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/crypto.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "http/content_coding.hpp"

namespace orderyard::http {
namespace {

std::string_view Reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 502: return "Bad Gateway";
        case 503: return "Service Unavailable";
        case 504: return "Gateway Timeout";
        default: return "Status";
    }
}

bool IsTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool IsHeaderName(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), IsTokenCharacter);
}

// The server's own: a second one from a handler would contradict the framing.
bool IsReserved(std::string_view name) {
    for (std::string_view reserved :
         {"content-length", "connection", "transfer-encoding", "keep-alive"}) {
        if (base::EqualsIgnoreAsciiCase(name, reserved)) {
            return true;
        }
    }
    return false;
}

void AppendHeader(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    for (const char c : value) {
        const bool is_control = (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f';
        head += is_control ? ' ' : c;
    }
    head.append("\r\n");
}

bool HasHeader(const Response& response, std::string_view name) {
    return std::any_of(
        response.headers.begin(), response.headers.end(),
        [name](const Header& header) { return base::EqualsIgnoreAsciiCase(header.name, name); });
}

bool MayHaveBody(int status) {
    return status != 204 && status != 304;
}

// The date changes once a second and is wanted thousands of times a second.
const std::string& DateNow() {
    thread_local std::int64_t cached_seconds = -1;
    thread_local std::string cached_date;
    const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(
                                 std::chrono::system_clock::now().time_since_epoch())
                                 .count();
    if (now != cached_seconds) {
        cached_seconds = now;
        cached_date = HttpDate(now);
    }
    return cached_date;
}

void CompressIfWanted(const ServerOptions& options, const Request& request, Response& response) {
    if (!options.gzip || response.body.size() < kGzipBytesMin || !MayHaveBody(response.status) ||
        response.status == 206 || HasHeader(response, "content-encoding") ||
        !IsCompressibleType(response.content_type)) {
        return;
    }
    // Also on the plain answer: a cache must not hand it out for a request that differs here.
    response.Set("Vary", "Accept-Encoding");
    if (AcceptsGzip(request)) {
        response.body = base::Gzip(response.body);
        response.Set("Content-Encoding", "gzip");
    }
}

// True for an answer without a known length. A client that takes no body ends the stream.
bool TakeStream(const Request& request, Response& response, Answer& answer) {
    if (!response.source && !response.events) {
        return false;
    }
    if (!MayHaveBody(response.status)) {
        return false;
    }
    answer.is_chunked = request.takes_chunks;
    if (request.method != Method::kHead) {
        answer.source = std::move(response.source);
        answer.events = std::move(response.events);
        answer.request_id = request.request_id;
    }
    return true;
}

}  // namespace

Answer RenderAnswer(const ServerOptions& options, const Request& request, Response response,
                    bool closes) {
    if (response.status < 200 || response.status > 599) {
        base::LogError("answer_status_unusable", {{"status", response.status}});
        response.status = 500;
    }
    CompressIfWanted(options, request, response);

    Answer answer;
    answer.status = response.status;
    const bool is_streamed = TakeStream(request, response, answer);
    // An event stream is left only by ending the connection.
    closes = closes || (is_streamed && !answer.is_chunked) || answer.events != nullptr;
    answer.closes = closes;
    answer.fault = response.fault;
    std::string& head = answer.head;
    head.reserve(512);
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status,
                   Reason(response.status));
    if (!HasHeader(response, "date")) {  // a stand-in for another server may live in another time
        AppendHeader(head, "Date", DateNow());
    }
    if (!options.server_name.empty()) {
        AppendHeader(head, "Server", options.server_name);
    }
    if (MayHaveBody(response.status)) {
        if (!response.content_type.empty() && !HasHeader(response, "content-type")) {
            AppendHeader(head, "Content-Type", response.content_type);
        }
        if (answer.is_chunked) {
            AppendHeader(head, "Transfer-Encoding", "chunked");
        } else if (!is_streamed) {
            fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n",
                           response.body.size());
        }
    }
    AppendHeader(head, "Connection", closes ? "close" : "keep-alive");
    AppendHeader(head, options.header_id_name, request.request_id);
    for (const Header& header : response.headers) {
        if (!IsHeaderName(header.name)) {
            base::LogError("answer_header_unusable", {{"status", response.status}});
        } else if (!IsReserved(header.name)) {
            AppendHeader(head, header.name, header.value);
        }
    }
    head.append("\r\n");
    if (MayHaveBody(response.status) && request.method != Method::kHead) {
        answer.body = std::move(response.body);
    }
    return answer;
}

std::string HttpDate(std::int64_t unix_seconds) {
    static constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> kMonths{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds instant{std::chrono::seconds(unix_seconds)};
    const auto midnight = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day day(midnight);
    const std::chrono::hh_mm_ss time(instant - midnight);
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        kDays[std::chrono::weekday(midnight).c_encoding()], static_cast<unsigned>(day.day()),
        kMonths[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()),
        time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace orderyard::http
