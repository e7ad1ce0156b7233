// /api/v1/views: named queries with columns, a user's own and those he shares with everybody. Only
// their owner changes them; who may manage users removes shared ones too.
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/desk/endpoints.hpp"
#include "api/v1/json_node.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "base/limits.hpp"
#include "ports/desk_store.hpp"

namespace orderyard::api::v1 {
namespace {

domain::UserId UserOf(const Call& call) {
    return call.caller.signed_in->user.id;
}

std::string TextsAsJson(const std::vector<std::string>& texts) {
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginArray();
    for (const std::string& text : texts) {
        json.String(text);
    }
    json.EndArray();
    return json.Take();
}

void WriteView(JsonWriter& json, const ports::SavedView& view, domain::UserId reader) {
    json.BeginObject().Field("id", view.id).Field("page", view.page).Field("name", view.name);
    json.Field("query", view.query).Key("columns").Raw(view.columns);
    json.Field("is_shared", view.is_shared).Field("is_mine", view.user_id == reader);
    json.Field("owner", view.user_name);
    WriteInstant(json, "updated_at", view.updated_at);
    json.EndObject();
}

Answer ViewAnswer(int status, const ports::SavedView& view, domain::UserId reader) {
    JsonWriter json(JsonWriter::Style::kPlain);
    WriteView(json, view, reader);
    return http::JsonResponse(status, json.Take());
}

// What a body says of a view; `view.id` and owner are kept.
base::Result<> ReadView(BodyReader& body, ports::SavedView& view) {
    view.page = body.NeededText("page", base::limits::kViewNameBytesMax);
    view.name = body.NeededText("name", base::limits::kViewNameBytesMax);
    view.query = body.Text("query", base::limits::kViewQueryBytesMax);
    const auto columns = body.Texts("columns");
    if (columns.size() > base::limits::kViewColumnsMax) {
        body.Refuse("columns", "These are too many columns.");
    }
    view.columns = TextsAsJson(columns);
    view.is_shared = body.Flag("is_shared", false);
    return body.End();
}

base::Error NameTaken() {
    base::Error error = base::Conflict("You have a view with this name already.");
    error.field = "name";
    return error;
}

base::Error NoSuchView() {
    return base::NotFound("There is no such view of yours.");
}

// The caller's own view that the path names.
std::optional<ports::SavedView> OwnView(const Call& call, ports::Transaction& tx) {
    auto view = tx.desk().FindView(IdOf(call.request, "view"));
    return view && view->user_id == UserOf(call) ? view : std::nullopt;
}

}  // namespace

Answer ListViews(const Call& call) {
    const QueryReader query(call.request);
    const auto allowed = query.Allow({"page"});
    const auto page = allowed ? query.Text("page") : base::Fail(allowed.error());
    if (!page) {
        return base::Fail(page.error());
    }
    std::vector<ports::SavedView> views;
    call.context.database.Read(
        [&](ports::Transaction& tx) { views = tx.desk().Views(UserOf(call), *page); });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& view : views) {
        WriteView(json, view, UserOf(call));
    }
    json.EndArray();
    json.Field("total_count", static_cast<std::int64_t>(views.size())).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer MakeView(const Call& call) {
    auto body = BodyReader::Of(call.request);
    ports::SavedView wanted;
    const auto read = body ? ReadView(*body, wanted) : base::Fail(body.error());
    if (!read) {
        return base::Fail(read.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        ports::SavedView view = wanted;
        view.user_id = UserOf(call);
        view.user_name = call.caller.signed_in->user.name;
        view.updated_at = call.context.clock.Now();
        if (tx.desk().FindViewByName(view.user_id, view.page, view.name)) {
            return base::Fail(NameTaken());
        }
        if (tx.desk().CountViews(view.user_id) >= base::limits::kViewsOfUserMax) {
            return base::Fail(base::Conflict("You have too many views; delete some."));
        }
        tx.desk().PutView(view);
        return ViewAnswer(201, view, view.user_id);
    });
}

Answer ChangeView(const Call& call) {
    auto body = BodyReader::Of(call.request);
    ports::SavedView wanted;
    const auto read = body ? ReadView(*body, wanted) : base::Fail(body.error());
    if (!read) {
        return base::Fail(read.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        auto view = OwnView(call, tx);
        if (!view || view->page != wanted.page) {
            return base::Fail(NoSuchView());
        }
        const auto named = tx.desk().FindViewByName(view->user_id, view->page, wanted.name);
        if (named && *named != view->id) {
            return base::Fail(NameTaken());
        }
        view->name = wanted.name;
        view->query = wanted.query;
        view->columns = wanted.columns;
        view->is_shared = wanted.is_shared;
        view->updated_at = call.context.clock.Now();
        tx.desk().PutView(*view);
        return ViewAnswer(200, *view, view->user_id);
    });
}

Answer RemoveView(const Call& call) {
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        auto view = OwnView(call, tx);
        if (!view && call.caller.May("Orderyard::users")) {
            view = tx.desk().FindView(IdOf(call.request, "view"));
            view = view && view->is_shared ? view : std::nullopt;
        }
        if (!view) {
            return base::Fail(NoSuchView());
        }
        tx.desk().RemoveView(view->id);
        return http::JsonResponse(200, "{}");
    });
}

}  // namespace orderyard::api::v1
