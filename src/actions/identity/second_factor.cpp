// Recovery codes are random enough (120 bits) for a plain hash.
#include "actions/identity/second_factor.hpp"

#include <algorithm>

#include "actions/identity/login_attempt.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/one_time_code.hpp"
#include "base/text.hpp"

namespace orderyard::actions {

namespace {

constexpr std::size_t kCodeBytesMax = 64;

// As typed: in any case, with and without the dashes.
std::string Bare(std::string_view code) {
    std::string bare = base::AsciiLower(code);
    std::erase_if(bare, [](char c) { return c == '-' || c == ' '; });
    return bare;
}

}  // namespace

bool SpendCode(ports::UserSecrets& secrets, std::string_view code, base::Instant now) {
    if (secrets.totp_secret.empty() || code.size() > kCodeBytesMax) {
        return false;
    }
    const std::string bare = Bare(code);
    if (const auto step =
            base::CheckOneTimeCode(secrets.totp_secret, bare, now, secrets.totp_last_step)) {
        secrets.totp_last_step = *step;
        return true;
    }
    const std::string hash = base::Sha256(bare);
    const auto found =
        std::find_if(secrets.recovery_hashes.begin(), secrets.recovery_hashes.end(),
                     [&](const std::string& each) { return base::EqualsConstantTime(each, hash); });
    if (found == secrets.recovery_hashes.end()) {
        return false;
    }
    secrets.recovery_hashes.erase(found);
    return true;
}

std::vector<std::string> MakeRecoveryCodes(ports::UserSecrets& secrets) {
    std::vector<std::string> codes;
    secrets.recovery_hashes.clear();
    for (int i = 0; i < base::limits::kRecoveryCodes; ++i) {
        codes.push_back(OneTimePassword());
        secrets.recovery_hashes.push_back(base::Sha256(Bare(codes.back())));
    }
    return codes;
}

}  // namespace orderyard::actions
