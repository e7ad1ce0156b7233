// Bulk jobs over SQL.
#pragma once

#include "ports/bulk_store.hpp"
#include "storage/keys.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlBulkStore final : public ports::BulkStore {
  public:
    SqlBulkStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys) {}

    // Positions count from 1. A job over no orders has ended when it is made.
    void Insert(ports::BulkJob& job, const std::vector<domain::OrderId>& orders) override;
    std::optional<ports::BulkJob> Find(ports::BulkJobId id) override;
    std::vector<ports::BulkJob> List(int limit) override;
    std::vector<ports::BulkItem> Items(ports::BulkJobId id, std::int64_t after_position,
                                       std::optional<ports::BulkItemState> state,
                                       int limit) override;
    std::optional<ports::BulkJobId> NextOpen() override;
    // An item that is not pending any more throws VersionConflict: another worker was faster.
    void Record(ports::BulkJobId id, const ports::BulkItem& item, base::Instant now) override;
    std::int64_t RetryFailed(ports::BulkJobId id) override;

    // later_operations.cpp
    void InsertLater(const ports::LaterBulk& bulk,
                     const std::vector<ports::LaterOperation>& operations) override;
    std::optional<ports::LaterBulk> FindLater(const std::string& uuid) override;
    std::vector<ports::LaterBulk> ListLater(std::int64_t page_size, std::int64_t page) override;
    std::int64_t CountLater() override;
    std::vector<ports::LaterOperation> LaterOperations(const ports::LaterBulk& bulk) override;
    std::optional<ports::LaterOperation> NextLater() override;
    void RecordLater(const ports::LaterOperation& operation) override;

  private:
    std::vector<ports::BulkJob> Read(sql::Rows rows);

    sql::Connection& connection_;
    const Keys& keys_;
};

}  // namespace orderyard::storage
