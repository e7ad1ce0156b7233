// Several texts sealed as one value: small secrets that are always read together.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace orderyard::storage {

// `context` names the row, so that a value moved to another row does not open.
std::string SealParts(std::string_view key, std::string_view context,
                      std::initializer_list<std::string_view> parts);

// As many parts as were sealed. Throws std::runtime_error when the value was not made by SealParts
// with this key and context, or holds another number of parts: the database was tampered with or
// damaged.
std::vector<std::string> OpenParts(std::string_view key, std::string_view context,
                                   std::string_view sealed, std::size_t count);

}  // namespace orderyard::storage
