// Jobs of housekeeping: once soon after the start, then a day after each run that went well.
#pragma once

#include <functional>
#include <string>

#include "jobs/job.hpp"
#include "ports/clock.hpp"

namespace orderyard::jobs {

// A run that throws, or that was asked to stop, is not done: the next one goes on with what is
// left. `clock` must outlive the job.
Job Daily(std::string name, const ports::Clock& clock, std::function<void(const JobRun&)> run);

}  // namespace orderyard::jobs
