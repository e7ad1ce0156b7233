// Escaping runs over bytes and copies clean stretches whole; only the Magento style decodes
// characters.
#include "api/json_writer.hpp"

#include <array>
#include <charconv>

#include "base/text.hpp"

namespace orderyard::api {
namespace {

constexpr std::size_t kFirstBytes = 1'024;
constexpr std::size_t kPageBytes = 16'384;
constexpr char kHexDigits[] = "0123456789abcdef";

void AppendUnicodeEscape(std::string& out, std::uint32_t unit) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        out += kHexDigits[(unit >> shift) & 0xF];
    }
}

void AppendCharacter(std::string& out, char32_t character) {
    if (character < 0x10000) {
        AppendUnicodeEscape(out, character);
        return;
    }
    const std::uint32_t rest = character - 0x10000;
    AppendUnicodeEscape(out, 0xD800 + (rest >> 10));
    AppendUnicodeEscape(out, 0xDC00 + (rest & 0x3FF));
}

// The short escape of an ASCII character, or 0 when it has none.
char ShortEscape(char c) {
    switch (c) {
        case '"': return '"';
        case '\\': return '\\';
        case '\b': return 'b';
        case '\f': return 'f';
        case '\n': return 'n';
        case '\r': return 'r';
        case '\t': return 't';
        default: return 0;
    }
}

// The bytes that stand for themselves, in plain JSON and in Magento's.
constexpr std::array<bool, 256> CleanBytes(bool is_magento) {
    std::array<bool, 256> clean{};
    for (std::size_t byte = 0x20; byte < clean.size(); ++byte) {
        clean[byte] = byte != '"' && byte != '\\' && byte != 0x7F &&
                      !(is_magento && (byte == '/' || byte >= 0x80));
    }
    return clean;
}
constexpr std::array<std::array<bool, 256>, 2> kIsClean = {CleanBytes(false), CleanBytes(true)};

}  // namespace

// Half of what is written are names: each in one piece.
JsonWriter& JsonWriter::Key(std::string_view name) {
    std::array<char, 96> piece;
    constexpr std::size_t kMarks = 4;
    if (name.size() + kMarks > piece.size()) {
        Separate();
        text_.append(1, '"').append(name).append("\":");
    } else {
        char* end = piece.data();
        if (needs_comma_) {
            *end++ = ',';
        }
        *end++ = '"';
        end += name.copy(end, name.size());
        *end++ = '"';
        *end++ = ':';
        text_.append(piece.data(), end);
    }
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::String(std::string_view text) {
    if (!base::IsValidUtf8(text)) {
        return String(base::CleanUtf8(text));
    }
    Separate();
    text_ += '"';
    const std::array<bool, 256>& is_clean = kIsClean[style_ == Style::kMagento ? 1 : 0];
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        while (at < text.size() && is_clean[static_cast<unsigned char>(text[at])]) {
            ++at;
        }
        text_.append(text, start, at - start);
        if (at == text.size()) {
            break;
        }
        const char c = text[at];
        const auto byte = static_cast<unsigned char>(c);
        if (const char escape = ShortEscape(c); escape != 0) {
            text_ += '\\';
            text_ += escape;
        } else if (byte < 0x20 || byte == 0x7F) {
            AppendUnicodeEscape(text_, byte);
        } else if (c == '/') {
            text_ += "\\/";
        } else {
            std::size_t end = at + 1;
            while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0x80) != 0) {
                ++end;
            }
            for (const char32_t character : base::CodePoints(text.substr(at, end - at))) {
                AppendCharacter(text_, character);
            }
            at = end;
            continue;
        }
        ++at;
    }
    text_ += '"';
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::Int(std::int64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return Raw(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

JsonWriter& JsonWriter::Raw(std::string_view json) {
    Separate();
    // A page is put together from orders: doubling would copy it over and over.
    if (text_.size() > kPageBytes && text_.size() + json.size() > text_.capacity()) {
        text_.reserve(text_.capacity() * 4);
    }
    text_ += json;
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::TextOrNull(std::string_view name, std::string_view text) {
    return text.empty() ? NullField(name) : Field(name, text);
}

JsonWriter& JsonWriter::TextIfAny(std::string_view name, std::string_view text) {
    return text.empty() ? *this : Field(name, text);
}

JsonWriter& JsonWriter::Begin(char bracket) {
    if (text_.empty()) {
        text_.reserve(kFirstBytes);
    }
    Separate();
    text_ += bracket;
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::End(char bracket) {
    text_ += bracket;
    needs_comma_ = true;
    return *this;
}

void JsonWriter::Separate() {
    if (needs_comma_) {
        text_ += ',';
    }
}

}  // namespace orderyard::api
