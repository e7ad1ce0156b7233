// What a route needs: resource ids in Magento's words, or one of the words below. Every route
// declares one; the program does not start with a route that does not.
#pragma once

#include <string_view>

namespace orderyard::api {

// No credentials at all.
inline constexpr const char* kAnonymous = "anonymous";
// Any user who is signed in, for what is his own.
inline constexpr const char* kSelf = "self";
// Likewise, and even before a one-time password was changed.
inline constexpr const char* kOwnSession = "session";

// Check: a known resource, or one of those words.
void CheckIsDeclared(const char* resource, std::string_view route);

}  // namespace orderyard::api
