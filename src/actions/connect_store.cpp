// Checks and the new rows in one transaction.
#include "actions/connect_store.hpp"

#include <algorithm>

#include "actions/check_store.hpp"
#include "base/text.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using base::InvalidInput;

// Each store gets a view of its own unless the owner chose one: connectors filter by it.
domain::StoreViewId ViewFor(ports::Transaction& tx, const domain::Store& store) {
    std::string code = store.code;
    base::ReplaceAll(code, "-", "_");
    if (const auto known = tx.stores().FindViewByCode(code)) {
        return known->id;
    }
    domain::StoreView view;
    view.code = code;
    view.name = store.name;
    view.website_name = "Main Website";
    view.group_name = "Main Website Store";
    tx.stores().InsertView(view);
    return view.id;
}

}  // namespace

base::Result<domain::Store> ConnectStore(ports::Database& database, const ports::Clock& clock,
                                         domain::Store store,
                                         const domain::StoreCredentials& credentials) {
    base::Result<domain::Store> result = base::Fail(base::NotFound("not run"));
    database.Write([&](ports::Transaction& tx) {
        const auto checked =
            CheckStore(tx, store).and_then([&] { return CheckCredentials(credentials); });
        if (!checked) {
            result = base::Fail(checked.error());
            return;
        }
        if (tx.stores().FindByCode(store.code)) {
            result = base::Fail(InvalidInput("code", "There is a store of this code already."));
            return;
        }
        const auto stores = tx.stores().List();
        const auto is_same = [&](const domain::Store& each) {
            return each.region == store.region && each.seller_id == store.seller_id;
        };
        if (std::any_of(stores.begin(), stores.end(), is_same)) {
            result = base::Fail(
                InvalidInput("seller_id", "This seller is connected in this region already."));
            return;
        }
        domain::Store fresh = store;
        fresh.created_at = clock.Now();
        if (!fresh.settings.store_view_id.IsSet()) {
            fresh.settings.store_view_id = ViewFor(tx, fresh);
        }
        tx.stores().Insert(fresh, credentials);
        result = fresh;
    });
    return result;
}

base::Result<> ArchiveStore(ports::Database& database, const std::string& code) {
    base::Result<> result;
    database.Write([&](ports::Transaction& tx) {
        result = {};
        auto store = tx.stores().FindByCode(code);
        if (!store || store->is_archived) {
            result = base::Fail(base::NotFound("There is no store with the code " + code + "."));
            return;
        }
        store->is_active = false;
        store->is_archived = true;
        tx.stores().Save(*store);
    });
    return result;
}

}  // namespace orderyard::actions
