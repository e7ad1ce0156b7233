// Starts fetching older orders of a store; the server's sync goes on with it.
#pragma once

#include <string>

#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

// `from` is a date. Returns 0, or the exit code after reporting the error.
int StartBackfill(ports::Database& database, const ports::Clock& clock, const domain::Store& store,
                  const std::string& from);

}  // namespace orderyard::app
