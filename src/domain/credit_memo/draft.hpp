// A credit memo while it is put together: lines, then shipping, then what belongs to no line.
// Internal to this folder.
#pragma once

#include <vector>

#include "domain/credit_memo/refundable.hpp"

namespace orderyard::domain::refunds {

struct Draft {
    const OrderFile& file;
    const CreditMemoRequest& request;
    std::vector<Source> sources;  // what is left, before this memo
    CreditMemo memo;

    // The memo's line of a source, made when there is none yet.
    CreditMemoLine& LineOf(const Source& source);
    const CreditMemoLine* FindLine(OrderItemId item) const;
    bool HasExactAmounts() const;
};

// Pieces and everything of them but shipping; exact amounts where the request gives them.
base::Result<> AddLines(Draft& draft);
// Shipping and its tax, after the lines.
base::Result<> AddShipping(Draft& draft);
// The discount that each line is shown to be less by.
void ShowDiscounts(Draft& draft);

// An amount somebody typed: of the order's currency, not negative, whole minor units.
base::Result<> CheckAmount(const base::Money& amount, const Order& order, const std::string& field);

}  // namespace orderyard::domain::refunds
