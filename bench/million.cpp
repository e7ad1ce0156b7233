// Fills a database with very many orders through the store path, and notes how the rate, the memory
// and the file develop on the way. The folder it leaves behind is one `orderyard serve --data-dir`
// can serve.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <limits>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "import_run.hpp"
#include "made_orders.hpp"
#include "measure.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/order_store.hpp"
#include "postgres_floor.hpp"

namespace orderyard::bench {

namespace {

struct Options {
    std::int64_t orders = 1'000'000;
    std::int64_t until = std::numeric_limits<std::int64_t>::max();
    std::int64_t window = 10'000;
    std::uint64_t seed = 1;
    std::filesystem::path data_dir =
        std::filesystem::temp_directory_path() / "oy-bench" / "million";
    std::string postgres;  // URL of an empty database; else SQLite in data_dir
};

double Megabytes(std::uintmax_t bytes) {
    return static_cast<double>(bytes) / 1e6;
}

double FileMegabytes(const std::filesystem::path& file) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    return missing ? 0 : Megabytes(size);
}

// The server's clock while it imports: each page just after its newest change, so that the dates of
// the commerce orders are spread as if they had come in day by day.
base::Instant LastChange(std::vector<MadeOrder>& page) {
    base::Instant last;
    for (const MadeOrder& made : page) {
        last = std::max(last, made.row.version_at);
    }
    for (MadeOrder& made : page) {
        made.row.received_at = last;
        made.row.next_try_at = last;
    }
    return last;
}

int Run(const Options& options) {
    base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
    std::filesystem::create_directories(options.data_dir);
    const auto file = options.data_dir / "orderyard.db";
    auto key = storage::LoadOrMakeMasterKey((options.data_dir / "master.key").string());
    if (!key) {
        throw std::runtime_error(key.error().Text());
    }
    const bool is_sqlite = options.postgres.empty();
    const auto database =
        OpenForBench(is_sqlite ? "sqlite:" + file.string() : options.postgres, *key);
    const auto now = base::Instant::FromSeconds(1'780'000'000);
    const domain::Store store = SetUpSeller(*database, now);
    std::int64_t stored = 0;
    database->Read([&](ports::Transaction& tx) {
        for (const auto& [status, count] : tx.channel_orders().CountByStatus(store.id)) {
            stored += count;
        }
    });
    const int postmaster = is_sqlite ? 0 : PostmasterOf(options.postgres);
    const std::int64_t until = std::min(options.orders, options.until);
    const OrderMill mill(options.seed, options.orders, now);
    Spent total;
    Spent window;
    std::int64_t counted = stored;  // up to the last line printed
    fmt::print("orders\torders/s in window\tCPU us an order\tpeak RSS MB\tfile MB\tlog MB\tload\n");
    for (std::int64_t done = stored; done < until;) {
        std::vector<MadeOrder> page = mill.Make(done, base::limits::kOrdersPerPageMax);
        const base::Instant seen_at = LastChange(page);
        const Stopwatch watch(postmaster);
        ImportPage(*database, store, page, seen_at);
        window += watch.Read();
        done += static_cast<std::int64_t>(page.size());
        if (done % options.window == 0 || done == until) {
            const auto count = static_cast<double>(done - counted);
            counted = done;
            fmt::print("{}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.1f}\n", done,
                       count / window.wall_seconds, window.cpu_seconds / count * 1e6,
                       Megabytes(static_cast<std::uintmax_t>(PeakRssBytes())), FileMegabytes(file),
                       FileMegabytes(file.string() + "-wal"), LoadAverage());
            std::fflush(stdout);
            total += window;
            window = {};
        }
    }
    std::int64_t commerce_orders = 0;
    database->Read([&](ports::Transaction& tx) { commerce_orders = tx.orders().Count(); });
    fmt::print("{} orders in {:.0f} s of storing; {} commerce orders\n",
               std::max<std::int64_t>(until - stored, 0), total.wall_seconds, commerce_orders);
    return 0;
}

}  // namespace

}  // namespace orderyard::bench

int main(int argc, char** argv) {
    orderyard::bench::Options options;
    CLI::App app{"Fills a database with very many generated orders."};
    app.add_option("--orders", options.orders, "how many")->check(CLI::PositiveNumber);
    app.add_option("--until", options.until,
                   "stop there; the next run goes on, as part of the same --orders")
        ->check(CLI::PositiveNumber);
    app.add_option("--window", options.window, "a line each so many orders")
        ->check(CLI::PositiveNumber);
    app.add_option("--seed", options.seed, "the same seed makes the same orders");
    app.add_option("--data-dir", options.data_dir, "for `orderyard serve --data-dir`");
    app.add_option("--postgres", options.postgres, "an empty database there instead of SQLite");
    CLI11_PARSE(app, argc, argv);
    try {
        return orderyard::bench::Run(options);
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << '\n';
        return 1;
    }
}
