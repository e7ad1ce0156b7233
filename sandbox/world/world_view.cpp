// How the world looks from outside: late. A search sees each order as it was `search_delay` ago, a
// single read as it was `get_delay` ago, so for a while Amazon contradicts itself, as it does in
// the field.
#include <algorithm>

#include "sandbox/world/world.hpp"

namespace orderyard::sandbox {

void World::RememberPast(OrderNumber number, std::optional<Version> version) {
    if (options_.search_delay.micros == 0 && options_.get_delay.micros == 0) {
        return;
    }
    past_[number].push_back({now_, std::move(version)});
    past_order_.emplace_back(now_, number);
}

void World::ForgetPast() {
    const base::Duration kept = std::max(options_.search_delay, options_.get_delay);
    while (!past_order_.empty() && past_order_.front().first + kept <= now_) {
        const auto found = past_.find(past_order_.front().second);
        found->second.erase(found->second.begin());
        if (found->second.empty()) {
            past_.erase(found);
        }
        past_order_.pop_front();
    }
}

// Only changes from now on are hidden: what everybody has seen stays seen.
void World::SetDelays(base::Duration search_delay, base::Duration get_delay) {
    options_.search_delay = search_delay;
    options_.get_delay = get_delay;
}

std::optional<World::Version> World::VersionSeen(OrderNumber number, base::Duration delay) const {
    if (const auto past = past_.find(number); past != past_.end()) {
        // The first change that is still hidden tells what the outside sees: what was there before
        // it.
        for (const PastVersion& version : past->second) {
            if (version.replaced_at + delay > now_) {
                return version.version;
            }
        }
    }
    return CurrentVersion(number);
}

SearchPage World::Search(const SearchQuery& query, std::optional<SearchPosition> from,
                         int count_max) const {
    const std::vector<IndexEntry>& index = query.by_created ? by_creation_ : by_update_;
    const auto begin =
        from ? std::upper_bound(index.begin(), index.end(), *from)
             : std::lower_bound(index.begin(), index.end(), IndexEntry{query.after.micros, 0});
    SearchPage page;
    IndexEntry last;
    for (auto entry = begin; entry != index.end() && entry->micros <= query.before.micros;
         ++entry) {
        const std::optional<Version> version = VersionSeen(entry->number, options_.search_delay);
        if (!version ||
            (!query.by_created && version->record.last_updated.micros != entry->micros) ||
            !Matches(query, entry->number, *version)) {
            continue;
        }
        if (page.orders.size() == static_cast<std::size_t>(count_max)) {
            page.last = last;
            break;
        }
        page.orders.push_back(Build(entry->number, *version));
        last = *entry;
    }
    return page;
}

}  // namespace orderyard::sandbox
