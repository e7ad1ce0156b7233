// How a store's sync is doing, as JSON.
#pragma once

#include <optional>

#include "api/json_writer.hpp"
#include "base/instant.hpp"
#include "ports/inbox_store.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::api::v1 {

// "sync": {...}. Without health the store has never been synced.
void WriteSync(JsonWriter& json, const std::optional<ports::SyncHealth>& health,
               const ports::InboxCounts& inbox, base::Instant now);

}  // namespace orderyard::api::v1
