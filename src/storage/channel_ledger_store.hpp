// A channel's books in SQL.
#pragma once

#include "ports/channel_ledger_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlChannelLedgerStore final : public ports::ChannelLedgerStore {
  public:
    explicit SqlChannelLedgerStore(sql::Connection& connection) : connection_(connection) {}

    bool Put(const domain::ChannelRefund& refund) override;
    void SetCreditMemo(const domain::ChannelRefund& refund, domain::CreditMemoId memo) override;
    std::vector<std::string> WithoutPayment(domain::StoreId store, base::Instant from,
                                            base::Instant to, int limit) override;
    std::vector<std::string> InDoubt(domain::StoreId store, int limit) override;
    std::vector<domain::ChannelRefund> Of(domain::StoreId store,
                                          const std::string& channel_number) override;
    std::optional<base::Instant> ReadUntil(domain::StoreId store) override;
    void SetReadUntil(domain::StoreId store, base::Instant until) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
