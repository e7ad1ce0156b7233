// A person decides about a message to the channel that no machine can settle: one that was refused,
// or one of which nobody knows whether it arrived.
#pragma once

#include <optional>
#include <string>

#include "actions/order_step.hpp"
#include "domain/follow_up/follow_up.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::actions {

// nullopt: allowed. Reasons in order: "not_decidable" (it is open, done or withdrawn),
// "repeated" (a later one of the same thing is there; a parked one may be resolved even so), "void"
// (what it is about was taken back), then what the order's own rules say.
std::optional<domain::Refusal> WhyNotRetry(const domain::OrderFile& file,
                                           const domain::FollowUp& follow_up);
std::optional<domain::Refusal> WhyNotResolve(const domain::OrderFile& file,
                                             const domain::FollowUp& follow_up);

// Queues a new follow-up of the same thing; one that was parked is withdrawn. The order is again as
// it was while the first one was on its way: a cancel is pending, a rejected credit memo is issued,
// the exception that the refusal raised is gone.
Processed RetryFollowUp(const Step& step, domain::FollowUpId id);

// The matter was settled otherwise: a parked one is withdrawn (a pending cancel ends with it), the
// exception of a refused one is gone. `reason` is kept with the order's history.
Processed ResolveFollowUp(const Step& step, domain::FollowUpId id, const std::string& reason);

}  // namespace orderyard::actions
