// Settings, logo and zone of a store view put together.
#include "api/v1/papers/letterheads.hpp"

#include "ports/paper_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {

const documents::Letterhead& Letterheads::Of(ports::Transaction& tx, domain::StoreViewId view) {
    const auto [at, is_new] = heads_.try_emplace(view);
    documents::Letterhead& head = at->second;
    if (!is_new) {
        return head;
    }
    const auto settings = tx.papers().FindSettings(view);
    if (settings) {
        head.settings = *settings;
        head.logo = documents::ReadPng(tx.papers().Logo(view));
    }
    for (const auto& known : tx.stores().ListViews()) {
        if (known.id == view) {
            head.zone = known.zone;
            if (!settings) {
                head.settings.seller_name = known.name;
            }
        }
    }
    return head;
}

base::Result<domain::StoreView> FindView(ports::Transaction& tx, std::string_view code) {
    auto view = tx.stores().FindViewByCode(std::string(code));
    if (!view) {
        return base::Fail(base::NotFound("There is no store view with this code."));
    }
    return std::move(*view);
}

}  // namespace orderyard::api::v1
