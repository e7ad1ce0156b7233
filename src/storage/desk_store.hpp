// Saved views, preferences and presences over SQL.
#pragma once

#include "ports/desk_store.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlDeskStore final : public ports::DeskStore {
  public:
    explicit SqlDeskStore(sql::Connection& connection) : connection_(connection) {}

    std::vector<ports::SavedView> Views(domain::UserId user, const std::string& page) override;
    std::optional<ports::SavedView> FindView(std::int64_t id) override;
    std::optional<std::int64_t> FindViewByName(domain::UserId user, const std::string& page,
                                               const std::string& name) override;
    std::int64_t CountViews(domain::UserId user) override;
    void PutView(ports::SavedView& view) override;
    void RemoveView(std::int64_t id) override;
    std::optional<std::string> Preference(domain::UserId user, const std::string& key) override;
    std::int64_t CountPreferences(domain::UserId user) override;
    void PutPreference(domain::UserId user, const std::string& key,
                       const std::string& value) override;
    void PutPresence(domain::OrderId order, std::int64_t session_id, domain::UserId user,
                     const std::string& editing, base::Instant now) override;
    void RemovePresence(domain::OrderId order, std::int64_t session_id) override;
    void RemovePresencesBefore(base::Instant seen_at) override;
    std::vector<ports::Presence> Presences(domain::OrderId order,
                                           base::Instant seen_since) override;

  private:
    sql::Connection& connection_;
};

}  // namespace orderyard::storage
