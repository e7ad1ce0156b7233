// The store a path names: by its code, or by its number.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "http/message.hpp"
#include "ports/database.hpp"

namespace orderyard::api::v1 {

// Of the path parameter {store}. Archived stores are found too: everything of theirs is kept.
// kNotFound.
base::Result<domain::Store> FindStore(ports::Transaction& tx, const http::Request& request);

// The zone of the store view the store's orders live in; "UTC" when there is none.
std::string ZoneOf(ports::Transaction& tx, const domain::Store& store);

}  // namespace orderyard::api::v1
