// Each part goes in with its length in front, four bytes, lowest first.
#include "storage/sealed_parts.hpp"

#include <cstdint>
#include <stdexcept>

#include "base/crypto.hpp"

namespace orderyard::storage {

namespace {

constexpr std::size_t kLengthBytes = 4;

std::size_t LengthAt(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t i = kLengthBytes; i-- > 0;) {
        length = length << 8U | static_cast<unsigned char>(text[i]);
    }
    return length;
}

}  // namespace

std::string SealParts(std::string_view key, std::string_view context,
                      std::initializer_list<std::string_view> parts) {
    std::string plain;
    for (const std::string_view part : parts) {
        for (std::size_t i = 0; i < kLengthBytes; ++i) {
            plain += static_cast<char>(part.size() >> (8 * i) & 0xFFU);
        }
        plain += part;
    }
    return base::Seal(key, plain, context);
}

std::vector<std::string> OpenParts(std::string_view key, std::string_view context,
                                   std::string_view sealed, std::size_t count) {
    const auto plain = base::Open(key, sealed, context);
    if (!plain) {
        throw std::runtime_error("a sealed value does not open: " + plain.error().Text());
    }
    std::vector<std::string> parts;
    std::string_view rest = *plain;
    while (rest.size() >= kLengthBytes) {
        const std::size_t length = LengthAt(rest);
        rest.remove_prefix(kLengthBytes);
        if (length > rest.size()) {
            break;
        }
        parts.emplace_back(rest.substr(0, length));
        rest.remove_prefix(length);
    }
    if (parts.size() != count || !rest.empty()) {
        throw std::runtime_error("a sealed value has an unexpected form");
    }
    return parts;
}

}  // namespace orderyard::storage
