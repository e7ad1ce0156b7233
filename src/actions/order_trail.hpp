// What verbs did to an order within one transaction, in words for the audit trail: its state and
// version before and after, what happened, which papers are new. Remarks and addresses stay out:
// they may name people.
#pragma once

#include <string>

#include "domain/order/order_change.hpp"

namespace orderyard::actions {

class OrderTrail {
  public:
    // A change as it was stored. A second one of the same transaction goes on where the first
    // ended.
    void Add(const domain::OrderFile& before, const domain::OrderChange& change);
    // Something that leaves the order itself as it is: "mail invoice queued".
    void Say(domain::OrderId order, std::string what);

    bool IsEmpty() const { return !order_.IsSet(); }
    domain::OrderId order() const { return order_; }
    // "new, pending, version 1"; "complete, complete, version 2; shipped 3; shipment 000000005".
    std::string Before() const { return Whole(head_before_, before_); }
    std::string After() const { return Whole(head_after_, after_); }

  private:
    static std::string Whole(const std::string& head, const std::string& rest);

    domain::OrderId order_;
    std::string head_before_, head_after_;
    std::string before_, after_;  // joined by "; "
};

}  // namespace orderyard::actions
