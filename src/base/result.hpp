// Result<T>: a value or an Error. Refusals are values; exceptions are for a broken world (see
// error.hpp).
#pragma once

namespace tl {
// Declared ahead of its header: an alias template cannot be [[nodiscard]], its class can, and a
// refusal that nobody looks at is a mistake.
template <class T, class E>
class [[nodiscard]] expected;
}  // namespace tl

#include <tl/expected.hpp>

#include "base/error.hpp"

namespace orderyard::base {

template <class T = void>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> Fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace orderyard::base
