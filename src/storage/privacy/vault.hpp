// Sealing under a key of the order's own. Each order has 32 random bytes, stored wrapped by a
// subkey of the master key; its personal data, payload and comments are sealed with them. Whoever
// destroys the wrapped key has destroyed all of them, in every copy of the database that is made
// afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "storage/keys.hpp"

namespace orderyard::storage {

// Where a sealed value lives. It is authenticated with the value: moved to another row it does not
// open.
struct SealedPlace {
    std::string_view table;
    std::string_view column;
    std::int64_t row = 0;
};

class OrderKey {
  public:
    static OrderKey New();
    // Throws std::runtime_error when the wrapped key is not one of this master key and place.
    static OrderKey Unwrap(const Keys& keys, std::string_view wrapped, const SealedPlace& place);

    std::string Wrap(const Keys& keys, const SealedPlace& place) const;
    std::string Seal(std::string_view plain,
                     const SealedPlace& place) const;  // deflated first where it pays
    std::string Open(std::string_view sealed,
                     const SealedPlace& place) const;  // throws std::runtime_error

  private:
    explicit OrderKey(std::string bytes) : bytes_(std::move(bytes)) {}
    std::string bytes_;
};

// What goes under a seal: the text as it is, or deflated where that pays, after a byte that tells
// which.
std::string PackBody(std::string_view plain);
// kMalformed, or kTooLarge beyond `bytes_max`.
base::Result<std::string> UnpackBody(std::string_view body, std::size_t bytes_max);

}  // namespace orderyard::storage
