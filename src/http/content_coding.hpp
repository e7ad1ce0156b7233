// Whether an answer is compressed: what the client accepts (RFC 9110, 12.5.3) and which types gain
// from it.
#pragma once

#include <string_view>

#include "http/message.hpp"

namespace orderyard::http {

inline constexpr std::size_t kGzipBytesMin = 1'024;

// Reads every Accept-Encoding header. q=0 refuses, "*" stands for gzip unless gzip is named, a
// malformed weight counts as a refusal. No header: false.
bool AcceptsGzip(const Request& request);
// Text, JSON, XML, scripts, SVG. Pictures, PDF and archives are compressed already.
bool IsCompressibleType(std::string_view content_type);

}  // namespace orderyard::http
