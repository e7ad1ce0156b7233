// Follows amazon/sync/apply_inbox.cpp (its good case, in which no row fails); when that changes, so
// must this.
#include "import_run.hpp"

#include <stdexcept>
#include <unordered_map>

#include "actions/apply_channel_order.hpp"
#include "actions/connect_store.hpp"
#include "actions/import_products.hpp"
#include "base/limits.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::bench {

namespace {

constexpr const char* kStoreCode = "bench";

class FixedClock : public ports::Clock {
  public:
    explicit FixedClock(base::Instant now) : now_(now) {}
    base::Instant Now() const override { return now_; }
    std::int64_t MonotonicMillis() const override { return now_.micros / 1000; }

  private:
    base::Instant now_;
};

template <class T>
T Expect(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().Text());
    }
    return std::move(*result);
}

}  // namespace

std::unique_ptr<storage::OpenedDatabase> OpenForBench(const std::string& url,
                                                      const std::string& master_key) {
    storage::DatabaseOptions options;
    options.url = url;
    options.master_key = master_key;
    return Expect(storage::OpenDatabase(options));
}

domain::Store SetUpSeller(storage::OpenedDatabase& database, base::Instant now) {
    std::optional<domain::Store> known;
    database.Read([&](ports::Transaction& tx) { known = tx.stores().FindByCode(kStoreCode); });
    if (known) {
        return *known;
    }
    const FixedClock clock(now);
    Expect(actions::ImportProducts(database, clock, MadeCatalog()));
    domain::Store store;
    store.code = kStoreCode;
    store.name = "Bench";
    store.region = "eu";
    store.seller_id = "A2BENCHSELLER";
    store.api_url = "http://127.0.0.1:9";  // nobody calls it
    store.token_url = "http://127.0.0.1:9/auth/o2/token";
    store.is_active = false;  // a server on this database leaves it alone
    store.settings.import_from = base::Instant::FromSeconds(0);
    return Expect(actions::ConnectStore(database, clock, store, {"client", "secret", "refresh"}));
}

void ImportPage(ports::Database& database, const domain::Store& store, std::span<MadeOrder> page,
                base::Instant now) {
    std::unordered_map<std::string_view, const domain::ChannelOrder*> orders;
    for (MadeOrder& made : page) {
        made.row.store_id = store.id;
        orders.emplace(made.order.number, &made.order);
    }
    std::vector<ports::InboxRow> added;
    for (const MadeOrder& made : page) {
        added.push_back(made.row);
    }
    database.Write([&](ports::Transaction& tx) { tx.inbox().AddAll(added); });
    while (true) {
        std::vector<ports::InboxRow> rows;
        database.Write([&](ports::Transaction& tx) {
            rows = tx.inbox().ClaimDue(store.id, now, base::limits::kInboxBatchRowsMax);
        });
        if (rows.empty()) {
            return;
        }
        std::vector<const domain::ChannelOrder*> batch;
        for (const ports::InboxRow& row : rows) {
            batch.push_back(orders.at(row.order_number));
        }
        database.Write([&](ports::Transaction& tx) {
            actions::ExpectChannelOrders(tx, store, batch);
            for (const ports::InboxRow& row : rows) {
                actions::IncomingChannelOrder incoming;
                incoming.order = *orders.at(row.order_number);
                incoming.content_hash = row.content_hash;
                incoming.payload = row.payload;
                actions::ApplyChannelOrder(tx, store, std::move(incoming), now);
                tx.inbox().MarkDone(row.id, ports::InboxState::kApplied);
            }
        });
    }
}

}  // namespace orderyard::bench
