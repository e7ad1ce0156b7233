// Stock stays as it is: whether goods came back, the channel's books do not tell.
#include "domain/credit_memo/adopt_refund.hpp"

#include <algorithm>

#include "domain/credit_memo/decide_credit_memo.hpp"

namespace orderyard::domain {

namespace {

// With open pieces a full memo would cancel them, which nobody at the channel has said.
bool HasOpenPieces(const OrderFile& file) {
    const auto lines = RefundableLines(file);
    return std::any_of(file.order.items.begin(), file.order.items.end(),
                       [](const OrderItem& item) { return item.ToShip() > 0; }) ||
           std::any_of(lines.begin(), lines.end(),
                       [](const Refundable& line) { return line.unshipped_quantity > 0; });
}

}  // namespace

base::Result<OrderChange> DecideAdoptRefund(const OrderFile& file, const ChannelRefund& refund,
                                            const Scene& scene) {
    if (refund.amount.currency() != file.order.currency) {
        return base::Fail(base::InvalidInput(
            "currency", "The channel paid back in another currency than the order's."));
    }
    CreditMemoRequest request;
    request.is_from_channel = true;
    if (!HasOpenPieces(file)) {
        auto everything = DecideCreditMemo(file, request, scene);
        if (everything && everything->file.credit_memos.back().grand_total == refund.amount) {
            return everything;
        }
    }
    request.is_lines_given = true;
    request.shipping = base::Money::Zero(file.order.currency);
    request.adjustment_refund = refund.amount;
    return DecideCreditMemo(file, request, scene);
}

}  // namespace orderyard::domain
