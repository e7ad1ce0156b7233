// Who is let in, by a table, and how often a use is remembered.
#include "api/auth.hpp"

#include <gtest/gtest.h>

#include "api/fake_ports.hpp"

namespace orderyard::api {
namespace {

http::Request With(std::string authorization) {
    return MakeRequest(http::Method::kGet, "/", {{"authorization", std::move(authorization)}});
}

struct AuthTest : testing::Test {
    AuthTest() {
        using base::Duration;
        ports::ApiToken expired = MakeToken(2, "expired");
        expired.expires_at = clock.now;
        ports::ApiToken lasting = MakeToken(3, "lasting");
        lasting.expires_at = clock.now + Duration::Micros(1);
        ports::ApiToken revoked = MakeToken(4, "revoked");
        revoked.revoked_at = clock.now - Duration::Days(1);
        database.tokens.tokens = {MakeToken(1, kGoodToken), expired, lasting, revoked};
    }

    FakeClock clock;
    FakeDatabase database;
    TokenGate gate{database, clock};
};

TEST_F(AuthTest, WhoIsLetIn) {
    struct Row {
        std::string authorization;
        std::int64_t token_id;  // 0: nobody
    };
    const Row rows[] = {
        {"Bearer good-token", 1},
        {"bearer good-token", 1},
        {"BEARER good-token", 1},
        {"Bearer lasting", 3},
        {"Bearer expired", 0},
        {"Bearer revoked", 0},
        {"Bearer unknown", 0},
        {"Bearer GOOD-TOKEN", 0},
        {"Bearer good-token extra", 0},
        {"Bearer  good-token", 0},
        {"Bearer", 0},
        {"Bearer ", 0},
        {"good-token", 0},
        {"Basic good-token", 0},
        {"OAuth good-token", 0},
        {"", 0},
        {"Bearer " + std::string(513, 'x'), 0},
    };
    for (const Row& row : rows) {
        const auto token = gate.Admit(With(row.authorization));
        EXPECT_EQ(token ? token->id : 0, row.token_id) << row.authorization;
    }
    EXPECT_FALSE(gate.Admit(MakeRequest(http::Method::kGet, "/"))) << "no header at all";
}

TEST_F(AuthTest, TheUseIsRememberedAtMostOnceAMinute) {
    const http::Request request = With("Bearer good-token");
    gate.Admit(request);
    gate.Admit(request);
    EXPECT_EQ(database.tokens.mark_count, 1);
    EXPECT_EQ(database.tokens.tokens[0].last_used_at, clock.now);
    clock.now = clock.now + base::Duration::Seconds(59);
    gate.Admit(request);
    EXPECT_EQ(database.tokens.mark_count, 1);
    clock.now = clock.now + base::Duration::Seconds(1);
    gate.Admit(request);
    EXPECT_EQ(database.tokens.mark_count, 2);
}

TEST_F(AuthTest, AnUnknownTokenIsNotRemembered) {
    gate.Admit(With("Bearer unknown"));
    gate.Admit(With("Bearer expired"));
    EXPECT_EQ(database.tokens.mark_count, 0);
}

TEST_F(AuthTest, ReadingGoesOnWhileTheDiskIsFull) {
    database.is_full = true;
    EXPECT_TRUE(gate.Admit(With("Bearer good-token")));
}

TEST_F(AuthTest, ARevokedTokenEndsAtOnce) {
    const http::Request request = With("Bearer good-token");
    ASSERT_TRUE(gate.Admit(request));
    database.tokens.tokens[0].revoked_at = clock.now;
    EXPECT_FALSE(gate.Admit(request));
}

}  // namespace
}  // namespace orderyard::api
