// What every user of Database relies on: all or nothing, durable, alone in its failure, refused
// when it must be.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <thread>

#include "ports/quota_store.hpp"
#include "ports/sequence_store.hpp"
#include "ports/token_store.hpp"
#include "storage/database_fixture.hpp"

namespace orderyard::storage {
namespace {

class DatabaseContractTest : public DatabaseTest {
  protected:
    static void AddToken(ports::Transaction& transaction, const std::string& name) {
        ports::ApiToken token;
        token.name = name;
        token.hash = base::Sha256(name);
        transaction.tokens().Insert(token);
    }
    std::vector<std::string> TokenNames() {
        std::vector<std::string> names;
        database().Read([&](ports::Transaction& transaction) {
            for (const ports::ApiToken& token : transaction.tokens().List()) {
                names.push_back(token.name);
            }
        });
        return names;
    }
};
ORDERYARD_ON_BOTH_ENGINES(DatabaseContractTest);

using Names = std::vector<std::string>;

TEST_P(DatabaseContractTest, WhatThrowsLeavesNothing) {
    EXPECT_THROW(database().Write([](ports::Transaction& transaction) {
        AddToken(transaction, "a");
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(TokenNames(), Names{});
    database().Write([](ports::Transaction& transaction) { AddToken(transaction, "b"); });
    EXPECT_EQ(TokenNames(), Names{"b"});
}

TEST_P(DatabaseContractTest, APartFailsAlone) {
    database().Write([](ports::Transaction& transaction) {
        AddToken(transaction, "a");
        EXPECT_THROW(transaction.Part([&] {
            AddToken(transaction, "b");
            AddToken(transaction, "a");
        }),
                     ports::VersionConflict);
        transaction.Part([&] { AddToken(transaction, "c"); });
    });
    EXPECT_EQ(TokenNames(), (Names{"a", "c"}));
}

TEST_P(DatabaseContractTest, AConflictRunsTheWorkAgain) {
    int runs = 0;
    database().Write([&](ports::Transaction& transaction) {
        AddToken(transaction, "run" + std::to_string(++runs));
        if (runs < 3) {
            throw ports::VersionConflict("again");
        }
    });
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(TokenNames(), Names{"run3"});
}

TEST_P(DatabaseContractTest, AConflictThatStaysComesOut) {
    int runs = 0;
    EXPECT_THROW(database().Write([&](ports::Transaction&) {
        ++runs;
        throw ports::VersionConflict("always");
    }),
                 ports::VersionConflict);
    EXPECT_GT(runs, 1);
    EXPECT_LT(runs, 20);
}

TEST_P(DatabaseContractTest, ReadsCannotWriteAndSeeASnapshot) {
    EXPECT_THROW(
        database().Read([](ports::Transaction& transaction) { AddToken(transaction, "a"); }),
        std::logic_error);
    database().Read([&](ports::Transaction& transaction) {
        EXPECT_EQ(transaction.tokens().List().size(), 0U);
        std::thread([&] {
            database().Write([](ports::Transaction& other) { AddToken(other, "b"); });
        }).join();
        EXPECT_EQ(transaction.tokens().List().size(), 0U);
    });
    EXPECT_EQ(TokenNames(), Names{"b"});
}

TEST_P(DatabaseContractTest, SequencesAreGaplessUnderConcurrency) {
    constexpr int kThreads = 8;
    constexpr int kEach = 25;
    const domain::StoreViewId view(1);
    std::mutex mutex;
    std::vector<std::int64_t> taken;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < kEach; ++i) {
                std::int64_t number = 0;
                try {
                    database().Write([&](ports::Transaction& transaction) {
                        number = transaction.sequences().Next("order", view);
                        if ((t + i) % 3 == 0) {
                            throw std::runtime_error("undone");
                        }
                    });
                } catch (const std::runtime_error&) {
                    continue;
                }
                const std::lock_guard lock(mutex);
                taken.push_back(number);
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    std::sort(taken.begin(), taken.end());
    for (std::size_t i = 0; i < taken.size(); ++i) {
        ASSERT_EQ(taken[i], static_cast<std::int64_t>(i) + 1);
    }
}

// Many threads at once: those who fail take nobody else down, and whoever got an answer finds it
// kept.
TEST_P(DatabaseContractTest, AFailingWriteOfAGroupFailsAlone) {
    constexpr int kThreads = 16;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 10; ++i) {
                const std::string name = std::to_string(t) + "-" + std::to_string(i);
                try {
                    database().Write([&](ports::Transaction& transaction) {
                        AddToken(transaction, name);
                        if (i % 2 == 1) {
                            throw std::invalid_argument(name);
                        }
                    });
                } catch (const std::invalid_argument& error) {
                    EXPECT_EQ(error.what(), name);
                    ++refused;
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(refused, kThreads * 5);
    const Names names = TokenNames();
    EXPECT_EQ(names.size(), kThreads * 5U);
    for (const std::string& name : names) {
        EXPECT_EQ((name.back() - '0') % 2, 0) << name;
    }
}

// A child process writes and tells each acknowledged write through a pipe until it is killed in the
// middle.
TEST_P(DatabaseContractTest, AcknowledgedWritesSurviveKill) {
    Close();
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe_ends[0]);
        auto opened = OpenDatabase(Options());
        for (int i = 0; opened; ++i) {
            (*opened)->Write(
                [&](ports::Transaction& transaction) { AddToken(transaction, std::to_string(i)); });
            if (::write(pipe_ends[1], &i, sizeof i) != sizeof i) {
                break;
            }
        }
        ::_exit(1);
    }
    ::close(pipe_ends[1]);
    int acknowledged = -1;
    int number = 0;
    while (acknowledged < 50 && ::read(pipe_ends[0], &number, sizeof number) == sizeof number) {
        acknowledged = number;
    }
    ::kill(child, SIGKILL);
    while (::read(pipe_ends[0], &number, sizeof number) == sizeof number) {
        acknowledged = number;
    }
    ::close(pipe_ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_GE(acknowledged, 50);
    Open();
    const Names names = TokenNames();
    ASSERT_GE(names.size(), static_cast<std::size_t>(acknowledged) + 1);
    for (int i = 0; i <= acknowledged; ++i) {
        EXPECT_EQ(names[static_cast<std::size_t>(i)], std::to_string(i));
    }
    EXPECT_EQ(database().Diagnose(), Names{});
}

TEST_P(DatabaseContractTest, AWrongMasterKeyIsRefused) {
    Close();
    DatabaseOptions options = Options();
    options.master_key = std::string(32, 'x');
    const auto opened = OpenDatabase(options);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, base::ErrorCode::kInvalidInput);
    EXPECT_EQ(opened.error().field, "keys.master_key_file");
    Open();  // and nothing was spoiled by it
}

TEST_P(DatabaseContractTest, TheSchemaIsReported) {
    const SchemaState schema = database().Schema();
    EXPECT_EQ(schema.current, schema.newest);
    EXPECT_GE(schema.newest, 2);
    EXPECT_FALSE(database().EngineVersion().empty());
    EXPECT_EQ(database().EngineName(), IsSqlite() ? "sqlite" : "postgresql");
    EXPECT_EQ(database().Diagnose(), Names{});
}

TEST_P(DatabaseContractTest, SqliteHasOneServerAndTools) {
    if (!IsSqlite()) {
        GTEST_SKIP() << "several processes may use PostgreSQL";
    }
    const auto second = OpenDatabase(Options());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, base::ErrorCode::kConflict);

    DatabaseOptions options = Options();
    options.is_server = false;
    {
        const auto tool = OpenDatabase(options);
        ASSERT_TRUE(tool) << tool.error().Text();
        (*tool)->Write(
            [](ports::Transaction& transaction) { AddToken(transaction, "by the tool"); });
    }
    database().Write(
        [](ports::Transaction& transaction) { AddToken(transaction, "by the server"); });
    EXPECT_EQ(TokenNames(), (Names{"by the tool", "by the server"}));
}

// On SQLite the lock proves that the last server is dead; on PostgreSQL others may be alive.
TEST_P(DatabaseContractTest, LeasesOfADeadServerEndWithTheNextOnSqlite) {
    const auto now = base::Instant::FromSeconds(1'700'000'000);
    const auto acquire = [&](OpenedDatabase& by, const std::string& name, const char* owner) {
        std::optional<ports::Lease> lease;
        by.Write([&](ports::Transaction& transaction) {
            lease = transaction.leases().Acquire(name, owner, 60, now);
        });
        return lease;
    };
    const auto dead = acquire(database(), "sync:1", "server-1-a");
    ASSERT_TRUE(dead);
    ASSERT_TRUE(acquire(database(), "sync:2", "cli-a"));
    DatabaseOptions options = Options();
    options.is_server = false;
    {
        const auto tool = OpenDatabase(options);
        ASSERT_TRUE(tool) << tool.error().Text();
        EXPECT_FALSE(acquire(**tool, "sync:1", "cli-b")) << "a tool ends nobody's lease";
    }
    Close();
    {
        const auto tool = OpenDatabase(options);
        ASSERT_TRUE(tool) << tool.error().Text();
        EXPECT_FALSE(acquire(**tool, "sync:1", "cli-b"));
    }
    Open();
    const auto taken = acquire(database(), "sync:1", "server-2-b");
    ASSERT_EQ(taken.has_value(), IsSqlite());
    EXPECT_FALSE(acquire(database(), "sync:2", "server-2-b")) << "the tool may still be at work";
    if (taken) {
        EXPECT_EQ(taken->epoch, dead->epoch + 1);
        database().Read([&](ports::Transaction& transaction) {
            EXPECT_FALSE(transaction.leases().IsHeld(*dead, now)) << "its results are not taken";
        });
    }
}

TEST_P(DatabaseContractTest, ABackupHoldsWhatWasWritten) {
    database().Write([](ports::Transaction& transaction) { AddToken(transaction, "a"); });
    const std::string file = (place().folder() / "copy.db").string();
    if (!IsSqlite()) {
        EXPECT_EQ(database().BackUp(file).error().code, base::ErrorCode::kUnsupported);
        return;
    }
    ASSERT_TRUE(database().BackUp(file));
    EXPECT_EQ(database().BackUp(file).error().code, base::ErrorCode::kConflict);
    database().Write([](ports::Transaction& transaction) { AddToken(transaction, "later"); });
    DatabaseOptions options = Options();
    options.url = "sqlite:" + file;
    EXPECT_EQ(OpenDatabase(options).error().code, base::ErrorCode::kConflict)
        << "a server must not go on with a copy as if nothing had happened since";
    options.is_server = false;
    const auto copy = OpenDatabase(options);
    ASSERT_TRUE(copy) << copy.error().Text();
    Names names;
    (*copy)->Read([&](ports::Transaction& transaction) {
        for (const ports::ApiToken& token : transaction.tokens().List()) {
            names.push_back(token.name);
        }
    });
    EXPECT_EQ(names, Names{"a"});
    EXPECT_EQ((*copy)->Diagnose(), Names{});
}

void EndAllConnections() {
    TestPlace::Administer(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = "
        "current_database() AND application_name = 'orderyard'");
}

TEST_P(DatabaseContractTest, AConnectionClosedByTheServerIsReplaced) {
    if (IsSqlite()) {
        GTEST_SKIP() << "SQLite has no server";
    }
    database().Write([](ports::Transaction& transaction) { AddToken(transaction, "a"); });
    EndAllConnections();
    EXPECT_EQ(TokenNames(), Names{"a"});
    // Between a read, whose end nobody has waited for, and what comes next.
    for (const bool is_write : {false, true}) {
        TokenNames();
        EndAllConnections();
        if (is_write) {
            database().Write([](ports::Transaction& transaction) { AddToken(transaction, "a2"); });
        }
        EXPECT_EQ(TokenNames(), is_write ? (Names{"a", "a2"}) : Names{"a"});
    }
    // In the middle of the work: it runs again on a new connection.
    int runs = 0;
    database().Write([&](ports::Transaction& transaction) {
        AddToken(transaction, "b");
        if (++runs == 1) {
            EndAllConnections();
        }
        AddToken(transaction, "c");
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(TokenNames(), (Names{"a", "a2", "b", "c"}));
}

// The server ends the connection between the look at it and the first answer: nobody notices. Once
// something was shown, another snapshot must not follow it.
TEST_P(DatabaseContractTest, AReadThatHasSeenNothingRunsAgain) {
    if (IsSqlite()) {
        GTEST_SKIP() << "SQLite has no server";
    }
    database().Write([](ports::Transaction& transaction) { AddToken(transaction, "a"); });
    int runs = 0;
    std::size_t count = 0;
    database().Read([&](ports::Transaction& transaction) {
        if (++runs == 1) {
            EndAllConnections();
        }
        count = transaction.tokens().List().size();
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count, 1U);

    runs = 0;
    EXPECT_THROW(database().Read([&](ports::Transaction& transaction) {
        ++runs;
        transaction.tokens().List();
        EndAllConnections();
        transaction.tokens().List();
    }),
                 ports::DatabaseUnavailable);
    EXPECT_EQ(runs, 1) << "it had seen something";

    runs = 0;
    EXPECT_THROW(database().Read([&](ports::Transaction& transaction) {
        ++runs;
        EndAllConnections();
        transaction.tokens().List();
    }),
                 ports::DatabaseUnavailable);
    EXPECT_EQ(runs, 2) << "once, not for ever";
    EXPECT_EQ(TokenNames(), Names{"a"});
}

TEST(OpenDatabase, RefusesWhatCannotWork) {
    DatabaseOptions options;
    options.master_key = std::string(32, 'k');
    for (const char* url : {"", "sqlite:", "mysql://x", "/plain/path"}) {
        options.url = url;
        const auto opened = OpenDatabase(options);
        ASSERT_FALSE(opened) << url;
        EXPECT_EQ(opened.error().code, base::ErrorCode::kInvalidInput) << url;
    }
    options.url = "sqlite:/nonexistent-folder/file.db";
    EXPECT_EQ(OpenDatabase(options).error().code, base::ErrorCode::kUnavailable);
    options.url = "postgresql://user:CANARY@127.0.0.1:1/none";
    const auto unreachable = OpenDatabase(options);
    ASSERT_FALSE(unreachable);
    EXPECT_EQ(unreachable.error().code, base::ErrorCode::kUnavailable);
    EXPECT_EQ(unreachable.error().message.find("CANARY"), std::string::npos);
    options.master_key = "short";
    EXPECT_EQ(OpenDatabase(options).error().field, "master_key");
}

TEST(OpenDatabase, LeavesForeignFilesAlone) {
    const TestPlace place(TestEngine::kSqlite);
    DatabaseOptions options;
    options.url = place.Url();
    options.master_key = std::string(32, 'k');
    std::ofstream(place.File())
        << "this is no database at all, it is a letter to a friend ..........";
    EXPECT_EQ(OpenDatabase(options).error().code, base::ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace orderyard::storage
