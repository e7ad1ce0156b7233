// Token buckets. What an empty bucket refuses costs nothing, so that somebody who keeps asking is
// let in again as soon as a patient one.
#include "api/rate_limits.hpp"

#include <algorithm>
#include <cmath>

#include "base/limits.hpp"

namespace orderyard::api {
namespace {

constexpr double kMillis = 1'000;

}  // namespace

base::Result<> RateLimits::Take(const std::string& key, Rate rate) {
    const double size = rate.requests;
    const double per_milli = size / (static_cast<double>(rate.seconds) * kMillis);
    const std::int64_t now = clock_.MonotonicMillis();
    const std::lock_guard lock(mutex_);
    auto found = buckets_.find(key);
    if (found == buckets_.end()) {
        MakeRoom(now);
        found = buckets_.emplace(key, Bucket{size, now, now}).first;
    }
    Bucket& bucket = found->second;
    const auto passed =
        static_cast<double>(std::max<std::int64_t>(0, now - bucket.filled_at_millis));
    bucket.left = std::min(size, bucket.left + passed * per_milli);
    bucket.filled_at_millis = now;
    if (bucket.left >= 1) {
        bucket.left -= 1;
        bucket.full_at_millis = now + static_cast<std::int64_t>((size - bucket.left) / per_milli);
        return {};
    }
    const auto wait = static_cast<std::int64_t>(std::ceil((1 - bucket.left) / per_milli / kMillis));
    return base::Fail({base::ErrorCode::kThrottled,
                       "Too many requests. Try again in %retry_after_seconds seconds.",
                       {{"retry_after_seconds", std::to_string(std::max<std::int64_t>(1, wait))}},
                       {}});
}

// Whoever is long gone is forgotten first; with more callers at once than there is room for, all
// start anew.
void RateLimits::MakeRoom(std::int64_t now_millis) {
    if (buckets_.size() < base::limits::kRateBucketsMax) {
        return;
    }
    std::erase_if(buckets_,
                  [&](const auto& each) { return each.second.full_at_millis <= now_millis; });
    if (buckets_.size() >= base::limits::kRateBucketsMax) {
        buckets_.clear();
    }
}

}  // namespace orderyard::api
