// Gives money back by a credit memo, and takes a memo back that a channel refused.
#pragma once

#include <string>

#include "actions/order_step.hpp"
#include "domain/credit_memo/decide_credit_memo.hpp"

namespace orderyard::actions {

Processed RefundOrder(const Step& step, domain::OrderId order,
                      const domain::CreditMemoRequest& request);
Processed VoidCreditMemo(const Step& step, domain::CreditMemoId memo, const std::string& why);

}  // namespace orderyard::actions
