// Bulk jobs: every item once, counters that follow, and an end when the last is done.
#include "ports/bulk_store.hpp"

#include <atomic>
#include <thread>

#include "storage/order_samples.hpp"

namespace orderyard::storage {
namespace {

using ports::BulkItem;
using ports::BulkItemState;
using ports::BulkJob;

class BulkStoreTest : public OrdersTest {
  protected:
    BulkJob MakeJob(const std::vector<domain::OrderId>& orders) {
        BulkJob job;
        job.verb = "hold";
        job.params = "{\"reason\":\"Erika\"}";
        job.actor = {domain::ActorKind::kUser, "anna"};
        job.created_at = At(1);
        Write([&](ports::Transaction& t) { t.bulk().Insert(job, orders); });
        return job;
    }
    BulkJob Find(ports::BulkJobId id) {
        std::optional<BulkJob> job;
        database().Read([&](ports::Transaction& t) { job = t.bulk().Find(id); });
        return job.value();
    }
    void Record(const BulkJob& job, std::int64_t position, BulkItemState state,
                std::int64_t seconds = 5) {
        const bool has_failed = state == BulkItemState::kFailed;
        const BulkItem item{position,
                            {},
                            state,
                            has_failed ? "on_hold" : "",
                            has_failed ? "The order is on hold." : ""};
        Write([&](ports::Transaction& t) { t.bulk().Record(job.id, item, At(seconds)); });
    }
    std::string Items(const BulkJob& job, std::int64_t after, std::optional<BulkItemState> state,
                      int limit) {
        std::string text;
        database().Read([&](ports::Transaction& t) {
            for (const BulkItem& item : t.bulk().Items(job.id, after, state, limit)) {
                text += std::to_string(item.position) + ":" + std::to_string(item.order_id.value) +
                        item.code + " ";
            }
        });
        return text;
    }
    std::optional<ports::BulkJobId> NextOpen() {
        std::optional<ports::BulkJobId> id;
        database().Read([&](ports::Transaction& t) { id = t.bulk().NextOpen(); });
        return id;
    }
    static std::vector<domain::OrderId> Orders() {
        return {domain::OrderId(70), domain::OrderId(50), domain::OrderId(60)};
    }
};
ORDERYARD_ON_BOTH_ENGINES(BulkStoreTest);

TEST_P(BulkStoreTest, GivesBackEveryField) {
    const BulkJob job = MakeJob(Orders());
    const BulkJob found = Find(job.id);
    EXPECT_EQ(found.verb, "hold");
    EXPECT_EQ(found.params, job.params);
    EXPECT_EQ(found.actor.kind, domain::ActorKind::kUser);
    EXPECT_EQ(found.actor.name, "anna");
    EXPECT_EQ(found.created_at, At(1));
    EXPECT_EQ(found.ended_at, std::nullopt);
    EXPECT_EQ(found.total, 3);
    EXPECT_EQ(found.done + found.failed, 0);
    EXPECT_EQ(Items(job, 0, {}, 10), "1:70 2:50 3:60 ");
    EXPECT_EQ(Items(job, 1, {}, 1), "2:50 ");
    const auto connection = Connect();
    sql::Rows rows = connection->Query("SELECT params FROM bulk_job");
    ASSERT_TRUE(rows.Next());
    EXPECT_EQ(rows.Bytes(0).find("Erika"), std::string::npos);
}

TEST_P(BulkStoreTest, EndsWithItsLastItemAndOpensAgainForRetries) {
    const BulkJob job = MakeJob(Orders());
    const BulkJob next = MakeJob(Orders());
    EXPECT_EQ(NextOpen(), job.id);
    Record(job, 2, BulkItemState::kFailed);
    Record(job, 1, BulkItemState::kDone);
    EXPECT_EQ(Items(job, 0, BulkItemState::kPending, 10), "3:60 ");
    EXPECT_EQ(Items(job, 0, BulkItemState::kFailed, 10), "2:50on_hold ");
    EXPECT_EQ(Find(job.id).ended_at, std::nullopt);
    Record(job, 3, BulkItemState::kDone, 9);
    EXPECT_EQ(Find(job.id).ended_at, At(9));
    EXPECT_EQ(Find(job.id).done, 2);
    EXPECT_EQ(Find(job.id).failed, 1);
    EXPECT_EQ(NextOpen(), next.id);
    Write([&](ports::Transaction& t) {
        EXPECT_EQ(t.bulk().RetryFailed(job.id), 1);
        EXPECT_EQ(t.bulk().RetryFailed(job.id), 0);
    });
    EXPECT_EQ(Find(job.id).ended_at, std::nullopt);
    EXPECT_EQ(Find(job.id).failed, 0);
    EXPECT_EQ(Items(job, 0, BulkItemState::kPending, 10), "2:50 ");
    EXPECT_EQ(NextOpen(), job.id);
    Record(job, 2, BulkItemState::kDone, 11);
    EXPECT_EQ(Find(job.id).ended_at, At(11));
    database().Read([&](ports::Transaction& t) {
        EXPECT_EQ(t.bulk().List(10).size(), 2U);
        EXPECT_EQ(t.bulk().List(1).at(0).id, next.id);
        EXPECT_FALSE(t.bulk().Find(ports::BulkJobId(99'999)));
    });
}

TEST_P(BulkStoreTest, AJobOverNothingHasEnded) {
    const BulkJob job = MakeJob({});
    EXPECT_EQ(Find(job.id).ended_at, At(1));
    EXPECT_EQ(NextOpen(), std::nullopt);
}

TEST_P(BulkStoreTest, RecordsAnItemOnce) {
    const BulkJob job = MakeJob(Orders());
    EXPECT_THROW(Record(job, 1, BulkItemState::kPending), std::logic_error);
    EXPECT_THROW(Record(job, 4, BulkItemState::kDone), ports::VersionConflict);
    std::atomic<int> recorded = 0;
    std::vector<std::thread> workers;
    for (int i = 0; i < 8; ++i) {
        workers.emplace_back([&] {
            try {
                Record(job, 1, BulkItemState::kDone);
                ++recorded;
            } catch (const ports::VersionConflict&) {
            }
        });
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    EXPECT_EQ(recorded, 1);
    EXPECT_EQ(Find(job.id).done, 1);
}

}  // namespace
}  // namespace orderyard::storage
