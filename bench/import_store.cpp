// How fast the store path imports orders, against a floor program that writes the same rows into
// the same schema. Both run in turns, so that a noisy machine is noisy for both.
#include <fmt/format.h>
#include <sqlite3.h>
#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "import_run.hpp"
#include "made_orders.hpp"
#include "postgres_floor.hpp"
#include "rounds.hpp"
#include "sqlite_floor.hpp"

namespace orderyard::bench {

namespace {

constexpr int kOrdersPerCommit = base::limits::kInboxBatchRowsMax;

struct Options : RoundOptions {
    bool only_store = false;  // for a profiler
    std::string catalog_file;
};

class Bench {
  public:
    explicit Bench(const Options& options)
        : options_(options),
          now_(base::Instant::FromSeconds(1'780'000'000)),
          orders_(OrderMill(options.seed, options.orders, now_).Make(0, options.orders)),
          key_(32, 'b') {}

    Round RunSqlite() {
        const FolderOfOurOwn folder(options_.folder);
        const std::string imported = folder.File("imported.db");
        const std::string floor = folder.File("floor.db");
        Round round;
        round.ours = Import("sqlite:" + imported, 0);
        if (!options_.only_store) {
            const SqliteRows rows = ReadSqliteRows(imported, GroupBy::kChannelOrder);
            Prepare("sqlite:" + floor);
            round.floor = WriteSqliteRows(floor, rows, kOrdersPerCommit);
            round.rows = rows.row_count;
            ExpectSameCounts(CountSqliteRows(imported), CountSqliteRows(floor));
        }
        return round;
    }

    Round RunPostgres() {
        const int postmaster = PostmasterOf(options_.postgres);
        const PostgresPlace imported(options_.postgres, "oy_bench_" + base::RandomToken(8));
        const PostgresPlace floor(options_.postgres, "oy_bench_" + base::RandomToken(8));
        Round round;
        Checkpoint(options_.postgres);
        round.ours = Import(imported.Url(), postmaster);
        if (!options_.only_store) {
            const PostgresRows rows = ReadPostgresRows(imported.Url(), GroupBy::kChannelOrder);
            Prepare(floor.Url());
            Checkpoint(options_.postgres);
            round.floor = WritePostgresRows(floor.Url(), rows, kOrdersPerCommit, postmaster);
            round.rows = rows.row_count;
            ExpectSameCounts(CountPostgresRows(imported.Url()), CountPostgresRows(floor.Url()));
        }
        return round;
    }

    void DescribeOrders() const {
        std::int64_t lines = 0;
        std::int64_t by_merchant = 0;
        std::int64_t payload = 0;
        for (const MadeOrder& made : orders_) {
            lines += static_cast<std::int64_t>(made.order.items.size());
            by_merchant += made.order.fulfilled_by == domain::FulfilledBy::kMerchant ? 1 : 0;
            payload += static_cast<std::int64_t>(made.row.payload.size());
        }
        const auto count = static_cast<double>(orders_.size());
        fmt::print("{} orders, {:.2f} lines each, {:.0f} % by the merchant, payload {:.0f} bytes\n",
                   orders_.size(), static_cast<double>(lines) / count,
                   100 * static_cast<double>(by_merchant) / count,
                   static_cast<double>(payload) / count);
    }

  private:
    Spent Import(const std::string& url, int postmaster) {
        const auto database = OpenForBench(url, key_);
        const domain::Store store = SetUpSeller(*database, now_);
        const Stopwatch watch(postmaster);
        const std::span<MadeOrder> all(orders_);
        for (std::size_t first = 0; first < all.size(); first += base::limits::kOrdersPerPageMax) {
            const auto count =
                std::min<std::size_t>(base::limits::kOrdersPerPageMax, all.size() - first);
            ImportPage(*database, store, all.subspan(first, count), now_);
        }
        return watch.Read();
    }

    void Prepare(const std::string& url) {
        const auto database = OpenForBench(url, key_);
        SetUpSeller(*database, now_);
    }

    const Options& options_;
    base::Instant now_;
    std::vector<MadeOrder> orders_;
    std::string key_;
};

int Run(const Options& options) {
    base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
    Bench bench(options);
    bench.DescribeOrders();
    std::vector<Round> sqlite, postgres;
    for (int i = 0; i < options.rounds; ++i) {
        if (options.HasSqlite()) {
            sqlite.push_back(bench.RunSqlite());
            PrintRound("sqlite", "orders", options.orders, sqlite.back());
        }
        if (options.HasPostgres()) {
            postgres.push_back(bench.RunPostgres());
            PrintRound("postgres", "orders", options.orders, postgres.back());
        }
    }
    if (options.HasSqlite()) {
        PrintMedians("sqlite", "orders", options.orders, sqlite);
        fmt::print("sqlite   {}\n", sqlite3_libversion());
    }
    if (options.HasPostgres()) {
        PrintMedians("postgres", "orders", options.orders, postgres);
        fmt::print("postgres {}\n", PostgresVersion(options.postgres));
    }
    return 0;
}

}  // namespace

}  // namespace orderyard::bench

int main(int argc, char** argv) {
    orderyard::bench::Options options;
    CLI::App app{
        "Imports generated orders through the store path, and writes the same rows with raw "
        "statements."};
    AddOptions(app, options);
    app.add_flag("--only-store", options.only_store, "no floor: for a profiler");
    app.add_option("--write-catalog", options.catalog_file,
                   "write the products of the orders there, and no more");
    CLI11_PARSE(app, argc, argv);
    try {
        if (!options.catalog_file.empty()) {
            std::ofstream(options.catalog_file) << orderyard::bench::MadeCatalog();
            return 0;
        }
        return orderyard::bench::Run(options);
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << '\n';
        return 1;
    }
}
