// Orders are found by their time of change. A transaction may commit after a later one, so every
// look goes back a while and leaves out what was told already.
#include "api/v1/live/change_watch.hpp"

#include <algorithm>
#include <set>

#include "api/json_writer.hpp"
#include "base/limits.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr base::Duration kLookBack = base::Duration::Seconds(10);
constexpr base::Duration kPresent = base::Duration::Seconds(45);

constexpr const char* kOrdersView = "Magento_Sales::actions_view";
constexpr const char* kFollowUpsView = "Orderyard::follow_ups";
constexpr const char* kStoresView = "Orderyard::stores_view";
constexpr const char* kBulk = "Orderyard::bulk";

std::string Message(const char* topic, const std::vector<std::int64_t>& ids,
                    const std::vector<std::int64_t>& versions = {}) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("topic", topic);
    const auto write = [&](const char* name, const std::vector<std::int64_t>& numbers) {
        json.Key(name).BeginArray();
        for (const std::int64_t number : numbers) {
            json.Int(number);
        }
        json.EndArray();
    };
    if (ids.size() <= base::limits::kChangedIdsToldMax) {
        write("ids", ids);
        if (!versions.empty()) {
            write("versions", versions);
        }
    }
    json.EndObject();
    return json.Take();
}

}  // namespace

void ChangeWatch::Forget() {
    *this = ChangeWatch();
}

void ChangeWatch::LookAtOrders(ports::ChangeFeed& feed, std::vector<News>& news) {
    if (!orders_until_) {
        orders_until_ = feed.NewestOrderChange();
        if (!orders_until_) {
            orders_until_ = base::Instant{};
        }
    }
    const base::Instant from = *orders_until_ - kLookBack;
    std::vector<std::int64_t> ids, versions;
    const auto changes = feed.OrdersSince(from, base::limits::kChangedOrdersAtOnceMax);
    for (const ports::ChangedOrder& change : changes) {
        const auto known = told_.find(change.id.value);
        if (known != told_.end() && known->second.second == change.version) {
            continue;
        }
        told_[change.id.value] = {change.updated_at, change.version};
        ids.push_back(change.id.value);
        versions.push_back(change.version);
    }
    if (static_cast<int>(changes.size()) == base::limits::kChangedOrdersAtOnceMax) {
        // A flood. What is beyond it is looked for from its end on, by its topic alone.
        orders_until_ = std::max(feed.NewestOrderChange().value_or(*orders_until_), *orders_until_);
        news.push_back({kOrdersView, "{\"topic\":\"orders\"}"});
        return;
    }
    if (!changes.empty()) {
        orders_until_ = std::max(*orders_until_, changes.back().updated_at);
    }
    std::erase_if(told_, [&](const auto& each) { return each.second.first < from; });
    if (!ids.empty()) {
        news.push_back({kOrdersView, Message("orders", ids, versions)});
    }
}

void ChangeWatch::Compare(std::vector<ports::Mark> marks, States& known, const char* topic,
                          const char* resource, std::vector<News>& news) const {
    States found;
    for (ports::Mark& mark : marks) {
        found.emplace(mark.id, std::move(mark));
    }
    std::set<std::int64_t> about;
    for (const auto& [id, mark] : found) {
        const auto before = known.find(id);
        if (before == known.end() || before->second.state != mark.state ||
            before->second.about != mark.about) {
            about.insert(mark.about);
        }
    }
    for (const auto& [id, mark] : known) {
        if (const auto now = found.find(id);
            now == found.end() || now->second.about != mark.about) {
            about.insert(mark.about);
        }
    }
    known = std::move(found);
    if (has_looked_ && !about.empty()) {
        news.push_back({resource, Message(topic, {about.begin(), about.end()})});
    }
}

std::vector<News> ChangeWatch::Look(ports::Transaction& tx, base::Instant now) {
    ports::ChangeFeed& feed = tx.changes();
    std::vector<News> news;
    LookAtOrders(feed, news);
    Compare(feed.OpenFollowUps(base::limits::kChangeMarksMax), follow_ups_, "follow_ups",
            kFollowUpsView, news);
    Compare(feed.Stores(), stores_, "sync", kStoresView, news);
    Compare(feed.OpenBulkJobs(), bulk_jobs_, "bulk", kBulk, news);
    Compare(feed.Presences(now - kPresent, base::limits::kChangeMarksMax), presences_, "presence",
            kOrdersView, news);
    has_looked_ = true;
    return news;
}

}  // namespace orderyard::api::v1
