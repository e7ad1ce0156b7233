// The currency that a store view sells in: our views have none of their own.
#pragma once

#include <string>

#include "domain/channel/store.hpp"
#include "ports/database.hpp"

namespace orderyard::api::rest {

// Of its newest order, else of the region its store sells in, else US dollars.
std::string ViewCurrency(ports::Transaction& tx, const domain::StoreView& view);

}  // namespace orderyard::api::rest
