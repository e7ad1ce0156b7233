// orderyard doctor | migrate | backup | purge | version
#include <fmt/format.h>
#include <boost/json.hpp>
#include <iostream>

#include "actions/purge_personal_data.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "ports/inbox_store.hpp"
#include "ports/outbox_store.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

// A store whose last good sync is older than this many intervals needs a person.
constexpr int kLateIntervals = 3;

void CheckStores(ports::Database& database, const ports::Clock& clock,
                 std::vector<std::string>& findings) {
    database.Read([&](ports::Transaction& tx) {
        for (const auto& store : tx.stores().List()) {
            const auto health = tx.sync().LoadHealth(store.id).value_or(ports::SyncHealth{});
            const auto patience =
                base::Duration::Seconds(store.settings.sync_interval_seconds * kLateIntervals);
            if (!health.last_success_at) {
                findings.push_back("store " + store.code + ": no sync has succeeded yet");
            } else if (store.is_active && *health.last_success_at + patience < clock.Now()) {
                findings.push_back("store " + store.code + ": last good sync at " +
                                   health.last_success_at->ToIso());
            }
            if (!health.last_error.empty()) {
                findings.push_back("store " + store.code + ": " + health.last_error);
            }
            if (const auto poison = tx.inbox().Counts(store.id).poison; poison > 0) {
                findings.push_back("store " + store.code + ": " + std::to_string(poison) +
                                   " orders could not be read and wait for a person");
            }
        }
        if (const auto parked = tx.outbox().List(ports::OutboxState::kParked, 100);
            !parked.empty()) {
            findings.push_back(std::to_string(parked.size()) +
                               " follow-ups are parked; the first: " + parked.front().error);
        }
    });
}

}  // namespace

int Doctor(const Config& config, bool as_json) {
    const SystemClock clock;
    auto database = OpenFor(config, clock, false);
    if (!database) {
        return Report(database.error());
    }
    std::vector<std::string> findings = (*database)->Diagnose();
    CheckStores(**database, clock, findings);
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
    auto database = OpenFor(config, clock, true);
    if (!database) {
        return Report(database.error());
    }
    const auto schema = (*database)->Schema();
    if (as_json) {
        std::cout << json::serialize(json::object{{"schema", schema.current}}) << '\n';
    } else {
        std::cout << "The database has schema " << schema.current << ", the newest.\n";
    }
    return kExitDone;
}

int Backup(const Config& config, const std::string& file) {
    const SystemClock clock;
    auto database = OpenFor(config, clock, false);
    if (!database) {
        return Report(database.error());
    }
    if (const auto copied = (*database)->BackUp(file); !copied) {
        return Report(copied.error());
    }
    std::cout << "Copied to " << file << ". Keep the key file " << config.MasterKeyFile()
              << " elsewhere: without it personal data cannot be read.\n";
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
