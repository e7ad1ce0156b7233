// The answer of Amazon's Finances API 2024-06-19 listTransactions: money booked to or from the
// seller.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "amazon/wire/order.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

namespace orderyard::amazon::wire {

// A part of a transaction's amount. Amounts are signed as seen by the seller.
struct TransactionPart {
    std::string type;  // "Product Charges", "Tax", "Amazon Fees" ...; free text of Amazon's
    Money amount;
};

struct Transaction {
    std::string id;
    std::string type;    // "Shipment", "Refund" ...; the model does not say all
    std::string status;  // "RELEASED", "DEFERRED" ...
    base::Instant posted_at;
    std::string order_number;  // empty: about no order
    Money total;
    std::vector<TransactionPart> parts;  // of all its items, one level deep
};

struct TransactionPage {
    std::vector<Transaction> transactions;  // may be empty although there is a next page
    std::string next_token;
};

// kMalformed names what is missing.
base::Result<TransactionPage> ReadTransactionPage(std::string_view text);

}  // namespace orderyard::amazon::wire
