// Kept answers: found by their caller only, until they expire, and never twice.
#include "ports/idempotency_store.hpp"

#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

class IdempotencyStoreTest : public OrdersTest {
  protected:
    static ports::IdempotentAnswer Answer(const std::string& caller, const std::string& key) {
        return {
            caller, key,    "POST /v1/orders", std::string(64, 'b'), 201, "{\"name\":\"Erika\"}",
            At(0),  At(100)};
    }
    void Put(const ports::IdempotentAnswer& answer) {
        Write([&](ports::Transaction& t) { t.idempotency().Put(answer); });
    }
    std::optional<ports::IdempotentAnswer> Find(const std::string& caller, const std::string& key,
                                                std::int64_t seconds) {
        std::optional<ports::IdempotentAnswer> answer;
        database().Read([&](ports::Transaction& t) {
            answer = t.idempotency().Find(caller, key, At(seconds));
        });
        return answer;
    }
};
ORDERYARD_ON_BOTH_ENGINES(IdempotencyStoreTest);

TEST_P(IdempotencyStoreTest, GivesBackEveryField) {
    const ports::IdempotentAnswer answer = Answer("token:1", "k");
    Put(answer);
    const auto found = Find("token:1", "k", 99);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->caller, "token:1");
    EXPECT_EQ(found->key, "k");
    EXPECT_EQ(found->route, answer.route);
    EXPECT_EQ(found->body_hash, answer.body_hash);
    EXPECT_EQ(found->status, 201);
    EXPECT_EQ(found->body, answer.body);
    EXPECT_EQ(found->created_at, At(0));
    EXPECT_EQ(found->expires_at, At(100));
    EXPECT_FALSE(Find("token:1", "k", 100));
    EXPECT_FALSE(Find("token:2", "k", 1));
    EXPECT_FALSE(Find("token:1", "K", 1));
    const auto connection = Connect();
    sql::Rows rows = connection->Query("SELECT body FROM idempotency_key");
    ASSERT_TRUE(rows.Next());
    EXPECT_EQ(rows.Bytes(0).find("Erika"), std::string::npos);
}

TEST_P(IdempotencyStoreTest, ATakenKeyIsAConflictUntilItExpires) {
    Put(Answer("a", "k"));
    Put(Answer("b", "k"));
    ports::IdempotentAnswer again = Answer("a", "k");
    again.created_at = At(99);
    again.expires_at = At(300);
    again.body = "new";
    EXPECT_THROW(Put(again), ports::VersionConflict);
    EXPECT_NE(Find("a", "k", 1)->body, "new");
    again.created_at = At(100);
    Put(again);
    EXPECT_EQ(Find("a", "k", 200)->body, "new");
}

TEST_P(IdempotencyStoreTest, IsUndoneWithItsTransaction) {
    EXPECT_THROW(Write([&](ports::Transaction& t) {
                     t.idempotency().Put(Answer("a", "k"));
                     throw std::runtime_error("undone");
                 }),
                 std::runtime_error);
    EXPECT_FALSE(Find("a", "k", 1));
}

TEST_P(IdempotencyStoreTest, DeletesExpiredOnesByPortions) {
    for (int i = 0; i < 5; ++i) {
        ports::IdempotentAnswer answer = Answer("a", std::to_string(i));
        answer.expires_at = At(100 + i);
        Put(answer);
    }
    const auto clean_up = [&](std::int64_t seconds, int limit) {
        int count = 0;
        Write([&](ports::Transaction& t) {
            count = t.idempotency().DeleteExpired(At(seconds), limit);
        });
        return count;
    };
    EXPECT_EQ(clean_up(99, 10), 0);
    EXPECT_EQ(clean_up(103, 3), 3);
    EXPECT_FALSE(Find("a", "2", 1));
    EXPECT_TRUE(Find("a", "3", 1));
    EXPECT_EQ(clean_up(103, 3), 1);
    EXPECT_TRUE(Find("a", "4", 1));
}

}  // namespace
}  // namespace orderyard::storage
