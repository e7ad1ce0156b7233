// Makes a bearer token for an API client.
#pragma once

#include <string>

#include "base/crypto.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

// The token's text; only its hash is kept, so it can be shown just this once.
std::string CreateAccessToken(ports::Database& database, const ports::Clock& clock,
                              const std::string& name, int days);

}  // namespace orderyard::app
