// The rules are in domain/credit_memo/decide_credit_memo.hpp.
#include "actions/refund_order.hpp"

#include <algorithm>

#include "ports/product_store.hpp"

namespace orderyard::actions {

Processed RefundOrder(const Step& step, domain::OrderId order,
                      const domain::CreditMemoRequest& request) {
    auto change =
        Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
            return domain::DecideCreditMemo(file, request, scene);
        });
    if (change) {
        KeepComment(step, ports::DocumentKind::kCreditMemo,
                    change->file.credit_memos.back().id.value,
                    {request.comment, request.notify && request.append_comment,
                     request.is_comment_visible});
    }
    return change;
}

namespace {

// What had been put back on the shelf leaves it again, unless it is promised to others by now.
void KeepPromisedStock(const Step& step, const domain::Scene& scene, domain::OrderChange& change) {
    const auto is_promised = [&](const domain::StockMove& move) {
        if (move.on_hand >= 0 || move.reserved != 0) {
            return false;
        }
        const auto products = step.tx.products().LoadForUpdate({move.product_id});
        return products.empty() || products.front().Free() + move.on_hand < 0;
    };
    if (std::erase_if(change.moves, is_promised) > 0) {
        change.history.push_back(domain::Note(
            scene, "stock_kept", "The returned pieces are promised to other orders by now."));
        change.history.back().order_id = change.file.order.id;
        change.history.back().status = change.file.order.status;
    }
}

}  // namespace

Processed VoidCreditMemo(const Step& step, domain::CreditMemoId memo, const std::string& why) {
    const auto order = OrderOf(step.tx, memo);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        auto change = domain::DecideVoidCreditMemo(file, memo, why, scene);
        if (change) {
            KeepPromisedStock(step, scene, *change);
        }
        return change;
    });
}

}  // namespace orderyard::actions
