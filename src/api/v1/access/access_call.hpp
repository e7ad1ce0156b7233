// What the endpoints of this folder have in common: the actions' context with the caller's own
// rights, ids of the path, and small shapes.
#pragma once

#include <cstdint>

#include "actions/identity/access_context.hpp"
#include "api/json_writer.hpp"
#include "api/v1/call.hpp"
#include "base/result.hpp"
#include "domain/identity/access.hpp"
#include "ports/access_store.hpp"

namespace orderyard::api::v1 {

// `held` are the rights of the caller: nobody gives more.
actions::AccessContext AccessOf(const Call& call);

// Of the path; 0, which is nobody's, for what is no number.
std::int64_t PathNumber(const Call& call, std::string_view name = "id");

// kForbidden for a token of Magento's API: what is personal takes a session of the web app.
base::Result<> NeedSession(const Call& call);
// Nothing in the query and nothing in the body.
base::Result<> NeedNothing(const Call& call);

// {"done":true}
http::Response DoneAnswer();

void WriteUser(JsonWriter& json, const domain::User& user, const domain::Role& role);
void WriteRole(JsonWriter& json, const domain::Role& role);
struct PageWanted {
    std::int64_t page = 1;
    std::int64_t page_size = 0;
};
// "page" and "page_size", and nothing else.
base::Result<PageWanted> ReadPage(const Call& call);

// One page of a list that is short enough to be read whole: users, integrations, webhooks.
template <class Items, class Write>
http::Response ListAnswer(const PageWanted& wanted, const Items& items, Write write) {
    const auto count = static_cast<std::int64_t>(items.size());
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    std::int64_t place = 0;
    for (const auto& item : items) {
        if (place / wanted.page_size + 1 == wanted.page) {
            write(json, item);
        }
        ++place;
    }
    json.EndArray().Field("total_count", count).Field("page", wanted.page);
    json.Field("page_size", wanted.page_size).EndObject();
    return http::JsonResponse(200, json.Take());
}

// `own` is the session that asks; 0: none of these.
http::Response SessionsAnswer(const PageWanted& wanted, const std::vector<ports::Session>& sessions,
                              std::int64_t own);

}  // namespace orderyard::api::v1
