// What has changed since the last look, as short messages for those who watch: topics and ids,
// nothing personal.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "ports/change_feed.hpp"
#include "ports/database.hpp"

namespace orderyard::api::v1 {

struct News {
    const char* resource;  // whom it is for
    std::string text;      // {"topic":"orders","ids":[1],"versions":[2]}; no ids: anything of it
};

class ChangeWatch {
  public:
    // The first look after Forget tells of orders that changed a moment before it: pages that were
    // read just then may have missed them.
    std::vector<News> Look(ports::Transaction& tx, base::Instant now);
    void Forget();

  private:
    using States = std::map<std::int64_t, ports::Mark>;

    void LookAtOrders(ports::ChangeFeed& feed, std::vector<News>& news);
    // Tells of marks that are new, different or gone.
    void Compare(std::vector<ports::Mark> marks, States& known, const char* topic,
                 const char* resource, std::vector<News>& news) const;

    bool has_looked_ = false;
    std::optional<base::Instant> orders_until_;
    std::map<std::int64_t, std::pair<base::Instant, std::int64_t>> told_;  // time, version by order
    States follow_ups_, stores_, bulk_jobs_, presences_;
};

}  // namespace orderyard::api::v1
