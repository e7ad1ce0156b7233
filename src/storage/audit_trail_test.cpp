// The audit trail: search, and that no change of a row goes unseen.
#include <sqlite3.h>

#include <thread>

#include "ports/access_store.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

base::Instant At(std::int64_t seconds) {
    return base::Instant::FromSeconds(1'700'000'000 + seconds);
}

class AuditTrailTest : public DatabaseTest {
  protected:
    void Append(const std::string& event, const std::string& subject, const std::string& after) {
        database().Write([&](ports::Transaction& tx) {
            tx.access().AppendAudit({0,
                                     At(1),
                                     {domain::ActorKind::kUser, "ada"},
                                     "127.0.0.1",
                                     event,
                                     subject,
                                     "",
                                     after,
                                     ""});
        });
    }
    std::optional<std::int64_t> Verify() {
        std::optional<std::int64_t> bad;
        database().Read([&](ports::Transaction& tx) { bad = tx.access().VerifyAudit(); });
        return bad;
    }
    std::vector<ports::AuditEntry> Search(const ports::AuditQuery& query) {
        std::vector<ports::AuditEntry> entries;
        database().Read([&](ports::Transaction& tx) { entries = tx.access().SearchAudit(query); });
        return entries;
    }
    // As somebody with the database in his hands.
    void Tamper(const std::string& sql) {
        if (IsSqlite()) {
            sqlite3* handle = nullptr;
            ASSERT_EQ(sqlite3_open(place().File().c_str(), &handle), SQLITE_OK);
            sqlite3_busy_timeout(handle, 5'000);
            char* error = nullptr;
            const std::string all =
                "DROP TRIGGER IF EXISTS audit_entry_kept; "
                "DROP TRIGGER IF EXISTS audit_entry_fixed; " +
                sql;
            EXPECT_EQ(sqlite3_exec(handle, all.c_str(), nullptr, nullptr, &error), SQLITE_OK)
                << error;
            sqlite3_close(handle);
        } else {
            TestPlace::Administer("SET search_path = " + Schema() +
                                  "; SET session_replication_role = replica; " + sql);
        }
    }
    std::string Schema() const {
        const std::string url = place().Url();
        return url.substr(url.rfind("%3D") + 3);
    }
};
ORDERYARD_ON_BOTH_ENGINES(AuditTrailTest);

TEST_P(AuditTrailTest, IsSearchedNewestFirst) {
    EXPECT_EQ(Verify(), std::nullopt);
    Append("order_shipped", "order 1", "a");
    Append("order_held", "order 2", "b");
    Append("order_held", "order 1", "c");
    const auto all = Search({});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].id, 3);
    EXPECT_EQ(all[0].after, "c");
    EXPECT_EQ(all[2].chain.size(), 64U);
    EXPECT_EQ(Search({"order 1", "", "", 0, 100}).size(), 2U);
    EXPECT_EQ(Search({"order 1", "ada", "order_held", 0, 100}).size(), 1U);
    EXPECT_EQ(Search({"", "bob", "", 0, 100}).size(), 0U);
    EXPECT_EQ(Search({"", "", "", 3, 1}).at(0).id, 2);
    EXPECT_EQ(Verify(), std::nullopt);
}

TEST_P(AuditTrailTest, KeepsWhatDatabasesRefuseOut) {
    Append("login_failed", std::string("user \xFF\0x", 8), std::string(100'000, 'x'));
    const auto entry = Search({}).at(0);
    EXPECT_EQ(entry.after.size(), base::limits::kLongTextBytesMax);
    EXPECT_EQ(Verify(), std::nullopt);
}

TEST_P(AuditTrailTest, ShowsEveryKindOfTampering) {
    for (int i = 1; i <= 6; ++i) {
        Append("event", "order " + std::to_string(i), "v");
    }
    const std::pair<const char*, std::int64_t> kTable[] = {
        {"UPDATE audit_entry SET became = 'w' WHERE id = 3", 3},
        {"UPDATE audit_entry SET became = 'v' WHERE id = 3; "
         "UPDATE audit_entry SET at = at + 1 WHERE id = 2",
         2},
        {"UPDATE audit_entry SET at = at - 1 WHERE id = 2; "
         "UPDATE audit_entry SET actor_kind = 'nobody' WHERE id = 4",
         4},
        {"UPDATE audit_entry SET actor_kind = 'user' WHERE id = 4; "
         "UPDATE audit_entry SET chain = (SELECT chain FROM audit_entry WHERE id = 4) WHERE id = 5",
         5},
        {"UPDATE audit_entry SET id = 100 WHERE id = 4; UPDATE audit_entry SET id = 4 WHERE id = 5;"
         "UPDATE audit_entry SET id = 5 WHERE id = 100",
         4},
        {"DELETE FROM audit_entry WHERE id = 6", 4},
        {"DELETE FROM audit_entry WHERE id = 2", 2},
        {"DELETE FROM audit_entry", 1},
        {"UPDATE audit_head SET last_id = 0, chain = ''; INSERT INTO audit_entry VALUES "
         "(1, 0, 'user', 'x', '', 'e', 's', '', '', "
         "'0000000000000000000000000000000000000000000000000000000000000000')",
         1},
    };
    for (const auto& [sql, first_bad] : kTable) {
        Tamper(sql);
        EXPECT_EQ(Verify(), first_bad) << sql;
    }
}

TEST_P(AuditTrailTest, ShowsACutTail) {
    for (int i = 1; i <= 3; ++i) {
        Append("event", "order " + std::to_string(i), "v");
    }
    Tamper("DELETE FROM audit_entry WHERE id = 3");
    EXPECT_EQ(Verify(), 3);
}

TEST_P(AuditTrailTest, DoesNotForkWhenManyAppend) {
    std::vector<std::thread> crowd;
    for (int i = 0; i < 5; ++i) {
        crowd.emplace_back([&] {
            for (int j = 0; j < 6; ++j) {
                Append("event", "order", "v");
            }
        });
    }
    for (std::thread& thread : crowd) {
        thread.join();
    }
    EXPECT_EQ(Search({}).size(), 30U);
    EXPECT_EQ(Verify(), std::nullopt);
}

// An entry of a transaction that is undone was never there.
TEST_P(AuditTrailTest, FollowsTheTransaction) {
    Append("event", "order 1", "v");
    EXPECT_THROW(database().Write([&](ports::Transaction& tx) {
        tx.access().AppendAudit({0, At(2), {}, "", "undone", "order 2", "", "", ""});
        throw std::runtime_error("undone");
    }),
                 std::runtime_error);
    Append("event", "order 3", "v");
    EXPECT_EQ(Search({}).size(), 2U);
    EXPECT_EQ(Verify(), std::nullopt);
}

// Entries of one transaction follow each other; of a part that is undone there is none between.
TEST_P(AuditTrailTest, ForgetsAPartThatIsUndone) {
    const auto append = [](ports::Transaction& tx, const std::string& subject) {
        tx.access().AppendAudit({0, At(2), {}, "", "event", subject, "", "", ""});
    };
    database().Write([&](ports::Transaction& tx) {
        append(tx, "order 1");
        append(tx, "order 2");
        EXPECT_THROW(tx.Part([&] {
            append(tx, "undone");
            throw std::runtime_error("undone");
        }),
                     std::runtime_error);
        append(tx, "order 3");
        tx.Part([&] { append(tx, "order 4"); });
        append(tx, "order 5");
    });
    EXPECT_EQ(Search({}).size(), 5U);
    EXPECT_EQ(Verify(), std::nullopt);
}

}  // namespace
}  // namespace orderyard::storage
