// orderyard doctor | migrate | purge | version
#include <fmt/format.h>
#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "actions/purge_personal_data.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "app/running_system.hpp"
#include "base/limits.hpp"
#include "ports/access_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/inbox_store.hpp"
#include "ports/outbox_store.hpp"
#include "ports/recon_store.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

// A store whose last good sync is older than this many intervals needs a person.
constexpr int kLateIntervals = 3;
// Nightly ones, and two hours' grace.
constexpr base::Duration kBackupAgeMax = base::Duration::Hours(26);
constexpr std::int64_t kClockOffsetSecondsMax = 60;
constexpr std::uintmax_t kGigabyte = 1'000'000'000;
constexpr std::uintmax_t kDiskFreeLeast = 5 * kGigabyte;
constexpr int kDiskFreeShare = 10;  // a tenth
constexpr int kParkedShown = 100;

void CheckDisk(const Config& config, std::vector<std::string>& findings) {
    std::error_code failed;
    const auto disk = std::filesystem::space(config.data_dir, failed);
    if (!failed && disk.available < kDiskFreeLeast &&
        disk.available < disk.capacity / kDiskFreeShare) {
        findings.push_back(
            fmt::format("disk: {} MB are left where {} is; a full disk stops all "
                        "writing. Make room.",
                        disk.available / 1'000'000, config.data_dir));
    }
}

// A database that is younger than a night needs none yet. PostgreSQL's are not ours to see.
void CheckBackups(const Config& config, storage::OpenedDatabase& database,
                  const ports::Clock& clock, std::vector<std::string>& findings) {
    if (database.EngineName() != "sqlite") {
        return;
    }
    std::vector<ports::AuditEntry> first;
    database.Read([&](ports::Transaction& tx) {
        ports::AuditQuery query;
        query.before_id = 2;
        query.limit = 1;
        first = tx.access().SearchAudit(query);
    });
    const bool is_young = first.empty() || first.front().at + kBackupAgeMax > clock.Now();
    const auto newest = NewestBackupAt(config.BackupDir());
    if (is_young || (newest && *newest + kBackupAgeMax > clock.Now())) {
        return;
    }
    findings.push_back("backup: " +
                       (newest ? "the newest in " + config.BackupDir() + " is of " + newest->ToIso()
                               : "there is none in " + config.BackupDir()) +
                       "; `orderyard backup FILE` makes one, the timer orderyard-backup one a "
                       "night");
}

void CheckClock(const ports::SyncHealth& health, const std::string& store,
                std::vector<std::string>& findings) {
    const std::int64_t seconds = health.clock_offset_millis / 1000;
    if (std::abs(seconds) > kClockOffsetSecondsMax) {
        findings.push_back(
            fmt::format("clock: Amazon's is {} s {} ours (store {}); let the system "
                        "keep time (timedatectl set-ntp true)",
                        std::abs(seconds), seconds > 0 ? "before" : "behind", store));
    }
}

void CheckFollowUps(ports::Transaction& tx, const domain::Store& store,
                    std::vector<std::string>& findings) {
    ports::FollowUpQuery query;
    query.store_id = store.id;
    query.states = {domain::FollowUpState::kParked};
    query.limit = kParkedShown;
    const auto parked = tx.follow_ups().Search(query);
    if (!parked.empty()) {
        findings.push_back(fmt::format(
            "store {}: {}{} messages to Amazon wait for a person (Stores > Messages); the newest, "
            "of order {}: {}",
            store.code, parked.size(), parked.size() == kParkedShown ? " or more" : "",
            parked.front().channel_number, parked.front().error));
    }
    if (const auto open = tx.recon().CountOpen(store.id); open > 0) {
        findings.push_back(
            fmt::format("store {}: {} differences to Amazon are open; `orderyard "
                        "reconcile --store {}` lists them",
                        store.code, open, store.code));
    }
}

void CheckStores(ports::Database& database, const ports::Clock& clock,
                 std::vector<std::string>& findings) {
    database.Read([&](ports::Transaction& tx) {
        for (const auto& store : tx.stores().List()) {
            if (store.is_archived) {
                continue;
            }
            const auto health = tx.sync().LoadHealth(store.id).value_or(ports::SyncHealth{});
            CheckClock(health, store.code, findings);
            const auto patience =
                base::Duration::Seconds(store.settings.sync_interval_seconds * kLateIntervals);
            if (!health.last_success_at) {
                findings.push_back("store " + store.code + ": no sync has succeeded yet");
            } else if (store.is_active && *health.last_success_at + patience < clock.Now()) {
                findings.push_back("store " + store.code + ": last good sync at " +
                                   health.last_success_at->ToIso() +
                                   ". Does the server run (/healthz)? Its log tells more");
            }
            if (!health.last_error.empty()) {
                findings.push_back("store " + store.code + ": " + health.last_error);
            }
            if (const auto poison = tx.inbox().Counts(store.id).poison; poison > 0) {
                findings.push_back("store " + store.code + ": " + std::to_string(poison) +
                                   " orders could not be read and wait for a person (Stores > "
                                   "Exceptions)");
            }
            CheckFollowUps(tx, store, findings);
        }
        if (const auto parked = tx.outbox().List(ports::OutboxState::kParked, 100);
            !parked.empty()) {
            findings.push_back(
                std::to_string(parked.size()) +
                " looks at single orders are parked; the first: " + parked.front().error);
        }
    });
}

}  // namespace

int Doctor(const Config& config, bool as_json) {
    const SystemClock clock;
    auto database = OpenFor(config, clock, OpenedBy::kCommand);
    if (!database) {
        return Report(database.error());
    }
    std::vector<std::string> findings = (*database)->Diagnose();
    CheckStores(**database, clock, findings);
    CheckDisk(config, findings);
    CheckBackups(config, **database, clock, findings);
    const auto schema = (*database)->Schema();
    if (as_json) {
        json::array list(findings.begin(), findings.end());
        std::cout << json::serialize(json::object{{"engine", (*database)->EngineName()},
                                                  {"engine_version", (*database)->EngineVersion()},
                                                  {"schema", schema.current},
                                                  {"findings", list}})
                  << '\n';
    } else {
        std::cout << fmt::format("{} {}, schema {} of {}\n", (*database)->EngineName(),
                                 (*database)->EngineVersion(), schema.current, schema.newest);
        for (const auto& finding : findings) {
            std::cout << "! " << finding << '\n';
        }
        std::cout << (findings.empty() ? "All well.\n" : "");
    }
    return findings.empty() ? kExitDone : kExitFindings;
}

int Migrate(const Config& config, bool as_json) {
    const SystemClock clock;
    const auto before = storage::LookAtSchema(config.DatabaseUrl());
    auto database = OpenFor(config, clock, OpenedBy::kServer);
    if (!database) {
        return Report(database.error());
    }
    const auto schema = (*database)->Schema();
    const bool is_migrated = before && before->current > 0 && before->current < schema.current;
    if (as_json) {
        std::cout << json::serialize(json::object{{"schema", schema.current}}) << '\n';
    } else {
        std::cout << "The database has schema " << schema.current << ", the newest.\n";
        if (is_migrated && (*database)->EngineName() == "sqlite") {
            std::cout << "It had schema " << before->current << "; a copy as it was is in "
                      << config.BackupDir() << " for " << base::limits::kMigrationBackupDaysMax
                      << " days.\n";
        }
    }
    return kExitDone;
}

int Purge(const Config& config, const std::string& now, bool as_json) {
    const SystemClock clock;
    base::Instant at = clock.Now();
    if (!now.empty()) {
        const auto given = base::Instant::ParseLoose(now);
        if (!given) {
            return Report(base::InvalidInput("now", "write a date such as 2026-01-31"));
        }
        at = *given;
    }
    return WithDatabase(config, clock, [&](ports::Database& database) {
        const auto outcome =
            actions::PurgePersonalData(database, at, config.purge_after_days, [] { return false; });
        if (as_json) {
            std::cout << json::serialize(json::object{{"orders", outcome.orders},
                                                      {"inbox_rows", outcome.inbox_rows}})
                      << '\n';
        } else {
            std::cout << fmt::format(
                "Destroyed the personal data of {} orders and {} texts never taken in.\n",
                outcome.orders, outcome.inbox_rows);
        }
        return kExitDone;
    });
}

int Version(bool as_json) {
    if (as_json) {
        std::cout << json::serialize(json::object{{"version", ORDERYARD_VERSION}}) << '\n';
    } else {
        std::cout << "orderyard " << ORDERYARD_VERSION << '\n';
    }
    return kExitDone;
}

}  // namespace orderyard::app
