// Builds generated orders from (seed, ordinal): the same two numbers always give the same order, so
// the world keeps a few bytes an order and writes the rest when somebody asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/world/life_plan.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

class Generator {
  public:
    // `seller_acts_until`: see RollPlan.
    Generator(WorldSeed seed, base::Instant seller_acts_until)
        : seed_(seed), seller_acts_until_(seller_acts_until) {}

    Traits TraitsOf(std::uint64_t ordinal) const { return RollTraits(seed_, ordinal); }
    LifePlan PlanOf(std::uint64_t ordinal, const Traits& traits, base::Instant created) const {
        return RollPlan(seed_, ordinal, traits, created, seller_acts_until_);
    }
    // The order as placed, before any step of its plan.
    Order Place(std::uint64_t ordinal, base::Instant created) const;
    // The order after the first `step_count` steps. last_updated is the time of the last of them.
    Order After(std::uint64_t ordinal, base::Instant created, int step_count) const;
    // One step on any version of the order, also one that was changed by hand; refused steps change
    // nothing.
    bool Apply(Order& order, const Step& step) const;

    std::string OrderIdOf(std::uint64_t ordinal) const;
    // The ordinal a generated id stands for; the caller must check that such an order exists and
    // has that id.
    std::optional<std::uint64_t> OrdinalOf(std::string_view order_id) const;

  private:
    WorldSeed seed_;
    base::Instant seller_acts_until_;
};

}  // namespace orderyard::sandbox
