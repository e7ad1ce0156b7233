// The request target ("/orders/7?page=2") taken apart: path and query, decoded strictly enough to
// be safe and loosely enough for what Magento clients send (raw brackets, a lone '%' in a search
// value).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/message.hpp"

namespace orderyard::http {

struct TargetParts {
    std::string_view raw_path;   // still percent-encoded, starts with '/' (or is "*")
    std::string_view raw_query;  // still percent-encoded, without '?'
};

// Origin form ("/path?query"), absolute form ("http://host/path") or "*"; kMalformed (field "path")
// for the rest. The views point into `target`.
base::Result<TargetParts> SplitTarget(std::string_view target);
// kMalformed (field "path"): a broken percent escape, a NUL, or bytes that are not UTF-8 after
// decoding.
base::Result<std::string> DecodePath(std::string_view raw_path);
// '+' is a blank; a broken percent escape stays as it is; "a&b=" gives two empty values; empty
// pairs vanish. kMalformed (field "query"): a NUL, or bytes that are not UTF-8 after decoding.
base::Result<std::vector<QueryPair>> ParseQuery(std::string_view raw_query);
// The path as it may stand in a log: ASCII only, no query, at most kLoggedPathBytesMax.
std::string PathForLog(std::string_view target);

inline constexpr std::size_t kLoggedPathBytesMax = 256;

}  // namespace orderyard::http
