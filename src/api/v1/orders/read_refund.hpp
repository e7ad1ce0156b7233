// The body of a refund. Its amounts are numbers until the order's currency is known.
#pragma once

#include "api/v1/body_reader.hpp"
#include "domain/credit_memo/decide_credit_memo.hpp"

namespace orderyard::api::v1 {

// lines, shipping, adjustment_refund, adjustment_fee, return_to_stock, reason, comment ...
domain::CreditMemoRequest ReadRefundRequest(BodyReader& body);

// Gives every amount that currency. kInvalidInput names one with more decimals than it has.
base::Result<domain::CreditMemoRequest> InCurrency(domain::CreditMemoRequest request,
                                                   base::Currency currency);

}  // namespace orderyard::api::v1
