// The outbox port.
#pragma once

#include "ports/outbox_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlOutboxStore final : public ports::OutboxStore {
  public:
    explicit SqlOutboxStore(sql::Connection& connection) : connection_(connection) {}

    bool Enqueue(const ports::OutboxMessage& message) override;
    std::vector<ports::OutboxMessage> Claim(const std::string& owner, base::Instant now,
                                            int limit) override;
    void MarkDone(ports::OutboxId id) override;
    void MarkRetry(ports::OutboxId id, base::Instant not_before, const std::string& error) override;
    void MarkParked(ports::OutboxId id, const std::string& error) override;
    std::vector<ports::OutboxMessage> List(ports::OutboxState state, int limit) override;
    std::int64_t CountPending() override;
    int PruneDone(const std::string& kind, base::Instant created_before, int limit) override;

  private:
    std::vector<ports::OutboxMessage> Read(sql::Rows rows);

    sql::Connection& connection_;
};

}  // namespace orderyard::storage
