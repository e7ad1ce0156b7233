// Keeps what the channel is told about packages in step with their tracks. Internal to this folder.
#pragma once

#include "domain/order/order_change.hpp"

namespace orderyard::domain {

// A package's first message: queued when it can be told, else waiting for its number. For a new
// package `reason` is its reference, by which the action finds its id once it is stored.
FollowUp ConfirmPackage(const Order& order, const Package& package, base::Instant now);

// After the first track of a stored package changed. A message that has not left is changed itself;
// one that may have arrived, or was refused, is followed by a new one over the same package.
void RetellPackage(OrderChange& change, const Shipment& shipment, const Package& package,
                   base::Instant now);

// Withdraws what has not left about the packages of a shipment.
void WithdrawMessages(OrderChange& change, const Shipment& shipment, base::Instant now);

}  // namespace orderyard::domain
