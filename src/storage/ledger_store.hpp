// The money ledger over SQL, and the checks of the books.
#pragma once

#include <string_view>

#include "ports/ledger_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlLedgerStore final : public ports::LedgerStore {
  public:
    explicit SqlLedgerStore(sql::Connection& connection) : connection_(connection) {}

    // An event of a document that was posted before throws VersionConflict.
    void Append(const domain::LedgerEvent& event) override;
    std::vector<domain::LedgerEvent> ForOrder(domain::OrderId id) override;
    // Both go through the ids in steps: memory and the time of a statement stay bounded.
    ports::LedgerCheck VerifyMoney(int limit) override;
    ports::LedgerCheck VerifyStock(int limit) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
