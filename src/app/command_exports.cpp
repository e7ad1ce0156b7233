// orderyard exports list | run
#include <fmt/format.h>
#include <boost/json.hpp>
#include <iostream>

#include "actions/exports/queue_exports.hpp"
#include "api/v1/exports/make_exports.hpp"
#include "app/clocks.hpp"
#include "app/command_lease.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "app/export_commands.hpp"
#include "app/export_folder.hpp"
#include "app/export_job.hpp"
#include "base/text.hpp"
#include "ports/export_store.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

std::string Due(const domain::SavedExport& saved) {
    return saved.is_active && saved.next_due_at ? saved.next_due_at->ToIso() : "-";
}

base::Result<domain::SavedExport> Choose(ports::Transaction& tx, const std::string& which) {
    const auto number = base::ParseInt(which);
    std::optional<domain::SavedExport> chosen;
    for (auto& saved : tx.exports().List()) {
        if (saved.name != which && (!number || saved.id.value != *number)) {
            continue;
        }
        if (chosen) {
            return base::Fail(base::InvalidInput(
                "export", "Several have this name: take the number that the list shows."));
        }
        chosen = std::move(saved);
    }
    if (!chosen) {
        return base::Fail(base::NotFound("There is no saved export '" + which + "'."));
    }
    return *chosen;
}

// Without notices: only the server knows how it is reached.
void MakeHere(const Config& config, ports::Database& database, const ports::Clock& clock) {
    std::stop_source stop;
    const StopSignal signal;
    const LeaseKeeper keeper(database, clock, kExportJob, stop);
    const std::jthread listener = StopAtSignal(signal, stop);
    FileExportFolder folder(config.ExportDir());
    api::v1::ExportHelp help;
    help.should_stop = [&] { return stop.stop_requested(); };
    help.is_mine = [&](ports::Transaction& tx) {
        return tx.leases().IsHeld(keeper.lease(), clock.Now());
    };
    help.personal_days_max = config.purge_after_days;
    api::ApiContext context{database, clock, {}, {}};
    context.export_files = &folder;
    api::v1::MakeExports(context, help);
}

}  // namespace

int ExportsList(const Config& config, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        std::vector<domain::SavedExport> all;
        database.Read([&](ports::Transaction& tx) { all = tx.exports().List(); });
        json::array list;
        for (const auto& saved : all) {
            if (!as_json) {
                std::cout << fmt::format("{:>5}  {:<30} {:<12} {:<5} {:<8} {:<21} {}\n",
                                         saved.id.value, saved.name, saved.kind, saved.format,
                                         ToString(saved.times.rhythm), Due(saved), saved.user_name);
            }
            list.push_back(json::object{{"id", saved.id.value},
                                        {"name", saved.name},
                                        {"kind", saved.kind},
                                        {"format", saved.format},
                                        {"rhythm", ToString(saved.times.rhythm)},
                                        {"next_due_at", Due(saved)},
                                        {"owner", saved.user_name}});
        }
        if (as_json) {
            std::cout << json::serialize(list) << '\n';
        }
        return kExitDone;
    });
}

int ExportsRun(const Config& config, const std::string& which, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        base::Result<domain::ExportRun> run = base::Fail(base::NotFound("not run"));
        database.Write([&](ports::Transaction& tx) {
            const auto saved = Choose(tx, which);
            run = saved ? actions::QueueExport(tx, saved->id, clock.Now(), "command line")
                        : base::Result<domain::ExportRun>(base::Fail(saved.error()));
        });
        if (!run) {
            return Report(run.error());
        }
        try {
            MakeHere(config, database, clock);
        } catch (const LeaseTaken&) {
            // The server beside us holds the job: it takes up what we have queued.
        }
        std::optional<domain::ExportRun> now;
        database.Read([&](ports::Transaction& tx) { now = tx.exports().FindRun(run->id); });
        const domain::ExportRun& shown = now ? *now : *run;
        const std::string file =
            shown.file_name.empty() ? "" : config.ExportDir() + "/" + shown.file_name;
        if (as_json) {
            std::cout << json::serialize(json::object{{"run", shown.id.value},
                                                      {"state", ToString(shown.state)},
                                                      {"rows", shown.row_count},
                                                      {"file", file},
                                                      {"error", shown.error}})
                      << '\n';
        } else {
            std::cout << fmt::format("Run {}: {}{}{}\n", shown.id.value, ToString(shown.state),
                                     file.empty() ? "" : ", " + file,
                                     shown.error.empty() ? "" : ": " + shown.error);
        }
        return shown.state == domain::ExportRunState::kFailed ? kExitRefused : kExitDone;
    });
}

}  // namespace orderyard::app
