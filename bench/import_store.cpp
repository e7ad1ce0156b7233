// How fast the store path imports orders, against a floor program that writes the same rows into
// the same schema. Both run in turns, so that a noisy machine is noisy for both.
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "import_run.hpp"
#include "made_orders.hpp"
#include "measure.hpp"
#include "postgres_floor.hpp"
#include "sqlite_floor.hpp"

namespace orderyard::bench {

namespace {

constexpr int kOrdersPerCommit = base::limits::kInboxBatchRowsMax;

struct Options {
    std::int64_t orders = 10'000;
    int rounds = 3;
    std::uint64_t seed = 1;
    std::string engines = "sqlite,postgres";
    std::string postgres;  // URL of a server
    std::filesystem::path folder = std::filesystem::temp_directory_path();
    bool only_store = false;  // for a profiler
    std::string catalog_file;
};

struct Round {
    Spent store;
    Spent floor;
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
};

class Bench {
  public:
    explicit Bench(const Options& options)
        : options_(options),
          now_(base::Instant::FromSeconds(1'780'000'000)),
          orders_(OrderMill(options.seed, options.orders, now_).Make(0, options.orders)),
          key_(32, 'b') {}

    Round RunSqlite() {
        const auto folder = options_.folder / ("oy-bench-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder);
        const std::string imported = (folder / "imported.db").string();
        const std::string floor = (folder / "floor.db").string();
        Round round;
        round.store = Import("sqlite:" + imported, 0);
        if (!options_.only_store) {
            const SqliteRows rows = ReadSqliteRows(imported);
            Prepare("sqlite:" + floor);
            round.floor = WriteSqliteRows(floor, rows, kOrdersPerCommit);
            round.rows = rows.row_count;
            round.bytes = rows.byte_count;
            ExpectSameCounts(CountSqliteRows(imported), CountSqliteRows(floor));
        }
        std::filesystem::remove_all(folder);
        return round;
    }

    Round RunPostgres() {
        const int postmaster = PostmasterOf(options_.postgres);
        const PostgresPlace imported(options_.postgres, "oy_bench_" + base::RandomToken(8));
        const PostgresPlace floor(options_.postgres, "oy_bench_" + base::RandomToken(8));
        Round round;
        Checkpoint(options_.postgres);
        round.store = Import(imported.Url(), postmaster);
        if (!options_.only_store) {
            const PostgresRows rows = ReadPostgresRows(imported.Url());
            Prepare(floor.Url());
            Checkpoint(options_.postgres);
            round.floor = WritePostgresRows(floor.Url(), rows, kOrdersPerCommit, postmaster);
            round.rows = rows.row_count;
            round.bytes = rows.byte_count;
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

struct Rates {
    double orders_per_second, cpu_micros, server_cpu_micros;
};

Rates RatesOf(const Spent& spent, std::int64_t orders) {
    const auto count = static_cast<double>(orders);
    return {count / spent.wall_seconds, spent.cpu_seconds / count * 1e6,
            spent.server_cpu_seconds / count * 1e6};
}

// "store 1588 orders/s, 586 us CPU (server 0)"
std::string Line(std::string_view side, const Rates& rates) {
    return fmt::format("{} {:>5.0f} orders/s, {:>4.0f} us CPU (server {:.0f})", side,
                       rates.orders_per_second, rates.cpu_micros, rates.server_cpu_micros);
}

void PrintRound(std::string_view engine, std::int64_t orders, const Round& round) {
    fmt::print("{:<8} {} | {} | load {:.1f}\n", engine, Line("store", RatesOf(round.store, orders)),
               Line("floor", RatesOf(round.floor, orders)), LoadAverage());
    std::fflush(stdout);
}

Rates MedianRates(const std::vector<Round>& rounds, Spent Round::*side, std::int64_t orders) {
    std::vector<double> speeds, cpu, server;
    for (const Round& round : rounds) {
        const Rates rates = RatesOf(round.*side, orders);
        speeds.push_back(rates.orders_per_second);
        cpu.push_back(rates.cpu_micros);
        server.push_back(rates.server_cpu_micros);
    }
    return {Median(speeds), Median(cpu), Median(server)};
}

void PrintMedians(std::string_view engine, std::int64_t orders, const std::vector<Round>& rounds) {
    const Rates store = MedianRates(rounds, &Round::store, orders);
    const Rates floor = MedianRates(rounds, &Round::floor, orders);
    const auto count = static_cast<double>(orders);
    fmt::print("{:<8} medians: {} | {}; {:.1f} rows and {:.0f} bytes an order\n", engine,
               Line("store", store), Line("floor", floor),
               static_cast<double>(rounds.front().rows) / count,
               static_cast<double>(rounds.front().bytes) / count);
    fmt::print("{:<8} ratio store/floor: {:.2f} of the orders/s, {:.2f} by CPU\n", engine,
               store.orders_per_second / floor.orders_per_second,
               floor.cpu_micros / store.cpu_micros);
}

int Run(const Options& options) {
    base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
    Bench bench(options);
    bench.DescribeOrders();
    const bool has_sqlite = options.engines.find("sqlite") != std::string::npos;
    const bool has_postgres =
        options.engines.find("postgres") != std::string::npos && !options.postgres.empty();
    std::vector<Round> sqlite, postgres;
    for (int i = 0; i < options.rounds; ++i) {
        if (has_sqlite) {
            sqlite.push_back(bench.RunSqlite());
            PrintRound("sqlite", options.orders, sqlite.back());
        }
        if (has_postgres) {
            postgres.push_back(bench.RunPostgres());
            PrintRound("postgres", options.orders, postgres.back());
        }
    }
    if (has_sqlite) {
        PrintMedians("sqlite", options.orders, sqlite);
        fmt::print("sqlite   {}\n", sqlite3_libversion());
    }
    if (has_postgres) {
        PrintMedians("postgres", options.orders, postgres);
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
    app.add_option("--orders", options.orders, "how many")->check(CLI::PositiveNumber);
    app.add_option("--rounds", options.rounds, "store and floor in turns")
        ->check(CLI::PositiveNumber);
    app.add_option("--seed", options.seed, "the same seed makes the same orders");
    app.add_option("--engines", options.engines, "sqlite,postgres");
    app.add_option("--postgres", options.postgres,
                   "postgresql://... of a server that may be filled");
    app.add_option("--folder", options.folder, "where SQLite files go for a while");
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
