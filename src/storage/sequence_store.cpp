// Document numbers are rows, not database sequences: those leave gaps when a transaction is undone.
// The row lock makes the next taker wait for our end.
#include "storage/sequence_store.hpp"

namespace orderyard::storage {

namespace {

constexpr std::string_view kNext =
    "INSERT INTO sequence_value (kind, store_view_id, value) VALUES (?, ?, 1)"
    " ON CONFLICT (kind, store_view_id) DO UPDATE SET value = sequence_value.value + 1 RETURNING "
    "value";

constexpr std::string_view kSkip =
    "INSERT INTO sequence_value (kind, store_view_id, value) VALUES (?, ?, ?)"
    " ON CONFLICT (kind, store_view_id) DO UPDATE SET value = sequence_value.value + ?";

constexpr std::string_view kPut =
    "UPDATE sequence_value SET value = ? WHERE kind = ? AND store_view_id = ?";

}  // namespace

std::int64_t SqlSequenceStore::Next(const std::string& kind, domain::StoreViewId view) {
    if (memory_no_ != connection_.memory_no()) {
        memory_no_ = connection_.memory_no();
        reached_.clear();
    }
    const auto known = reached_.find({kind, view.value});
    if (known == reached_.end()) {
        const std::int64_t value = connection_.QueryInt(kNext, kind, view).value();
        reached_[{kind, view.value}] = value;
        return value;
    }
    known->second += 1;
    connection_.ExecLater(kPut, known->second, kind, view);
    return known->second;
}

void SqlSequenceStore::Skip(const std::string& kind, domain::StoreViewId view, std::int64_t count) {
    reached_.clear();  // what this transaction knows of the rows is old then
    connection_.Exec(kSkip, kind, view, count, count);
}

}  // namespace orderyard::storage
