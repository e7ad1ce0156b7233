// TOTP and Base32 against the vectors of their RFCs.
#include "base/one_time_code.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/crypto.hpp"
#include "base/text.hpp"

namespace orderyard::base {
namespace {

const std::string kSecret = "12345678901234567890";  // of RFC 6238, appendix B

TEST(OneTimeCode, MatchesRfc6238) {
    // The RFC gives eight digits; ours are the last six.
    const std::pair<std::int64_t, const char*> kVectors[] = {
        {59, "287082"},
        {1'111'111'109, "081804"},
        {1'111'111'111, "050471"},
        {1'234'567'890, "005924"},
        {2'000'000'000, "279037"},
        {20'000'000'000, "353130"},
    };
    for (const auto& [seconds, code] : kVectors) {
        EXPECT_EQ(OneTimeCode(kSecret, seconds / 30), code) << seconds;
    }
}

TEST(OneTimeCode, HmacSha1MatchesRfc2202) {
    EXPECT_EQ(Hex(HmacSha1(std::string(20, '\x0b'), "Hi There")),
              "b617318655057264e28bc0b6fb378c8ef146be00");
    EXPECT_EQ(Hex(HmacSha1("Jefe", "what do ya want for nothing?")),
              "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    EXPECT_EQ(Hex(HmacSha1({}, {})), "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

TEST(OneTimeCode, IsGoodForOneStepAroundAndOnce) {
    const Instant now = Instant::FromSeconds(1'700'000'010);
    const std::int64_t step = OneTimeStep(now);
    EXPECT_EQ(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step), now, 0), step);
    EXPECT_EQ(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step - 1), now, 0), step - 1);
    EXPECT_EQ(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step + 1), now, 0), step + 1);
    EXPECT_FALSE(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step - 2), now, 0));
    EXPECT_FALSE(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step + 2), now, 0));
    EXPECT_FALSE(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step), now, step));
    // An older one is not good either once a newer one was used.
    EXPECT_FALSE(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step - 1), now, step));
    EXPECT_EQ(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step + 1), now, step), step + 1);
    EXPECT_FALSE(CheckOneTimeCode(kSecret, "", now, 0));
    EXPECT_FALSE(CheckOneTimeCode(kSecret, OneTimeCode(kSecret, step) + "0", now, 0));
}

TEST(Base32, MatchesRfc4648) {
    const std::pair<const char*, const char*> kVectors[] = {
        {"", ""},
        {"f", "MY"},
        {"fo", "MZXQ"},
        {"foo", "MZXW6"},
        {"foob", "MZXW6YQ"},
        {"fooba", "MZXW6YTB"},
        {"foobar", "MZXW6YTBOI"},
    };
    for (const auto& [bytes, text] : kVectors) {
        EXPECT_EQ(Base32(bytes), text);
        EXPECT_EQ(Unbase32(text), bytes);
    }
    EXPECT_EQ(Unbase32("mzxw 6ytb-oi======"), "foobar");
    EXPECT_FALSE(Unbase32("MZXW1"));  // no 0, 1, 8, 9
    EXPECT_FALSE(Unbase32("MZ\xC3\x9CX"));
}

RC_GTEST_PROP(Base32, ComesBack, (const std::string& bytes)) {
    RC_ASSERT(Unbase32(Base32(bytes)) == bytes);
}

}  // namespace
}  // namespace orderyard::base
