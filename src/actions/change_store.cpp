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

base::Result<StoreChangeReport> ChangeStore(ports::Database& database, const ports::Clock& clock,
                                            const std::string& code, const StoreChange& change) {
    base::Result<StoreChangeReport> result =
        base::Fail(base::NotFound("There is no store with the code " + code + "."));
    bool lets_more_in = false;
    database.Write([&](ports::Transaction& tx) {
        auto store = tx.stores().FindByCode(code);
        if (!store || store->is_archived) {
            return;
        }
        lets_more_in = LetsMoreIn(store->settings, change.settings);
        store->settings = change.settings;
        store->name = change.name.value_or(store->name);
        store->is_active = change.is_active.value_or(store->is_active);
        if (const auto checked = CheckStore(tx, *store); !checked) {
            result = base::Fail(checked.error());
            lets_more_in = false;
            return;
        }
        tx.stores().Save(*store);
        result = StoreChangeReport{*store, 0};
    });
    if (result && lets_more_in) {
        result->orders_decided_again =
            DecideChannelOrders(database, clock, ShownOnly(database, result->store.id));
    }
    return result;
}

}  // namespace orderyard::actions
