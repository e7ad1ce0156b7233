// Field checks, each naming its field and the cure.
#include "actions/check_store.hpp"

#include <algorithm>

#include "base/limits.hpp"
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

bool IsStatusKnown(ports::Transaction& tx, const std::string& code) {
    const auto statuses = tx.stores().ListStatuses();
    return std::any_of(statuses.begin(), statuses.end(),
                       [&](const auto& each) { return each.code == code; });
}

}  // namespace

base::Result<> CheckStore(ports::Transaction& tx, const domain::Store& store) {
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
    if (interval < least || interval > base::limits::kSyncIntervalSecondsMax) {
        return base::Fail(
            InvalidInput("sync_interval_seconds", "The interval is 180 to 86400 seconds."));
    }
    const auto views = tx.stores().ListViews();
    const auto view_id = store.settings.store_view_id;
    if (view_id.IsSet() && std::none_of(views.begin(), views.end(),
                                        [&](const auto& each) { return each.id == view_id; })) {
        return base::Fail(InvalidInput("store_view_id", "There is no store view with this id."));
    }
    const std::string& status = store.settings.new_order_status;
    if (!status.empty() && !IsStatusKnown(tx, status)) {
        return base::Fail(
            InvalidInput("new_order_status", "There is no order status of this code."));
    }
    return {};
}

base::Result<> CheckCredentials(const domain::StoreCredentials& credentials) {
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

}  // namespace orderyard::actions
