// HOTP (RFC 4226) over the time step, and Base32.
#include "base/one_time_code.hpp"

#include "base/crypto.hpp"

namespace orderyard::base {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::uint32_t kCodeLimit = 1'000'000;
constexpr std::size_t kCodeDigits = 6;

std::uint32_t Byte(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

}  // namespace

std::string OneTimeCode(std::string_view secret, std::int64_t step) {
    std::string counter(8, '\0');
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[i] = static_cast<char>(static_cast<std::uint64_t>(step) >> (8 * (7 - i)) & 0xFFU);
    }
    const std::string hash = HmacSha1(secret, counter);
    const std::size_t at = Byte(hash, hash.size() - 1) & 0x0FU;
    const std::uint32_t number = (Byte(hash, at) & 0x7FU) << 24U | Byte(hash, at + 1) << 16U |
                                 Byte(hash, at + 2) << 8U | Byte(hash, at + 3);
    std::string digits = std::to_string(number % kCodeLimit);
    return std::string(kCodeDigits - digits.size(), '0') + digits;
}

std::optional<std::int64_t> CheckOneTimeCode(std::string_view secret, std::string_view code,
                                             Instant now, std::int64_t step_used) {
    const std::int64_t step_now = OneTimeStep(now);
    for (std::int64_t step = step_now - 1; step <= step_now + 1; ++step) {
        if (step > step_used && EqualsConstantTime(OneTimeCode(secret, step), code)) {
            return step;
        }
    }
    return std::nullopt;
}

std::string Base32(std::string_view bytes) {
    std::string text;
    std::uint32_t bits = 0;
    unsigned bit_count = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bits = bits << 8U | Byte(bytes, i);
        bit_count += 8;
        while (bit_count >= 5) {
            bit_count -= 5;
            text += kAlphabet[bits >> bit_count & 0x1FU];
        }
    }
    if (bit_count > 0) {
        text += kAlphabet[bits << (5 - bit_count) & 0x1FU];
    }
    return text;
}

std::optional<std::string> Unbase32(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    unsigned bit_count = 0;
    for (const char c : text) {
        if (c == ' ' || c == '-' || c == '=') {
            continue;
        }
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        const std::size_t value = kAlphabet.find(upper);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        bits = bits << 5U | static_cast<std::uint32_t>(value);
        bit_count += 5;
        if (bit_count >= 8) {
            bit_count -= 8;
            bytes += static_cast<char>(bits >> bit_count & 0xFFU);
        }
    }
    return bytes;
}

}  // namespace orderyard::base
