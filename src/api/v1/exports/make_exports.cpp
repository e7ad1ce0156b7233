// A run is recorded before it begins and after its file is whole; in between nothing is locked.
// Each attempt has a file of its own, so that a run made twice harms nobody.
#include "api/v1/exports/make_exports.hpp"

#include <algorithm>
#include <system_error>

#include "actions/exports/queue_exports.hpp"
#include "api/v1/exports/export_notices.hpp"
#include "api/v1/exports/read_saved.hpp"
#include "api/view_trail.hpp"
#include "base/check.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/export_store.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::ExportRun;
using domain::ExportRunState;

constexpr int kSweepBatch = 100;
constexpr std::size_t kErrorBytesMax = 500;
constexpr base::Duration kRunsKept = base::Duration::Days(400);

// The lease went to another runner, which takes up what we leave.
struct LeaseLost {};

class ExportMaker {
  public:
    ExportMaker(const ApiContext& context, const ExportHelp& help)
        : context_(context), help_(help), folder_(*context.export_files) {}

    int Work() {
        Write([&](ports::Transaction& tx) {
            actions::TakeUpLeftExports(tx, Now());
            actions::QueueDueExports(tx, Now());
        });
        folder_.RemoveDrafts();
        int made = 0;
        while (!help_.should_stop()) {
            auto run = Next();
            if (!run) {
                break;
            }
            made += Make(*run) ? 1 : 0;
        }
        Sweep();
        return made;
    }

  private:
    base::Instant Now() const { return context_.clock.Now(); }

    template <class Work>
    void Write(Work work) {
        context_.database.Write([&](ports::Transaction& tx) {
            if (!help_.is_mine(tx)) {
                throw LeaseLost();
            }
            work(tx);
        });
    }

    std::optional<ExportRun> Next() {
        std::vector<ExportRun> due;
        Write([&](ports::Transaction& tx) {
            due = tx.exports().DueRuns(Now(), 1);
            if (due.empty()) {
                return;
            }
            ExportRun& run = due.front();
            const ExportRunState was = run.state;
            const int attempts = run.attempts;
            run.state = ExportRunState::kRunning;
            run.attempts += 1;
            run.started_at = Now();
            run.made_on = folder_.PlaceName();
            tx.exports().SaveRun(run, was, attempts);
        });
        return due.empty() ? std::nullopt : std::optional(std::move(due.front()));
    }

    struct Ready {
        domain::SavedExport saved;
        Caller owner;
        ExportPlan plan;
    };

    base::Result<Ready> Prepare(const ExportRun& run) {
        base::Result<Ready> ready = base::Fail(base::NotFound("The export was deleted."));
        context_.database.Read([&](ports::Transaction& tx) {
            const auto saved = tx.exports().Find(run.export_id);
            if (!saved) {
                return;
            }
            const auto owner = OwnerOf(tx, *saved);
            if (!owner) {
                ready = base::Fail(owner.error());
                return;
            }
            ports::PersonalView view = ViewOf(*owner);
            const ports::PersonalViewScope scope(&view);
            auto plan = PlanOf(context_, tx, *saved, *owner, run.covers);
            const auto found = plan ? FindOrders(tx, *plan) : base::Fail(plan.error());
            if (!found) {
                ready = base::Fail(found.error());
                return;
            }
            ready = Ready{*saved, *owner, std::move(*plan)};
        });
        return ready;
    }

    // False: it has failed, or was left.
    bool Make(ExportRun& run) {
        try {
            auto ready = Prepare(run);
            if (!ready) {
                Fail(run, ready.error().Text());
                return false;
            }
            return WriteFile(run, *ready);
        } catch (const ports::DatabaseUnavailable&) {
            throw;  // there is nowhere to record it: the next runner takes it up
        } catch (const ports::VersionConflict&) {
            throw LeaseLost();
        } catch (const std::system_error& e) {
            // The disk: its words are what a person has to know.
            Fail(run, "The file could not be written: " + e.code().message());
        } catch (const std::exception& e) {
            base::LogError("export_failed", {{"run", run.id.value}, {"what", e.what()}});
            Fail(run, "An internal error, see the server's log.");
        }
        return false;
    }

    bool WriteFile(ExportRun& run, Ready& ready) {
        const auto& columns = ready.plan.columns;
        run.has_personal_data = ready.owner.May(kPersonalDataRight) &&
                                std::any_of(columns.begin(), columns.end(),
                                            [](const auto& c) { return c.is_personal; });
        run.file_name = domain::ExportFileName(run);
        run.byte_count = 0;
        const auto draft = folder_.Make(run.file_name);
        ExportSource source(context_.database, std::move(ready.plan));
        for (;;) {
            // As long as one piece only: it notes each order it opens.
            ports::PersonalView view = ViewOf(ready.owner);
            const ports::PersonalViewScope scope(&view);
            const std::string piece = source.Read();
            if (piece.empty()) {
                break;
            }
            if (help_.should_stop()) {
                return false;  // stays "running": whoever comes next makes it again
            }
            draft->Write(piece);
            run.byte_count += static_cast<std::int64_t>(piece.size());
        }
        draft->Keep();
        run.row_count = source.row_count();
        Finish(run, ready);
        return true;
    }

    void Finish(ExportRun& run, const Ready& ready) {
        run.state = ExportRunState::kDone;
        run.ended_at = Now();
        const int days = run.has_personal_data
                             ? std::min(ready.saved.kept_days, help_.personal_days_max)
                             : ready.saved.kept_days;
        run.file_until = *run.ended_at + base::Duration::Days(days);
        run.error.clear();
        run.notice =
            ready.saved.sends_notice ? domain::ExportNotice::kDue : domain::ExportNotice::kNone;
        ports::AuditEntry entry;
        entry.at = *run.ended_at;
        entry.actor = ready.owner.actor;
        entry.event = "export_made";
        entry.subject = "export " + std::to_string(run.export_id.value);
        entry.after = "run " + std::to_string(run.id.value) + ", " + std::to_string(run.row_count) +
                      " rows" + (run.has_personal_data ? ", with personal data" : "");
        try {
            Write([&](ports::Transaction& tx) {
                tx.exports().SaveRun(run, ExportRunState::kRunning, run.attempts);
                tx.access().AppendAudit(entry);
            });
        } catch (...) {
            folder_.Remove(run.file_name);  // not ours any more; nobody may find it
            throw;
        }
        base::LogInfo("export_made", {{"run", run.id.value},
                                      {"rows", run.row_count},
                                      {"bytes", run.byte_count},
                                      {"attempts", run.attempts}});
    }

    void Fail(ExportRun& run, const std::string& why) {
        run.state = ExportRunState::kFailed;
        run.ended_at = std::nullopt;
        run.file_name.clear();
        run.row_count = run.byte_count = 0;
        run.has_personal_data = false;
        run.error = base::TruncateUtf8(base::CleanUtf8(why), kErrorBytesMax);
        run.not_before = Now() + domain::ExportPause(run.attempts);
        base::LogWarn("export_not_made", {{"run", run.id.value}, {"attempts", run.attempts}});
        Write([&](ports::Transaction& tx) {
            tx.exports().SaveRun(run, ExportRunState::kRunning, run.attempts);
        });
    }

    // Files whose time is over, and files of runs that are gone.
    void Sweep() {
        std::vector<ExportRun> expired;
        Write([&](ports::Transaction& tx) {
            expired = tx.exports().Expired(Now(), kSweepBatch);
            for (ExportRun run : expired) {
                run.file_name.clear();
                tx.exports().SaveRun(run, run.state, run.attempts);
            }
            tx.exports().ForgetRuns(Now() - kRunsKept);
        });
        std::vector<std::string> gone;
        const std::vector<std::string> names = folder_.Names();
        context_.database.Read([&](ports::Transaction& tx) {
            gone.clear();
            for (const std::string& name : names) {
                const auto id = domain::RunOfExportFile(name);
                const auto run = id ? tx.exports().FindRun(*id) : std::nullopt;
                if (id && (!run || run->file_name != name)) {
                    gone.push_back(name);
                }
            }
        });
        for (const std::string& name : gone) {
            folder_.Remove(name);
        }
    }

    const ApiContext& context_;
    const ExportHelp& help_;
    ports::ExportFolder& folder_;
};

}  // namespace

int MakeExports(const ApiContext& context, const ExportHelp& help) {
    base::Check(context.export_files != nullptr, "exports need a folder");
    try {
        const int made = ExportMaker(context, help).Work();
        SendExportNotices(context, help);
        return made;
    } catch (const LeaseLost&) {
        return 0;
    }
}

}  // namespace orderyard::api::v1
