// What the channel has to be told: each command once, each order's commands one after the other,
// and a state that only moves from where it is thought to be.
#include "storage/follow_up_store.hpp"

#include <atomic>
#include <thread>

#include "storage/document_samples.hpp"
#include "storage/sql/error.hpp"

namespace orderyard::storage {
namespace {

using domain::FollowUp;
using domain::FollowUpKind;
using domain::FollowUpState;
using State = domain::FollowUpState;

class FollowUpStoreTest : public DocumentsTest {
  protected:
    void SetUp() override {
        DocumentsTest::SetUp();
        if (!IsSkipped()) {
            store_ = MakeStore();
            order_ = PaidOrder("100");
        }
    }
    FollowUp Cancel(const domain::Order& order, const std::string& key,
                    State state = State::kQueued) const {
        FollowUp message;
        message.kind = FollowUpKind::kCancelOrder;
        message.order_id = order.id;
        message.store_id = store_;
        message.channel_number = "303-1";
        message.reason = "no_inventory";
        message.dedupe_key = key;
        message.state = state;
        message.created_at = At(1);
        message.not_before = At(10);
        message.due_at = At(1'000);
        return message;
    }
    bool InsertOne(FollowUp& message) {
        bool is_new = false;
        Write([&](ports::Transaction& t) { is_new = t.follow_ups().Insert(message); });
        return is_new;
    }
    bool Move(FollowUp& message, State from, State to) {
        message.state = to;
        bool is_moved = false;
        Write([&](ports::Transaction& t) { is_moved = t.follow_ups().Move(message, from); });
        return is_moved;
    }
    std::optional<FollowUp> Find(domain::FollowUpId id) {
        std::optional<FollowUp> found;
        database().Read([&](ports::Transaction& t) { found = t.follow_ups().Find(id); });
        return found;
    }
    std::string Keys(const std::vector<FollowUp>& messages) {
        std::string keys;
        for (const FollowUp& message : messages) {
            keys += (keys.empty() ? "" : " ") + message.dedupe_key;
        }
        return keys;
    }
    std::string Due(std::int64_t seconds, int limit = 10) {
        std::string keys;
        database().Read([&](ports::Transaction& t) {
            keys = Keys(t.follow_ups().Due(store_, At(seconds), limit));
        });
        return keys;
    }
    std::optional<base::Instant> NextDue() {
        std::optional<base::Instant> next;
        database().Read([&](ports::Transaction& t) { next = t.follow_ups().NextDue(store_); });
        return next;
    }
    std::string Search(const ports::FollowUpQuery& query) {
        std::string keys;
        database().Read([&](ports::Transaction& t) { keys = Keys(t.follow_ups().Search(query)); });
        return keys;
    }
    domain::StoreId store_;
    domain::Order order_;
};
ORDERYARD_ON_BOTH_ENGINES(FollowUpStoreTest);

TEST_P(FollowUpStoreTest, GivesBackEveryField) {
    domain::Shipment shipment = SomeShipment(order_, "S1");
    InsertDocument(shipment);
    domain::CreditMemo memo = SomeCreditMemo(order_, "C1", 100);
    InsertDocument(memo);
    FollowUp confirm = Cancel(order_, "shipment/1/0", State::kAccepted);
    confirm.kind = FollowUpKind::kConfirmShipment;
    confirm.package_id = shipment.packages[1].id;
    confirm.reason.clear();
    confirm.attempts = 3;
    confirm.looks = 2;
    confirm.sent_at = At(4);
    confirm.ended_at = At(5);
    confirm.body = "{\"a\":\"b\"}";
    confirm.answer_status = 204;
    confirm.request_id = "req";
    confirm.feed_reference = "7";
    confirm.error = "why";
    confirm.next = "looks again";
    FollowUp lines = Cancel(order_, "cancel/1/1");
    lines.kind = FollowUpKind::kCancelLines;
    lines.pieces = {{"item-1", 2}, {"item-2", 1}};
    FollowUp refund = Cancel(order_, "refund/1");
    refund.kind = FollowUpKind::kRefund;
    refund.credit_memo_id = memo.id;
    for (FollowUp* message : {&confirm, &lines, &refund}) {
        EXPECT_TRUE(InsertOne(*message));
        EXPECT_EQ(Find(message->id), *message);
    }
    EXPECT_EQ(confirm.seq, 1);
    EXPECT_EQ(refund.seq, 3);
    EXPECT_EQ(Find(domain::FollowUpId(99'999)), std::nullopt);
    database().Read([&](ports::Transaction& t) {
        EXPECT_EQ(t.follow_ups().ForOrder(order_.id), (std::vector{confirm, lines, refund}));
        EXPECT_TRUE(t.follow_ups().ForOrder(domain::OrderId(99'999)).empty());
    });
}

TEST_P(FollowUpStoreTest, AFileOfAnInvoiceHoldsUpNothingAndWaitsForTheOthers) {
    domain::InvoiceId invoice;
    database().Read([&](ports::Transaction& t) {
        domain::OrderFile file;
        file.order = order_;
        t.documents().LoadFor(file);
        invoice = file.invoices.front().id;
    });
    FollowUp upload = Cancel(order_, "bill/invoice/1/1");
    upload.kind = FollowUpKind::kUploadVatInvoice;
    upload.reason.clear();
    upload.invoice_id = invoice;
    FollowUp cancel = Cancel(order_, "cancel/1/1");
    FollowUp later = upload;
    later.dedupe_key = "bill/invoice/1/2";
    EXPECT_TRUE(InsertOne(upload));
    EXPECT_EQ(Find(upload.id), upload);
    EXPECT_TRUE(InsertOne(cancel));
    EXPECT_TRUE(InsertOne(later));
    EXPECT_EQ(Due(1000), upload.dedupe_key + " " + cancel.dedupe_key) << "the later one waits";
}

TEST_P(FollowUpStoreTest, TakesACommandOnce) {
    FollowUp first = Cancel(order_, "cancel/1/1");
    EXPECT_TRUE(InsertOne(first));
    FollowUp again = Cancel(order_, "cancel/1/1");
    again.channel_number = "changed";
    EXPECT_FALSE(InsertOne(again));
    EXPECT_FALSE(again.id.IsSet());
    EXPECT_EQ(Find(first.id), first);
    FollowUp second = Cancel(order_, "cancel/1/2");
    EXPECT_TRUE(InsertOne(second));
    EXPECT_EQ(second.seq, 2);
    domain::Order other = PaidOrder("200");
    FollowUp elsewhere = Cancel(other, "cancel/2/1");
    EXPECT_TRUE(InsertOne(elsewhere));
    EXPECT_EQ(elsewhere.seq, 1);
}

TEST_P(FollowUpStoreTest, MovesOnlyFromTheStoredStateAndByTheRules) {
    FollowUp message = Cancel(order_, "cancel/1/1");
    InsertOne(message);
    message.attempts = 1;
    message.sent_at = At(11);
    message.body = "body";
    message.not_before = At(12);
    message.due_at = At(13);
    message.error = "e";
    message.next = "n";
    EXPECT_FALSE(Move(message, State::kWaiting, State::kWithdrawn));  // it is queued
    EXPECT_TRUE(Move(message, State::kQueued, State::kSending));
    EXPECT_EQ(Find(message.id), message);
    EXPECT_FALSE(Move(message, State::kQueued, State::kSending));   // somebody was faster
    EXPECT_FALSE(Move(message, State::kSending, State::kWaiting));  // against the rules
    EXPECT_FALSE(Move(message, State::kSending, State::kWithdrawn));
    EXPECT_TRUE(Move(message, State::kSending, State::kUnknown));
    message.looks = 1;
    EXPECT_TRUE(Move(message, State::kUnknown, State::kUnknown));
    EXPECT_EQ(Find(message.id)->looks, 1);
    message.ended_at = At(14);
    EXPECT_TRUE(Move(message, State::kUnknown, State::kSeen));
    EXPECT_FALSE(Move(message, State::kSeen, State::kQueued));
    FollowUp nobody = message;
    nobody.id = domain::FollowUpId(99'999);
    EXPECT_FALSE(Move(nobody, State::kQueued, State::kSending));
}

TEST_P(FollowUpStoreTest, OneSenderWinsARace) {
    FollowUp message = Cancel(order_, "cancel/1/1");
    InsertOne(message);
    std::atomic<int> winners = 0;
    std::vector<std::thread> senders;
    for (int i = 0; i < 8; ++i) {
        senders.emplace_back([&] {
            FollowUp mine = message;
            winners += Move(mine, State::kQueued, State::kSending);
        });
    }
    for (std::thread& sender : senders) {
        sender.join();
    }
    EXPECT_EQ(winners, 1);
}

TEST_P(FollowUpStoreTest, InsertersOfOneOrderGetNumbersOneAfterTheOther) {
    std::vector<std::thread> inserters;
    for (int i = 0; i < 8; ++i) {
        inserters.emplace_back([&, i] {
            FollowUp message = Cancel(order_, "cancel/1/" + std::to_string(i));
            for (int attempt = 0; attempt < 5; ++attempt) {
                try {
                    InsertOne(message);
                    return;
                } catch (const ports::VersionConflict&) {
                }
            }
            ADD_FAILURE() << "conflicts without end";
        });
    }
    for (std::thread& inserter : inserters) {
        inserter.join();
    }
    EXPECT_EQ(Connect()->QueryInt("SELECT max(seq) FROM follow_up"), 8);
    EXPECT_EQ(Connect()->QueryInt("SELECT count(*) FROM follow_up"), 8);
}

TEST_P(FollowUpStoreTest, DueIsTheFirstOpenOneOfEachOrderByDeadline) {
    domain::Order second = PaidOrder("200");
    domain::Order third = PaidOrder("300");
    FollowUp a1 = Cancel(order_, "a1", State::kAccepted);
    a1.not_before = At(50);
    FollowUp a2 = Cancel(order_, "a2");
    FollowUp b1 = Cancel(second, "b1", State::kWaiting);
    FollowUp b2 = Cancel(second, "b2", State::kRejected);
    FollowUp b3 = Cancel(second, "b3");
    b3.due_at = At(900);
    FollowUp b4 = Cancel(second, "b4");
    FollowUp c1 = Cancel(third, "c1", State::kUnknown);
    c1.not_before = At(20);
    c1.due_at = At(950);
    for (FollowUp* message : {&a1, &a2, &b1, &b2, &b3, &b4, &c1}) {
        InsertOne(*message);
    }
    EXPECT_EQ(Due(9), "");
    EXPECT_EQ(NextDue(), At(10));
    EXPECT_EQ(Due(10), "b3");  // a2 stands behind a1, which is not due
    EXPECT_EQ(Due(20), "b3 c1");
    EXPECT_EQ(Due(50), "b3 c1 a1");
    EXPECT_EQ(Due(50, 2), "b3 c1");
    EXPECT_TRUE(Move(b3, State::kQueued, State::kSending));
    EXPECT_EQ(Due(50), "c1 a1");  // on its way: nothing else of this order
    EXPECT_EQ(NextDue(), At(20));
    EXPECT_TRUE(Move(a1, State::kAccepted, State::kParked));
    EXPECT_EQ(Due(50), "c1");  // a person has to decide first
    EXPECT_TRUE(Move(a1, State::kParked, State::kWithdrawn));
    EXPECT_EQ(Due(50), "c1 a2");
    database().Read([&](ports::Transaction& t) {
        EXPECT_EQ(Keys(t.follow_ups().Sending(store_)), "b3");
        EXPECT_TRUE(t.follow_ups().Due(domain::StoreId(99), At(50), 10).empty());
        EXPECT_EQ(t.follow_ups().NextDue(domain::StoreId(99)), std::nullopt);
    });
}

TEST_P(FollowUpStoreTest, SearchesNewestFirstAndCounts) {
    domain::Order second = PaidOrder("200");
    FollowUp a1 = Cancel(order_, "a1", State::kSeen);
    FollowUp a2 = Cancel(order_, "a2");
    FollowUp b1 = Cancel(second, "b1");
    for (FollowUp* message : {&a1, &a2, &b1}) {
        InsertOne(*message);
    }
    EXPECT_EQ(Search({}), "b1 a2 a1");
    EXPECT_EQ(Search({store_, {}, {}, 0, 2}), "b1 a2");
    EXPECT_EQ(Search({store_, {}, {}, a2.id.value, 2}), "a1");
    EXPECT_EQ(Search({{}, order_.id, {}, 0, 50}), "a2 a1");
    EXPECT_EQ(Search({store_, {}, {State::kSeen, State::kParked}, 0, 50}), "a1");
    EXPECT_EQ(Search({domain::StoreId(99), {}, {}, 0, 50}), "");
    database().Read([&](ports::Transaction& t) {
        const std::vector<std::pair<State, std::int64_t>> counts = {{State::kQueued, 2},
                                                                    {State::kSeen, 1}};
        EXPECT_EQ(t.follow_ups().Count(store_), counts);
        EXPECT_TRUE(t.follow_ups().Count(domain::StoreId(99)).empty());
    });
}

TEST_P(FollowUpStoreTest, NothingIsEverDeleted) {
    FollowUp message = Cancel(order_, "a1", State::kSeen);
    InsertOne(message);
    EXPECT_THROW(Connect()->Exec("DELETE FROM follow_up"), sql::SqlError);
    EXPECT_EQ(Find(message.id), message);
}

class FeedJobsTest : public OrdersTest {
  protected:
    static ports::FeedJob Job(domain::StoreId store) {
        ports::FeedJob job;
        job.store_id = store;
        job.type = "JSON_LISTINGS_FEED";
        job.marketplace_id = "A1";
        job.state = "built";
        job.document_id = "D";
        job.feed_id = "F";
        job.result_document_id = "R";
        job.content = std::string("<a>Erika\0</a>", 13);
        job.content_hash = std::string(64, 'a');
        job.messages = {domain::FollowUpId(7), domain::FollowUpId(3)};
        job.attempts = 1;
        job.looks = 2;
        job.created_at = At(1);
        job.not_before = At(2);
        job.error = "e";
        return job;
    }
    static void ExpectSame(const ports::FeedJob& a, const ports::FeedJob& b) {
        EXPECT_EQ(a.id, b.id);
        EXPECT_EQ(a.store_id, b.store_id);
        EXPECT_EQ(a.type, b.type);
        EXPECT_EQ(a.marketplace_id, b.marketplace_id);
        EXPECT_EQ(a.state, b.state);
        EXPECT_EQ(a.document_id, b.document_id);
        EXPECT_EQ(a.feed_id, b.feed_id);
        EXPECT_EQ(a.result_document_id, b.result_document_id);
        EXPECT_EQ(a.content, b.content);
        EXPECT_EQ(a.content_hash, b.content_hash);
        EXPECT_EQ(a.messages, b.messages);
        EXPECT_EQ(a.attempts, b.attempts);
        EXPECT_EQ(a.looks, b.looks);
        EXPECT_EQ(a.created_at, b.created_at);
        EXPECT_EQ(a.submitted_at, b.submitted_at);
        EXPECT_EQ(a.not_before, b.not_before);
        EXPECT_EQ(a.error, b.error);
        EXPECT_EQ(a.result, b.result);
    }
};
ORDERYARD_ON_BOTH_ENGINES(FeedJobsTest);

TEST_P(FeedJobsTest, GoesItsWay) {
    const domain::StoreId store = MakeStore();
    ports::FeedJob job = Job(store);
    ports::FeedJob empty = Job(store);
    empty.messages.clear();
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.follow_ups().LastFeedAt(store, job.type), std::nullopt);
        t.follow_ups().InsertFeed(job);
        t.follow_ups().InsertFeed(empty);
        ExpectSame(*t.follow_ups().FindFeed(job.id), job);
        ExpectSame(*t.follow_ups().FindFeed(empty.id), empty);
        EXPECT_FALSE(t.follow_ups().FindFeed(99'999));
        EXPECT_EQ(t.follow_ups().OpenFeeds(store).size(), 2U);
    });
    job.state = "submitted";
    job.submitted_at = At(33);
    job.not_before = At(34);
    job.document_id = "D2";
    job.feed_id = "F2";
    job.result_document_id = "R2";
    job.attempts = job.looks = 9;
    job.error = "";
    job.result = "the report";
    Write([&](ports::Transaction& t) {
        EXPECT_FALSE(t.follow_ups().SaveFeed(job, "uploaded"));
        EXPECT_TRUE(t.follow_ups().SaveFeed(job, "built"));
        EXPECT_FALSE(t.follow_ups().SaveFeed(job, "built"));
        ExpectSame(*t.follow_ups().FindFeed(job.id), job);
        EXPECT_EQ(t.follow_ups().LastFeedAt(store, job.type), At(33));
        EXPECT_EQ(t.follow_ups().LastFeedAt(store, "OTHER"), std::nullopt);
        job.state = "parsed";
        EXPECT_TRUE(t.follow_ups().SaveFeed(job, "submitted"));
        empty.state = "parked";
        EXPECT_TRUE(t.follow_ups().SaveFeed(empty, "built"));
        EXPECT_TRUE(t.follow_ups().OpenFeeds(store).empty());
    });
    const auto connection = Connect();
    sql::Rows rows = connection->Query("SELECT content, result FROM feed_job WHERE id = ?", job.id);
    ASSERT_TRUE(rows.Next());
    EXPECT_EQ(rows.Bytes(0).find("Erika"), std::string::npos);
    EXPECT_EQ(rows.Bytes(1).find("report"), std::string::npos);
}

}  // namespace
}  // namespace orderyard::storage
