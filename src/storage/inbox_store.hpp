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
    int AddAll(const std::vector<ports::InboxRow>& rows) override;
    std::vector<ports::InboxRow> ClaimDue(domain::StoreId store, base::Instant now,
                                          int limit) override;
    void MarkDone(ports::InboxId id, ports::InboxState state) override;
    void MarkFailed(ports::InboxId id, int attempts, base::Instant next_try_at,
                    const std::string& error) override;
    void MarkPoison(ports::InboxId id, int attempts, const std::string& error) override;
    std::vector<ports::InboxRow> ListPoison(domain::StoreId store, int limit) override;
    std::vector<ports::InboxRow> ListWaiting(domain::StoreId store, int limit) override;
    std::optional<ports::InboxRow> Find(domain::StoreId store, ports::InboxId id) override;
    bool Retry(ports::InboxId id, base::Instant now) override;
    bool Skip(ports::InboxId id, const std::string& reason) override;
    int SkipOld(domain::StoreId store, base::Instant received_before, const std::string& reason,
                int limit) override;
    ports::InboxCounts Counts(domain::StoreId store) override;

  private:
    bool AddAfterLook(const ports::InboxRow& row, sql::Rows& known);
    void InsertPayload(ports::InboxId id, const ports::InboxRow& row);
    void OpenPayload(std::string_view sealed, ports::InboxRow& row) const;
    static std::vector<ports::InboxRow> ReadHeads(domain::StoreId store, sql::Rows rows);

    sql::Connection& connection_;
    const Keys& keys_;
};

}  // namespace orderyard::storage
