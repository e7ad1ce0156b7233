// Medians stand for the rounds: a shared machine makes single ones worthless.
#include "rounds.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cstdio>

namespace orderyard::bench {

namespace {

struct Rates {
    double per_second, cpu_micros, server_cpu_micros;
};

Rates RatesOf(const Spent& spent, std::int64_t things) {
    const auto count = static_cast<double>(things);
    return {count / spent.wall_seconds, spent.cpu_seconds / count * 1e6,
            spent.server_cpu_seconds / count * 1e6};
}

// "ours  1588 orders/s,  586 us CPU (server 0)"
std::string Line(std::string_view side, std::string_view unit, const Rates& rates) {
    return fmt::format("{} {:>5.0f} {}/s, {:>4.0f} us CPU (server {:.0f})", side, rates.per_second,
                       unit, rates.cpu_micros, rates.server_cpu_micros);
}

Rates MedianRates(const std::vector<Round>& rounds, Spent Round::*side, std::int64_t count) {
    std::vector<double> speeds, cpu, server;
    for (const Round& round : rounds) {
        const Rates rates = RatesOf(round.*side, count);
        speeds.push_back(rates.per_second);
        cpu.push_back(rates.cpu_micros);
        server.push_back(rates.server_cpu_micros);
    }
    return {Median(speeds), Median(cpu), Median(server)};
}

}  // namespace

void AddOptions(CLI::App& app, RoundOptions& options) {
    app.add_option("--orders", options.orders, "how many")->check(CLI::PositiveNumber);
    app.add_option("--rounds", options.rounds, "ours and the floor in turns")
        ->check(CLI::PositiveNumber);
    app.add_option("--seed", options.seed, "the same seed makes the same orders");
    app.add_option("--engines", options.engines, "sqlite,postgres");
    app.add_option("--postgres", options.postgres,
                   "postgresql://... of a server that may be filled");
    app.add_option("--folder", options.folder, "where SQLite files go for a while");
}

void PrintRound(std::string_view label, std::string_view unit, std::int64_t count,
                const Round& round) {
    fmt::print("{:<8} {} | {} | load {:.1f}\n", label,
               Line("ours", unit, RatesOf(round.ours, count)),
               Line("floor", unit, RatesOf(round.floor, count)), LoadAverage());
    std::fflush(stdout);
}

void PrintMedians(std::string_view label, std::string_view unit, std::int64_t count,
                  const std::vector<Round>& rounds) {
    const Rates ours = MedianRates(rounds, &Round::ours, count);
    const Rates floor = MedianRates(rounds, &Round::floor, count);
    const auto things = static_cast<double>(count);
    fmt::print("{:<8} medians: {} | {}; {:.1f} rows each\n", label, Line("ours", unit, ours),
               Line("floor", unit, floor), static_cast<double>(rounds.front().rows) / things);
    fmt::print("{:<8} ratio ours/floor: {:.2f} of the {}/s, {:.2f} by CPU\n", label,
               ours.per_second / floor.per_second, unit, floor.cpu_micros / ours.cpu_micros);
}

FolderOfOurOwn::FolderOfOurOwn(const std::filesystem::path& parent)
    : path_(parent / ("oy-bench-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
}

FolderOfOurOwn::~FolderOfOurOwn() {
    std::error_code ignored;  // what is left behind lies in a temporary folder
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace orderyard::bench
