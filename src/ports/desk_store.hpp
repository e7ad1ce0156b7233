// What the web app keeps for its users: saved views, preferences, and who has which order open.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/identity/access.hpp"
#include "domain/ids.hpp"

namespace orderyard::ports {

struct SavedView {
    std::int64_t id = 0;  // 0: not stored yet
    domain::UserId user_id;
    std::string user_name;  // filled on reading
    std::string page;       // "orders", "shipments" ...
    std::string name;
    std::string query;    // as in the page's URL
    std::string columns;  // as the page writes them
    bool is_shared = false;
    base::Instant updated_at;
};

struct Presence {
    domain::UserId user_id;
    std::int64_t session_id = 0;
    std::string user_name;
    std::string editing;  // what part of the order; empty: only looking
    base::Instant since, seen_at;
};

class DeskStore {
  public:
    virtual ~DeskStore() = default;
    // The user's own and those shared with everybody, by name.
    virtual std::vector<SavedView> Views(domain::UserId user, const std::string& page) = 0;
    virtual std::optional<SavedView> FindView(std::int64_t id) = 0;
    virtual std::optional<std::int64_t> FindViewByName(domain::UserId user, const std::string& page,
                                                       const std::string& name) = 0;
    virtual std::int64_t CountViews(domain::UserId user) = 0;
    virtual void PutView(SavedView& view) = 0;  // gives a new one its id
    virtual void RemoveView(std::int64_t id) = 0;

    virtual std::optional<std::string> Preference(domain::UserId user, const std::string& key) = 0;
    virtual std::int64_t CountPreferences(domain::UserId user) = 0;
    virtual void PutPreference(domain::UserId user, const std::string& key,
                               const std::string& value) = 0;

    // Says that the session has the order open now; `since` stays while it does.
    virtual void PutPresence(domain::OrderId order, std::int64_t session_id, domain::UserId user,
                             const std::string& editing, base::Instant now) = 0;
    virtual void RemovePresence(domain::OrderId order, std::int64_t session_id) = 0;
    virtual void RemovePresencesBefore(base::Instant seen_at) = 0;
    virtual std::vector<Presence> Presences(domain::OrderId order, base::Instant seen_since) = 0;
};

}  // namespace orderyard::ports
