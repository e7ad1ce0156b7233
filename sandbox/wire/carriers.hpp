// The carrier codes a confirmation may name, by marketplace.
#pragma once

#include <string_view>

namespace orderyard::sandbox {

// "Other" is one everywhere, and needs a carrier name.
bool IsCarrierOf(std::string_view country, std::string_view code);

}  // namespace orderyard::sandbox
