// A statement's parameter: null, integer, floating point, text or bytes. It borrows text and bytes;
// the engine has copied or sent them when the call returns.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/instant.hpp"

namespace orderyard::storage::sql {

// Marks text as binary (BLOB / bytea): Bytes{sealed}. May hold NULs; text may not.
struct Bytes {
    std::string_view data;
};

class Value {
  public:
    enum class Kind { kNull, kInt, kDouble, kText, kBytes };

    Value() = default;
    Value(std::nullptr_t) {}
    Value(std::nullopt_t) {}
    template <std::integral T>
    Value(T n) : kind_(Kind::kInt), int_(static_cast<std::int64_t>(n)) {}  // bool becomes 0 or 1
    Value(double d) : kind_(Kind::kDouble), double_(d) {}
    Value(std::string_view text) : kind_(Kind::kText), text_(text) {}
    Value(const std::string& text) : kind_(Kind::kText), text_(text) {}
    Value(const char* text) : kind_(Kind::kText), text_(text) {}
    Value(Bytes bytes) : kind_(Kind::kBytes), text_(bytes.data) {}
    Value(base::Instant at) : kind_(Kind::kInt), int_(at.micros) {}
    template <class Tag>
    Value(base::Id<Tag> id) : kind_(Kind::kInt), int_(id.value) {}
    template <class T>
    Value(const std::optional<T>& value) {
        if (value) {
            *this = Value(*value);
        }
    }

    Kind kind() const { return kind_; }
    std::int64_t AsInt() const { return int_; }
    double AsDouble() const { return double_; }
    std::string_view AsText() const { return text_; }  // also for bytes

  private:
    Kind kind_ = Kind::kNull;
    union {
        std::int64_t int_ = 0;
        double double_;
    };
    std::string_view text_;
};

// A key that may be unset (0), stored as NULL: foreign keys refuse 0.
template <class Tag>
Value NullIfUnset(base::Id<Tag> id) {
    return id.IsSet() ? Value(id) : Value();
}

}  // namespace orderyard::storage::sql
