// POST /api/v1/imports/tracking: a CSV file as the body. ?dry_run=1 says what it would do.
#include "actions/import_tracking.hpp"

#include "api/json_writer.hpp"
#include "api/v1/change.hpp"
#include "api/v1/papers/endpoints.hpp"
#include "api/v1/query_reader.hpp"
#include "base/limits.hpp"

namespace orderyard::api::v1 {
namespace {

using actions::TrackingEffect;
using actions::TrackingReport;

constexpr int kStatusUnprocessable = 422;

void WriteOutcome(JsonWriter& json, const actions::TrackingOutcome& outcome) {
    json.BeginObject().Field("line", static_cast<std::int64_t>(outcome.line));
    json.Field("effect", ToString(outcome.effect));
    if (outcome.order_id.IsSet()) {
        json.Field("order_id", outcome.order_id.value);
    } else {
        json.NullField("order_id");
    }
    json.TextOrNull("order_number", outcome.order_number);
    if (outcome.effect == TrackingEffect::kRefused) {
        json.TextOrNull("field", outcome.error.field).Field("message", outcome.error.Text());
    }
    json.EndObject();
}

http::Response ReportAnswer(const TrackingReport& report, bool is_applied) {
    const int refused = report.Count(TrackingEffect::kRefused);
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject();
    if (refused > 0 && !is_applied) {
        json.Field("code", "lines_refused");
        json.Field("message", "Some lines cannot be taken; nothing was changed.");
    }
    json.Field("is_applied", is_applied);
    json.Field("shipped", report.Count(TrackingEffect::kShipped));
    json.Field("track_added", report.Count(TrackingEffect::kTrackAdded));
    json.Field("unchanged", report.Count(TrackingEffect::kUnchanged));
    json.Field("refused", refused).Key("lines").BeginArray();
    for (const auto& outcome : report.outcomes) {
        WriteOutcome(json, outcome);
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

// For the audit trail, which cuts what is too long.
std::string Done(const TrackingReport& report) {
    std::string done;
    for (const auto& outcome : report.outcomes) {
        if (outcome.effect == TrackingEffect::kShipped ||
            outcome.effect == TrackingEffect::kTrackAdded) {
            done += (done.empty() ? "" : ", ") + std::string(ToString(outcome.effect)) + " order " +
                    std::to_string(outcome.order_id.value);
        }
    }
    return done;
}

}  // namespace

Answer ImportTracking(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"dry_run"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto dry_run = query.Int("dry_run", 0, 0, 1);
    if (!dry_run) {
        return base::Fail(dry_run.error());
    }
    const auto lines = actions::ReadTrackingFile(call.request.body);
    if (!lines) {
        return base::Fail(lines.error());
    }
    const base::Instant now = call.context.clock.Now();
    const domain::Actor actor = call.Actor();
    const TrackingReport trial = actions::TryTracking(call.context.database, actor, now, *lines);
    if (*dry_run == 1) {
        return ReportAnswer(trial, false);
    }
    if (trial.Count(TrackingEffect::kRefused) > 0) {
        http::Response refused = ReportAnswer(trial, false);
        refused.status = kStatusUnprocessable;
        return refused;
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const TrackingReport report = actions::TakeTracking(tx, actor, now, *lines);
        if (report.Count(TrackingEffect::kRefused) > 0) {
            // Between the trial and now somebody else was at these orders: all is undone and tried
            // again.
            throw ports::VersionConflict("an order of the file was changed meanwhile");
        }
        call.Note({"", "", Done(report)});
        return ReportAnswer(report, true);
    });
}

}  // namespace orderyard::api::v1
