// The money ledger: only ever appended to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/ledger/ledger.hpp"

namespace orderyard::ports {

// Sums that must be zero or equal; what verify-money prints.
struct LedgerCheck {
    std::int64_t events = 0;
    std::vector<std::string> imbalances;  // each names an order, event and document, or a currency
};

class LedgerStore {
  public:
    virtual ~LedgerStore() = default;
    // One row an event, a column an account, CHECKed to sum to zero.
    virtual void Append(const domain::LedgerEvent& event) = 0;
    virtual std::vector<domain::LedgerEvent> ForOrder(domain::OrderId id) = 0;  // oldest first
    // Every event sums to zero; the ledger equals the documents; documents = counters = order sums;
    // the figures of sales equal the orders; lists at most `limit` problems.
    virtual LedgerCheck VerifyMoney(int limit) = 0;
    // on_hand = sum of movements, reserved = sum of reservations, for every product.
    virtual LedgerCheck VerifyStock(int limit) = 0;
};

}  // namespace orderyard::ports
