// Codes first: somebody may have named a store "7".
#include "api/v1/find_store.hpp"

#include "base/text.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {

base::Result<domain::Store> FindStore(ports::Transaction& tx, const http::Request& request) {
    const std::string given(request.PathParam("store"));
    std::optional<domain::Store> store = tx.stores().FindByCode(given);
    if (!store) {
        const auto id = base::ParseInt(given);
        store = id && *id > 0 ? tx.stores().Load(domain::StoreId(*id)) : std::nullopt;
    }
    if (!store) {
        return base::Fail(base::NotFound("There is no store with this code or id."));
    }
    return std::move(*store);
}

std::string ZoneOf(ports::Transaction& tx, const domain::Store& store) {
    for (const domain::StoreView& view : tx.stores().ListViews()) {
        if (view.id == store.settings.store_view_id && !view.zone.empty()) {
            return view.zone;
        }
    }
    return "UTC";
}

}  // namespace orderyard::api::v1
