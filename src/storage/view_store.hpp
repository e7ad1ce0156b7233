// Who has seen whose address within the hour, over SQL.
#pragma once

#include "ports/view_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlViewStore final : public ports::ViewStore {
  public:
    explicit SqlViewStore(sql::Connection& connection) : connection_(connection) {}

    domain::ViewLimit Limit() override;
    void PutLimit(const domain::ViewLimit& limit) override;
    void Hold(domain::UserId user) override;
    std::set<std::string> SeenSince(domain::UserId user, base::Instant since) override;
    std::int64_t ConfirmedSince(domain::UserId user, base::Instant since) override;
    void PutSeen(domain::UserId user, const std::vector<std::string>& subjects, base::Instant at,
                 base::Instant forget_before) override;
    void PutAlarm(const ports::ViewAlarm& alarm, base::Instant forget_before) override;
    bool HasAlarmSince(domain::UserId user, ports::ViewAlarmKind kind,
                       base::Instant since) override;
    std::vector<ports::ViewAlarm> AlarmsSince(base::Instant since, int limit) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
