// Requests to be done later: stored sealed, found in order, recorded once.
#include <gtest/gtest.h>

#include "ports/bulk_store.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

using ports::LaterBulk;
using ports::LaterOperation;
using ports::LaterState;

class LaterOperationsTest : public DatabaseTest {};
ORDERYARD_ON_BOTH_ENGINES(LaterOperationsTest);

LaterBulk MakeBulk(const std::string& uuid, std::int64_t count) {
    LaterBulk bulk;
    bulk.uuid = uuid;
    bulk.actor = {domain::ActorKind::kApi, "erp"};
    bulk.peer = "192.0.2.7";
    bulk.started_at = base::Instant::FromSeconds(1'700'000'000);
    bulk.operation_count = count;
    return bulk;
}

LaterOperation MakeOperation(std::int64_t position, std::string body) {
    LaterOperation made;
    made.position = position;
    made.method = "POST";
    made.pattern = "/V1/order/{id}/ship";
    made.target = "/rest/V1/order/7/ship";
    made.body = std::move(body);
    return made;
}

TEST_P(LaterOperationsTest, AreDoneInOrderAndOnce) {
    database().Write([](ports::Transaction& tx) {
        tx.bulk().InsertLater(MakeBulk("b-1", 2), {MakeOperation(0, "{}"), MakeOperation(1, "x")});
        LaterOperation rejected = MakeOperation(0, "y");
        rejected.state = LaterState::kRejected;
        rejected.message = "no";
        tx.bulk().InsertLater(MakeBulk("b-2", 1), {rejected});
    });
    LaterOperation first;
    database().Write([&](ports::Transaction& tx) {
        first = tx.bulk().NextLater().value();
        EXPECT_EQ(first.position, 0);
        EXPECT_EQ(first.body, "{}");
        EXPECT_EQ(first.actor.name, "erp");
        EXPECT_EQ(first.peer, "192.0.2.7");
        first.state = LaterState::kDone;
        first.result = "\"3\"";
        tx.bulk().RecordLater(first);
    });
    EXPECT_THROW(database().Write([&](ports::Transaction& tx) { tx.bulk().RecordLater(first); }),
                 ports::VersionConflict);
    database().Write([](ports::Transaction& tx) {
        LaterOperation second = tx.bulk().NextLater().value();
        EXPECT_EQ(second.body, "x");
        second.state = LaterState::kFailed;
        second.error_code = 400;
        second.message = "refused";
        tx.bulk().RecordLater(second);
    });
    database().Read([](ports::Transaction& tx) {
        EXPECT_FALSE(tx.bulk().NextLater());
        const LaterBulk bulk = tx.bulk().FindLater("b-1").value();
        EXPECT_EQ(bulk.operation_count, 2);
        const auto all = tx.bulk().LaterOperations(bulk);
        ASSERT_EQ(all.size(), 2U);
        EXPECT_EQ(all[0].result, "\"3\"");
        EXPECT_EQ(all[1].message, "refused");
        EXPECT_EQ(all[1].state, LaterState::kFailed);
        EXPECT_EQ(tx.bulk().CountLater(), 2);
        EXPECT_EQ(tx.bulk().ListLater(1, 1).at(0).uuid, "b-2");
        EXPECT_EQ(tx.bulk().ListLater(1, 2).at(0).uuid, "b-1");
        EXPECT_FALSE(tx.bulk().FindLater("b-3"));
    });
}

}  // namespace
}  // namespace orderyard::storage
