// For tests that race many clients against each other: how much each of them plays. ctest plays
// more (CMakeLists.txt of this room), a release run all of it (tests/README.md).
#pragma once

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "ports/database.hpp"

namespace orderyard::actions {

// `variable` of the environment, or `count` without it.
inline int PlayedCount(const char* variable, int count) {
    const char* text = std::getenv(variable);
    return text == nullptr ? count : std::max(1, std::stoi(text));
}

// Runs `client(0)` to `client(count - 1)` at the same time, until all have ended.
inline void Together(int count, const std::function<void(int)>& client) {
    std::vector<std::thread> clients;
    clients.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        clients.emplace_back(client, i);
    }
    for (std::thread& each : clients) {
        each.join();
    }
}

// As a client does: when the database has no connection free, nothing was done, and it is tried
// again.
template <class Work>
auto Patiently(Work work) {
    constexpr int kTriesMax = 1'000;
    for (int tries = 1;; ++tries) {
        try {
            return work();
        } catch (const ports::DatabaseUnavailable&) {
            if (tries == kTriesMax) {
                throw;
            }
        }
    }
}

}  // namespace orderyard::actions
