// orderyard move
#include <fmt/format.h>
#include <boost/json.hpp>
#include <filesystem>
#include <iostream>

#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "storage/move/move_database.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

std::string EngineOf(const std::string& url) {
    return url.starts_with("sqlite:") ? "SQLite" : "PostgreSQL";
}

ports::AuditEntry AuditOf(const std::string& from, const std::string& to, base::Instant now) {
    ports::AuditEntry entry;
    entry.at = now;
    entry.actor = {domain::ActorKind::kSystem, "command line"};
    entry.event = "database_moved";
    entry.subject = "database";
    entry.before = EngineOf(from);
    entry.after = EngineOf(to);
    return entry;
}

std::int64_t RowCount(const storage::MoveReport& report) {
    std::int64_t count = 0;
    for (const auto& table : report.tables) {
        count += table.row_count;
    }
    return count;
}

void PrintJson(const storage::MoveReport& report) {
    json::array tables;
    for (const auto& table : report.tables) {
        tables.push_back(json::object{{"table", table.name}, {"rows", table.row_count}});
    }
    json::array findings(report.findings.begin(), report.findings.end());
    std::cout << json::serialize(json::object{{"is_moved", report.difference.empty()},
                                              {"difference", report.difference},
                                              {"findings", findings},
                                              {"rows", RowCount(report)},
                                              {"tables", tables}})
              << '\n';
}

void PrintMoved(const storage::MoveReport& report, const Config& config, const std::string& to) {
    std::int64_t empty_count = 0;
    for (const auto& table : report.tables) {
        if (table.row_count > 0) {
            std::cout << fmt::format("{:>12}  {}\n", table.row_count, table.name);
        } else {
            ++empty_count;
        }
    }
    for (const auto& finding : report.findings) {
        std::cout << "! as before the move: " << finding << '\n';
    }
    std::cout << fmt::format(
        "Moved {} rows in {} tables from {} to {}; {} more tables are empty. What is stored there "
        "was read back and is the same.\n"
        "Next: set database.url to what --to was, with the same key file {}, and start the "
        "server.\nKeep the old database until you are satisfied; no server must use it any more.\n",
        RowCount(report), report.tables.size() - static_cast<std::size_t>(empty_count),
        EngineOf(config.DatabaseUrl()), EngineOf(to), empty_count, config.MasterKeyFile());
}

}  // namespace

int Move(const Config& config, const std::string& to, bool as_json) {
    // Never a new key: the data are sealed with the old one.
    if (!std::filesystem::exists(config.MasterKeyFile())) {
        return Report(base::NotFound("there is no key file " + config.MasterKeyFile() +
                                     ": name the data directory of the server with --data-dir"));
    }
    const auto key = storage::LoadOrMakeMasterKey(config.MasterKeyFile());
    if (!key) {
        return Report(key.error());
    }
    const base::Instant now = SystemClock().Now();
    const std::string from = config.DatabaseUrl();
    const auto report = storage::MoveDatabase({from, to, *key, AuditOf(from, to, now), now});
    if (!report) {
        return Report(report.error());
    }
    if (as_json) {
        PrintJson(*report);
    } else if (report->difference.empty()) {
        PrintMoved(*report, config, to);
    } else {
        std::cout << "! " << report->difference << "\nNothing was moved; the target is empty.\n";
    }
    return report->difference.empty() ? kExitDone : kExitFindings;
}

}  // namespace orderyard::app
