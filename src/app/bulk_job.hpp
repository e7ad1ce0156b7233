// The job that works through bulk jobs of the API.
#pragma once

#include "jobs/job.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

inline constexpr const char* kBulkJob = "bulk";

// Runs when woken (a bulk job was made) and now and then by itself: one that another process made,
// or that a crash left unfinished, goes on. Both must outlive it.
jobs::Job BulkJob(ports::Database& database, const ports::Clock& clock);

}  // namespace orderyard::app
