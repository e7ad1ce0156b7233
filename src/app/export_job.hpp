// The job that makes saved exports when they are due, sends their notices and removes old files.
#pragma once

#include "app/config.hpp"
#include "jobs/job.hpp"
#include "mail/mail_delivery.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/export_folder.hpp"

namespace orderyard::app {

inline constexpr const char* kExportJob = "exports";

// All must outlive the job.
jobs::Job ExportJob(ports::Database& database, const ports::Clock& clock,
                    ports::ExportFolder& folder, mail::MailDelivery& mails, const Config& config);

}  // namespace orderyard::app
