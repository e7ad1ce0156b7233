// Field checks first, each naming its field; then one transaction.
#include "actions/connect_store.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using base::InvalidInput;

bool IsHandle(const std::string& text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), fits);
}

// A stand-in for the channel on this machine may be asked as often as one likes.
bool IsLocal(const std::string& url) {
    return url.starts_with("http://127.0.0.1:") || url.starts_with("http://localhost:");
}

bool IsWebAddress(const std::string& url) {
    return url.starts_with("https://") || url.starts_with("http://");
}

base::Result<> CheckStore(const domain::Store& store, const domain::StoreCredentials& credentials) {
    const auto interval = store.settings.sync_interval_seconds;
    if (!IsHandle(store.code)) {
        return base::Fail(InvalidInput("code", "Use 1 to 40 of a-z, 0-9, - and _."));
    }
    if (store.name.empty() || store.name.size() > base::limits::kShortTextBytesMax) {
        return base::Fail(InvalidInput("name", "A store needs a name."));
    }
    if (store.region != "na" && store.region != "eu" && store.region != "fe") {
        return base::Fail(InvalidInput("region", "The region is na, eu or fe."));
    }
    if (store.seller_id.empty()) {
        return base::Fail(
            InvalidInput("seller_id", "The seller id is missing (Seller Central, Account Info)."));
    }
    if (!IsWebAddress(store.api_url)) {
        return base::Fail(InvalidInput("api_url", "The API address must start with https://."));
    }
    if (!IsWebAddress(store.token_url)) {
        return base::Fail(InvalidInput("token_url", "The token address must start with https://."));
    }
    const auto least = IsLocal(store.api_url) ? 1 : base::limits::kSyncIntervalSecondsMin;
    if (interval < least ||
        interval > base::limits::kSyncIntervalSecondsMax) {
        return base::Fail(
            InvalidInput("sync_interval_seconds", "The interval is 180 to 86400 seconds."));
    }
    if (credentials.client_id.empty()) {
        return base::Fail(
            InvalidInput("client_id", "The client id of the selling application is missing."));
    }
    if (credentials.client_secret.empty()) {
        return base::Fail(InvalidInput("client_secret", "The client secret is missing."));
    }
    if (credentials.refresh_token.empty()) {
        return base::Fail(InvalidInput("refresh_token", "The refresh token is missing."));
    }
    return {};
}

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

bool IsStatusKnown(ports::Transaction& tx, const std::string& code) {
    const auto statuses = tx.stores().ListStatuses();
    return std::any_of(statuses.begin(), statuses.end(),
                       [&](const auto& each) { return each.code == code; });
}

}  // namespace

base::Result<domain::Store> ConnectStore(ports::Database& database, const ports::Clock& clock,
                                         domain::Store store,
                                         const domain::StoreCredentials& credentials) {
    if (auto checked = CheckStore(store, credentials); !checked) {
        return base::Fail(checked.error());
    }
    base::Result<domain::Store> result = base::Fail(base::NotFound("not run"));
    database.Write([&](ports::Transaction& tx) {
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
        const std::string& status = store.settings.new_order_status;
        if (!status.empty() && !IsStatusKnown(tx, status)) {
            result = base::Fail(
                InvalidInput("new_order_status", "There is no order status of this code."));
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
