// The state of an order, derived from its facts in one place and never set by hand.
#pragma once

#include "domain/order/order.hpp"

namespace orderyard::domain {

// Rules in order of precedence. "Open" means neither shipped, refunded instead of shipped, nor
// canceled.
//
//   on hold                                             -> on hold
//   every piece canceled, none shipped                  -> canceled
//   no piece invoiced, shipped or refunded:
//     waiting for payment or its review                 -> as it is
//     else                                              -> new
//   pieces open to ship or to invoice                   -> processing
//   every piece that is not canceled was given back     -> closed (a fee may have been kept)
//   something refunded and nothing of the paid is left  -> closed
//   otherwise                                           -> complete
//
// An order whose pieces have shipped is never canceled, whatever was canceled beside them. Money
// given back without pieces closes nothing that still has to be shipped.
OrderState DeriveState(const Order& order);

// The statuses there are: the default one of a state, and whether a status belongs to a state.
struct StatusBook {
    virtual ~StatusBook() = default;
    virtual std::string DefaultOf(OrderState state) const = 0;
    virtual bool Allows(OrderState state, const std::string& status) const = 0;
};
// Sets order.state, and order.status where the present one does not belong to the new state: a
// status that somebody chose stays as long as it may. True when state or status changed.
bool RefreshState(Order& order, const StatusBook& statuses);

}  // namespace orderyard::domain
