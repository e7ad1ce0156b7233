// See the rules in the header; each line below is one of them.
#include "domain/order/derive_state.hpp"

namespace orderyard::domain {
namespace {

struct Pieces {
    std::int64_t ordered = 0, canceled = 0, shipped = 0, given_back = 0;
    std::int64_t touched = 0, to_ship = 0, to_invoice = 0;
};

Pieces CountPieces(const Order& order) {
    Pieces sum;
    for (const auto& item : order.items) {
        sum.ordered += item.ordered;
        sum.canceled += item.canceled;
        sum.shipped += item.shipped;
        sum.given_back += item.Refunded();
        sum.touched += item.invoiced + item.shipped + item.Refunded();
        sum.to_ship += item.ToShip();
        sum.to_invoice += item.ToInvoice();
    }
    return sum;
}

}  // namespace

OrderState DeriveState(const Order& order) {
    if (order.hold) {
        return OrderState::kOnHold;
    }
    const Pieces pieces = CountPieces(order);
    if (pieces.ordered > 0 && pieces.canceled == pieces.ordered && pieces.shipped == 0) {
        return OrderState::kCanceled;
    }
    if (pieces.touched == 0) {
        const bool waits_for_payment =
            order.state == OrderState::kPendingPayment || order.state == OrderState::kPaymentReview;
        return waits_for_payment ? order.state : OrderState::kNew;
    }
    if (pieces.to_ship > 0 || pieces.to_invoice > 0) {
        return OrderState::kProcessing;
    }
    const bool is_every_piece_back =
        pieces.given_back > 0 && pieces.given_back >= pieces.ordered - pieces.canceled;
    const bool is_all_money_back =
        !order.totals.refunded.IsZero() && order.totals.refunded >= order.totals.paid;
    return is_every_piece_back || is_all_money_back ? OrderState::kClosed : OrderState::kComplete;
}

bool RefreshState(Order& order, const StatusBook& statuses) {
    const OrderState state_before = order.state;
    const std::string status_before = order.status;
    order.state = DeriveState(order);
    if (order.status.empty() || !statuses.Allows(order.state, order.status)) {
        order.status = statuses.DefaultOf(order.state);
    }
    return order.state != state_before || order.status != status_before;
}

}  // namespace orderyard::domain
