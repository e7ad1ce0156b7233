// The answer of a query, read row by row. Columns count from 0.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

namespace orderyard::storage::sql {

// What an engine provides. Cells of the current row; text and bytes live until the next Next().
class Cursor {
  public:
    virtual ~Cursor() = default;
    virtual bool Next() = 0;
    virtual bool IsNull(int column) const = 0;
    virtual std::int64_t Int(int column) const = 0;
    virtual double Double(int column) const = 0;
    virtual std::string_view Text(int column) const = 0;  // text and bytes alike
};

// A NULL where the accessor has no optional is our bug and throws SqlError. Must not outlive the
// transaction.
//     auto rows = connection.Query("SELECT id, name FROM product WHERE sku = ?", sku);
//     while (rows.Next()) { use(rows.Int(0), rows.Text(1)); }
class Rows {
  public:
    explicit Rows(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}

    bool Next() { return cursor_->Next(); }
    bool IsNull(int column) const { return cursor_->IsNull(column); }
    std::int64_t Int(int column) const { return cursor_->Int(column); }
    bool Bool(int column) const { return cursor_->Int(column) != 0; }
    double Double(int column) const { return cursor_->Double(column); }
    // Borrowed until the next Next().
    std::string_view View(int column) const { return cursor_->Text(column); }
    std::string Text(int column) const { return std::string(cursor_->Text(column)); }
    std::string Bytes(int column) const { return std::string(cursor_->Text(column)); }
    base::Instant At(int column) const { return base::Instant::FromMicros(cursor_->Int(column)); }
    template <class Id>
    Id IdAt(int column) const {
        return IsNull(column) ? Id{} : Id{Int(column)};
    }  // NULL: unset

    std::optional<std::int64_t> OptionalInt(int column) const {
        return IsNull(column) ? std::nullopt : std::optional(Int(column));
    }
    std::optional<std::string> OptionalText(int column) const {
        return IsNull(column) ? std::nullopt : std::optional(Text(column));
    }
    std::optional<base::Instant> OptionalAt(int column) const {
        return IsNull(column) ? std::nullopt : std::optional(At(column));
    }

  private:
    std::unique_ptr<Cursor> cursor_;
};

// The first column of all rows.
inline std::vector<std::int64_t> FirstInts(Rows rows) {
    std::vector<std::int64_t> numbers;
    while (rows.Next()) {
        numbers.push_back(rows.Int(0));
    }
    return numbers;
}

}  // namespace orderyard::storage::sql
