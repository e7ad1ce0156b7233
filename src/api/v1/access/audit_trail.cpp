// /api/v1/audit: who did what, newest first, as pages and as one CSV file, and whether the chain of
// entries is whole.
#include <algorithm>

#include "api/v1/access/access_call.hpp"
#include "api/v1/access/endpoints.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "base/csv.hpp"
#include "base/limits.hpp"
#include "http/body_source.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kExportPieceRows = 500;

base::Result<ports::AuditQuery> ReadFilter(const QueryReader& query) {
    ports::AuditQuery filter;
    for (const auto& [name, text] :
         {std::pair<const char*, std::string*>{"subject", &filter.subject},
          {"actor", &filter.actor},
          {"event", &filter.event}}) {
        auto given = query.Text(name);
        if (!given) {
            return base::Fail(given.error());
        }
        *text = std::move(*given);
    }
    return filter;
}

void WriteEntry(JsonWriter& json, const ports::AuditEntry& entry) {
    json.BeginObject().Field("id", entry.id);
    WriteInstant(json, "at", entry.at);
    json.Field("actor_kind", ToString(entry.actor.kind)).TextOrNull("actor", entry.actor.name);
    json.TextOrNull("address", entry.peer).Field("event", entry.event);
    json.TextOrNull("subject", entry.subject).TextOrNull("before", entry.before);
    json.TextOrNull("after", entry.after).Field("chain", entry.chain).EndObject();
}

// Newest first in pieces, so that a trail of years is never held whole.
class AuditCsv final : public http::BodySource {
  public:
    AuditCsv(ports::Database& database, ports::AuditQuery query)
        : database_(database), query_(std::move(query)) {
        query_.limit = kExportPieceRows;
    }

    std::string Read() override {
        std::string csv;
        if (!is_begun_) {
            is_begun_ = true;
            const std::string header[] = {"id",    "at",      "actor_kind", "actor", "address",
                                          "event", "subject", "before",     "after", "chain"};
            base::AppendCsvRecord(csv, header);
        }
        std::vector<ports::AuditEntry> entries;
        database_.Read([&](ports::Transaction& tx) { entries = tx.access().SearchAudit(query_); });
        for (const ports::AuditEntry& entry : entries) {
            const std::string cells[] = {std::to_string(entry.id),
                                         entry.at.ToIso(),
                                         std::string(ToString(entry.actor.kind)),
                                         entry.actor.name,
                                         entry.peer,
                                         entry.event,
                                         entry.subject,
                                         entry.before,
                                         entry.after,
                                         entry.chain};
            base::AppendCsvRecord(csv, cells);
            query_.before_id = entry.id;
        }
        return csv;
    }

  private:
    ports::Database& database_;
    ports::AuditQuery query_;
    bool is_begun_ = false;
};

}  // namespace

Answer SearchAudit(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"subject", "actor", "event", "before", "page_size"});
        !allowed) {
        return base::Fail(allowed.error());
    }
    auto filter = ReadFilter(query);
    if (!filter) {
        return base::Fail(filter.error());
    }
    const auto before = query.Int("before", 0, 0, INT64_MAX);
    if (!before) {
        return base::Fail(before.error());
    }
    const auto size =
        query.Int("page_size", base::limits::kPageSizeDefault, 1, base::limits::kPageSizeMax);
    if (!size) {
        return base::Fail(size.error());
    }
    filter->before_id = *before;
    filter->limit = static_cast<int>(*size) + 1;
    std::vector<ports::AuditEntry> entries;
    call.context.database.Read(
        [&](ports::Transaction& tx) { entries = tx.access().SearchAudit(*filter); });
    const bool has_more = entries.size() > static_cast<std::size_t>(*size);
    entries.resize(std::min(entries.size(), static_cast<std::size_t>(*size)));
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const ports::AuditEntry& entry : entries) {
        WriteEntry(json, entry);
    }
    json.EndArray().Field("page_size", *size).Key("next_before");
    has_more ? json.Int(entries.back().id) : json.Null();
    json.EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer ExportAudit(const Call& call) {
    const QueryReader query(call.request);
    if (const auto allowed = query.Allow({"subject", "actor", "event"}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto filter = ReadFilter(query);
    if (!filter) {
        return base::Fail(filter.error());
    }
    http::Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.Set("Content-Disposition", "attachment; filename=\"audit.csv\"");
    response.source = std::make_shared<AuditCsv>(call.context.database, *filter);
    return response;
}

Answer VerifyAudit(const Call& call) {
    if (const auto none = NeedNothing(call); !none) {
        return base::Fail(none.error());
    }
    std::optional<std::int64_t> broken;
    std::vector<ports::AuditEntry> last;
    call.context.database.Read([&](ports::Transaction& tx) {
        broken = tx.access().VerifyAudit();
        ports::AuditQuery newest;
        newest.limit = 1;
        last = tx.access().SearchAudit(newest);
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("is_whole", !broken.has_value());
    json.Key("first_broken_id");
    broken ? json.Int(*broken) : json.Null();
    json.Field("last_id", last.empty() ? std::int64_t{0} : last.front().id);
    json.TextOrNull("last_chain", last.empty() ? "" : last.front().chain).EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
