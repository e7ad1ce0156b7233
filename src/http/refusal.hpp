// The answers this room gives by itself, before or instead of a handler: a status, a stable code, a
// sentence.
#pragma once

#include <string_view>

#include "http/message.hpp"

namespace orderyard::http {

struct Refusal {
    int status = 400;
    std::string_view code;     // stable, for programs
    std::string_view message;  // English, for people; never holds text from outside
};

inline constexpr Refusal kMalformedRequest{400, "malformed_request",
                                           "The request is not valid HTTP/1.1."};
inline constexpr Refusal kBadFraming{400, "bad_framing",
                                     "Content-Length and Transfer-Encoding do not make sense."};
inline constexpr Refusal kFoldedHeader{400, "folded_header",
                                       "A header is continued on a second line."};
inline constexpr Refusal kBadHost{400, "bad_host", "HTTP/1.1 needs exactly one Host header."};
inline constexpr Refusal kBadTarget{400, "bad_target",
                                    "The path or query is malformed, holds a NUL or is not UTF-8."};
inline constexpr Refusal kNotFound{404, "not_found", "There is nothing at this path."};
inline constexpr Refusal kMethodNotAllowed{405, "method_not_allowed",
                                           "This path does not take that method."};
inline constexpr Refusal kTimedOut{408, "request_timeout", "The request did not arrive in time."};
inline constexpr Refusal kBodyTooLarge{413, "body_too_large",
                                       "The body is larger than this server takes."};
inline constexpr Refusal kTargetTooLong{414, "target_too_long", "The path and query are too long."};
inline constexpr Refusal kUnknownExpectation{417, "unknown_expectation",
                                             "Only 100-continue can be expected."};
inline constexpr Refusal kHeaderTooLarge{431, "header_too_large", "The header block is too large."};
inline constexpr Refusal kInternalError{500, "internal_error",
                                        "The server failed; its log has the details."};
inline constexpr Refusal kUnknownTransferEncoding{501, "unknown_transfer_encoding",
                                                  "The only transfer encoding taken is chunked."};

// {"code":"...","message":"..."}, and "request_id" when there is one.
Response ToResponse(const Refusal& refusal, std::string_view request_id = {});

}  // namespace orderyard::http
