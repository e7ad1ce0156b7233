// The daily jobs that keep the database small and its people forgotten in time.
#pragma once

#include "app/config.hpp"
#include "jobs/job.hpp"
#include "jobs/outbox_runner.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

// Destroys personal data whose term is over (actions::PurgePersonalData), and the copies of the
// database made before migrations, which would keep it. All must outlive the job.
jobs::Job PurgeJob(ports::Database& database, const ports::Clock& clock, const Config& config);

// Deletes answers to repeated requests (Idempotency-Key) whose term is over. Both must outlive it.
jobs::Job ForgetAnswersJob(ports::Database& database, const ports::Clock& clock);

// Deletes sessions and admin tokens that are over. Both must outlive the job.
jobs::Job ForgetSessionsJob(ports::Database& database, const ports::Clock& clock);

// OutboxRunner::Prune. Both must outlive the job.
jobs::Job PruneJob(jobs::OutboxRunner& outbox, const ports::Clock& clock);

}  // namespace orderyard::app
