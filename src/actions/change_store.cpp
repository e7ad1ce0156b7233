// The settings first, in one transaction; then the orders they let in, one by one.
#include "actions/change_store.hpp"

#include "actions/check_store.hpp"
#include "actions/decide_channel_orders.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

bool LetsMoreIn(const domain::StoreSettings& before, const domain::StoreSettings& after) {
    const bool is_switched_on = !before.import_enabled && after.import_enabled;
    const bool is_earlier =
        before.import_from && (!after.import_from || *after.import_from < *before.import_from);
    const bool is_relaxed = before.strict_blocking && !after.strict_blocking;
    return is_switched_on || is_earlier || is_relaxed;
}

// Every channel order of the store that has no commerce order although its status would allow one.
std::vector<domain::ChannelOrderId> ShownOnly(ports::Database& database, domain::StoreId store) {
    std::vector<domain::ChannelOrderId> ids;
    ports::ChannelOrderQuery query;
    query.store_id = store;
    query.verdicts = {domain::VerdictKind::kNotWanted, domain::VerdictKind::kBlocked};
    query.page_size = base::limits::kPageSizeMax;
    do {
        database.Read([&](ports::Transaction& tx) {
            const auto page = tx.channel_orders().Search(query);
            query.after = page ? page->next : "";
            if (page) {
                for (const auto& row : page->rows) {
                    ids.push_back(row.id);
                }
            }
        });
    } while (!query.after.empty());
    return ids;
}

}  // namespace

base::Result<StoreChanged> ChangeStore(ports::Transaction& tx, const std::string& code,
                                       const StoreChange& change) {
    auto store = tx.stores().FindByCode(code);
    if (!store || store->is_archived) {
        return base::Fail(base::NotFound("There is no store with the code " + code + "."));
    }
    const bool lets_more_in = LetsMoreIn(store->settings, change.settings);
    store->settings = change.settings;
    store->name = change.name.value_or(store->name);
    store->is_active = change.is_active.value_or(store->is_active);
    store->marketplace_ids = change.marketplace_ids.value_or(store->marketplace_ids);
    if (const auto checked = CheckStore(tx, *store); !checked) {
        return base::Fail(checked.error());
    }
    tx.stores().Save(*store);
    return StoreChanged{*store, lets_more_in};
}

int DecideShownOrders(ports::Database& database, const ports::Clock& clock, domain::StoreId store) {
    return DecideChannelOrders(database, clock, ShownOnly(database, store));
}

base::Result<StoreChangeReport> ChangeStore(ports::Database& database, const ports::Clock& clock,
                                            const std::string& code, const StoreChange& change) {
    base::Result<StoreChanged> changed;
    database.Write([&](ports::Transaction& tx) { changed = ChangeStore(tx, code, change); });
    if (!changed) {
        return base::Fail(changed.error());
    }
    return StoreChangeReport{
        changed->store,
        changed->lets_more_in ? DecideShownOrders(database, clock, changed->store.id) : 0};
}

}  // namespace orderyard::actions
