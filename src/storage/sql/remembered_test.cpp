// What a connection remembers is what the database would answer, whoever writes in between.
#include "storage/sql/remembered.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include "ports/database.hpp"
#include "storage/database_fixture.hpp"
#include "storage/sql/postgres_connection.hpp"
#include "storage/sql/sqlite_connection.hpp"

namespace orderyard::storage::sql {
namespace {

struct PartId {
    std::int64_t value = 0;
};
struct Part {
    PartId id;
    std::int64_t count = 0;
};
struct KnownParts : KnownRows<Part> {};

class RememberedTest : public testing::TestWithParam<TestEngine> {
  protected:
    void SetUp() override {
        if (!TestPlace::IsAvailable(GetParam())) {
            GTEST_SKIP() << "ORDERYARD_TEST_POSTGRES is not set: no PostgreSQL to test on";
        }
        place_ = std::make_unique<TestPlace>(GetParam());
        writer_ = Connect(SqliteMode::kReadWrite);
        writer_->ExecScript(GetParam() == TestEngine::kSqlite
                                ? "CREATE TABLE part (id INTEGER PRIMARY KEY, n INTEGER) STRICT"
                                : "CREATE TABLE part (id BIGINT PRIMARY KEY, n BIGINT)");
        Write("INSERT INTO part(id, n) VALUES (1, 10), (2, 20), (3, 30), (4, 40), (5, 50)");
        reader_ = ConnectAndRead(nullptr);
    }
    std::unique_ptr<Connection> Connect(SqliteMode mode,
                                        const std::shared_ptr<Shared>& shared = nullptr) {
        if (GetParam() == TestEngine::kSqlite) {
            return std::make_unique<SqliteConnection>(place_->File(), mode, shared);
        }
        return std::make_unique<PostgresConnection>(place_->Url(), shared);
    }
    // SQLite tells the state of the log from the second read on.
    std::unique_ptr<Connection> ConnectAndRead(const std::shared_ptr<Shared>& shared) {
        auto connection = Connect(SqliteMode::kReadOnly, shared);
        connection->Begin(false);
        connection->Commit();
        return connection;
    }
    void Write(const std::string& sql) {
        writer_->Begin(true);
        writer_->Exec(sql);
        writer_->Commit();
    }
    // In a transaction of the reader.
    template <class Work>
    void Read(const Work& work) {
        reader_->Begin(false);
        work();
        reader_->Commit();
    }
    static void AddSum(Assembly& sql) { sql.Add("SELECT CAST(sum(n) AS BIGINT) FROM part"); }
    // As remembered, and how often it was asked for.
    std::int64_t Sum() {
        Assembly sql;
        AddSum(sql);
        return Remembered(*reader_, sql.Fingerprint(),
                          [&] {
                              ++asked_;
                              return std::vector{sql.QueryInt(*reader_)};
                          })
            ->front();
    }

    std::unique_ptr<TestPlace> place_;
    std::unique_ptr<Connection> writer_, reader_;
    int asked_ = 0;
};
ORDERYARD_ON_BOTH_ENGINES(RememberedTest);

TEST_P(RememberedTest, IsAskedAnewAfterACommitAndOnlyThen) {
    Read([&] {
        EXPECT_EQ(Sum(), 150);
        EXPECT_EQ(Sum(), 150);
    });
    Read([&] { EXPECT_EQ(Sum(), 150); });
    EXPECT_EQ(asked_, 1);

    writer_->Begin(true);
    writer_->Exec("UPDATE part SET n = 11 WHERE id = 1");
    Read([&] { EXPECT_EQ(Sum(), 150) << "not committed yet"; });
    const int asked_while_open = asked_;
    writer_->Commit();
    Read([&] { EXPECT_EQ(Sum(), 151); });
    EXPECT_EQ(asked_, asked_while_open + 1);

    writer_->Begin(true);
    writer_->Exec("UPDATE part SET n = 12 WHERE id = 1");
    writer_->Rollback();
    Read([&] { EXPECT_EQ(Sum(), 151); });
}

// A transaction that began before a commit goes on seeing what it saw, and leaves nothing of it to
// the next.
TEST_P(RememberedTest, BelongsToWhatTheTransactionSees) {
    reader_->Begin(false);
    EXPECT_EQ(Sum(), 150);
    Write("UPDATE part SET n = 11 WHERE id = 1");
    EXPECT_EQ(Sum(), 150);
    Assembly fresh;
    AddSum(fresh);
    EXPECT_EQ(fresh.QueryInt(*reader_), 150);
    reader_->Commit();
    Read([&] { EXPECT_EQ(Sum(), 151); });
}

TEST_P(RememberedTest, NothingIsRememberedOfAWriteOrOutsideOfTransactions) {
    EXPECT_EQ(reader_->WhileUnchanged<KnownParts>(), nullptr);
    Read([&] { EXPECT_NE(reader_->WhileUnchanged<KnownParts>(), nullptr); });
    EXPECT_EQ(reader_->WhileUnchanged<KnownParts>(), nullptr);
    reader_->Begin(false);
    reader_->Rollback();
    EXPECT_EQ(reader_->WhileUnchanged<KnownParts>(), nullptr);
    writer_->Begin(true);
    EXPECT_EQ(writer_->WhileUnchanged<KnownParts>(), nullptr);
    writer_->Rollback();
}

TEST_P(RememberedTest, ConnectionsRememberTogether) {
    const auto shared = std::make_shared<Shared>();
    reader_ = ConnectAndRead(shared);
    Read([&] { EXPECT_EQ(Sum(), 150); });
    reader_ = ConnectAndRead(shared);
    Read([&] { EXPECT_EQ(Sum(), 150); });
    EXPECT_EQ(asked_, 1);
    Write("UPDATE part SET n = 11 WHERE id = 1");
    Read([&] { EXPECT_EQ(Sum(), 151); });
    // Nobody else's.
    reader_ = ConnectAndRead(nullptr);
    Read([&] { EXPECT_EQ(Sum(), 151); });
    EXPECT_EQ(asked_, 3);
}

TEST_P(RememberedTest, ConnectionsThatRememberTogetherKnowTheirOwnStates) {
    const auto shared = std::make_shared<Shared>();
    const auto early = ConnectAndRead(shared);
    const auto late = ConnectAndRead(shared);
    const auto sum_of = [&](Connection& connection) {
        Assembly sql;
        AddSum(sql);
        return RememberedInt(connection, sql);
    };
    early->Begin(false);
    EXPECT_EQ(sum_of(*early), 150);
    Write("UPDATE part SET n = 11 WHERE id = 1");
    late->Begin(false);
    EXPECT_EQ(sum_of(*late), 151);
    EXPECT_EQ(sum_of(*early), 150) << "it began before";
    early->Commit();
    late->Commit();
}

// What depends on a part of the data alone outlives commits that leave that part as it is.
TEST_P(RememberedTest, APartOfTheDataHasStatesOfItsOwn) {
    int asked = 0;
    const auto get = [&](const std::string& state) {
        std::int64_t number = 0;
        Read([&] {
            number = RememberedIn(*reader_, state, "q", [&] {
                         return std::vector<std::int64_t>{++asked};
                     })->front();
        });
        return number;
    };
    EXPECT_EQ(get("names 1"), 1);
    Write("UPDATE part SET n = 11 WHERE id = 1");
    EXPECT_EQ(get("names 1"), 1);
    EXPECT_EQ(get("names 2"), 2);
    EXPECT_EQ(get("names 1"), 1) << "another reader may still see that";
}

// The name of such a state is in the data, the same for all.
TEST_P(RememberedTest, APartOfTheDataIsRememberedTogether) {
    const auto shared = std::make_shared<Shared>();
    int asked = 0;
    for (int i = 0; i < 2; ++i) {
        reader_ = Connect(SqliteMode::kReadOnly, shared);
        Read([&] {
            EXPECT_EQ(RememberedIn(*reader_, "names 1", "q",
                                   [&] { return std::vector<std::int64_t>{++asked}; })
                          ->front(),
                      1);
        });
    }
}

TEST_P(RememberedTest, IntsAreOfAllRowsAndColumns) {
    Assembly all;
    all.Add("SELECT id, n FROM part WHERE id < ? ORDER BY id", 3);
    Assembly none;
    none.Add("SELECT id, n FROM part WHERE id < ? ORDER BY id", 1);
    Read([&] {
        EXPECT_EQ(*RememberedInts(*reader_, all, 2), (std::vector<std::int64_t>{1, 10, 2, 20}));
        EXPECT_TRUE(RememberedInts(*reader_, none, 2)->empty());
        EXPECT_EQ(RememberedInt(*reader_, none), 0);
        EXPECT_EQ(RememberedInt(*reader_, none), 0);
    });
    EXPECT_EQ(*RememberedInts(*writer_, all, 2), (std::vector<std::int64_t>{1, 10, 2, 20}));
}

TEST_P(RememberedTest, RowsAreReadOnceAndStandInTheOrderAskedFor) {
    const ByKeys statement("SELECT id, n FROM part WHERE id");
    int read = 0;
    const auto parts_of = [&](const std::vector<std::int64_t>& wanted) {
        std::vector<PartId> ids;
        for (const std::int64_t id : wanted) {
            ids.push_back({id});
        }
        std::string text;
        const auto parts =
            ReadRemembered<KnownParts>(*reader_, statement, ids, [&](const Rows& rows) {
                ++read;
                return Part{{rows.Int(0)}, rows.Int(1)};
            });
        for (const Part& part : parts) {
            text += std::to_string(part.id.value) + "=" + std::to_string(part.count) + " ";
        }
        return text;
    };
    Read([&] { EXPECT_EQ(parts_of({3, 1}), "3=30 1=10 "); });
    EXPECT_EQ(read, 2);
    Read([&] { EXPECT_EQ(parts_of({5, 1, 99, 3, 2}), "5=50 1=10 3=30 2=20 "); });
    EXPECT_EQ(read, 4);
    Read([&] { EXPECT_EQ(parts_of({}), ""); });
    Write("UPDATE part SET n = 11 WHERE id = 1");
    Read([&] { EXPECT_EQ(parts_of({1, 3}), "1=11 3=30 "); });
    EXPECT_EQ(read, 6);
    // More than are kept: all of them are answered nevertheless.
    Write("DELETE FROM part");
    for (int i = 1; i <= 5; ++i) {
        Write("INSERT INTO part(id, n) SELECT id + " + std::to_string(i * 500) +
              ", 7 FROM (SELECT 1 AS id UNION SELECT 2 UNION SELECT 3) AS v");
    }
    std::vector<std::int64_t> all;
    for (std::int64_t id = 1; id <= 2'600; ++id) {
        all.push_back(id);
    }
    Read([&] {
        const std::string text = parts_of(all);
        EXPECT_EQ(std::count(text.begin(), text.end(), '='), 15);
        EXPECT_EQ(parts_of(all), text);
    });
}

// Writers add to rows, some undone; readers that remember together hold that against what each
// sees.
TEST_P(RememberedTest, IsNeverOldWhileOthersWrite) {
    std::atomic<bool> is_over{false};
    std::array<std::thread, 2> writers;
    for (std::thread& thread : writers) {
        thread = std::thread([&, connection = Connect(SqliteMode::kReadWrite)] {
            for (int i = 0; !is_over; ++i) {
                try {
                    connection->Begin(true);
                    connection->Exec("UPDATE part SET n = n + 1 WHERE id = ?", i % 5 + 1);
                    i % 3 == 0 ? connection->Rollback() : connection->Commit();
                } catch (const ports::VersionConflict&) {
                    connection->Rollback();
                }
                std::this_thread::sleep_for(std::chrono::microseconds(i % 7 * 100));
            }
        });
    }
    const auto shared = std::make_shared<Shared>();
    reader_ = ConnectAndRead(shared);
    std::unique_ptr<Connection> other = ConnectAndRead(shared);
    std::int64_t last = 0;
    int remembered = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while ((asked_ < 100 || remembered < 100) && std::chrono::steady_clock::now() < end) {
        Read([&] {
            const int asked_before = asked_;
            const std::int64_t sum = Sum();
            Assembly fresh;
            AddSum(fresh);
            EXPECT_EQ(sum, fresh.QueryInt(*reader_)) << "read after " << last;
            EXPECT_GE(sum, last);
            last = sum;
            remembered += asked_ == asked_before ? 1 : 0;
        });
        std::swap(reader_, other);
        if (testing::Test::HasFailure()) {
            break;
        }
    }
    is_over = true;
    for (std::thread& thread : writers) {
        thread.join();
    }
    EXPECT_GE(asked_, 100) << "nobody wrote";
    EXPECT_GE(remembered, 100) << "nothing was remembered";
}

}  // namespace
}  // namespace orderyard::storage::sql
