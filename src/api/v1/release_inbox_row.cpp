// POST /api/v1/stores/{store}/inbox/{row}/retry and /skip: a person decides about an order text
// that could not be taken in.
#include <boost/json/parse.hpp>

#include <algorithm>

#include "api/json_writer.hpp"
#include "api/v1/endpoints.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/query_reader.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/inbox_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kPoisonSearchedMax = 10'000;

bool IsJson(const http::Request& request) {
    const std::string* type = request.FindHeader("content-type");
    if (type == nullptr) {
        return false;
    }
    const std::string_view media_type = std::string_view(*type).substr(0, type->find(';'));
    return base::EqualsIgnoreAsciiCase(base::Trim(media_type), "application/json");
}

// {"reason":"..."}
base::Result<std::string> ReadReason(const http::Request& request) {
    if (!IsJson(request)) {
        base::Error error =
            base::InvalidInput("content-type", "A body of type application/json is needed.");
        error.code = base::ErrorCode::kUnsupported;
        return base::Fail(std::move(error));
    }
    boost::json::error_code failure;
    boost::json::parse_options options;
    options.max_depth = base::limits::kJsonDepthMax;
    const boost::json::value body = boost::json::parse(request.body, failure, {}, options);
    if (failure || !body.is_object()) {
        return base::Fail(base::Malformed("The body is not a JSON object."));
    }
    for (const auto& member : body.get_object()) {
        if (member.key() != "reason") {
            return base::Fail(
                base::InvalidInput(std::string(member.key()), "This field is not known here."));
        }
    }
    const boost::json::value* reason = body.get_object().if_contains("reason");
    const std::string text = reason != nullptr && reason->is_string()
                                 ? std::string(base::Trim(std::string_view(
                                       reason->get_string().data(), reason->get_string().size())))
                                 : std::string();
    if (text.empty() || text.size() > base::limits::kShortTextBytesMax ||
        !base::IsValidUtf8(text)) {
        base::Error error =
            base::InvalidInput("reason", "A reason of 1 to %limit bytes is needed.");
        error.params = {{"limit", std::to_string(base::limits::kShortTextBytesMax)}};
        return base::Fail(std::move(error));
    }
    return text;
}

// The row, when it is one of this store's that wait for a person: row ids of other stores lead
// nowhere.
base::Result<ports::InboxId> FindRow(ports::Transaction& tx, const http::Request& request) {
    const auto store = FindStore(tx, request);
    if (!store) {
        return base::Fail(store.error());
    }
    const ports::InboxId id(base::ParseInt(request.PathParam("row")).value_or(0));
    const std::vector<ports::InboxRow> poison =
        tx.inbox().ListPoison(store->id, kPoisonSearchedMax);
    const bool is_there = std::any_of(poison.begin(), poison.end(),
                                      [&](const ports::InboxRow& row) { return row.id == id; });
    if (!is_there) {
        return base::Fail(base::NotFound("This store has no such row waiting for a decision."));
    }
    return id;
}

// Lets `release` act on the row; the answer names its new state.
template <class Release>
Answer ReleaseRow(const ApiContext& context, const http::Request& request, const char* new_state,
                  Release release) {
    if (const auto allowed = QueryReader(request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<ports::InboxId> row;
    bool is_released = false;
    context.database.Write([&](ports::Transaction& tx) {
        row = FindRow(tx, request);
        is_released = row && release(tx.inbox(), *row);
    });
    if (!row) {
        return base::Fail(row.error());
    }
    if (!is_released) {
        return base::Fail(base::Conflict("The row was decided by somebody else in the meantime."));
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("row", row->value).Field("state", new_state).EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace

Answer RetryInboxRow(const ApiContext& context, const http::Request& request) {
    const base::Instant now = context.clock.Now();
    return ReleaseRow(context, request, "new", [now](ports::InboxStore& inbox, ports::InboxId id) {
        return inbox.Retry(id, now);
    });
}

Answer SkipInboxRow(const ApiContext& context, const http::Request& request) {
    const auto reason = ReadReason(request);
    if (!reason) {
        return base::Fail(reason.error());
    }
    return ReleaseRow(
        context, request, "skipped",
        [&](ports::InboxStore& inbox, ports::InboxId id) { return inbox.Skip(id, *reason); });
}

}  // namespace orderyard::api::v1
