// Log-in, sessions, passwords, second factors and admin tokens on both engines, with a cheap hash.
#include "actions/identity/log_in.hpp"

#include <thread>

#include "actions/identity/admin_token.hpp"
#include "actions/identity/change_password.hpp"
#include "actions/identity/identity_fixture.hpp"
#include "actions/identity/log_out.hpp"
#include "actions/identity/set_up_second_factor.hpp"
#include "base/one_time_code.hpp"
#include "base/text.hpp"

namespace orderyard::actions {
namespace {

class LogInTest : public IdentityTest {
  protected:
    std::string Try(const std::string& password, const std::string& code = "",
                    const std::string& name = "ada", const std::string& peer = "192.0.2.1") {
        return Said(LogIn(context(), {name, password, code, peer, "browser"}));
    }
    std::string TokenFor(const std::string& password, const std::string& name = "ada") {
        const auto token = IssueAdminToken(context(), name, password, "192.0.2.1");
        return token ? *token : token.error().Text();
    }
    // Sets up a second factor; the clock goes on, so that its code is not the one just used.
    std::string AddSecondFactor(std::vector<std::string>* recovery_codes = nullptr) {
        const SignedIn who = SignIn("ada", kPassword);
        const auto offer = OfferSecondFactor(context(), who);
        EXPECT_TRUE(offer);
        const std::string secret = base::Unbase32(offer->secret).value();
        EXPECT_EQ(secret.size(), 20U);
        const auto codes = ConfirmSecondFactor(context(), who, CodeOf(secret), "");
        EXPECT_TRUE(codes);
        if (recovery_codes != nullptr) {
            *recovery_codes = *codes;
        }
        Pass(60);
        return secret;
    }
    std::string CodeOf(const std::string& secret) {
        return base::OneTimeCode(secret, base::OneTimeStep(clock.now));
    }
};
ORDERYARD_ON_BOTH_ENGINES(LogInTest);

const std::string kWrong = "unauthorized: The name, the password or the code is wrong.";
const std::string kCodeNeeded = "unauthorized code: A code of the second factor is needed.";

TEST_P(LogInTest, LetsInByNameAndPassword) {
    const auto in = LogIn(context(), {"ADA", kPassword, "", "192.0.2.1", std::string(500, 'b')});
    ASSERT_TRUE(in) << in.error().Text();
    EXPECT_EQ(in->user.name, "ada");
    EXPECT_EQ(in->user.last_login_at, clock.now);
    EXPECT_EQ(in->role.code, "clerk");
    EXPECT_GE(in->cookie.size(), 32U);
    EXPECT_NE(in->session.csrf_token, in->cookie);
    EXPECT_EQ(in->session.agent.size(), 200U);
    const auto who = CheckSession(context(), in->cookie);
    ASSERT_TRUE(who);
    EXPECT_EQ(who->user.id, in->user.id);
    EXPECT_FALSE(CheckAdminToken(context(), in->cookie));
    EXPECT_FALSE(CheckSession(context(), in->cookie + "x"));
    EXPECT_FALSE(CheckSession(context(), ""));
    EXPECT_EQ(Events(), "login user ada");
}

TEST_P(LogInTest, RefusesAllAlike) {
    MakeUserWith("eve", kPassword);
    ChangeUserOf("eve", [](UserChange& change) { change.is_active = false; });
    EXPECT_EQ(Try("wrong"), kWrong);
    EXPECT_EQ(Try(kPassword, "", "eve"), kWrong);
    EXPECT_EQ(Try(kPassword, "", "nobody"), kWrong);
    EXPECT_EQ(Try(kPassword, "", std::string("a\0\xFF", 3)), kWrong);
    EXPECT_EQ(Try("", "", ""), kWrong);
    EXPECT_EQ(Events(5),
              "login_failed user unknown, login_failed user unknown, "
              "login_failed user unknown, login_failed user unknown, "
              "login_failed user ada");
}

TEST_P(LogInTest, SlowsDownAndLocksKnownAndUnknownNames) {
    for (const std::string& name : {std::string("ada"), std::string("nobody")}) {
        int looked_at = 0;
        for (int i = 0; i < 100; ++i) {
            const std::string said = Try("wrong", "", name, "192.0.2." + std::to_string(i));
            looked_at += said == kWrong ? 1 : 0;
            if (i < 5) {
                EXPECT_EQ(said, kWrong);
            }
            if (i == 7) {  // after 1 and 2 s, 4 s
                EXPECT_EQ(said.substr(0, 10), "throttled:");
            }
            Pass(2);
        }
        EXPECT_EQ(looked_at, 10);
    }
    EXPECT_EQ(Try(kPassword).substr(0, 10), "throttled:");
    Pass(1'800);
    EXPECT_EQ(Try(kPassword), "in");
}

TEST_P(LogInTest, LockOutLeavesSessionsAliveAndIsEndedByAnAdmin) {
    const SignedIn who = SignIn("ada", kPassword);
    for (int i = 0; i < 40; ++i) {
        Try("wrong");
        Pass(3);
    }
    EXPECT_TRUE(CheckSession(context(), cookie()));
    EXPECT_EQ(Try(kPassword).substr(0, 10), "throttled:");
    UnlockLogIn(context(), "Ada", kAdmin, "");
    EXPECT_EQ(Try(kPassword), "in");
}

TEST_P(LogInTest, LooksAtNoMoreGuessesOfACrowd) {
    std::atomic<int> looked_at = 0;
    std::vector<std::thread> crowd;
    for (int i = 0; i < 4; ++i) {
        crowd.emplace_back([&, i] {
            for (int j = 0; j < 6; ++j) {
                looked_at += Try("wrong", "", "ada", "192.0.2." + std::to_string(i)) == kWrong;
            }
        });
    }
    for (std::thread& thread : crowd) {
        thread.join();
    }
    EXPECT_EQ(looked_at, 5);  // the clock stands still: the sixth would have to wait
}

TEST_P(LogInTest, BoundsAnAddressAcrossNames) {
    int looked_at = 0;
    for (int i = 0; i < 60; ++i) {
        looked_at += Try("wrong", "", "user" + std::to_string(i),
                         "2001:db8::" + std::to_string(i)) == kWrong;
    }
    EXPECT_EQ(looked_at, 50);
    EXPECT_EQ(Try(kPassword, "", "ada", "2001:db8::ffff").substr(0, 10), "throttled:");
    EXPECT_EQ(Try(kPassword, "", "ada", "2001:db8:0:1::1"), "in");
    // Right ones do not use it up.
    for (int i = 0; i < 55; ++i) {
        EXPECT_EQ(Try(kPassword, "", "ada", "192.0.2.9"), "in");
    }
}

TEST_P(LogInTest, AsksForTheCodeAndTakesItOnce) {
    const std::string secret = AddSecondFactor();
    EXPECT_EQ(Try(kPassword), kCodeNeeded);
    EXPECT_EQ(Try("wrong"), kWrong);
    EXPECT_EQ(Try("wrong", CodeOf(secret)), kWrong);
    EXPECT_EQ(Try(kPassword, "000000"), kWrong);
    const std::string code = CodeOf(secret);
    EXPECT_EQ(Try(kPassword, code), "in");
    EXPECT_EQ(Try(kPassword, code), kWrong);
    Pass(30);
    EXPECT_EQ(Try(kPassword, CodeOf(secret)), "in");
}

TEST_P(LogInTest, APasswordDoesNotForgetWrongCodes) {
    AddSecondFactor();
    int looked_at = 0;
    for (int i = 0; i < 60; ++i) {
        looked_at += Try(kPassword, "000000") == kWrong;
        Try(kPassword);
        TokenFor(kPassword);
        Pass(20);
    }
    EXPECT_LE(looked_at, 10);
}

TEST_P(LogInTest, TakesEachRecoveryCodeOnce) {
    std::vector<std::string> codes;
    AddSecondFactor(&codes);
    ASSERT_EQ(codes.size(), 10U);
    EXPECT_EQ(Try(kPassword, codes[3]), "in");
    EXPECT_EQ(Try(kPassword, codes[3]), kWrong);
    std::string bare = base::AsciiUpper(codes[4]);
    base::ReplaceAll(bare, "-", " ");
    EXPECT_EQ(Try(kPassword, bare), "in");
}

TEST_P(LogInTest, SecondFactorIsConfirmedAndRemoved) {
    const SignedIn who = SignIn("ada", kPassword);
    EXPECT_FALSE(ConfirmSecondFactor(context(), who, "000000", ""));
    ASSERT_TRUE(OfferSecondFactor(context(), who));
    EXPECT_EQ(Try(kPassword), "in") << "an offer does not count";
    const auto refused = ConfirmSecondFactor(context(), who, "nonsense", "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "code");
    AddSecondFactor();
    EXPECT_FALSE(OfferSecondFactor(context(), who));
    EXPECT_EQ(Said(RemoveSecondFactor(context(), who, "wrong", "")),
              "unauthorized password: The password is wrong.");
    EXPECT_TRUE(RemoveSecondFactor(context(), who, kPassword, ""));
    EXPECT_EQ(Try(kPassword), "in");
    AddSecondFactor();
    EXPECT_TRUE(RemoveSecondFactorOf(context(), who.user.id, kAdmin, ""));
    EXPECT_EQ(Try(kPassword), "in");
}

TEST_P(LogInTest, SessionsEndByTime) {
    SignIn("ada", kPassword);
    Pass(29 * 60);
    EXPECT_TRUE(CheckSession(context(), cookie()));
    Pass(29 * 60);
    EXPECT_TRUE(CheckSession(context(), cookie()));
    Pass(30 * 60);
    EXPECT_FALSE(CheckSession(context(), cookie())) << "idle";
    SignIn("ada", kPassword);
    for (int i = 0; i < 2; ++i) {
        Pass(14 * 60);
        EXPECT_TRUE(CheckSession(context(), cookie(), SessionUse::kUnattended));
    }
    Pass(3 * 60);
    EXPECT_FALSE(CheckSession(context(), cookie())) << "an open page alone keeps nothing alive";
    SignIn("ada", kPassword);
    for (int i = 0; i < 71; ++i) {
        Pass(10 * 60);
        EXPECT_TRUE(CheckSession(context(), cookie())) << i;
    }
    Pass(10 * 60);
    EXPECT_FALSE(CheckSession(context(), cookie())) << "twelve hours";
    SignIn("ada", kPassword);
    Pass(-3'600);
    EXPECT_FALSE(CheckSession(context(), cookie())) << "a clock set back";
}

TEST_P(LogInTest, SessionsEndByWhatHappensToTheUser) {
    SignedIn who = SignIn("ada", kPassword);
    LogOut(context(), who, "");
    EXPECT_FALSE(CheckSession(context(), cookie()));
    const std::vector<std::function<void()>> kEnds = {
        [&] { ChangeUserOf("ada", [](UserChange& c) { c.role_id = domain::RoleId(7); }); },
        [&] { ChangeUserOf("ada", [](UserChange& c) { c.is_active = false; }); },
        [&] { (void)ResetPassword(context(), who.user.id, kAdmin, ""); },
    };
    for (const auto& end : kEnds) {
        who = SignIn("ada", kPassword);
        const std::string token = TokenFor(kPassword);
        EXPECT_TRUE(CheckAdminToken(context(), token));
        end();
        EXPECT_FALSE(CheckSession(context(), cookie()));
        EXPECT_FALSE(CheckAdminToken(context(), token));
        ChangeUserOf("ada", [](UserChange& c) { c.is_active = true; });
    }
}

TEST_P(LogInTest, ANewPasswordEndsAllButTheNewSession) {
    const SignedIn who = SignIn("ada", kPassword);
    const std::string old_cookie = cookie();
    EXPECT_EQ(Said(ChangePassword(context(), who, kPassword, "short", "")),
              "invalid_input new_password: A password has 10 characters at least.");
    EXPECT_EQ(Said(ChangePassword(context(), who, kPassword, kPassword, "")),
              "invalid_input new_password: The new password is the one in use.");
    EXPECT_EQ(Said(ChangePassword(context(), who, "wrong", "plum tractor violet", "")),
              "unauthorized current_password: The password is wrong.");
    const auto in = ChangePassword(context(), who, kPassword, "plum tractor violet", "");
    ASSERT_TRUE(in) << in.error().Text();
    EXPECT_FALSE(CheckSession(context(), old_cookie));
    EXPECT_TRUE(CheckSession(context(), in->cookie));
    EXPECT_EQ(Try(kPassword), kWrong);
    EXPECT_EQ(Try("plum tractor violet"), "in");
}

TEST_P(LogInTest, AResetPasswordMustBeChanged) {
    const auto who = SignIn("ada", kPassword);
    const auto password = ResetPassword(context(), who.user.id, kAdmin, "");
    ASSERT_TRUE(password);
    EXPECT_EQ(Try(kPassword), kWrong);
    EXPECT_EQ(TokenFor(*password), kSignInIncorrect);
    const SignedIn again = SignIn("ada", *password);
    EXPECT_TRUE(again.user.must_change_password);
    ASSERT_TRUE(ChangePassword(context(), again, *password, "plum tractor violet", ""));
    EXPECT_FALSE(SignIn("ada", "plum tractor violet").user.must_change_password);
}

TEST_P(LogInTest, AdminTokensLiveFourHoursAndAreMany) {
    const std::string one = TokenFor(kPassword);
    ASSERT_EQ(one.size(), 32U) << one;
    const std::string two = TokenFor(kPassword);
    EXPECT_NE(one, two);
    EXPECT_FALSE(CheckSession(context(), one));
    Pass(4 * 3'600 - 1);
    EXPECT_EQ(CheckAdminToken(context(), one)->role.code, "clerk");
    EXPECT_TRUE(CheckAdminToken(context(), two));
    Pass(1);
    EXPECT_FALSE(CheckAdminToken(context(), one));
}

TEST_P(LogInTest, AdminTokensLockAfterSixFailures) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(TokenFor("wrong"), kSignInIncorrect);
        Pass(2);
    }
    EXPECT_EQ(TokenFor(kPassword).size(), 32U) << "five are forgotten";
    for (const std::string& name : {std::string("ada"), std::string("nobody")}) {
        for (int i = 0; i < 6; ++i) {
            EXPECT_EQ(TokenFor("wrong", name), kSignInIncorrect);
            Pass(60);
        }
    }
    EXPECT_EQ(TokenFor(kPassword), kSignInIncorrect);
    Pass(1'800);
    EXPECT_EQ(TokenFor(kPassword).size(), 32U);
}

TEST_P(LogInTest, AdminTokensDoNotGetPastASecondFactor) {
    AddSecondFactor();
    EXPECT_EQ(TokenFor("wrong"), kSignInIncorrect);
    EXPECT_EQ(TokenFor(kPassword), kUseSecondFactor);
}

}  // namespace
}  // namespace orderyard::actions
