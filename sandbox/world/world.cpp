// The store: compact records for generated orders, full bodies only for those somebody touched, and
// two sorted indexes that are appended to as time goes by.
#include "sandbox/world/world.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"
#include "sandbox/world/dice.hpp"
#include "sandbox/world/life.hpp"

namespace orderyard::sandbox {
namespace {

constexpr std::array<std::string_view, 8> kStatusWords = {
    kPendingAvailability, kPending,       kUnshipped, kPartiallyShipped, kShipped,
    kCancelled,           kUnfulfillable, "OTHER"};
constexpr std::uint8_t kOtherStatus = 7;
constexpr std::uint8_t kNoMarketplace = 255;
constexpr std::uint64_t kArrivalRoll = 4;

std::uint8_t StatusCode(std::string_view status) {
    for (std::uint8_t i = 0; i < kOtherStatus; ++i) {
        if (kStatusWords[i] == status) {
            return i;
        }
    }
    return kOtherStatus;
}

std::uint8_t MarketplaceCode(std::string_view id) {
    const Marketplace* marketplace = FindMarketplace(id);
    return marketplace == nullptr ? kNoMarketplace
                                  : static_cast<std::uint8_t>(marketplace - Marketplaces().data());
}

bool HasWord(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

World::World(WorldOptions options)
    : options_(std::move(options)),
      generator_({options_.seed, options_.marketplaces}, options_.start),
      now_(options_.start),
      next_arrival_(options_.start) {
    GeneratePast();
    Arrive(now_);  // rolls the time of the first arrival only
}

void World::GeneratePast() {
    const auto count = static_cast<std::int64_t>(options_.order_count);
    if (count == 0) {
        return;
    }
    records_.reserve(options_.order_count);
    by_update_.reserve(options_.order_count);
    by_creation_.reserve(options_.order_count);
    const std::int64_t span_millis = base::Duration::Days(options_.history_days).millis();
    const std::int64_t slot_millis = std::max<std::int64_t>(1, span_millis / count);
    const base::Instant begin = options_.start - base::Duration::Millis(slot_millis * count);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto ordinal = static_cast<std::uint64_t>(i);
        const auto number = static_cast<OrderNumber>(i);
        Dice dice({options_.seed, ordinal, kArrivalRoll});
        Record record;
        record.created = begin + base::Duration::Millis(i * slot_millis + dice.Below(slot_millis));
        record.last_updated = record.created;
        const Traits traits = generator_.TraitsOf(ordinal);
        const LifePlan plan = generator_.PlanOf(ordinal, traits, record.created);
        while (record.steps_done < plan.step_count &&
               plan.steps[record.steps_done].at <= options_.start) {
            record.last_updated = plan.steps[record.steps_done].at;
            ++record.steps_done;
        }
        record.status = StatusCode(StatusAfter(traits, plan, record.steps_done));
        record.marketplace = MarketplaceCode(traits.marketplace->id);
        record.is_by_merchant = !traits.is_by_amazon;
        if (record.steps_done < plan.step_count) {
            due_.push({plan.steps[record.steps_done].at, number, ""});
        }
        records_.push_back(record);
        by_update_.push_back({record.last_updated.micros, number});
        by_creation_.push_back({record.created.micros, number});
    }
    std::sort(by_update_.begin(), by_update_.end());
}

// Places an order unless this is the start, then rolls when the next one comes: on average every
// mean gap.
void World::Arrive(base::Instant at) {
    if (options_.arrivals_per_hour <= 0) {
        return;
    }
    if (at > options_.start) {
        now_ = at;
        PlaceGenerated();
    }
    Dice dice({options_.seed, records_.size(), kArrivalRoll, 1});
    const auto mean_millis = static_cast<std::int64_t>(3'600'000.0 / options_.arrivals_per_hour);
    next_arrival_ =
        at + base::Duration::Millis(1 + dice.Below(2 * std::max<std::int64_t>(1, mean_millis)));
}

void World::AdvanceTo(base::Instant now) {
    const base::Instant until = std::max(now, now_);
    while (true) {
        const bool has_arrival = options_.arrivals_per_hour > 0 && next_arrival_ <= until;
        const bool has_due = !due_.empty() && due_.top().at <= until;
        if (has_due && (!has_arrival || due_.top().at <= next_arrival_)) {
            const Due due = due_.top();
            due_.pop();
            now_ = std::max(now_, due.at);
            Perform(due);
        } else if (has_arrival) {
            Arrive(std::max(now_, next_arrival_));
        } else {
            break;
        }
    }
    now_ = until;
    ForgetPast();
}

void World::Perform(const Due& due) {
    if (!due.package_reference_id.empty()) {
        (void)Change(due.number, [&](Order& order) -> base::Result<bool> {
            return Deliver(order, due.package_reference_id).map([] { return true; });
        });
        return;
    }
    Record record = records_[due.number];
    const Traits traits = generator_.TraitsOf(due.number);
    const LifePlan plan = generator_.PlanOf(due.number, traits, record.created);
    base::Check(record.steps_done < plan.step_count, "a step is due that is not planned");
    const Step step = plan.steps[record.steps_done];
    ++record.steps_done;
    const auto body = bodies_.find(due.number);
    if (body == bodies_.end()) {
        record.status = StatusCode(StatusAfter(traits, plan, record.steps_done));
        record.last_updated = step.at;
        Store(due.number, nullptr, record);
    } else {
        Order order = *body->second;
        if (generator_.Apply(order, step)) {
            const std::uint8_t steps_done = record.steps_done;
            order.last_updated = std::max(now_, order.last_updated + base::Duration::Millis(1));
            record = RecordOf(order);
            record.steps_done = steps_done;
            Store(due.number, std::make_shared<const Order>(std::move(order)), record);
        } else {
            records_[due.number].steps_done = record.steps_done;
        }
    }
    QueueNextStep(due.number);
}

void World::QueueNextStep(OrderNumber number) {
    const Record& record = records_[number];
    const LifePlan plan = generator_.PlanOf(number, generator_.TraitsOf(number), record.created);
    if (record.steps_done < plan.step_count) {
        due_.push({std::max(now_, plan.steps[record.steps_done].at), number, ""});
    }
}

World::Record World::RecordOf(const Order& order) const {
    Record record;
    record.created = order.created;
    record.last_updated = order.last_updated;
    record.status = StatusCode(order.status);
    record.marketplace = MarketplaceCode(order.marketplace_id);
    record.is_by_merchant = order.IsFulfilledByMerchant();
    return record;
}

void World::Store(OrderNumber number, std::shared_ptr<const Order> body, Record record) {
    RememberPast(number, CurrentVersion(number));
    if (body != nullptr) {
        bodies_[number] = std::move(body);
    }
    records_[number] = record;
    InsertSorted(by_update_, {record.last_updated.micros, number});
}

void World::InsertSorted(std::vector<IndexEntry>& index, IndexEntry entry) {
    // Nearly always at the end: changes happen in order of time.
    index.insert(std::upper_bound(index.begin(), index.end(), entry), entry);
}

base::Result<OrderNumber> World::Add(Order order) {
    if (Find(order.order_id)) {
        return base::Fail(base::Conflict("an order of that id exists"));
    }
    if (order.created.micros == 0 || order.created > now_) {
        order.created = now_;
    }
    if (order.last_updated < order.created || order.last_updated > now_) {
        order.last_updated = now_;
    }
    const auto number = static_cast<OrderNumber>(records_.size());
    const Record record = RecordOf(order);
    explicit_ids_[order.order_id] = number;
    explicit_numbers_.insert(number);
    InsertSorted(by_update_, {record.last_updated.micros, number});
    InsertSorted(by_creation_, {record.created.micros, number});
    bodies_[number] = std::make_shared<const Order>(std::move(order));
    records_.push_back(record);
    RememberPast(number, std::nullopt);
    return number;
}

OrderNumber World::PlaceGenerated() {
    const auto number = static_cast<OrderNumber>(records_.size());
    const Traits traits = generator_.TraitsOf(number);
    Record record;
    record.created = now_;
    record.last_updated = now_;
    record.status = StatusCode(traits.is_preorder ? kPendingAvailability : kPending);
    record.marketplace = MarketplaceCode(traits.marketplace->id);
    record.is_by_merchant = !traits.is_by_amazon;
    records_.push_back(record);
    InsertSorted(by_update_, {now_.micros, number});
    InsertSorted(by_creation_, {now_.micros, number});
    RememberPast(number, std::nullopt);
    QueueNextStep(number);
    return number;
}

base::Result<bool> World::Change(OrderNumber number,
                                 const std::function<base::Result<bool>(Order&)>& change) {
    Order order = Current(number);
    const base::Instant stamp = std::max(now_, order.last_updated + base::Duration::Millis(1));
    const base::Result<bool> changed = change(order);
    if (!changed || !*changed) {
        return changed;
    }
    order.last_updated = stamp;
    Record record = RecordOf(order);
    record.steps_done = records_[number].steps_done;
    Store(number, std::make_shared<const Order>(std::move(order)), record);
    return true;
}

base::Result<bool> World::Note(OrderNumber number,
                               const std::function<base::Result<bool>(Order&)>& change) {
    Order order = Current(number);
    const base::Result<bool> changed = change(order);
    if (changed && *changed) {
        order.last_updated = records_[number].last_updated;
        bodies_[number] = std::make_shared<const Order>(std::move(order));
    }
    return changed;
}

void World::AddHarm(std::string_view order_id, std::string_view kind, std::string_view detail) {
    harms_.push_back({now_, std::string(order_id), std::string(kind), std::string(detail)});
}

void World::DeliverLater(OrderNumber number, std::string_view package_reference_id,
                         base::Instant at) {
    due_.push({at, number, std::string(package_reference_id)});
}

std::optional<OrderNumber> World::Find(std::string_view order_id) const {
    if (const auto found = explicit_ids_.find(std::string(order_id));
        found != explicit_ids_.end()) {
        return found->second;
    }
    const std::optional<std::uint64_t> ordinal = generator_.OrdinalOf(order_id);
    if (!ordinal || *ordinal >= records_.size()) {
        return std::nullopt;
    }
    const auto number = static_cast<OrderNumber>(*ordinal);
    return IsGenerated(number) && generator_.OrderIdOf(*ordinal) == order_id ? std::optional(number)
                                                                             : std::nullopt;
}

World::Version World::CurrentVersion(OrderNumber number) const {
    const auto body = bodies_.find(number);
    return {records_[number], body == bodies_.end() ? nullptr : body->second};
}

Order World::Build(OrderNumber number, const Version& version) const {
    if (version.body != nullptr) {
        return *version.body;
    }
    Order order = generator_.After(number, version.record.created, version.record.steps_done);
    order.last_updated = version.record.last_updated;
    return order;
}

Order World::Current(OrderNumber number) const {
    return Build(number, CurrentVersion(number));
}

std::optional<Order> World::AsRead(OrderNumber number) const {
    const std::optional<Version> version = VersionSeen(number, options_.get_delay);
    return version ? std::optional(Build(number, *version)) : std::nullopt;
}

std::map<std::string, std::size_t> World::CountByStatus() const {
    std::array<std::size_t, kStatusWords.size()> counts{};
    for (const Record& record : records_) {
        ++counts[record.status];
    }
    std::map<std::string, std::size_t> named;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) {
            named[std::string(kStatusWords[i])] = counts[i];
        }
    }
    return named;
}

bool World::Matches(const SearchQuery& query, OrderNumber number, const Version& version) const {
    const Record& record = version.record;
    if (!query.statuses.empty() && !HasWord(query.statuses, kStatusWords[record.status])) {
        return false;
    }
    if (!query.fulfilled_by.empty() &&
        !HasWord(query.fulfilled_by, record.is_by_merchant ? kByMerchant : kByAmazon)) {
        return false;
    }
    if (query.marketplace_ids.empty()) {
        return true;
    }
    if (record.marketplace == kNoMarketplace) {
        return HasWord(query.marketplace_ids, Build(number, version).marketplace_id);
    }
    return HasWord(query.marketplace_ids, Marketplaces()[record.marketplace].id);
}

}  // namespace orderyard::sandbox
