// Form before hex: "key second id text" with a keyed hash of shape and text in front.
#include "storage/channel/page_cursor.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace orderyard::storage {

namespace {

constexpr std::size_t kHashHexChars = 16;
constexpr std::size_t kSipKeyBytes = 16;

std::string Signature(std::string_view key32, const CursorShape& shape, std::string_view body) {
    std::string signed_text = "cursor ";
    signed_text += std::to_string(shape.sort);
    signed_text += shape.is_descending ? " down " : " up ";
    signed_text += body;
    std::uint64_t hash = base::SipHash(key32.substr(kSipKeyBytes, kSipKeyBytes), signed_text);
    std::string bytes;
    for (int i = 0; i < 8; ++i, hash >>= 8U) {
        bytes.push_back(static_cast<char>(hash & 0xFFU));
    }
    return base::Hex(bytes);
}

}  // namespace

std::string WritePageCursor(std::string_view key32, const CursorShape& shape,
                            const PageCursor& cursor) {
    std::string body = std::to_string(cursor.key);
    body += ' ' + std::to_string(cursor.second) + ' ' + std::to_string(cursor.id) + ' ';
    body += cursor.text_key;
    return Signature(key32, shape, body) + base::Hex(body);
}

base::Result<PageCursor> ReadPageCursor(std::string_view key32, const CursorShape& shape,
                                        std::string_view text) {
    const auto refused = [] {
        return base::Fail(
            base::InvalidInput("after", "this is not a cursor of this list and sort"));
    };
    if (text.size() < kHashHexChars) {
        return refused();
    }
    const std::optional<std::string> body = base::Unhex(text.substr(kHashHexChars));
    if (!body ||
        !base::EqualsConstantTime(Signature(key32, shape, *body), text.substr(0, kHashHexChars))) {
        return refused();
    }
    const std::vector<std::string> parts = base::Split(*body, ' ');
    if (parts.size() < 4) {
        return refused();
    }
    const auto key = base::ParseInt(parts[0]);
    const auto second = base::ParseInt(parts[1]);
    const auto id = base::ParseInt(parts[2]);
    if (!key || !second || !id) {
        return refused();
    }
    const std::size_t before_text = parts[0].size() + parts[1].size() + parts[2].size() + 3;
    return PageCursor{*key, body->substr(before_text), *second, *id};
}

}  // namespace orderyard::storage
