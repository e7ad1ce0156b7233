// Adds, changes and archives connected channel stores.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// Checks the fields (each refusal names one), makes the store view if settings.store_view_id is
// unset, stores.
base::Result<domain::Store> ConnectStore(ports::Transaction& tx, domain::Store store,
                                         const domain::StoreCredentials& credentials,
                                         base::Instant now);
base::Result<domain::Store> ConnectStore(ports::Database& database, const ports::Clock& clock,
                                         const domain::Store& store,
                                         const domain::StoreCredentials& credentials);
// Keeps all orders and logs; only the connection ends. kNotFound.
base::Result<> ArchiveStore(ports::Transaction& tx, const std::string& code);
base::Result<> ArchiveStore(ports::Database& database, const std::string& code);
// From the next call on; what was refused under the old ones does not hold them up.
base::Result<> ReplaceCredentials(ports::Transaction& tx, const domain::Store& store,
                                  const domain::StoreCredentials& credentials);

}  // namespace orderyard::actions
