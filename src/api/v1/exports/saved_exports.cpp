// /api/v1/saved-exports: exports that are made again and again. Everybody with the right sees them
// all; only their owner changes them, since they are made with his rights. Who may manage users
// removes others' too.
#include "actions/exports/queue_exports.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/exports/endpoints.hpp"
#include "api/v1/exports/export_shape.hpp"
#include "api/v1/exports/read_saved.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "api/view_trail.hpp"
#include "ports/export_store.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::ExportId;
using domain::SavedExport;

constexpr std::size_t kNameBytesMax = 100;
constexpr std::size_t kWordBytesMax = 40;
constexpr int kStatusAccepted = 202;
constexpr int kStatusCreated = 201;

ExportId ExportOf(const Call& call) {
    return ExportId(IdOf(call.request, "export"));
}

base::Error NoSuchExport() {
    return base::NotFound("There is no such export.");
}

std::string WordOr(BodyReader& body, std::string_view name, const char* fallback) {
    std::string word = body.Text(name, kWordBytesMax);
    return word.empty() ? fallback : word;
}

void ReadTimes(BodyReader& body, SavedExport& saved) {
    saved.times.zone = WordOr(body, "zone", saved.times.zone.c_str());
    auto given = body.Object("schedule");
    if (!given) {
        return;
    }
    const std::string rhythm = given->NeededText("rhythm", kWordBytesMax);
    if (const auto known = domain::ExportRhythmFrom(rhythm)) {
        saved.times.rhythm = *known;
    } else {
        given->Refuse("rhythm", "One of by_hand, hourly, daily, weekly, monthly.");
    }
    saved.times.minute = static_cast<int>(given->Int("minute", 0, 59).value_or(0));
    saved.times.hour = static_cast<int>(given->Int("hour", 0, 23).value_or(0));
    saved.times.weekday = static_cast<int>(given->Int("weekday", 1, 7).value_or(1));
    saved.times.day = static_cast<int>(given->Int("day", 1, 31).value_or(1));
}

base::Result<SavedExport> ReadSaved(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    SavedExport saved;
    saved.times.zone = call.caller.signed_in ? call.caller.signed_in->user.zone : "UTC";
    saved.name = body->NeededText("name", kNameBytesMax);
    saved.kind = body->NeededText("kind", kWordBytesMax);
    saved.format = WordOr(*body, "format", "csv");
    saved.heads = WordOr(*body, "heads", "en");
    saved.separator = WordOr(*body, "separator", "comma");
    saved.decimal = WordOr(*body, "decimal", "point");
    saved.has_mark = body->Flag("mark", false);
    saved.columns = body->Texts("columns");
    saved.filter = body->ObjectText("filter");
    saved.is_changes_only = body->Flag("changes_only", false);
    ReadTimes(*body, saved);
    saved.kept_days = static_cast<int>(body->Int("kept_days", 1, base::limits::kExportKeptDaysMax)
                                           .value_or(base::limits::kExportKeptDaysDefault));
    saved.sends_notice = body->Flag("sends_notice", false);
    saved.is_active = body->Flag("is_active", true);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    if (const auto times = domain::CheckExportTimes(saved.times); !times) {
        return base::Fail(times.error());
    }
    return saved;
}

// What only the database and the caller's rights can say.
base::Result<> Check(const Call& call, ports::Transaction& tx, const SavedExport& saved) {
    const auto name = NameOf(saved);
    if (!name) {
        return base::Fail(name.error());
    }
    if (const auto may = call.CheckMay(ResourceOf(name->kind), "kind"); !may) {
        return may;
    }
    const auto plan = PlanOf(call.context, tx, saved, call.caller, std::nullopt);
    if (!plan) {
        return base::Fail(plan.error());
    }
    const auto other = tx.exports().FindByName(saved.user_id, saved.name);
    if (other && *other != saved.id) {
        base::Error error = base::Conflict("You have an export with this name already.");
        error.field = "name";
        return base::Fail(std::move(error));
    }
    return {};
}

bool IsMine(const Call& call, const SavedExport& saved) {
    return call.caller.signed_in && call.caller.signed_in->user.id == saved.user_id;
}

ExportReaderRights RightsOf(const Call& call, const SavedExport& saved) {
    const bool is_mine = IsMine(call, saved);
    return {is_mine, is_mine || call.caller.May(kPersonalDataRight)};
}

Answer SavedAnswer(const Call& call, int status, const SavedExport& saved) {
    JsonWriter json(JsonWriter::Style::kPlain);
    WriteSavedExport(json, saved, nullptr, RightsOf(call, saved));
    return http::JsonResponse(status, json.Take());
}

}  // namespace

Answer ListSavedExports(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::vector<SavedExport> all;
    std::vector<domain::ExportRun> latest;
    call.context.database.Read([&](ports::Transaction& tx) {
        all = tx.exports().List();
        latest = tx.exports().LatestRuns();
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const SavedExport& saved : all) {
        const domain::ExportRun* run = nullptr;
        for (const auto& each : latest) {
            run = each.export_id == saved.id ? &each : run;
        }
        WriteSavedExport(json, saved, run, RightsOf(call, saved));
    }
    json.EndArray().Field("total_count", static_cast<std::int64_t>(all.size())).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ShowSavedExport(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::optional<SavedExport> saved;
    std::vector<domain::ExportRun> latest;
    call.context.database.Read([&](ports::Transaction& tx) {
        saved = tx.exports().Find(ExportOf(call));
        latest = tx.exports().Runs({ExportOf(call), {}, 1, 1}).runs;
    });
    if (!saved) {
        return base::Fail(NoSuchExport());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    WriteSavedExport(json, *saved, latest.empty() ? nullptr : &latest.front(),
                     RightsOf(call, *saved));
    return http::JsonResponse(200, json.Take());
}

Answer MakeSavedExport(const Call& call) {
    const auto wanted = ReadSaved(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    if (!call.caller.signed_in) {
        return base::Fail(base::NotAllowed(
            "A saved export is made with a user's rights: sign in, tokens own none."));
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        SavedExport saved = *wanted;
        saved.user_id = call.caller.signed_in->user.id;
        saved.user_name = call.caller.signed_in->user.name;
        saved.created_at = saved.updated_at = call.context.clock.Now();
        saved.next_due_at = domain::NextDue(saved.times, saved.created_at);
        if (const auto checked = Check(call, tx, saved); !checked) {
            return base::Fail(checked.error());
        }
        if (static_cast<std::int64_t>(tx.exports().List().size()) >=
            base::limits::kSavedExportsMax) {
            return base::Fail(base::Conflict("There are too many saved exports; delete some."));
        }
        tx.exports().Put(saved);
        return SavedAnswer(call, kStatusCreated, saved);
    });
}

Answer ChangeSavedExport(const Call& call) {
    const auto wanted = ReadSaved(call);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto was = tx.exports().Find(ExportOf(call));
        if (!was || !IsMine(call, *was)) {
            return base::Fail(base::NotFound("There is no such export of yours."));
        }
        SavedExport saved = *wanted;
        saved.id = was->id;
        saved.version = was->version;
        saved.user_id = was->user_id;
        saved.user_name = was->user_name;
        saved.created_at = was->created_at;
        saved.updated_at = call.context.clock.Now();
        if (saved.kind != was->kind) {
            return base::Fail(base::InvalidInput("kind", "It stays what it is; make another."));
        }
        // Runs go on where they were, also when this was switched off for a while.
        saved.covered_to = was->covered_to;
        const bool goes_on = saved.times == was->times && saved.is_active == was->is_active;
        saved.next_due_at =
            goes_on ? was->next_due_at : domain::NextDue(saved.times, saved.updated_at);
        if (const auto checked = Check(call, tx, saved); !checked) {
            return base::Fail(checked.error());
        }
        tx.exports().Put(saved);
        return SavedAnswer(call, 200, saved);
    });
}

Answer RemoveSavedExport(const Call& call) {
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto saved = tx.exports().Find(ExportOf(call));
        if (!saved || (!IsMine(call, *saved) && !call.caller.May("Orderyard::users"))) {
            return base::Fail(base::NotFound("There is no such export of yours."));
        }
        tx.exports().Remove(saved->id);  // its files go with the next look of the job
        return http::JsonResponse(200, "{}");
    });
}

Answer RunSavedExport(const Call& call) {
    Answer answer = Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto saved = tx.exports().Find(ExportOf(call));
        const auto name = saved ? NameOf(*saved) : base::Fail(NoSuchExport());
        if (!name) {
            return base::Fail(name.error());
        }
        if (!call.caller.May(ResourceOf(name->kind))) {
            return base::Fail(NoSuchExport());
        }
        const auto run =
            actions::QueueExport(tx, saved->id, call.context.clock.Now(), call.caller.actor.name);
        if (!run) {
            return base::Fail(run.error());
        }
        JsonWriter json(JsonWriter::Style::kPlain);
        WriteExportRun(json, *run);
        return http::JsonResponse(kStatusAccepted, json.Take());
    });
    if (answer && call.context.export_asked) {
        call.context.export_asked();
    }
    return answer;
}

}  // namespace orderyard::api::v1
