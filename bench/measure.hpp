// What a measurement reads: wall clock, CPU time of this process and of a PostgreSQL server,
// memory.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace orderyard::bench {

struct Spent {
    double wall_seconds = 0;
    double cpu_seconds = 0;         // of this process and the database server
    double server_cpu_seconds = 0;  // of the server alone

    Spent& operator+=(const Spent& other) {
        wall_seconds += other.wall_seconds;
        cpu_seconds += other.cpu_seconds;
        server_cpu_seconds += other.server_cpu_seconds;
        return *this;
    }
};

// Counts from its construction. With a postmaster's process id the CPU time of that server and all
// its processes counts as well.
class Stopwatch {
  public:
    explicit Stopwatch(int postmaster = 0);
    Spent Read() const;

  private:
    int postmaster_;
    std::chrono::steady_clock::time_point wall_start_;
    double own_cpu_start_ = 0;
    double server_cpu_start_ = 0;
};

// Deals out `count` things in portions (client 0, 1, ... and round again); every client works in a
// thread of its own. The first exception of any is thrown on when all have ended.
using Portion = std::function<void(int client, std::size_t first, std::size_t last)>;
void RunClients(int clients, std::size_t count, std::size_t portion, const Portion& work);

std::int64_t PeakRssBytes();
std::int64_t WrittenBytes();                // by this process, through system calls
double Median(std::vector<double> values);  // not empty
double LoadAverage();                       // of the last minute

}  // namespace orderyard::bench
