// Which passwords are good enough, and how guessing is slowed down.
#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/identity/access.hpp"

namespace orderyard::domain {

namespace {

using namespace base::limits;

// Of the passwords that leaked most, those of ten characters and more; digits and signs at the end
// do not count (see Bare).
constexpr std::array<std::string_view, 42> kCommonPasswords = {"abcdefghij",
                                                               "abcdefghijk",
                                                               "administrator",
                                                               "asdfghjkl",
                                                               "asdfghjkl;",
                                                               "basketball",
                                                               "blink",
                                                               "changemechangeme",
                                                               "charlie",
                                                               "chocolate",
                                                               "computer",
                                                               "correcthorsebatterystaple",
                                                               "football",
                                                               "google",
                                                               "iloveyou",
                                                               "internet",
                                                               "letmein",
                                                               "liverpool",
                                                               "michael",
                                                               "monkey",
                                                               "orderyard",
                                                               "password",
                                                               "passwordpassword",
                                                               "pokemon",
                                                               "princess",
                                                               "qazwsxedc",
                                                               "qazwsxedcrfv",
                                                               "qwerasdfzxcv",
                                                               "qwerty",
                                                               "qwertyuiop",
                                                               "qwertyuiop[]",
                                                               "qwertyuiopasdfghjkl",
                                                               "secret",
                                                               "starwars",
                                                               "sunshine",
                                                               "superman",
                                                               "trustno",
                                                               "unknown",
                                                               "welcome",
                                                               "whatever",
                                                               "zxcvbnm",
                                                               "zxcvbnmasdfghjkl"};

bool IsDigitOrSign(char c) {
    return static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z');
}

// Lower case, the look-alikes @ 0 1 3 $ as letters, without digits and signs at the end:
// "P@ssw0rd2024!" is "password".
std::string Bare(std::string_view password) {
    std::string bare = base::AsciiLower(password);
    while (!bare.empty() && IsDigitOrSign(bare.back())) {
        bare.pop_back();
    }
    for (char& c : bare) {
        switch (c) {
            case '@': c = 'a'; break;
            case '0': c = 'o'; break;
            case '1': c = 'i'; break;
            case '3': c = 'e'; break;
            case '$': c = 's'; break;
            default: break;
        }
    }
    return bare;
}

// "1234567890", "9876543210", "abcdefghij": each character one further than the last.
bool IsRun(const std::vector<char32_t>& characters) {
    const auto goes = [&](int step) {
        for (std::size_t i = 1; i < characters.size(); ++i) {
            const bool wraps = step > 0 ? characters[i - 1] == U'9' && characters[i] == U'0'
                                        : characters[i - 1] == U'0' && characters[i] == U'9';
            if (!wraps && static_cast<std::int64_t>(characters[i]) !=
                              static_cast<std::int64_t>(characters[i - 1]) + step) {
                return false;
            }
        }
        return true;
    };
    return goes(1) || goes(-1);
}

// "aaaaaaaaaa", "abababababab", "123123123123": a piece of up to three characters again and again.
bool IsRepetition(const std::vector<char32_t>& characters) {
    for (std::size_t period = 1; period <= 3; ++period) {
        if (std::equal(characters.begin() + static_cast<std::ptrdiff_t>(period), characters.end(),
                       characters.begin())) {
            return true;
        }
    }
    return false;
}

bool IsName(std::string_view bare, std::string_view name) {
    return !name.empty() && bare == Bare(name);
}

}  // namespace

std::optional<std::string> WhyNotPassword(std::string_view password, std::string_view user_name,
                                          std::string_view email) {
    // Bytes first: counting the characters of a megabyte is work.
    if (password.size() > 4 * kPasswordCharactersMax || !base::IsValidUtf8(password)) {
        return "A password has 128 characters at most.";
    }
    const std::vector<char32_t> characters = base::CodePoints(password);
    if (characters.size() > kPasswordCharactersMax) {
        return "A password has 128 characters at most.";
    }
    if (characters.size() < kPasswordCharactersMin) {
        return "A password has 10 characters at least.";
    }
    if (IsRepetition(characters)) {
        return "The password repeats the same characters.";
    }
    const std::string bare = Bare(password);
    if (IsName(bare, user_name) || IsName(bare, email) ||
        IsName(bare, email.substr(0, email.find('@')))) {
        return "The password is the user's name or e-mail address.";
    }
    if (IsRun(characters) || bare.empty() ||
        std::find(kCommonPasswords.begin(), kCommonPasswords.end(), bare) !=
            kCommonPasswords.end()) {
        return "The password is one that everybody tries first.";
    }
    return std::nullopt;
}

base::Duration LoginWait(const LoginCounter& counter, base::Instant now) {
    return counter.locked_until > now ? counter.locked_until - now : base::Duration{};
}

LoginCounter AfterFailure(LoginCounter counter, base::Instant now, const LoginRule& rule) {
    const bool was_locked = counter.failures >= rule.lock_after_failures;
    const bool is_quiet = now >= counter.locked_until + base::Duration::Seconds(rule.quiet_seconds);
    const bool is_over =
        rule.window_seconds > 0 &&
        now >= counter.first_failure_at + base::Duration::Seconds(rule.window_seconds);
    if (counter.failures == 0 ||
        (now >= counter.locked_until && (was_locked || is_quiet || is_over))) {
        counter = LoginCounter{0, now, now};
    }
    ++counter.failures;
    std::int64_t wait_seconds = 0;
    if (counter.failures >= rule.lock_after_failures) {
        wait_seconds = rule.lock_seconds;
    } else if (counter.failures >= rule.delay_from_failure) {
        wait_seconds = std::int64_t{1} << std::min(counter.failures - rule.delay_from_failure, 16);
    }
    counter.locked_until =
        std::max(counter.locked_until, now + base::Duration::Seconds(wait_seconds));
    return counter;
}

}  // namespace orderyard::domain
