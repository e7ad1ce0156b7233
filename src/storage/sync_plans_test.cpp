// Plans of the statements that the sync sends all day: each of them finds its rows by an index,
// whatever the age of the tables. SQLite's planner is asked about the very statements the stores
// send.
#include <sqlite3.h>

#include <algorithm>

#include "storage/database_fixture.hpp"
#include "storage/inbox_store.hpp"
#include "storage/outbox_store.hpp"
#include "storage/quota_store.hpp"
#include "storage/sql/sqlite_connection.hpp"
#include "storage/sync_store.hpp"

namespace orderyard::storage {
namespace {

int KeepStatement(unsigned, void* statements, void* statement, void*) {
    static_cast<std::vector<std::string>*>(statements)
        ->push_back(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
    return 0;
}

std::string PlanOf(sql::Connection& connection, const std::string& sql) {
    std::string plan;
    const auto count = static_cast<std::size_t>(std::count(sql.begin(), sql.end(), '?'));
    const std::vector<sql::Value> values(sql.find("?4") == std::string::npos ? count : 4);
    sql::Rows rows = connection.QueryWith("EXPLAIN QUERY PLAN " + sql, values);
    while (rows.Next()) {
        plan += rows.Text(3) + "\n";
    }
    return plan;
}

// A scan is good over one of the outbox's partial indexes, which hold open messages only.
bool WalksTable(const std::string& plan) {
    const std::size_t scan = plan.find("SCAN");
    return scan != std::string::npos && plan.find("USING INDEX outbox_", scan) == std::string::npos;
}

class SyncPlansTest : public DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(, SyncPlansTest, testing::Values(TestEngine::kSqlite), TestEngineName);

TEST_P(SyncPlansTest, NoStatementWalksATable) {
    const domain::StoreId store = MakeStore();
    Close();
    const Keys keys(std::string(32, 'k'));
    sql::SqliteConnection connection(place().File(), sql::SqliteMode::kReadWrite);
    std::vector<std::string> statements;
    sqlite3_trace_v2(connection.handle(), SQLITE_TRACE_STMT, KeepStatement, &statements);
    connection.Begin(true);
    SqlInboxStore inbox(connection, keys);
    ports::InboxRow row;
    row.store_id = store;
    row.content_hash = std::string(32, 'h');
    inbox.Add(row);
    inbox.Add(row);
    inbox.ClaimDue(store, {}, 50);
    inbox.MarkFailed(ports::InboxId(1), 1, {}, "");
    inbox.MarkPoison(ports::InboxId(1), 1, "");
    inbox.ListPoison(store, 50);
    inbox.Retry(ports::InboxId(1), {});
    inbox.MarkDone(ports::InboxId(1), ports::InboxState::kStale);
    inbox.Counts(store);
    inbox.ListWaiting(store, 50);
    inbox.Find(store, ports::InboxId(1));
    inbox.SkipOld(store, {}, "", 50);
    SqlOutboxStore outbox(connection);
    ports::OutboxMessage message;
    message.kind = "look";
    message.dedupe_key = "key";
    outbox.Enqueue(message);
    outbox.Claim("me", {}, 50);
    outbox.List(ports::OutboxState::kParked, 50);
    outbox.CountPending();
    outbox.MarkDone(ports::OutboxId(1));
    outbox.PruneDone("look", {}, 50);
    SqlSyncStore sync(connection);
    sync.LoadCursor(store, "orders");
    sync.AppendProblem({store, {}, "", 0, "", "", ""});
    sync.Problems(store, 10);
    SqlQuotaStore quotas(connection);
    quotas.LoadForUpdate(store, "searchOrders");
    SqlLeaseStore leases(connection);
    const auto lease = leases.Acquire("sync", "me", 60, {});
    leases.IsHeld(*lease, {});
    leases.Release(*lease);
    connection.Rollback();
    sqlite3_trace_v2(connection.handle(), 0, nullptr, nullptr);

    int explained = 0;
    std::string claim_plan;
    for (const std::string& sql : statements) {
        if (sql.starts_with("BEGIN") || sql.starts_with("ROLLBACK") || sql.starts_with("PRAGMA") ||
            sql.starts_with("--")) {
            continue;
        }
        ++explained;
        const std::string plan = PlanOf(connection, sql);
        if (sql.find("NOT EXISTS") != std::string::npos) {
            claim_plan = plan;
        }
        EXPECT_FALSE(WalksTable(plan)) << sql << "\n" << plan;
        EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << sql << "\n" << plan;
    }
    EXPECT_GE(explained, 20);
    EXPECT_NE(claim_plan.find("SEARCH e USING INDEX outbox_subject (subject=? AND id<?)"),
              std::string::npos)
        << claim_plan;
}

}  // namespace
}  // namespace orderyard::storage
