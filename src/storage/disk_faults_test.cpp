// A disk that is full or broken: a clear refusal, nothing half written, and what was acknowledged
// stays.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "ports/token_store.hpp"
#include "storage/database_fixture.hpp"
#include "storage/sql/sqlite_connection.hpp"

namespace orderyard::storage {
namespace {

class DiskFaultsTest : public DatabaseTest {
  protected:
    static void AddToken(ports::Transaction& transaction, int number, std::size_t bytes) {
        ports::ApiToken token;
        token.name = std::to_string(number) + std::string(bytes, ' ');
        token.hash = base::Sha256(std::to_string(number));
        transaction.tokens().Insert(token);
    }
};
INSTANTIATE_TEST_SUITE_P(, DiskFaultsTest, testing::Values(TestEngine::kSqlite), TestEngineName);

TEST_P(DiskFaultsTest, AFullDiskIsSaidSoAndPasses) {
    Close();
    sql::SqliteConnection connection(place().File(), sql::SqliteMode::kReadWrite);
    const std::int64_t pages = connection.QueryInt("PRAGMA page_count").value();
    connection.QueryInt("PRAGMA max_page_count = " + std::to_string(pages + 2));
    const std::string bytes(100'000, 'x');
    connection.Begin(true);
    EXPECT_THROW(connection.Exec(
                     "INSERT INTO key_check (id, sealed) VALUES (1, ?) ON CONFLICT (id) DO UPDATE"
                     " SET sealed = excluded.sealed",
                     sql::Bytes{bytes}),
                 sql::StorageFull);
    connection.Rollback();
    connection.QueryInt("PRAGMA max_page_count = 1000000");
    connection.Begin(true);
    connection.Exec("DELETE FROM order_status_state WHERE code = 'fraud'");
    connection.Commit();
}

// In a child process the log cannot grow past a size; writes fail in the middle of a commit.
TEST_P(DiskFaultsTest, AFailingWriteStopsWritingUntilTheNextStart) {
    Close();
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe_ends[0]);
        base::SetUpLog({base::LogLevel::kError, base::LogFormat::kHuman, "/dev/null"});
        auto opened = OpenDatabase(Options());
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{2'000'000, 2'000'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        int acknowledged = 0;
        int refused = 0;
        while (acknowledged < 1'000 && refused < 3) {
            try {
                (*opened)->Write([&](ports::Transaction& transaction) {
                    AddToken(transaction, acknowledged, 20'000);
                });
                ++acknowledged;
            } catch (const ports::DatabaseUnavailable&) {
                ++refused;
            }
        }
        int seen = 0;  // reading goes on
        (*opened)->Read([&](ports::Transaction& transaction) {
            seen = static_cast<int>(transaction.tokens().List().size());
        });
        const int report[] = {acknowledged, refused, seen};
        ::_exit(::write(pipe_ends[1], report, sizeof report) == sizeof report ? 0 : 1);
    }
    ::close(pipe_ends[1]);
    int report[3] = {};
    ASSERT_EQ(::read(pipe_ends[0], report, sizeof report), static_cast<ssize_t>(sizeof report));
    ::close(pipe_ends[0]);
    ::waitpid(child, nullptr, 0);
    EXPECT_GT(report[0], 10);
    EXPECT_EQ(report[1], 3);
    EXPECT_EQ(report[2], report[0]);
    Open();
    std::vector<ports::ApiToken> tokens;
    database().Read([&](ports::Transaction& transaction) { tokens = transaction.tokens().List(); });
    EXPECT_EQ(tokens.size(), static_cast<std::size_t>(report[0]));
    EXPECT_EQ(database().Diagnose(), std::vector<std::string>{});
    database().Write([](ports::Transaction& transaction) { AddToken(transaction, 100'000, 1); });
}

}  // namespace
}  // namespace orderyard::storage
