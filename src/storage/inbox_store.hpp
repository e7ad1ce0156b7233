// The inbox port: payloads are deflated and sealed.
#pragma once

#include "ports/inbox_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlInboxStore final : public ports::InboxStore {
  public:
    SqlInboxStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    bool Add(const ports::InboxRow& row) override;
    std::vector<ports::InboxRow> ClaimDue(domain::StoreId store, base::Instant now,
                                          int limit) override;
    void MarkDone(ports::InboxId id, ports::InboxState state) override;
    void MarkFailed(ports::InboxId id, int attempts, base::Instant next_try_at,
                    const std::string& error) override;
    void MarkPoison(ports::InboxId id, int attempts, const std::string& error) override;
    std::vector<ports::InboxRow> ListPoison(domain::StoreId store, int limit) override;
    bool Retry(ports::InboxId id, base::Instant now) override;
    bool Skip(ports::InboxId id, const std::string& reason) override;
    ports::InboxCounts Counts(domain::StoreId store) override;

  private:
    std::string SealPayload(const ports::InboxRow& row) const;
    void OpenPayload(std::string_view sealed, ports::InboxRow& row) const;

    sql::Connection& connection_;
    const Keys& keys_;
};

}  // namespace orderyard::storage
