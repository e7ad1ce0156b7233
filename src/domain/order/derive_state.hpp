// The state of an order, derived from its facts in one place and never set by hand.
#pragma once

#include "domain/order/order.hpp"

namespace orderyard::domain {

// Rules in order of precedence. "Open" means neither shipped, refunded instead of shipped, nor
// canceled.
//
//   on hold                                             -> on hold
//   waiting for payment or its review, nothing happened -> as it is
//   every piece canceled                                -> canceled
//   no piece invoiced, shipped or refunded              -> new
//   pieces open to ship or to invoice                   -> processing
//   something refunded and nothing of the paid is left  -> closed
//   otherwise                                           -> complete
//
// An order whose pieces have shipped is never canceled, whatever was canceled beside them.
OrderState DeriveState(const Order& order);

// Sets order.state, and order.status where the present status does not belong to the new state:
// `default_status` is asked for the default status of a state, `is_allowed` whether a status
// belongs to it.
struct StatusBook {
    virtual ~StatusBook() = default;
    virtual std::string DefaultOf(OrderState state) const = 0;
    virtual bool Allows(OrderState state, const std::string& status) const = 0;
};
// True when state or status changed.
bool RefreshState(Order& order, const StatusBook& statuses);

}  // namespace orderyard::domain
