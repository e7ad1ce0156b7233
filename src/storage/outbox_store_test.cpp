// The outbox: one open message for a key, one message of a subject at a time, taken over in the
// end.
#include "ports/outbox_store.hpp"

#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

using ports::OutboxMessage;
using ports::OutboxState;

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(seconds);
}

class OutboxStoreTest : public DatabaseTest {
  protected:
    static OutboxMessage Message(domain::StoreId store, const std::string& key,
                                 const std::string& subject, std::int64_t not_before = 10) {
        OutboxMessage message;
        message.kind = "look_at_channel_order";
        message.dedupe_key = key;
        message.store_id = store;
        message.subject = subject;
        message.body = "body of " + key;
        message.created_at = At(1);
        message.not_before = At(not_before);
        return message;
    }
    bool Enqueue(const OutboxMessage& message) {
        bool is_new = false;
        InOutbox([&](ports::OutboxStore& outbox) { is_new = outbox.Enqueue(message); });
        return is_new;
    }
    std::vector<OutboxMessage> Claim(const std::string& owner, std::int64_t now, int limit = 50) {
        std::vector<OutboxMessage> claimed;
        InOutbox(
            [&](ports::OutboxStore& outbox) { claimed = outbox.Claim(owner, At(now), limit); });
        return claimed;
    }
    static std::vector<std::string> Keys(const std::vector<OutboxMessage>& messages) {
        std::vector<std::string> keys;
        for (const OutboxMessage& message : messages) {
            keys.push_back(message.dedupe_key);
        }
        return keys;
    }
    template <class Work>
    void InOutbox(const Work& work) {
        database().Write([&](ports::Transaction& transaction) { work(transaction.outbox()); });
    }
};
ORDERYARD_ON_BOTH_ENGINES(OutboxStoreTest);

using KeyList = std::vector<std::string>;

TEST_P(OutboxStoreTest, OneOpenMessageForADedupeKey) {
    const domain::StoreId store = MakeStore();
    EXPECT_TRUE(Enqueue(Message(store, "k", "order 1")));
    EXPECT_FALSE(Enqueue(Message(store, "k", "order 2")));
    const auto claimed = Claim("me", 10);
    ASSERT_EQ(Keys(claimed), KeyList{"k"});
    EXPECT_EQ(claimed[0].kind, "look_at_channel_order");
    EXPECT_EQ(claimed[0].store_id, store);
    EXPECT_EQ(claimed[0].subject, "order 1");
    EXPECT_EQ(claimed[0].body, "body of k");
    EXPECT_EQ(claimed[0].created_at, At(1));
    EXPECT_EQ(claimed[0].state, OutboxState::kSending);
    EXPECT_FALSE(Enqueue(Message(store, "k", "order 1")));
    InOutbox([&](ports::OutboxStore& outbox) {
        outbox.MarkParked(claimed[0].id, "a person must look");
    });
    EXPECT_FALSE(Enqueue(Message(store, "k", "order 1")));
    InOutbox([&](ports::OutboxStore& outbox) { outbox.MarkDone(claimed[0].id); });
    EXPECT_TRUE(Enqueue(Message(store, "k", "order 1")));
    EXPECT_TRUE(Enqueue(Message({}, "without a store", "")));
}

TEST_P(OutboxStoreTest, OneMessageOfASubjectAtATimeInOrder) {
    const domain::StoreId store = MakeStore();
    const domain::StoreId other = MakeStore("other");
    Enqueue(Message(store, "a1", "A", 50));
    Enqueue(Message(store, "a2", "A", 10));
    Enqueue(Message(store, "b1", "B", 20));
    Enqueue(Message(other, "o1", "A", 30));
    EXPECT_EQ(Keys(Claim("me", 40)), (KeyList{"b1", "o1"}));  // a2 waits for a1, which is not due
    const auto first = Claim("me", 60);
    ASSERT_EQ(Keys(first), KeyList{"a1"});
    EXPECT_TRUE(Claim("me", 60).empty());
    InOutbox(
        [&](ports::OutboxStore& outbox) { outbox.MarkRetry(first[0].id, At(90), "timed out"); });
    EXPECT_TRUE(Claim("me", 80).empty());
    const auto again = Claim("me", 90);
    ASSERT_EQ(Keys(again), KeyList{"a1"});
    EXPECT_EQ(again[0].attempts, 1);
    EXPECT_EQ(again[0].error, "timed out");
    InOutbox([&](ports::OutboxStore& outbox) { outbox.MarkDone(again[0].id); });
    EXPECT_EQ(Keys(Claim("me", 90)), KeyList{"a2"});
}

TEST_P(OutboxStoreTest, AParkedMessageLetsTheNextOneGo) {
    const domain::StoreId store = MakeStore();
    Enqueue(Message(store, "a1", "A"));
    Enqueue(Message(store, "a2", "A"));
    const auto first = Claim("me", 10);
    InOutbox([&](ports::OutboxStore& outbox) { outbox.MarkParked(first[0].id, "why"); });
    EXPECT_EQ(Keys(Claim("me", 10)), KeyList{"a2"});
    InOutbox([&](ports::OutboxStore& outbox) {
        const auto parked = outbox.List(OutboxState::kParked, 10);
        ASSERT_EQ(Keys(parked), KeyList{"a1"});
        EXPECT_EQ(parked[0].error, "why");
    });
}

TEST_P(OutboxStoreTest, MessagesWithoutSubjectDoNotWaitForEachOther) {
    const domain::StoreId store = MakeStore();
    Enqueue(Message(store, "x", ""));
    Enqueue(Message(store, "y", ""));
    InOutbox([](ports::OutboxStore& outbox) { EXPECT_EQ(outbox.CountPending(), 2); });
    EXPECT_EQ(Claim("me", 10, 1).size(), 1U);
    EXPECT_EQ(Claim("me", 10).size(), 1U);
    InOutbox([](ports::OutboxStore& outbox) { EXPECT_EQ(outbox.CountPending(), 0); });
}

TEST_P(OutboxStoreTest, MessagesOfAnOwnerThatIsGoneAreTakenOver) {
    const domain::StoreId store = MakeStore();
    Enqueue(Message(store, "a1", "A"));
    EXPECT_EQ(Claim("old", 10).size(), 1U);
    EXPECT_TRUE(Claim("old", 10).empty());
    const auto taken = Claim("new", 10);
    ASSERT_EQ(Keys(taken), KeyList{"a1"});
    EXPECT_TRUE(Claim("new", 10).empty());
}

TEST_P(OutboxStoreTest, PrunesOldDoneMessagesOfOneKind) {
    const domain::StoreId store = MakeStore();
    for (int i = 0; i < 7; ++i) {
        OutboxMessage message = Message(store, std::to_string(i), "");
        message.kind = i == 4 ? "confirm_shipment" : "look_at_channel_order";
        message.created_at = At(i == 3 ? 500 : 1);
        ASSERT_TRUE(Enqueue(message));
    }
    InOutbox([&](ports::OutboxStore& outbox) {
        for (const OutboxMessage& message : outbox.Claim("me", At(10), 50)) {
            if (message.dedupe_key == "5") {
                outbox.MarkParked(message.id, "broken");
            } else if (message.dedupe_key == "6") {
                outbox.MarkRetry(message.id, At(900), "later");
            } else {
                outbox.MarkDone(message.id);
            }
        }
    });
    InOutbox([&](ports::OutboxStore& outbox) {
        EXPECT_EQ(outbox.PruneDone("look_at_channel_order", At(500), 2), 2);
        EXPECT_EQ(outbox.PruneDone("look_at_channel_order", At(500), 2), 1);
        EXPECT_EQ(outbox.PruneDone("look_at_channel_order", At(500), 2), 0);
    });
    InOutbox([&](ports::OutboxStore& outbox) {
        EXPECT_EQ(Keys(outbox.List(OutboxState::kDone, 50)), (KeyList{"3", "4"}));
        EXPECT_EQ(Keys(outbox.List(OutboxState::kParked, 50)), KeyList{"5"});
        EXPECT_EQ(Keys(outbox.List(OutboxState::kPending, 50)), KeyList{"6"});
    });
}

}  // namespace
}  // namespace orderyard::storage
