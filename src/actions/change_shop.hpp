// What a shop sets up once: its store views and its carriers.
#pragma once

#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/database.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {

// kInvalidInput names the field. Empty website and group names become Magento's usual ones.
base::Result<domain::StoreView> MakeStoreView(ports::Transaction& tx, domain::StoreView view);
// kNotFound. The code may change: orders know their view by its id.
base::Result<domain::StoreView> ChangeStoreView(ports::Transaction& tx, domain::StoreView view);
// Makes it or changes it.
base::Result<> PutCarrier(ports::Transaction& tx, const ports::ShopCarrier& carrier);

}  // namespace orderyard::actions
