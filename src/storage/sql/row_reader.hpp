// Reads a row's columns one after the other, for rows with many: the order of the calls is the
// order of the columns.
#pragma once

#include <stdexcept>

#include "base/money.hpp"
#include "storage/sql/rows.hpp"

namespace orderyard::storage::sql {

class RowReader {
  public:
    explicit RowReader(const Rows& row) : row_(row) {}

    bool IsNull() const { return row_.IsNull(column_); }
    void Skip(int columns = 1) { column_ += columns; }
    std::int64_t Int() { return row_.Int(column_++); }
    bool Bool() { return row_.Bool(column_++); }
    std::string_view View() { return row_.View(column_++); }
    std::string Text() { return row_.Text(column_++); }
    base::Instant At() { return row_.At(column_++); }
    std::optional<base::Instant> OptionalAt() { return row_.OptionalAt(column_++); }
    std::optional<std::string> OptionalText() { return row_.OptionalText(column_++); }
    template <class Id>
    Id IdAt() {
        return row_.IdAt<Id>(column_++);
    }
    base::Money Money(base::Currency currency) { return base::Money(Int(), currency); }
    base::Currency Currency() {
        const std::string_view code = View();
        return code.empty() ? base::Currency() : base::Currency::Of(code);
    }
    // A word of an enumeration by its own reader; a word the program does not know is a broken
    // world.
    template <class FromText>
    auto Word(FromText from_text) {
        const std::string_view text = View();
        const auto value = from_text(text);
        if (!value) {
            throw std::runtime_error("the database holds an unknown word: " + std::string(text));
        }
        return *value;
    }

  private:
    const Rows& row_;
    int column_ = 0;
};

}  // namespace orderyard::storage::sql
