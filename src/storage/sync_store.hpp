// The sync port: cursors, health and the communication log.
#pragma once

#include "ports/sync_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlSyncStore final : public ports::SyncStore {
  public:
    explicit SqlSyncStore(sql::Connection& connection) : connection_(connection) {}

    std::optional<ports::SyncCursor> LoadCursor(domain::StoreId store,
                                                const std::string& stream) override;
    void SaveCursor(ports::SyncCursor& cursor) override;
    std::optional<ports::SyncHealth> LoadHealth(domain::StoreId store) override;
    void SaveHealth(const ports::SyncHealth& health) override;
    void AppendProblem(const ports::SyncProblem& problem) override;
    std::vector<ports::SyncProblem> Problems(domain::StoreId store, int limit) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
