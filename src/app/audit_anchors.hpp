// Anchors of the audit trail: its last entry and that one's chain, written to a file and to the log
// every hour. Whoever cuts off the trail's end together with its head cannot change those as well
// (quality-bar.md S17).
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "jobs/job.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::app {

// "2026-03-01T12:00:00Z 4711 <chain>", a line an anchor; only ever appended to.
std::string AnchorFileOf(const std::string& data_dir);

// All must outlive the job.
jobs::Job AnchorJob(ports::Database& database, const ports::Clock& clock, std::string file);

struct AuditCheck {
    std::int64_t entries = 0;
    std::int64_t anchors = 0;
    std::string broken;  // where and how, in words; empty: the trail is whole
};
// The chain, and every anchor of `file` (none: only the chain). kMalformed for a file that holds
// something else.
base::Result<AuditCheck> CheckAudit(ports::Database& database, const std::string& file);

}  // namespace orderyard::app
