// Amazon's Finances API 2024-06-19: what its books say about a seller's orders.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "amazon/client/orders_client.hpp"
#include "amazon/wire/transactions.hpp"

namespace orderyard::amazon {

// Either about one order, or of a range of posting times (180 days at most, ending two minutes ago
// at the latest). With a page token all else as for the first page.
struct TransactionsParams {
    std::string order_number;
    std::optional<base::Instant> posted_after, posted_before;
    std::string page_token;
};

// Safe to use from several threads.
class FinancesClient {
  public:
    explicit FinancesClient(std::shared_ptr<CallLine> line) : line_(std::move(line)) {}

    CallResult<wire::TransactionPage> ListTransactions(const domain::Store& store,
                                                       const TransactionsParams& params,
                                                       std::stop_token stop);

  private:
    std::shared_ptr<CallLine> line_;
};

}  // namespace orderyard::amazon
