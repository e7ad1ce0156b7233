// Passwords one line a refusal, and the throttle: delays, lock-out, forgetting, the budget.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/identity/access.hpp"

namespace orderyard::domain {
namespace {

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(1'700'000'000 + seconds);
}

std::string Why(std::string_view password) {
    return WhyNotPassword(password, "ada.lovelace", "ada1815@example.org").value_or("good");
}

TEST(Password, IsRefused) {
    const std::string kShort = "A password has 10 characters at least.";
    const std::string kLong = "A password has 128 characters at most.";
    const std::string kRepeats = "The password repeats the same characters.";
    const std::string kCommon = "The password is one that everybody tries first.";
    const std::string kName = "The password is the user's name or e-mail address.";
    EXPECT_EQ(Why(""), kShort);
    EXPECT_EQ(Why("Xk4%wq9Lp"), kShort);
    EXPECT_EQ(Why("\xEB\xB9\x84\xEB\xB0\x80\xEB\xB2\x88\xED\x98\xB8"),
              kShort);  // 12 bytes, 4 letters
    std::string mixed;
    for (int i = 0; i < 129; ++i) {
        mixed += static_cast<char>('a' + i * i % 26);
    }
    EXPECT_EQ(Why(mixed), kLong);
    EXPECT_EQ(Why(mixed.substr(1)), "good");
    EXPECT_EQ(Why("not utf-8 \xFF\xFE"), kLong);
    EXPECT_EQ(Why("aaaaaaaaaaaa"), kRepeats);
    EXPECT_EQ(Why("abababababab"), kRepeats);
    EXPECT_EQ(Why("1231231231231"), kRepeats);
    EXPECT_EQ(Why("Ada.Lovelace"), kName);
    EXPECT_EQ(Why("ada.lovelace2024!"), kName);
    EXPECT_EQ(Why("ADA1815@example.org"), kName);
    EXPECT_EQ(WhyNotPassword("marketing1", "x", "marketing@example.org"), kName);
    EXPECT_EQ(Why("1234567890"), kCommon);
    EXPECT_EQ(Why("9876543210"), kCommon);
    EXPECT_EQ(Why("abcdefghijkl"), kCommon);
    EXPECT_EQ(Why("20240131!!"), kCommon);  // digits and signs only
    EXPECT_EQ(Why("Password123"), kCommon);
    EXPECT_EQ(Why("P@ssw0rd2024!"), kCommon);
    EXPECT_EQ(Why("qwertyuiop"), kCommon);
    EXPECT_EQ(Why("Orderyard2026"), kCommon);
    EXPECT_EQ(Why("Xk4%wq9Lp2"), "good");
    EXPECT_EQ(Why("plum tractor violet"), "good");
    EXPECT_EQ(Why("\xEB\xB9\x84\xEB\xB0\x80 \xEB\xB2\x88\xED\x98\xB8 \xEB\xA7\x8C\xEB\x93\xA4"
                  "\xEA\xB8\xB0 \xED\x95\x98"),
              "good");
    EXPECT_EQ(WhyNotPassword("Xk4%wq9Lp2", "", ""), std::nullopt);
}

TEST(LoginThrottle, WaitsLongerFromTheFifthAndLocksAtTheTenth) {
    LoginCounter counter;
    EXPECT_EQ(LoginWait(counter, At(0)).seconds(), 0);
    const std::int64_t kWaits[] = {0, 0, 0, 0, 1, 2, 4, 8, 16, 1'800};
    std::int64_t now = 0;
    for (const std::int64_t wait : kWaits) {
        counter = AfterFailure(counter, At(now));
        EXPECT_EQ(LoginWait(counter, At(now)).seconds(), wait) << counter.failures;
        now += wait;
        EXPECT_EQ(LoginWait(counter, At(now)).seconds(), 0) << counter.failures;
    }
    EXPECT_EQ(counter.failures, 10);
    // After the lock it starts over.
    counter = AfterFailure(counter, At(now));
    EXPECT_EQ(counter.failures, 1);
    EXPECT_EQ(LoginWait(counter, At(now)).seconds(), 0);
}

TEST(LoginThrottle, ForgetsAfterHalfAnHourOfQuiet) {
    LoginCounter counter;
    for (int i = 0; i < 4; ++i) {
        counter = AfterFailure(counter, At(i));
    }
    EXPECT_EQ(AfterFailure(counter, At(3 + 1'799)).failures, 5);
    EXPECT_EQ(AfterFailure(counter, At(3 + 1'800)).failures, 1);
}

TEST(LoginThrottle, KeepsTheLockWhenACrowdComesAtOnce) {
    LoginCounter counter;
    for (int i = 0; i < 40; ++i) {
        counter = AfterFailure(counter, At(0));
    }
    EXPECT_EQ(counter.failures, 40);
    EXPECT_EQ(LoginWait(counter, At(0)).seconds(), 1'800);
}

TEST(LoginThrottle, AddressesHaveAWindowOfAnHour) {
    LoginCounter counter;
    for (int i = 0; i < 49; ++i) {
        counter = AfterFailure(counter, At(i * 60), kAddressLoginRule);
        EXPECT_EQ(LoginWait(counter, At(i * 60)).seconds(), 0);
    }
    EXPECT_EQ(AfterFailure(counter, At(3'600), kAddressLoginRule).failures, 1);
    counter = AfterFailure(counter, At(3'599), kAddressLoginRule);
    EXPECT_EQ(LoginWait(counter, At(3'599)).seconds(), 3'600);
}

// Whoever tries as often as allowed, at whatever times, is looked at no more often than the budget
// in any span.
int MostLooksIn(const std::vector<std::uint16_t>& pauses, const LoginRule& rule,
                std::int64_t span_seconds) {
    LoginCounter counter;
    std::vector<std::int64_t> looked_at;
    std::int64_t now = 0;
    for (int round = 0; round < 20; ++round) {
        for (const std::uint16_t pause : pauses) {
            now += pause % 400;
            if (LoginWait(counter, At(now)).micros == 0) {
                looked_at.push_back(now);
                counter = AfterFailure(counter, At(now), rule);
            }
        }
    }
    int most = 0;
    for (std::size_t first = 0, last = 0; last < looked_at.size(); ++last) {
        while (looked_at[last] - looked_at[first] >= span_seconds) {
            ++first;
        }
        most = std::max(most, static_cast<int>(last - first + 1));
    }
    return most;
}

RC_GTEST_PROP(LoginThrottle, KeepsToTheBudget, (const std::vector<std::uint16_t>& pauses)) {
    RC_ASSERT(MostLooksIn(pauses, kAccountLoginRule, 1'800) <= 10);
    RC_ASSERT(MostLooksIn(pauses, kAddressLoginRule, 3'600) <= 100);
    RC_ASSERT(MostLooksIn(pauses, kTokenLoginRule, 1'800) <= 6);
}

}  // namespace
}  // namespace orderyard::domain
