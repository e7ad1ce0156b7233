// /api/v1/preferences/{key}: small JSON objects a page keeps for its user: {"value": {...}}.
#include <algorithm>

#include "api/json_writer.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/desk/endpoints.hpp"
#include "api/v1/query_reader.hpp"
#include "base/limits.hpp"
#include "ports/desk_store.hpp"

namespace orderyard::api::v1 {
namespace {

base::Result<std::string> KeyOf(const http::Request& request) {
    const std::string key(request.PathParam("key"));
    const bool is_good = !key.empty() && key.size() <= base::limits::kPreferenceKeyBytesMax &&
                         std::all_of(key.begin(), key.end(), [](char c) {
                             return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                                    c == '-' || c == '.';
                         });
    if (!is_good) {
        return base::Fail(base::InvalidInput(
            "key", "A key has small letters, digits, dots and dashes, 64 at most."));
    }
    return key;
}

}  // namespace

Answer ShowPreference(const Call& call) {
    const auto allowed = QueryReader(call.request).Allow({});
    const auto key = allowed ? KeyOf(call.request) : base::Fail(allowed.error());
    if (!key) {
        return base::Fail(key.error());
    }
    std::optional<std::string> value;
    call.context.database.Read([&](ports::Transaction& tx) {
        value = tx.desk().Preference(call.caller.signed_in->user.id, *key);
    });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("value").Raw(value ? *value : std::string("null")).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer PutPreference(const Call& call) {
    const auto key = KeyOf(call.request);
    auto body = key ? BodyReader::Of(call.request) : base::Fail(key.error());
    if (!body) {
        return base::Fail(body.error());
    }
    const std::string value = body->ObjectText("value");
    if (value.size() > base::limits::kPreferenceBytesMax) {
        body->Refuse("value", "This is longer than 16 KiB.");
    }
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto user = call.caller.signed_in->user.id;
        if (!tx.desk().Preference(user, *key) &&
            tx.desk().CountPreferences(user) >= base::limits::kPreferencesOfUserMax) {
            return base::Fail(base::Conflict("There are too many preferences of this user."));
        }
        tx.desk().PutPreference(user, *key, value);
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject().Key("value").Raw(value).EndObject();
        return http::JsonResponse(200, json.Take());
    });
}

}  // namespace orderyard::api::v1
