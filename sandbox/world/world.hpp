// Amazon's side of the truth: every order of one seller, the moment it last changed, and what other
// people's clocks make of it. Not thread-safe: Sandbox holds one lock around it.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.hpp"
#include "sandbox/world/generator.hpp"
#include "sandbox/world/order.hpp"

namespace orderyard::sandbox {

using OrderNumber = std::uint32_t;  // position in the world, in order of arrival

struct WorldOptions {
    std::uint64_t seed = 1;
    std::vector<const Marketplace*> marketplaces;  // the seller's; not empty
    std::size_t order_count = 0;                   // generated, before start
    int history_days = 14;                         // over which they were placed
    double arrivals_per_hour = 0;                  // of the living world
    base::Instant start;
    base::Duration search_delay;  // a change shows in searches only so much later
    base::Duration get_delay;     // and so much later in single reads
};

struct SearchQuery {
    bool by_created = false;  // else by last update
    base::Instant after;
    base::Instant before;
    std::vector<std::string> statuses;
    std::vector<std::string> marketplace_ids;
    std::vector<std::string> fulfilled_by;
};

// Something a seller must never cause: the stand-in does it, as Amazon would, and remembers.
struct Harm {
    base::Instant at;
    std::string order_id;
    std::string kind;  // refunded_whole_order, quantity_multiplied, refunded_twice
    std::string detail;
};

struct SearchPosition {
    std::int64_t micros = 0;
    OrderNumber number = 0;

    friend auto operator<=>(const SearchPosition&, const SearchPosition&) = default;
};

struct SearchPage {
    std::vector<Order> orders;
    std::optional<SearchPosition> last;  // set when more follow
};

class World {
  public:
    explicit World(WorldOptions options);
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    // Lets everything happen that is due until then. Time never goes back.
    void AdvanceTo(base::Instant now);
    base::Instant now() const { return now_; }

    std::size_t size() const { return records_.size(); }
    std::optional<OrderNumber> Find(std::string_view order_id) const;
    Order Current(OrderNumber number) const;
    // As a single read sees it now; nullopt while it is not visible yet.
    std::optional<Order> AsRead(OrderNumber number) const;
    SearchPage Search(const SearchQuery& query, std::optional<SearchPosition> from,
                      int count_max) const;
    std::map<std::string, std::size_t> CountByStatus() const;

    // kConflict when the id exists. Keeps created and last_updated as given when they lie in the
    // past.
    base::Result<OrderNumber> Add(Order order);
    // A new generated order, placed now.
    OrderNumber PlaceGenerated();
    // `change` gets a copy and says whether it changed anything; then last_updated moves strictly
    // forward.
    base::Result<bool> Change(OrderNumber number,
                              const std::function<base::Result<bool>(Order&)>& change);
    // The same for what a read does not show (refunds, notes): last_updated stays.
    base::Result<bool> Note(OrderNumber number,
                            const std::function<base::Result<bool>(Order&)>& change);
    void AddHarm(std::string_view order_id, std::string_view kind, std::string_view detail);
    const std::vector<Harm>& harms() const { return harms_; }
    base::Duration search_delay() const { return options_.search_delay; }
    base::Duration get_delay() const { return options_.get_delay; }
    void SetDelays(base::Duration search_delay, base::Duration get_delay);
    void DeliverLater(OrderNumber number, std::string_view package_reference_id, base::Instant at);

  private:
    struct Record {
        base::Instant created;
        base::Instant last_updated;
        std::uint8_t steps_done = 0;
        std::uint8_t status = 0;       // index into kStatusWords
        std::uint8_t marketplace = 0;  // index into Marketplaces(), or kNoMarketplace
        bool is_by_merchant = false;
    };
    struct Version {
        Record record;
        std::shared_ptr<const Order> body;  // null: generated, never touched by hand
    };
    struct PastVersion {
        base::Instant replaced_at;
        std::optional<Version> version;  // nullopt: the order did not exist
    };
    struct Due {
        base::Instant at;
        OrderNumber number = 0;
        std::string package_reference_id;  // empty: the next step of the plan

        bool operator>(const Due& other) const {
            return at != other.at ? at > other.at : number > other.number;
        }
    };
    using IndexEntry = SearchPosition;

    void GeneratePast();
    void Arrive(base::Instant at);
    void Perform(const Due& due);
    void QueueNextStep(OrderNumber number);
    Version CurrentVersion(OrderNumber number) const;
    std::optional<Version> VersionSeen(OrderNumber number, base::Duration delay) const;
    Order Build(OrderNumber number, const Version& version) const;
    // Makes `order` (or the next plan step) the current version, stamped at `at` or just after the
    // last stamp.
    void Store(OrderNumber number, std::shared_ptr<const Order> body, Record record);
    void RememberPast(OrderNumber number, std::optional<Version> version);
    void ForgetPast();
    void InsertSorted(std::vector<IndexEntry>& index, IndexEntry entry);
    bool Matches(const SearchQuery& query, OrderNumber number, const Version& version) const;
    bool IsGenerated(OrderNumber number) const { return explicit_numbers_.count(number) == 0; }
    Record RecordOf(const Order& order) const;

    WorldOptions options_;
    Generator generator_;
    base::Instant now_;
    base::Instant next_arrival_;
    std::vector<Record> records_;
    std::unordered_map<OrderNumber, std::shared_ptr<const Order>> bodies_;
    std::unordered_map<std::string, OrderNumber> explicit_ids_;
    std::unordered_set<OrderNumber> explicit_numbers_;
    // Sorted; an order that changed again leaves its old entry behind, which no longer matches its
    // record.
    std::vector<IndexEntry> by_update_;
    std::vector<IndexEntry> by_creation_;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
    std::unordered_map<OrderNumber, std::vector<PastVersion>> past_;
    std::deque<std::pair<base::Instant, OrderNumber>> past_order_;
    std::vector<Harm> harms_;
};

}  // namespace orderyard::sandbox
