// UTF-8 reading and cleaning, search folding by ICU, and the small encodings (hex, Base64, percent,
// JSON).
#include "base/text.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace orderyard::base {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kAsciiBlanks = " \t\r\n\v\f";

struct Decoded {
    char32_t code_point;
    std::size_t bytes;
    bool valid;
};

bool IsContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The first character of a text that is not empty. Of an invalid sequence, the longest part that
// could have begun a character counts as one (Unicode's recommended practice), so a cut text yields
// one U+FFFD at its end.
Decoded DecodeFirst(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    std::size_t length = 0;
    char32_t code_point = 0;
    unsigned char second_min = 0x80;
    unsigned char second_max = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
        code_point = lead & 0x1FU;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        code_point = lead & 0x0FU;
        second_min = lead == 0xE0 ? 0xA0 : 0x80;  // no overlong forms
        second_max = lead == 0xED ? 0x9F : 0xBF;  // no surrogates
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        code_point = lead & 0x07U;
        second_min = lead == 0xF0 ? 0x90 : 0x80;
        second_max = lead == 0xF4 ? 0x8F : 0xBF;  // nothing past U+10FFFF
    } else {
        return {kReplacement, 1, false};
    }
    for (std::size_t i = 1; i < length; ++i) {
        if (i >= text.size()) {
            return {kReplacement, i, false};
        }
        const auto byte = static_cast<unsigned char>(text[i]);
        const unsigned char low = i == 1 ? second_min : 0x80;
        const unsigned char high = i == 1 ? second_max : 0xBF;
        if (byte < low || byte > high) {
            return {kReplacement, i, false};
        }
        code_point = (code_point << 6U) | (byte & 0x3FU);
    }
    return {code_point, length, true};
}

void AppendUtf8(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) {
        out += static_cast<char>(static_cast<unsigned char>(byte));
    };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

// Calls visit(Decoded, bytes of the text) for every character.
template <class Visit>
void ForEachCharacter(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const Decoded decoded = DecodeFirst(text);
        visit(decoded, text.substr(0, decoded.bytes));
        text.remove_prefix(decoded.bytes);
    }
}

bool IsControl(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

// Characters that are legal in a JSON string but would let text forge a line or reorder what a
// reader sees.
bool IsLayoutTrick(char32_t c) {
    return (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

char MapAscii(char c, char from_first, char from_last, int shift) {
    return c >= from_first && c <= from_last ? static_cast<char>(c + shift) : c;
}

bool IsUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

int HexDigit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = MapAscii(c, 'A', 'F', 'a' - 'A');
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

const unsigned char* AsUnsigned(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

bool IsValidUtf8(std::string_view text) {
    while (!text.empty()) {
        if (static_cast<unsigned char>(text[0]) < 0x80) {
            text.remove_prefix(1);
            continue;
        }
        const Decoded decoded = DecodeFirst(text);
        if (!decoded.valid) {
            return false;
        }
        text.remove_prefix(decoded.bytes);
    }
    return true;
}

std::string CleanUtf8(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    ForEachCharacter(text, [&clean](const Decoded& decoded, std::string_view bytes) {
        if (!decoded.valid) {
            AppendUtf8(clean, kReplacement);
        } else if (!IsControl(decoded.code_point) || bytes == "\t" || bytes == "\n") {
            clean += bytes;
        }
    });
    return clean;
}

std::string_view TruncateUtf8(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) {
        return text;
    }
    std::size_t end = bytes_max;
    // At most three steps back: a longer run of continuation bytes is not UTF-8 and may be cut
    // anywhere.
    for (int steps = 0; steps < 3 && end > 0 && IsContinuation(text[end]); ++steps) {
        --end;
    }
    return text.substr(0, end);
}

std::string_view Trim(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kAsciiBlanks);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(kAsciiBlanks) - begin + 1);
}

std::string AsciiLower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        c = MapAscii(c, 'A', 'Z', 'a' - 'A');
    }
    return lower;
}

std::string AsciiUpper(std::string_view text) {
    std::string upper(text);
    for (char& c : upper) {
        c = MapAscii(c, 'a', 'z', 'A' - 'a');
    }
    return upper;
}

bool EqualsIgnoreAsciiCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return MapAscii(x, 'A', 'Z', 'a' - 'A') == MapAscii(y, 'A', 'Z', 'a' - 'A');
    });
}

std::string FoldForSearch(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    ForEachCharacter(text, [&valid](const Decoded& decoded, std::string_view) {
        AppendUtf8(valid, decoded.code_point);
    });

    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    std::string folded;
    if (U_SUCCESS(status)) {
        icu::StringByteSink<std::string> sink(&folded);
        normalizer->normalizeUTF8(0, icu::StringPiece(valid), sink, nullptr, status);
    }
    if (U_FAILURE(status)) {
        throw std::runtime_error(fmt::format("ICU normalization failed: {}", u_errorName(status)));
    }

    std::string result;
    bool blank_due = false;
    ForEachCharacter(folded, [&](const Decoded& decoded, std::string_view bytes) {
        if (u_isUWhiteSpace(static_cast<UChar32>(decoded.code_point))) {
            blank_due = !result.empty();
            return;
        }
        if (blank_due) {
            result += ' ';
            blank_due = false;
        }
        result += bytes;
    });
    return result;
}

std::vector<char32_t> CodePoints(std::string_view text) {
    std::vector<char32_t> code_points;
    code_points.reserve(text.size());
    ForEachCharacter(text, [&code_points](const Decoded& decoded, std::string_view) {
        code_points.push_back(decoded.code_point);
    });
    return code_points;
}

std::vector<std::string> Split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string joined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        joined += i == 0 ? std::string_view() : separator;
        joined += parts[i];
    }
    return joined;
}

bool ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
    if (from.empty() || text.find(from) == std::string::npos) {
        return false;
    }
    std::string replaced;
    std::string_view rest = text;
    for (std::size_t at = rest.find(from); at != std::string_view::npos; at = rest.find(from)) {
        replaced += rest.substr(0, at);
        replaced += to;
        rest.remove_prefix(at + from.size());
    }
    replaced += rest;
    text = std::move(replaced);
    return true;
}

std::optional<std::int64_t> ParseInt(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::string Hex(std::string_view bytes) {
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), AsUnsigned(bytes), bytes.size());
    hex.pop_back();  // sodium writes a closing NUL
    return hex;
}

std::optional<std::string> Unhex(std::string_view hex) {
    std::string bytes;
    bytes.reserve(hex.size() / 2);
    if (hex.size() % 2 != 0) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = HexDigit(hex[i]);
        const int low = HexDigit(hex[i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string Base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), AsUnsigned(bytes), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // sodium writes a closing NUL
    return text;
}

std::optional<std::string> Unbase64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int outcome =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
    if (outcome != 0 || end != text.data() + text.size()) {
        return std::nullopt;
    }
    bytes.resize(size);
    return bytes;
}

std::string PercentEncode(std::string_view text) {
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (IsUnreserved(c)) {
            encoded += c;
        } else {
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return encoded;
}

std::string PercentDecode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool has_two = text[i] == '%' && i + 2 < text.size();
        const int high = has_two ? HexDigit(text[i + 1]) : -1;
        const int low = has_two ? HexDigit(text[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

std::string JsonQuote(std::string_view text) {
    std::string quoted = "\"";
    quoted.reserve(text.size() + 2);
    ForEachCharacter(text, [&quoted](const Decoded& decoded, std::string_view bytes) {
        switch (decoded.code_point) {
            case '"': quoted += "\\\""; return;
            case '\\': quoted += "\\\\"; return;
            case '\n': quoted += "\\n"; return;
            case '\r': quoted += "\\r"; return;
            case '\t': quoted += "\\t"; return;
            default: break;
        }
        if (!decoded.valid || IsControl(decoded.code_point) || IsLayoutTrick(decoded.code_point)) {
            quoted += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(decoded.code_point));
        } else {
            quoted += bytes;
        }
    });
    return quoted + '"';
}

}  // namespace orderyard::base
