// The fate of a generated order, rolled from the seed: who fulfils it, how it is paid, and what
// will happen to it when. Cheap enough to roll for a million orders, so a record needs to hold only
// how many steps have happened.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "base/instant.hpp"
#include "sandbox/world/marketplaces.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

enum class StepKind {
    kRelease,
    kPay,
    kCancelPending,     // by the buyer, before payment
    kLapse,             // never paid: cancelled by Amazon
    kRequestCancel,     // the buyer asks
    kCancelByMerchant,  // the seller agrees
    kCancelByAmazon,
    kReduceLastLine,  // one unit less, or the line gone
    kShipFirstLine,
    kShipRest,
    kDeliver,  // the last package
};

struct Step {
    base::Instant at;
    StepKind kind = StepKind::kPay;
};

enum class PaymentKind { kCard, kCashOnDelivery, kConvenienceStore, kInvoice, kPix };

struct Traits {
    const Marketplace* marketplace = nullptr;
    bool is_by_amazon = false;
    bool is_non_amazon_channel = false;  // multi-channel fulfilment
    bool is_business = false;
    bool is_prime = false;
    bool is_preorder = false;
    bool is_replacement = false;
    bool is_easy_ship = false;
    PaymentKind payment = PaymentKind::kCard;
    int line_count = 1;
};

inline constexpr int kStepsMax = 6;

struct LifePlan {
    std::array<Step, kStepsMax> steps;
    int step_count = 0;

    void Add(base::Instant at, StepKind kind) {
        steps[static_cast<std::size_t>(step_count++)] = {at, kind};
    }
};

struct WorldSeed {
    std::uint64_t seed = 1;
    std::span<const Marketplace* const> marketplaces;
};

Traits RollTraits(const WorldSeed& seed, std::uint64_t ordinal);
// What a seller does (ship, agree to a cancel) is in the plan only up to `seller_acts_until`: from
// then on the seller is whoever uses the stand-in.
LifePlan RollPlan(const WorldSeed& seed, std::uint64_t ordinal, const Traits& traits,
                  base::Instant created, base::Instant seller_acts_until);
// The status after the first `step_count` steps, without building the order.
std::string_view StatusAfter(const Traits& traits, const LifePlan& plan, int step_count);

}  // namespace orderyard::sandbox
