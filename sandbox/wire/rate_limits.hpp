// Amazon's usage plans: one token bucket per application, seller and operation.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "sandbox/sandbox.hpp"

namespace orderyard::sandbox {

struct UsagePlan {
    double requests_per_second = 0;
    double burst = 0;
};

class RateLimits {
  public:
    RateLimits(RatePlan plan, double factor) : plan_(plan), factor_(factor) {}

    UsagePlan PlanOf(std::string_view operation) const;
    // Takes one token; false when there is none. `caller` is "application/seller".
    bool Take(const std::string& caller, const std::string& operation, base::Instant now);
    // For the x-amzn-RateLimit-Limit header, e.g. "0.0056".
    std::string Announced(std::string_view operation) const;

  private:
    struct Bucket {
        double tokens = 0;
        base::Instant filled;
    };

    RatePlan plan_;
    double factor_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace orderyard::sandbox
