// A connected store as our own API shows it; its credentials are never shown.
#pragma once

#include "api/json_writer.hpp"
#include "api/v1/body_reader.hpp"
#include "domain/channel/store.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::api::v1 {

// id, code, name ... settings: members of an object that is open.
void WriteStoreFields(JsonWriter& json, const domain::Store& store);

// "backfill": from, reached, until, is_running; null when there never was one.
void WriteBackfill(JsonWriter& json, const std::optional<ports::SyncCursor>& cursor);

// Takes over what the body's "settings" gives; what is missing stays as it is.
void ReadSettings(BodyReader& settings, domain::StoreSettings& into);

}  // namespace orderyard::api::v1
