// The rules a store must keep, when it is connected and when it is changed. Internal to actions.
#pragma once

#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// Each refusal names its field.
base::Result<> CheckStore(ports::Transaction& tx, const domain::Store& store);
base::Result<> CheckCredentials(const domain::StoreCredentials& credentials);

}  // namespace orderyard::actions
