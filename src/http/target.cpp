// By hand rather than by Boost.URL: that one refuses the raw brackets and lone percent signs of
// Magento's own examples, which existing clients copy.
#include "http/target.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace orderyard::http {
namespace {

bool IsHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool HasBrokenEscape(std::string_view text) {
    for (std::size_t at = text.find('%'); at != std::string_view::npos;
         at = text.find('%', at + 3)) {
        if (at + 2 >= text.size() || !IsHexDigit(text[at + 1]) || !IsHexDigit(text[at + 2])) {
            return true;
        }
    }
    return false;
}

// The databases take neither, and nobody sends them by accident.
bool IsSafeText(std::string_view text) {
    return text.find('\0') == std::string_view::npos && base::IsValidUtf8(text);
}

base::Error MalformedField(std::string field, std::string message) {
    base::Error error = base::Malformed(std::move(message));
    error.field = std::move(field);
    return error;
}

std::string DecodeQueryText(std::string_view raw) {
    std::string text(raw);
    std::replace(text.begin(), text.end(), '+', ' ');
    return text.find('%') == std::string::npos ? text : base::PercentDecode(text);
}

}  // namespace

base::Result<TargetParts> SplitTarget(std::string_view target) {
    if (target == "*") {
        return TargetParts{target, {}};
    }
    const std::string scheme = base::AsciiLower(target.substr(0, 8));
    for (std::string_view prefix : {"http://", "https://"}) {
        if (scheme.starts_with(prefix)) {
            const std::size_t authority_end = target.find_first_of("/?", prefix.size());
            target.remove_prefix(std::min(authority_end, target.size()));
            if (target.empty() || target.front() == '?') {
                return TargetParts{"/", target.empty() ? target : target.substr(1)};
            }
            break;
        }
    }
    if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos) {
        return base::Fail(MalformedField("path", "the request target is not a path"));
    }
    const std::size_t mark = target.find('?');
    if (mark == std::string_view::npos) {
        return TargetParts{target, {}};
    }
    return TargetParts{target.substr(0, mark), target.substr(mark + 1)};
}

base::Result<std::string> DecodePath(std::string_view raw_path) {
    if (HasBrokenEscape(raw_path)) {
        return base::Fail(MalformedField("path", "the path has a broken percent escape"));
    }
    std::string path = base::PercentDecode(raw_path);
    if (!IsSafeText(path)) {
        return base::Fail(MalformedField("path", "the path holds a NUL or is not UTF-8"));
    }
    return path;
}

base::Result<std::vector<QueryPair>> ParseQuery(std::string_view raw_query) {
    std::vector<QueryPair> pairs;
    while (!raw_query.empty()) {
        const std::size_t end = std::min(raw_query.find('&'), raw_query.size());
        const std::string_view piece = raw_query.substr(0, end);
        raw_query.remove_prefix(std::min(end + 1, raw_query.size()));
        if (piece.empty()) {
            continue;
        }
        const std::size_t equals = std::min(piece.find('='), piece.size());
        QueryPair pair{DecodeQueryText(piece.substr(0, equals)),
                       DecodeQueryText(piece.substr(std::min(equals + 1, piece.size())))};
        if (!IsSafeText(pair.name) || !IsSafeText(pair.value)) {
            return base::Fail(MalformedField("query", "the query holds a NUL or is not UTF-8"));
        }
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

std::string PathForLog(std::string_view target) {
    const auto parts = SplitTarget(target);
    // Not a path: it may be anything, a proxy's URL with a password included.
    const std::string_view path = parts ? parts->raw_path : std::string_view("-");
    std::string safe;
    for (const char c : path.substr(0, kLoggedPathBytesMax)) {
        if (c > ' ' && c < '\x7f' && c != '"' && c != '\\') {
            safe += c;
        } else {
            safe += base::PercentEncode(std::string_view(&c, 1));
        }
    }
    safe.resize(std::min(safe.size(), kLoggedPathBytesMax));
    return safe;
}

}  // namespace orderyard::http
