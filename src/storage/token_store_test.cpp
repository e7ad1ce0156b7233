// API tokens: found by hash, used, revoked once.
#include "ports/token_store.hpp"

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(seconds);
}

class TokenStoreTest : public DatabaseTest {};
ORDERYARD_ON_BOTH_ENGINES(TokenStoreTest);

TEST_P(TokenStoreTest, IsFoundUsedAndRevokedOnce) {
    ports::ApiToken token;
    token.name = "erp";
    token.hash = base::Sha256("secret");
    token.created_at = At(1);
    token.expires_at = At(9);
    database().Write([&](ports::Transaction& transaction) { transaction.tokens().Insert(token); });
    EXPECT_GT(token.id, 0);
    ports::ApiToken same = token;
    EXPECT_THROW(database().Write(
                     [&](ports::Transaction& transaction) { transaction.tokens().Insert(same); }),
                 ports::VersionConflict);
    database().Write([&](ports::Transaction& transaction) {
        ports::TokenStore& tokens = transaction.tokens();
        EXPECT_FALSE(tokens.FindByHash(base::Sha256("guess")));
        tokens.MarkUsed(token.id, At(2));
        EXPECT_TRUE(tokens.Revoke(token.id, At(3)));
        EXPECT_FALSE(tokens.Revoke(token.id, At(4)));
        EXPECT_FALSE(tokens.Revoke(token.id + 1, At(4)));
        const auto found = tokens.FindByHash(token.hash);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, token.id);
        EXPECT_EQ(found->name, "erp");
        EXPECT_EQ(found->hash, token.hash);
        EXPECT_EQ(found->created_at, At(1));
        EXPECT_EQ(found->expires_at, At(9));
        EXPECT_EQ(found->last_used_at, At(2));
        EXPECT_EQ(found->revoked_at, At(3));
        EXPECT_EQ(tokens.List().size(), 1U);
    });
}

}  // namespace
}  // namespace orderyard::storage
