// The legal moves of an order. Money follows quantities line by line, so the sums keep adding up.
#include "sandbox/world/life.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace orderyard::sandbox {
namespace {

base::Error Refusal(const Order& order, std::string_view what) {
    return base::NotAllowed(std::string(what) + " while the order is " + order.status);
}

bool IsOpen(const Order& order) {
    return order.status == kUnshipped || order.status == kPartiallyShipped;
}

// Makes amounts those of `kept` of `before` units. Unit price times units stays exact; the rest is
// prorated.
void ShrinkAmounts(Line& line, std::int64_t before, std::int64_t kept) {
    if (kept == 0) {
        line.breakdowns.clear();
        line.unit_price.reset();
        return;
    }
    for (Breakdown& breakdown : line.breakdowns) {
        if (breakdown.type == "ITEM" && line.unit_price) {
            breakdown.subtotal = line.unit_price->Times(kept);
            continue;
        }
        breakdown.subtotal = breakdown.subtotal.Scaled(kept, before, base::Rounding::kHalfUp);
        base::Money left = breakdown.subtotal;
        for (std::size_t i = 0; i < breakdown.details.size(); ++i) {
            base::Money& value = breakdown.details[i].value;
            value = i + 1 == breakdown.details.size()
                        ? left
                        : value.Scaled(kept, before, base::Rounding::kHalfUp);
            left -= value;
        }
    }
}

// Payments follow the total: the first one takes the difference.
void FitPayments(Order& order) {
    base::Money paid;
    for (const PaymentExecution& payment : order.payments) {
        paid += payment.amount;
    }
    const base::Money excess = paid - order.Total();
    if (!order.payments.empty() && !excess.IsZero()) {
        order.payments.front().amount -= excess;
    }
}

Package NewPackage(const Order& order, base::Instant now, std::string_view carrier,
                   std::string_view tracking) {
    Package package;
    package.reference_id = NextPackageReference(order);
    package.created = now;
    package.status = "SHIPPED";
    if (order.HasProgram("AMAZON_EASY_SHIP")) {
        package.detailed_status = "PICKED_UP";
    }
    package.carrier = carrier;
    package.ship_time = now;
    package.shipping_service = "Standard";
    package.tracking_number = tracking;
    package.ship_from.name = "Yardling Warehouse";
    package.ship_from.line1 = "1 Yard Lane";
    package.ship_from.city = "Eastport Bay";
    package.ship_from.postal_code = "97000";
    package.ship_from.country_code = "US";
    return package;
}

}  // namespace

std::string NextPackageReference(const Order& order) {
    std::int64_t highest = 0;
    for (const Package& package : order.packages) {
        highest = std::max(highest, base::ParseInt(package.reference_id).value_or(0));
    }
    return std::to_string(highest + 1);
}

void RefreshShippingStatus(Order& order) {
    std::int64_t fulfilled = 0;
    for (const Line& line : order.lines) {
        fulfilled += line.quantity_fulfilled;
    }
    if (order.UnfulfilledUnits() == 0) {
        order.status = fulfilled > 0 ? kShipped : kCancelled;
    } else {
        order.status = fulfilled > 0 ? kPartiallyShipped : kUnshipped;
    }
}

base::Result<> Release(Order& order) {
    if (order.status != kPendingAvailability) {
        return base::Fail(Refusal(order, "cannot be released"));
    }
    order.status = kPending;
    return {};
}

base::Result<> Pay(Order& order) {
    if (!order.IsPending()) {
        return base::Fail(Refusal(order, "cannot be paid"));
    }
    order.status = kUnshipped;
    return {};
}

base::Result<> Cancel(Order& order, std::string_view cancelled_by, std::string_view reason) {
    if (!order.IsPending() && order.status != kUnshipped) {
        return base::Fail(Refusal(order, "cannot be cancelled"));
    }
    order.hides_amounts = order.hides_amounts || order.IsPending();
    order.status = kCancelled;
    for (Line& line : order.lines) {
        line.quantity_cancelled += line.quantity_unfulfilled;
        line.quantity_unfulfilled = 0;
        line.cancelled_by = cancelled_by;
        line.cancel_reason = reason;
    }
    return {};
}

void CancelRest(Order& order, std::string_view cancelled_by, std::string_view reason) {
    for (Line& line : order.lines) {
        if (line.quantity_unfulfilled > 0) {
            (void)ChangeQuantity(order, line.order_item_id, line.quantity_fulfilled, false,
                                 cancelled_by, reason);
        }
    }
}

void WithdrawCancelRequest(Order& order) {
    for (Line& line : order.lines) {
        line.cancel_request_reason.reset();
    }
}

base::Result<> RequestCancel(Order& order, std::string_view order_item_id,
                             std::string_view reason) {
    if (!order.IsPending() && !IsOpen(order)) {
        return base::Fail(Refusal(order, "cannot take a cancel request"));
    }
    if (!order_item_id.empty() && order.FindLine(order_item_id) == nullptr) {
        return base::Fail(base::NotFound("no such order item"));
    }
    for (Line& line : order.lines) {
        if (order_item_id.empty() || line.order_item_id == order_item_id) {
            line.cancel_request_reason = std::string(reason);
        }
    }
    return {};
}

base::Result<> ShipRest(Order& order, base::Instant now, std::string_view carrier,
                        std::string_view tracking) {
    if (!IsOpen(order)) {
        return base::Fail(Refusal(order, "cannot be shipped"));
    }
    Package package = NewPackage(order, now, carrier, tracking);
    for (Line& line : order.lines) {
        if (line.quantity_unfulfilled > 0) {
            package.lines.push_back({line.order_item_id, line.quantity_unfulfilled, {}});
            line.quantity_fulfilled += line.quantity_unfulfilled;
            line.quantity_unfulfilled = 0;
        }
    }
    if (order.IsFulfilledByMerchant()) {
        order.packages.push_back(std::move(package));
    }
    RefreshShippingStatus(order);
    return {};
}

base::Result<> ShipUnits(Order& order, std::string_view order_item_id, std::int64_t quantity,
                         base::Instant now, std::string_view carrier, std::string_view tracking) {
    if (!IsOpen(order)) {
        return base::Fail(Refusal(order, "cannot be shipped"));
    }
    Line* line = order.FindLine(order_item_id);
    if (line == nullptr) {
        return base::Fail(base::NotFound("no such order item"));
    }
    if (quantity < 1 || quantity > line->quantity_unfulfilled) {
        return base::Fail(base::InvalidInput("quantity", "must be 1 to the units still open"));
    }
    if (order.IsFulfilledByMerchant()) {
        Package package = NewPackage(order, now, carrier, tracking);
        package.lines.push_back({line->order_item_id, quantity, {}});
        order.packages.push_back(std::move(package));
    }
    line->quantity_fulfilled += quantity;
    line->quantity_unfulfilled -= quantity;
    RefreshShippingStatus(order);
    return {};
}

base::Result<> Deliver(Order& order, std::string_view package_reference_id) {
    Package* package = order.FindPackage(package_reference_id);
    if (package == nullptr) {
        return base::Fail(base::NotFound("no such package"));
    }
    if (package->status != "SHIPPED" && package->status != "IN_TRANSIT") {
        return base::Fail(base::NotAllowed("the package is " + package->status));
    }
    package->status = "DELIVERED";
    if (!package->detailed_status.empty()) {
        package->detailed_status = "DELIVERED";
    }
    return {};
}

base::Result<> ChangeAddress(Order& order, const Address& address) {
    if (order.status == kShipped || order.status == kCancelled) {
        return base::Fail(Refusal(order, "cannot change its address"));
    }
    order.delivery_address = address;
    return {};
}

base::Result<> ChangeQuantity(Order& order, std::string_view order_item_id, std::int64_t quantity,
                              bool keeps_ordered, std::string_view cancelled_by,
                              std::string_view reason) {
    if (!order.IsPending() && !IsOpen(order)) {
        return base::Fail(Refusal(order, "cannot change a quantity"));
    }
    Line* line = order.FindLine(order_item_id);
    if (line == nullptr) {
        return base::Fail(base::NotFound("no such order item"));
    }
    const std::int64_t before = line->quantity_fulfilled + line->quantity_unfulfilled;
    if (quantity < line->quantity_fulfilled || quantity >= before) {
        return base::Fail(base::InvalidInput(
            "quantity", "must be below the present quantity and not below the units shipped"));
    }
    line->quantity_unfulfilled = quantity - line->quantity_fulfilled;
    line->quantity_cancelled += before - quantity;
    line->cancelled_by = cancelled_by;
    line->cancel_reason = reason;
    if (!keeps_ordered) {
        line->quantity_ordered -= before - quantity;
    }
    ShrinkAmounts(*line, before, quantity);
    FitPayments(order);
    if (!order.IsPending()) {
        RefreshShippingStatus(order);
    } else if (order.UnfulfilledUnits() == 0) {
        order.status = kCancelled;
    }
    return {};
}

}  // namespace orderyard::sandbox
