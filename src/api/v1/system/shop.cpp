// Store views and carriers: GET and PUT of both, POST of a view, DELETE of a carrier; and the
// carriers that Amazon knows.
#include <algorithm>

#include "actions/change_shop.hpp"
#include "api/json_writer.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/system/endpoints.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusCreated = 201;
constexpr int kStatusDone = 200;

void WriteView(JsonWriter& json, const domain::StoreView& view) {
    json.BeginObject().Field("id", view.id.value).Field("code", view.code);
    json.Field("name", view.name).Field("website_name", view.website_name);
    json.Field("group_name", view.group_name).Field("zone", view.zone).EndObject();
}

void WriteCarrier(JsonWriter& json, const ports::ShopCarrier& carrier) {
    json.BeginObject().Field("code", carrier.code).Field("title", carrier.title);
    json.TextOrNull("amazon_code", carrier.channel_code);
    json.TextOrNull("tracking_url", carrier.tracking_url);
    json.Field("is_active", carrier.is_active).EndObject();
}

base::Result<domain::StoreView> ReadView(const Call& call) {
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    domain::StoreView view;
    view.code = body->NeededText("code");
    view.name = body->NeededText("name");
    view.website_name = body->Text("website_name");
    view.group_name = body->Text("group_name");
    view.zone = body->NeededText("zone");
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return view;
}

template <class Save>
Answer SaveView(const Call& call, int status, Save save) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto view = ReadView(call);
    if (!view) {
        return base::Fail(view.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const base::Result<domain::StoreView> saved = save(tx, *view);
        if (!saved) {
            return base::Fail(saved.error());
        }
        call.Note({"store view " + std::to_string(saved->id.value), "", saved->code});
        JsonWriter json(JsonWriter::Style::kPlain);
        WriteView(json, *saved);
        return http::JsonResponse(status, json.Take());
    });
}

}  // namespace

Answer ListStoreViews(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::vector<domain::StoreView> views;
    call.context.database.Read([&](ports::Transaction& tx) { views = tx.stores().ListViews(); });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& view : views) {
        WriteView(json, view);
    }
    json.EndArray().Field("total_count", static_cast<std::int64_t>(views.size())).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer MakeStoreView(const Call& call) {
    return SaveView(call, kStatusCreated,
                    [](ports::Transaction& tx, const domain::StoreView& view) {
                        return actions::MakeStoreView(tx, view);
                    });
}

Answer ChangeStoreView(const Call& call) {
    return SaveView(call, kStatusDone, [&](ports::Transaction& tx, domain::StoreView view) {
        view.id = domain::StoreViewId(IdOf(call.request, "view"));
        return actions::ChangeStoreView(tx, view);
    });
}

Answer ListCarriers(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    std::vector<ports::ShopCarrier> carriers;
    call.context.database.Read(
        [&](ports::Transaction& tx) { carriers = tx.stores().ListCarriers(); });
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& carrier : carriers) {
        WriteCarrier(json, carrier);
    }
    json.EndArray().Field("total_count", static_cast<std::int64_t>(carriers.size())).EndObject();
    return http::JsonResponse(200, json.Take());
}

Answer PutCarrier(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    ports::ShopCarrier carrier;
    carrier.code = std::string(call.request.PathParam("code"));
    carrier.title = body->NeededText("title");
    carrier.channel_code = body->Text("amazon_code");
    carrier.tracking_url = body->Text("tracking_url");
    carrier.is_active = body->Flag("is_active", true);
    if (call.context.channel != nullptr && !carrier.channel_code.empty()) {
        const auto known = call.context.channel->Carriers();
        if (std::none_of(known.begin(), known.end(),
                         [&](const auto& each) { return each.code == carrier.channel_code; })) {
            body->Refuse("amazon_code", "Amazon has no carrier with this code.");
        }
    }
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        if (const auto saved = actions::PutCarrier(tx, carrier); !saved) {
            return base::Fail(saved.error());
        }
        call.Note({"carrier " + carrier.code, "", carrier.title});
        JsonWriter json(JsonWriter::Style::kPlain);
        WriteCarrier(json, carrier);
        return http::JsonResponse(kStatusDone, json.Take());
    });
}

Answer DropCarrier(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        if (!tx.stores().DropCarrier(std::string(call.request.PathParam("code")))) {
            return base::Fail(base::NotFound("There is no carrier with this code."));
        }
        call.Note({"carrier " + std::string(call.request.PathParam("code")), "there", ""});
        return http::JsonResponse(kStatusDone, "{}");
    });
}

Answer ListChannelCarriers(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    if (call.context.channel == nullptr) {
        return base::Fail(base::Unavailable("This server asks no channel."));
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("items").BeginArray();
    for (const auto& carrier : call.context.channel->Carriers()) {
        json.BeginObject().Field("code", carrier.code);
        json.TextOrNull("country_code", carrier.country_code);
        json.EndObject();
    }
    json.EndArray().EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
