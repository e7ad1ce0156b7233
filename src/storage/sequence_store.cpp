// Document numbers are rows, not database sequences: those leave gaps when a transaction is undone. The row lock
// makes the next taker wait for our end.
#include "storage/sequence_store.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kNext =
    "INSERT INTO sequence_value (kind, store_view_id, value) VALUES (?, ?, 1)"
    " ON CONFLICT (kind, store_view_id) DO UPDATE SET value = sequence_value.value + 1 RETURNING value";

}  // namespace

std::int64_t SqlSequenceStore::Next(const std::string& kind, domain::StoreViewId view) {
    return connection_.QueryInt(kNext, kind, view).value();
}

}  // namespace orderyard::storage
