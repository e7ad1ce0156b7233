// Fills a database with very many orders through the store path, and notes how the rate, the memory
// and the file develop on the way. The folder it leaves behind is one `orderyard serve --data-dir`
// can serve.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/limits.hpp"
#include "base/log.hpp"
#include "import_run.hpp"
#include "made_orders.hpp"
#include "measure.hpp"
#include "ports/channel_order_store.hpp"
#include "postgres_floor.hpp"
#include "rounds.hpp"
#include "sqlite_floor.hpp"

namespace orderyard::bench {

namespace {

struct Options {
    std::int64_t orders = 1'000'000;
    std::int64_t window = 10'000;
    int compare = 0;
    std::int64_t world_orders = 2'000'000;
    int history_days = 60;
    std::uint64_t seed = 1;
    std::filesystem::path data_dir =
        std::filesystem::temp_directory_path() / "oy-bench" / "million";
    std::string postgres;  // URL of an empty database; else SQLite in data_dir
};

constexpr std::int64_t kWarmUpOrders = 2'000;

double Megabytes(std::uintmax_t bytes) {
    return static_cast<double>(bytes) / 1e6;
}

double FileMegabytes(const std::filesystem::path& file) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    return missing ? 0 : Megabytes(size);
}

// The world goes on for a month after the day it was begun on, and a million orders are the half of
// it: those imported last have been shipped like the first, and none is so old that a server would
// destroy its personal data. The day is kept beside the database, for the next run.
base::Instant EndOfWorld(const std::filesystem::path& data_dir) {
    const auto file = data_dir / "end-of-world";
    std::int64_t seconds = 0;
    if (std::ifstream(file) >> seconds) {
        return base::Instant::FromSeconds(seconds);
    }
    constexpr std::int64_t kDaySeconds = 86'400;
    const std::int64_t today = std::time(nullptr) / kDaySeconds;
    seconds = (today + 35) * kDaySeconds;
    std::ofstream(file) << seconds << '\n';
    return base::Instant::FromSeconds(seconds);
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

struct Window {
    std::int64_t orders = 0;
    Spent spent;
    std::int64_t written_bytes = 0;

    double Rate() const { return static_cast<double>(orders) / spent.wall_seconds; }
    double CpuMicros() const { return spent.cpu_seconds / static_cast<double>(orders) * 1e6; }
    double WrittenKilobytes() const {
        return static_cast<double>(written_bytes) / static_cast<double>(orders) / 1e3;
    }
};

// A database that is being filled with the world's orders, from where it stopped.
class Filling {
  public:
    Filling(const Options& options, base::Instant now, const std::filesystem::path& data_dir)
        : options_(options),
          file_(data_dir / "orderyard.db"),
          mill_(options.seed, options.world_orders, now, options.history_days) {
        std::filesystem::create_directories(data_dir);
        auto key = storage::LoadOrMakeMasterKey((data_dir / "master.key").string());
        if (!key) {
            throw std::runtime_error(key.error().Text());
        }
        const bool is_sqlite = options.postgres.empty();
        database_ = OpenForBench(is_sqlite ? "sqlite:" + file_.string() : options.postgres, *key);
        postmaster_ = is_sqlite ? 0 : PostmasterOf(options.postgres);
        store_ = SetUpSeller(*database_, now);
        database_->Read([&](ports::Transaction& tx) {
            for (const auto& [status, count] : tx.channel_orders().CountByStatus(store_.id)) {
                stored_ += count;
            }
        });
    }

    std::int64_t stored() const { return stored_; }

    // What has been put off by the import counts as well: it ends with the log copied into the file
    // and both synced.
    Window Import(std::int64_t count) {
        Window window;
        while (window.orders < count) {
            const auto size =
                std::min<std::int64_t>(base::limits::kOrdersPerPageMax, count - window.orders);
            std::vector<MadeOrder> page = mill_.Make(stored_, size);
            if (page.empty()) {
                throw std::runtime_error("the world has no more orders: start a new database");
            }
            const base::Instant seen_at = LastChange(page);
            Measure(window, [&] { ImportPage(*database_, store_, page, seen_at); });
            const auto imported = static_cast<std::int64_t>(page.size());
            stored_ += imported;
            window.orders += imported;
        }
        Measure(window, [&] { WriteBackLog(); });
        return window;
    }

    void Print(const Window& window) const {
        fmt::print("{}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.0f}\t{:.1f}\n", stored_, window.Rate(),
                   window.CpuMicros(), window.WrittenKilobytes(),
                   Megabytes(static_cast<std::uintmax_t>(PeakRssBytes())), FileMegabytes(file_),
                   LoadAverage());
        std::fflush(stdout);
    }

  private:
    template <class Work>
    void Measure(Window& window, const Work& work) const {
        const std::int64_t written = WrittenBytes();
        const Stopwatch watch(postmaster_);
        work();
        window.spent += watch.Read();
        window.written_bytes += WrittenBytes() - written;
    }

    void WriteBackLog() const {
        if (options_.postgres.empty()) {
            CopySqliteLog(file_.string());
        } else {
            Checkpoint(options_.postgres);
        }
    }

    const Options& options_;
    std::filesystem::path file_;
    OrderMill mill_;
    std::unique_ptr<storage::OpenedDatabase> database_;
    int postmaster_ = 0;
    domain::Store store_;
    std::int64_t stored_ = 0;
};

constexpr const char* kHeader =
    "orders\torders/s\tCPU us an order\tKB written an order\tpeak RSS MB\tfile MB\tload\n";

void PrintMedian(std::string_view what, const std::vector<Window>& windows) {
    std::vector<double> rates;
    std::vector<double> micros;
    std::vector<double> kilobytes;
    for (const Window& window : windows) {
        rates.push_back(window.Rate());
        micros.push_back(window.CpuMicros());
        kilobytes.push_back(window.WrittenKilobytes());
    }
    fmt::print("{}: {:.0f} orders/s, {:.0f} us of CPU, {:.0f} KB written an order\n", what,
               Median(rates), Median(micros), Median(kilobytes));
}

// The rate of the large database against that of a new one, in turns, so that a noisy machine is
// noisy for both. Both are measured in the same way: so many orders stored, a window more. A new
// database's very first window is printed, and left out.
void Compare(const Options& options, base::Instant now, Filling& large) {
    large.Import(kWarmUpOrders);
    std::vector<Window> smalls;
    std::vector<Window> larges;
    std::vector<double> ratios;
    std::vector<double> cpu_ratios;
    for (int i = 0; i < options.compare; ++i) {
        {
            const FolderOfOurOwn folder(options.data_dir);
            Filling small(options, now, folder.File("new"));
            small.Print(small.Import(options.window));
            smalls.push_back(small.Import(options.window));
            small.Print(smalls.back());
        }
        larges.push_back(large.Import(options.window));
        large.Print(larges.back());
        ratios.push_back(larges.back().Rate() / smalls.back().Rate());
        cpu_ratios.push_back(smalls.back().CpuMicros() / larges.back().CpuMicros());
    }
    PrintMedian(fmt::format("{0} orders more, at {0}", options.window), smalls);
    PrintMedian(fmt::format("{} orders more, at {}", options.window, large.stored()), larges);
    fmt::print("ratio {:.2f}, by CPU {:.2f} (medians of {} pairs)\n", Median(ratios),
               Median(cpu_ratios), options.compare);
}

int Run(const Options& options) {
    base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
    std::filesystem::create_directories(options.data_dir);
    const base::Instant now = EndOfWorld(options.data_dir);
    Filling large(options, now, options.data_dir);
    fmt::print(kHeader);
    while (large.stored() < options.orders) {
        const std::int64_t into_window = large.stored() % options.window;
        large.Print(
            large.Import(std::min(options.window - into_window, options.orders - large.stored())));
    }
    if (options.compare > 0) {
        Compare(options, now, large);
    }
    return 0;
}

}  // namespace

}  // namespace orderyard::bench

int main(int argc, char** argv) {
    orderyard::bench::Options options;
    CLI::App app{"Fills a database with very many generated orders."};
    app.add_option("--orders", options.orders, "how many; the next run goes on")
        ->check(CLI::PositiveNumber);
    app.add_option("--window", options.window, "a line each so many orders")
        ->check(CLI::PositiveNumber);
    app.add_option("--compare", options.compare,
                   "then so many windows more, in turns with the first of a new database");
    app.add_option("--world", options.world_orders, "orders there are in all");
    app.add_option("--history-days", options.history_days, "the days they were placed in");
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
