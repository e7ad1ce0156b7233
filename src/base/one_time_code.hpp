// Codes of an authenticator app (TOTP, RFC 6238: SHA-1, 30 seconds, six digits), and the Base32 in
// which their secrets are told to people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace orderyard::base {

inline constexpr std::size_t kOneTimeSecretBytes = 20;
inline constexpr std::int64_t kOneTimeStepSeconds = 30;

// The time step of `code` when it is right now, one step ago or one ahead, and later than
// `step_used`: a code is good once. The caller keeps the step as the next `step_used`.
std::optional<std::int64_t> CheckOneTimeCode(std::string_view secret, std::string_view code,
                                             Instant now, std::int64_t step_used);
// The code of a time step (seconds since 1970 / 30), with leading zeros.
std::string OneTimeCode(std::string_view secret, std::int64_t step);
inline std::int64_t OneTimeStep(Instant now) {
    return now.seconds() / kOneTimeStepSeconds;
}

// RFC 4648, upper case, without padding.
std::string Base32(std::string_view bytes);
// Either case, blanks and dashes between, with or without padding; nullopt for other characters.
std::optional<std::string> Unbase32(std::string_view text);

}  // namespace orderyard::base
