// What the commands share: opening the database as the configuration says, and reporting errors
// alike.
#pragma once

#include <memory>
#include <string>

#include "app/config.hpp"
#include "base/error.hpp"
#include "storage/open_database.hpp"

namespace orderyard::app {

// Prints "error: ..." with the field, all parameters and returns kExitRefused.
int Report(const base::Error& error);

// Makes the data directory (0700) and the key file if they are missing.
base::Result<std::unique_ptr<storage::OpenedDatabase>> OpenFor(const Config& config,
                                                               const ports::Clock& clock,
                                                               bool is_server);

// Opens for a command and runs it; an error is reported, an exception of the database too.
template <class Work>
int WithDatabase(const Config& config, const ports::Clock& clock, Work work) {
    auto database = OpenFor(config, clock, false);
    if (!database) {
        return Report(database.error());
    }
    return work(**database);
}

}  // namespace orderyard::app
