// Makes runs of saved exports: those the timetable wants, and those a person wants now.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/exports/saved_export.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

// A run for each export whose time has come; however many due times have passed, it is one. Returns
// how many runs there are to make because of it.
int QueueDueExports(ports::Transaction& tx, base::Instant now);

// A run for now, or the one that waits or has failed, brought forward. kNotFound; kConflict when
// one was asked for in this very moment.
base::Result<domain::ExportRun> QueueExport(ports::Transaction& tx, domain::ExportId id,
                                            base::Instant now, std::string asked_by);

// What a runner that was killed has left behind: its runs are to be made again, its notices may
// have been sent or not. Only while no other runner can be at work.
void TakeUpLeftExports(ports::Transaction& tx, base::Instant now);

}  // namespace orderyard::actions
