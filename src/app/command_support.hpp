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

// kServer: the one that serves, or brings the schema up to date. kRestore: the same, and takes a
// copy (storage::DatabaseOptions). kCommand: beside a server, too; makes and migrates nothing.
enum class OpenedBy { kCommand, kServer, kRestore };

// A server makes the data directory (0700), the key file and the database if they are missing.
// kNotFound: there is no database for a command, or no key for the database that is there.
base::Result<std::unique_ptr<storage::OpenedDatabase>> OpenFor(const Config& config,
                                                               const ports::Clock& clock,
                                                               OpenedBy opened_by);

// Opens for a command and runs it; an error is reported, an exception of the database too.
template <class Work>
int WithDatabase(const Config& config, const ports::Clock& clock, Work work) {
    auto database = OpenFor(config, clock, OpenedBy::kCommand);
    if (!database) {
        return Report(database.error());
    }
    return work(**database);
}

}  // namespace orderyard::app
