// createRestrictedDataToken: a validated request for a token that opens personal data.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.hpp"

namespace orderyard::sandbox {

// Checks the body against Amazon's model: 1 to 50 resources of known restricted operations,
// data elements only where they are taken and the application has the roles..
base::Result<> CheckRestrictedTokenRequest(std::string_view body, bool allows_personal_data);

}  // namespace orderyard::sandbox
