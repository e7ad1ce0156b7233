// Idempotency-Key, and bulk jobs: what is asked twice is done once.
#include <thread>

#include "actions/run_bulk.hpp"
#include "api/v1/orders/bulk.hpp"
#include "api/v1/orders/process_fixture.hpp"

namespace orderyard::api {
namespace {

class RepeatTest : public ProcessTest {
  protected:
    http::Response Keyed(const std::string& key, const std::string& path, const std::string& body,
                         const std::string& who = "erp") {
        return Call(http::Method::kPost, path, body, {{"Idempotency-Key", key}}, who);
    }
    int Comments() {
        int count = 0;
        const auto page = Get(Path());
        for (const auto& entry : page.at("history").as_array()) {
            count += entry.at("comment") == "hello" ? 1 : 0;
        }
        return count;
    }
    std::int64_t RunBulk(bool is_mine = true, int orders_max = 1'000) {
        actions::BulkHelp help;
        help.read_verb = v1::ReadBulkVerb;
        help.should_stop = [orders_max]() mutable { return orders_max-- <= 0; };
        help.is_mine = [is_mine](ports::Transaction&) { return is_mine; };
        return actions::RunBulk(database(), clock, help);
    }
    std::string Ids(const std::vector<domain::Order>& orders) {
        std::string text;
        for (const auto& each : orders) {
            text += (text.empty() ? "" : ",") + std::to_string(each.id.value);
        }
        return text;
    }
};
ORDERYARD_ON_BOTH_ENGINES(RepeatTest);

TEST_P(RepeatTest, TheSameKeyIsTheSameAnswer) {
    const std::string hello = R"({"comment":"hello"})";
    const http::Response first = Keyed("k-1", Path("/comments"), hello);
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(HeaderOf(first, "Idempotency-Replayed"), "");
    const http::Response again = Keyed("k-1", Path("/comments"), hello);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(HeaderOf(again, "Idempotency-Replayed"), "true");
    EXPECT_EQ(Comments(), 1);

    const domain::Order second = Place("302-2222222-2222222");
    for (const http::Response& other : {Keyed("k-1", Path("/comments"), R"({"comment":"hello "})"),
                                        Keyed("k-1", PathOf(second) + "/comments", hello)}) {
        EXPECT_EQ(other.status, 422);
        EXPECT_EQ(boost::json::parse(other.body).at("field").as_string(), "Idempotency-Key");
    }
    Keyed("k-2", Path("/comments"), hello);
    Keyed("k-1", Path("/comments"), hello, "shop");
    EXPECT_EQ(Comments(), 3) << "another key, and another caller's key";
}

TEST_P(RepeatTest, ARefusalIsNotKept) {
    EXPECT_EQ(Keyed("k-1", Path("/unhold"), "").status, 409);
    Post(Path("/hold"), "", 200);
    EXPECT_EQ(Keyed("k-1", Path("/unhold"), "").status, 200);
    EXPECT_EQ(HeaderOf(Keyed("k-1", Path("/unhold"), ""), "Idempotency-Replayed"), "true");
}

TEST_P(RepeatTest, KeysEndAfterAWeek) {
    Keyed("k-1", Path("/comments"), R"({"comment":"hello"})");
    clock.now = clock.now + base::Duration::Days(7) - base::Duration::Seconds(1);
    Keyed("k-1", Path("/comments"), R"({"comment":"hello"})");
    EXPECT_EQ(Comments(), 1);
    clock.now = clock.now + base::Duration::Seconds(2);
    Keyed("k-1", Path("/comments"), R"({"comment":"hello"})");
    EXPECT_EQ(Comments(), 2);
}

TEST_P(RepeatTest, BadKeys) {
    for (const std::string& key : {std::string(), std::string("a b"), std::string("a\x01"),
                                   std::string("\xc3\xa4"), std::string(256, 'x')}) {
        const http::Response response = Keyed(key, Path("/hold"), "");
        EXPECT_EQ(response.status, 400) << key;
        EXPECT_EQ(boost::json::parse(response.body).at("field").as_string(), "Idempotency-Key");
    }
    EXPECT_EQ(Keyed(std::string(255, '~'), Path("/hold"), "").status, 200);
}

TEST_P(RepeatTest, ManyAtOnceAreOne) {
    std::atomic<int> done = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            done += Keyed("k-1", Path("/hold"), R"({"reason":"x"})").status == 200 ? 1 : 0;
        });
    }
    threads.clear();
    EXPECT_EQ(done, 8) << "those who come late get the answer of the first";
    EXPECT_EQ(Get(Path()).at("version").as_int64(), order.version + 1);
}

TEST_P(RepeatTest, BulkJobsTellEachResult) {
    const domain::Order other = Place("302-2222222-2222222");
    Post(PathOf(other) + "/hold", "", 200);
    const auto job = Post("/bulk",
                          R"({"verb":"hold","orders":[)" + Ids({other, order, order}) +
                              R"(],"params":{"reason":"stock count"}})",
                          202);
    EXPECT_EQ(job.at("total").as_int64(), 2) << "each order once";
    const std::string path = "/bulk/" + std::to_string(job.at("id").as_int64());
    EXPECT_EQ(Get(path).at("pending").as_int64(), 2);
    EXPECT_EQ(RunBulk(false), 0) << "somebody else's";
    EXPECT_EQ(RunBulk(true, 2), 1) << "stopped after the first";
    EXPECT_EQ(RunBulk(), 1) << "it goes on where it stopped";
    EXPECT_EQ(RunBulk(), 0);
    const auto ended = Get(path);
    EXPECT_EQ(ended.at("state").as_string(), "ended");
    EXPECT_EQ(ended.at("done").as_int64(), 1);
    EXPECT_EQ(ended.at("failed").as_int64(), 1);
    const auto failed = Get(path + "/items?state=failed");
    ASSERT_EQ(failed.at("items").as_array().size(), 1u);
    EXPECT_EQ(failed.at("items").at(0).at("order_id").as_int64(), other.id.value);
    EXPECT_EQ(failed.at("items").at(0).at("code").as_string(), "on_hold");
    EXPECT_EQ(Get(Path()).at("hold").at("reason").as_string(), "stock count");

    Post(PathOf(other) + "/unhold", "", 200);
    EXPECT_EQ(Post(path + "/retry", "", 202).at("pending").as_int64(), 1);
    EXPECT_EQ(RunBulk(), 1);
    EXPECT_EQ(Get(path).at("done").as_int64(), 2);
    EXPECT_EQ(StateOf(other), "holded");
}

TEST_P(RepeatTest, ABulkSelectionIsFrozen) {
    const auto job = Post("/bulk",
                          R"({"verb":"ship","filter":{"store":"acme"},"params":)"
                          R"({"track":{"carrier_code":"ups","number":"1"}}})",
                          202);
    EXPECT_EQ(job.at("total").as_int64(), 1);
    const domain::Order late = Place("302-2222222-2222222");
    RunBulk();
    EXPECT_EQ(Get(Path()).at("shipments").as_array().size(), 1u);
    EXPECT_TRUE(Get(PathOf(late)).at("shipments").as_array().empty());
    EXPECT_EQ(Get("/bulk").at("items").as_array().size(), 1u);
}

TEST_P(RepeatTest, AnUnknownVerbOfAStoredJobFailsItsItems) {
    database().Write([&](ports::Transaction& tx) {
        ports::BulkJob job;
        job.verb = "dance";
        job.params = "{}";
        job.created_at = clock.now;
        tx.bulk().Insert(job, {order.id});
    });
    EXPECT_EQ(RunBulk(), 1);
    EXPECT_EQ(Get("/bulk").at("items").at(0).at("failed").as_int64(), 1);
}

}  // namespace
}  // namespace orderyard::api
