// How many requests a token, a session or an address may make (quality-bar.md S24). In memory: each
// process counts for itself, and a restart forgets.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/result.hpp"
#include "ports/clock.hpp"

namespace orderyard::api {

struct Rate {
    int requests = 0;
    std::int64_t seconds = 60;
};

class RateLimits {
  public:
    // `clock` must outlive it.
    explicit RateLimits(const ports::Clock& clock) : clock_(clock) {}

    // Takes one request out of the bucket of `key`, which holds `rate.requests` and fills again
    // within `rate.seconds`. kThrottled with "retry_after_seconds" when it is empty.
    base::Result<> Take(const std::string& key, Rate rate);

  private:
    struct Bucket {
        double left = 0;
        std::int64_t filled_at_millis = 0;
        std::int64_t full_at_millis = 0;  // from then on it is as good as forgotten
    };
    void MakeRoom(std::int64_t now_millis);

    const ports::Clock& clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace orderyard::api
