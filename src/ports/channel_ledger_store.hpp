// What a channel's books say was paid back to buyers, as far as we have read them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ledger/match_refunds.hpp"

namespace orderyard::ports {

class ChannelLedgerStore {
  public:
    virtual ~ChannelLedgerStore() = default;
    // False: known already; its status is renewed then.
    virtual bool Put(const domain::ChannelRefund& refund) = 0;
    // The credit memo that was made because of it.
    virtual void SetCreditMemo(const domain::ChannelRefund& refund, domain::CreditMemoId memo) = 0;
    // Channel numbers of refunds that the channel took between the two times and that its books do
    // not show with any payment of the order.
    virtual std::vector<std::string> WithoutPayment(domain::StoreId store, base::Instant from,
                                                    base::Instant to, int limit) = 0;
    // Channel numbers of refunds of which nobody knows whether they arrived.
    virtual std::vector<std::string> InDoubt(domain::StoreId store, int limit) = 0;
    // Of one order, earliest first.
    virtual std::vector<domain::ChannelRefund> Of(domain::StoreId store,
                                                  const std::string& channel_number) = 0;
    // The books have been read up to here; nullopt: never.
    virtual std::optional<base::Instant> ReadUntil(domain::StoreId store) = 0;
    virtual void SetReadUntil(domain::StoreId store, base::Instant until) = 0;
};

}  // namespace orderyard::ports
