// Linux only: getrusage for ourselves, /proc for the database server.
#include "measure.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>
#include <string>

namespace orderyard::bench {

namespace {

double Seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

double OwnCpuSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return Seconds(usage.ru_utime) + Seconds(usage.ru_stime);
}

struct ProcessTimes {
    int parent = 0;
    double own_seconds = 0;
    double ended_children_seconds = 0;
};

// The command's name stands in brackets and may hold blanks; the numbers follow its last bracket.
ProcessTimes TimesOf(const std::string& process) {
    std::ifstream file("/proc/" + process + "/stat");
    std::string line;
    std::getline(file, line);
    ProcessTimes times;
    const auto bracket = line.rfind(')');
    if (bracket == std::string::npos) {
        return times;  // it has ended
    }
    std::istringstream rest(line.substr(bracket + 1));
    std::string skipped;
    rest >> skipped >> times.parent;
    for (int i = 0; i < 9; ++i) {
        rest >> skipped;
    }
    double ticks[4] = {};
    for (double& tick : ticks) {
        rest >> tick;
    }
    const auto per_second = static_cast<double>(sysconf(_SC_CLK_TCK));
    times.own_seconds = (ticks[0] + ticks[1]) / per_second;
    times.ended_children_seconds = (ticks[2] + ticks[3]) / per_second;
    return times;
}

double ServerCpuSeconds(int postmaster) {
    const ProcessTimes head = TimesOf(std::to_string(postmaster));
    double seconds = head.own_seconds + head.ended_children_seconds;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") == std::string::npos) {
            const ProcessTimes times = TimesOf(name);
            seconds += times.parent == postmaster ? times.own_seconds : 0;
        }
    }
    return seconds;
}

}  // namespace

Stopwatch::Stopwatch(int postmaster) : postmaster_(postmaster) {
    // Looking at the server's processes is work of our own, which must not count.
    server_cpu_start_ = postmaster == 0 ? 0 : ServerCpuSeconds(postmaster);
    own_cpu_start_ = OwnCpuSeconds();
    wall_start_ = std::chrono::steady_clock::now();
}

Spent Stopwatch::Read() const {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - wall_start_;
    const double own = OwnCpuSeconds() - own_cpu_start_;
    const double server = postmaster_ == 0 ? 0 : ServerCpuSeconds(postmaster_) - server_cpu_start_;
    return {wall.count(), own + server, server};
}

void RunClients(int clients, std::size_t count, std::size_t portion, const Portion& work) {
    std::vector<std::future<void>> running;
    for (int client = 0; client < clients; ++client) {
        running.push_back(std::async(std::launch::async, [&, client] {
            const std::size_t step = portion * static_cast<std::size_t>(clients);
            for (auto first = portion * static_cast<std::size_t>(client); first < count;
                 first += step) {
                work(client, first, std::min(first + portion, count));
            }
        }));
    }
    for (auto& each : running) {
        each.wait();
    }
    for (auto& each : running) {
        each.get();
    }
}

std::int64_t PeakRssBytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

std::int64_t WrittenBytes() {
    std::ifstream file("/proc/self/io");
    std::string name;
    std::int64_t value = 0;
    while (file >> name >> value) {
        if (name == "wchar:") {
            return value;
        }
    }
    return 0;
}

double Median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double LoadAverage() {
    double load = 0;
    return getloadavg(&load, 1) == 1 ? load : -1;
}

}  // namespace orderyard::bench
