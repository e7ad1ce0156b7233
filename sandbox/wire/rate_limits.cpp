// The figures of Amazon's models (default plan) and the refill of the buckets.
#include "sandbox/wire/rate_limits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace orderyard::sandbox {
namespace {

struct PlanRow {
    std::string_view operation;
    UsagePlan plan;
};

constexpr PlanRow kAmazonPlans[] = {
    {"searchOrders", {0.0056, 20}},
    {"getOrder", {0.5, 30}},
    {"confirmShipment", {2, 10}},
    {"getMarketplaceParticipations", {0.016, 15}},
    {"cancelOrder", {1, 5}},
    {"createRestrictedDataToken", {1, 10}},
    {"listTransactions", {0.5, 10}},
    {"getMessagingActionsForOrder", {1, 5}},
    {"getSolicitationActionsForOrder", {1, 5}},
    {"createConfirmDeliveryDetails", {1, 5}},
    {"createConfirmOrderDetails", {1, 5}},
    {"createUnexpectedProblem", {1, 5}},
    {"createProductReviewAndSellerFeedbackSolicitation", {1, 5}},
    {"createFeedDocument", {0.5, 15}},
    {"createFeed", {0.0083, 15}},
    {"getFeed", {2, 15}},
    {"cancelFeed", {2, 15}},
    {"getFeeds", {0.0222, 10}},
    {"getFeedDocument", {0.0222, 10}},
};
constexpr UsagePlan kSandboxPlan = {5, 15};  // Amazon's own flat plan where nothing else is said
constexpr UsagePlan kFastPlan = {200, 400};

}  // namespace

UsagePlan RateLimits::PlanOf(std::string_view operation) const {
    UsagePlan amazon = kSandboxPlan;
    for (const PlanRow& row : kAmazonPlans) {
        if (row.operation == operation) {
            amazon = row.plan;
        }
    }
    switch (plan_) {
        case RatePlan::kAmazon: return amazon;
        case RatePlan::kFast: return kFastPlan;
        case RatePlan::kFactor:
            return {amazon.requests_per_second * factor_,
                    std::max(1.0, amazon.burst * std::max(1.0, factor_))};
    }
    return amazon;
}

bool RateLimits::Take(const std::string& caller, const std::string& operation, base::Instant now) {
    const UsagePlan plan = PlanOf(operation);
    const auto [found, is_new] =
        buckets_.try_emplace(caller + "/" + operation, Bucket{plan.burst, now});
    Bucket& bucket = found->second;
    const double seconds = static_cast<double>((now - bucket.filled).micros) / 1e6;
    bucket.tokens =
        std::min(plan.burst, bucket.tokens + std::max(0.0, seconds) * plan.requests_per_second);
    bucket.filled = now;
    if (bucket.tokens < 1) {
        return false;
    }
    bucket.tokens -= 1;
    return true;
}

std::string RateLimits::Announced(std::string_view operation) const {
    return fmt::format("{:g}", PlanOf(operation).requests_per_second);
}

}  // namespace orderyard::sandbox
