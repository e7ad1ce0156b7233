// What is sent is checked against what other memos leave, with everything counted that may have
// been paid.
#include "amazon/sync/refund.hpp"

#include <algorithm>

#include "amazon/map/refund_for_amazon.hpp"
#include "base/text.hpp"
#include "ports/document_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::amazon {

base::Result<std::string> RefundPayload(ports::Transaction& tx, const domain::FollowUp& follow_up) {
    const auto order = tx.orders().Load(follow_up.order_id);
    if (!order || !order->channel) {
        return base::Fail(base::NotFound("the order is not one of a channel"));
    }
    domain::OrderFile file;
    file.order = *order;
    tx.documents().LoadFor(file);
    const auto memo =
        std::find_if(file.credit_memos.begin(), file.credit_memos.end(),
                     [&](const auto& each) { return each.id == follow_up.credit_memo_id; });
    if (memo == file.credit_memos.end() || memo->state == domain::CreditMemoState::kVoid) {
        return base::Fail(base::NotAllowed("the credit memo was taken back"));
    }
    const std::string& marketplace = order->channel->marketplace_id;
    std::vector<std::string> refusals;
    for (const RefundFinding& finding : CheckRefund(file, *memo, marketplace)) {
        refusals.push_back(finding.text);
    }
    if (!refusals.empty()) {
        return base::Fail(base::NotAllowed("Amazon would refuse it: " + base::Join(refusals, " ")));
    }
    const auto adjustment = RefundForAmazon(file, *memo, marketplace);
    if (adjustment.items.empty()) {
        return base::Fail(base::NotAllowed("Amazon would refuse it: nothing is given back."));
    }
    return wire::WriteAdjustment(adjustment);
}

}  // namespace orderyard::amazon
