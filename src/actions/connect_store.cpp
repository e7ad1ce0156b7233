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

base::Result<domain::Store> ConnectStore(ports::Transaction& tx, domain::Store store,
                                         const domain::StoreCredentials& credentials,
                                         base::Instant now) {
    const auto checked =
        CheckStore(tx, store).and_then([&] { return CheckCredentials(credentials); });
    if (!checked) {
        return base::Fail(checked.error());
    }
    if (tx.stores().FindByCode(store.code)) {
        return base::Fail(InvalidInput("code", "There is a store of this code already."));
    }
    const auto stores = tx.stores().List();
    const auto is_same = [&](const domain::Store& each) {
        return each.region == store.region && each.seller_id == store.seller_id;
    };
    if (std::any_of(stores.begin(), stores.end(), is_same)) {
        return base::Fail(
            InvalidInput("seller_id", "This seller is connected in this region already."));
    }
    store.created_at = now;
    if (!store.settings.store_view_id.IsSet()) {
        store.settings.store_view_id = ViewFor(tx, store);
    }
    tx.stores().Insert(store, credentials);
    return store;
}

base::Result<domain::Store> ConnectStore(ports::Database& database, const ports::Clock& clock,
                                         const domain::Store& store,
                                         const domain::StoreCredentials& credentials) {
    base::Result<domain::Store> result = base::Fail(base::NotFound("not run"));
    database.Write([&](ports::Transaction& tx) {
        result = ConnectStore(tx, store, credentials, clock.Now());
    });
    return result;
}

base::Result<> ArchiveStore(ports::Transaction& tx, const std::string& code) {
    auto store = tx.stores().FindByCode(code);
    if (!store || store->is_archived) {
        return base::Fail(base::NotFound("There is no store with the code " + code + "."));
    }
    store->is_active = false;
    store->is_archived = true;
    tx.stores().Save(*store);
    return {};
}

base::Result<> ArchiveStore(ports::Database& database, const std::string& code) {
    base::Result<> result;
    database.Write([&](ports::Transaction& tx) { result = ArchiveStore(tx, code); });
    return result;
}

base::Result<> ReplaceCredentials(ports::Transaction& tx, const domain::Store& store,
                                  const domain::StoreCredentials& credentials) {
    if (const auto checked = CheckCredentials(credentials); !checked) {
        return checked;
    }
    tx.stores().SaveCredentials(store.id, credentials);
    return {};
}

}  // namespace orderyard::actions
