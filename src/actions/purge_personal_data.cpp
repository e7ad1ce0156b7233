// An order that was purged is no longer due, so a purge that was stopped goes on where it ended.
#include "actions/purge_personal_data.hpp"

#include <algorithm>
#include <span>

#include "base/limits.hpp"
#include "domain/privacy/assumed_delivery.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/inbox_store.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::actions {
namespace {

namespace limits = base::limits;

constexpr int kLookOrdersMax = 1'000;
constexpr const char* kInboxReason =
    "not taken in before its personal data had to go; ask Amazon for the order again";

struct Scope {
    base::Instant delivered_before;
    std::vector<domain::StoreId> stores;
};

Scope FindScope(const ports::Database& database, base::Instant now, int after_days) {
    Scope scope;
    database.Read([&](ports::Transaction& tx) {
        base::Instant earliest = now;
        scope.stores.clear();
        for (const domain::Store& store : tx.stores().List(true)) {
            scope.stores.push_back(store.id);
            const auto health = tx.sync().LoadHealth(store.id);
            if (health && store.is_active && !store.is_archived) {
                earliest =
                    std::min(earliest, now + base::Duration::Millis(health->clock_offset_millis));
            }
        }
        scope.delivered_before = earliest - base::Duration::Days(after_days);
    });
    return scope;
}

// Of those found, which a transaction before has read: what changed since then stays.
int PurgeBatch(ports::Transaction& tx, std::span<const domain::ChannelOrderId> found,
               base::Instant delivered_before, base::Instant now) {
    int count = 0;
    for (const domain::ChannelOrderId id : found) {
        const auto channel = tx.channel_orders().LoadForUpdate(id);
        const auto delivery = channel ? domain::AssumedDelivery(*channel) : std::nullopt;
        if (!delivery || *delivery >= delivered_before || channel->is_purged) {
            continue;
        }
        if (const auto order = tx.orders().FindByChannelOrder(id)) {
            tx.orders().PurgePersonalData(*order);
        }
        tx.channel_orders().PurgePersonalData(id);
        tx.channel_orders().AppendEvent(id, {now, "personal_data_purged", "", ""});
        count += 1;
    }
    return count;
}

// They are looked for without the write lock: among a million orders that takes seconds. False when
// stopped before all were purged.
bool PurgeOrders(ports::Database& database, base::Instant delivered_before, base::Instant now,
                 const std::function<bool()>& should_stop, int& total) {
    std::vector<domain::ChannelOrderId> due;
    do {
        database.Read([&](ports::Transaction& tx) {
            due = tx.channel_orders().DueForPurge(delivered_before, kLookOrdersMax);
        });
        for (std::span<const domain::ChannelOrderId> left = due; !left.empty();) {
            if (should_stop()) {
                return false;
            }
            const auto batch =
                left.first(std::min(left.size(), std::size_t{limits::kPurgeBatchOrdersMax}));
            int count = 0;
            database.Write([&](ports::Transaction& tx) {
                count = PurgeBatch(tx, batch, delivered_before, now);
            });
            total += count;
            left = left.subspan(batch.size());
        }
    } while (due.size() == std::size_t{kLookOrdersMax});
    return true;
}

// Runs `batch` until it finds less than `batch_max`; false when stopped before that.
template <class Batch>
bool InBatches(ports::Database& database, int batch_max, const std::function<bool()>& should_stop,
               int& total, Batch batch) {
    for (int count = batch_max; count == batch_max;) {
        if (should_stop()) {
            return false;
        }
        database.Write([&](ports::Transaction& tx) { count = batch(tx); });
        total += count;
    }
    return true;
}

}  // namespace

PurgeOutcome PurgePersonalData(ports::Database& database, base::Instant now, int after_days,
                               const std::function<bool()>& should_stop) {
    const Scope scope = FindScope(database, now, after_days);
    PurgeOutcome outcome;
    outcome.is_done =
        PurgeOrders(database, scope.delivered_before, now, should_stop, outcome.orders);
    for (const domain::StoreId store : scope.stores) {
        outcome.is_done =
            outcome.is_done &&
            InBatches(database, limits::kPruneBatchRowsMax, should_stop, outcome.inbox_rows,
                      [&](ports::Transaction& tx) {
                          return tx.inbox().SkipOld(store, scope.delivered_before, kInboxReason,
                                                    limits::kPruneBatchRowsMax);
                      });
    }
    return outcome;
}

}  // namespace orderyard::actions
