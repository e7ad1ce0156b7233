// Ids are types: an OrderId is not a ProductId and neither is an int64_t.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace orderyard::base {

// A database key. 0 means "not stored yet".
template <class Tag>
struct Id {
    std::int64_t value = 0;

    constexpr Id() = default;
    constexpr explicit Id(std::int64_t v) : value(v) {}
    constexpr bool IsSet() const { return value != 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace orderyard::base

template <class Tag>
struct std::hash<orderyard::base::Id<Tag>> {
    std::size_t operator()(orderyard::base::Id<Tag> id) const noexcept {
        return std::hash<std::int64_t>{}(id.value);
    }
};
