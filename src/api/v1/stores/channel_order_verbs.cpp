// PUT /api/v1/stores/{store}/amazon-orders/{number}/address, POST .../cancel and GET .../payload:
// what a person does with a channel order on its own page.
#include "actions/cancel_channel_order.hpp"
#include "actions/correct_channel_address.hpp"
#include "api/v1/body_reader.hpp"
#include "api/v1/change.hpp"
#include "api/v1/find_store.hpp"
#include "api/v1/orders/order_shape.hpp"
#include "api/v1/query_reader.hpp"
#include "api/v1/shapes.hpp"
#include "api/v1/stores/endpoints.hpp"
#include "ports/channel_order_store.hpp"

namespace orderyard::api::v1 {
namespace {

constexpr int kStatusDone = 200;
constexpr int kStatusAccepted = 202;

struct Found {
    domain::Store store;
    domain::ChannelOrderId id;
};

base::Result<Found> Find(ports::Transaction& tx, const http::Request& request) {
    auto store = FindStore(tx, request);
    if (!store) {
        return base::Fail(store.error());
    }
    const auto head =
        tx.channel_orders().FindHead(store->id, std::string(request.PathParam("number")));
    if (!head) {
        return base::Fail(base::NotFound("This store has no order with this number."));
    }
    return Found{std::move(*store), head->id};
}

base::Result<domain::AddressCorrection> ReadCorrection(const http::Request& request) {
    auto body = BodyReader::Of(request);
    if (!body) {
        return base::Fail(body.error());
    }
    domain::AddressCorrection correction;
    using Field = std::optional<std::string> domain::AddressCorrection::*;
    constexpr std::pair<const char*, Field> kFields[] = {
        {"street1", &domain::AddressCorrection::street1},
        {"street2", &domain::AddressCorrection::street2},
        {"street3", &domain::AddressCorrection::street3},
        {"city", &domain::AddressCorrection::city},
        {"region", &domain::AddressCorrection::region},
        {"postal_code", &domain::AddressCorrection::postal_code},
        {"country_code", &domain::AddressCorrection::country_code}};
    for (const auto& [name, field] : kFields) {
        correction.*field = body->TextIfGiven(name);
    }
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return correction;
}

}  // namespace

Answer CorrectChannelAddress(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    const auto correction = ReadCorrection(call.request);
    if (!correction) {
        return base::Fail(correction.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto found = Find(tx, call.request);
        if (!found) {
            return base::Fail(found.error());
        }
        const actions::Step step{tx, call.Actor(), call.context.clock.Now(), std::nullopt};
        const auto done =
            actions::CorrectChannelAddress(step, found->store, found->id, *correction);
        if (!done) {
            return base::Fail(done.error());
        }
        call.Note({"amazon-order " + std::to_string(found->id.value), "", "address corrected"});
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject();
        if (const auto verdict = tx.channel_orders().LoadVerdict(found->id)) {
            WriteVerdict(json, *verdict);
        }
        json.EndObject();
        return http::JsonResponse(kStatusDone, json.Take());
    });
}

Answer CancelChannelOrder(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    domain::CancelRequest request;
    request.reason = body->NeededText("reason");
    request.comment = body->Text("comment", base::limits::kCommentBytesMax);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto found = Find(tx, call.request);
        if (!found) {
            return base::Fail(found.error());
        }
        actions::OrderTrail trail;
        const actions::Step step{tx, call.Actor(), call.context.clock.Now(), std::nullopt, &trail};
        const auto changed = actions::CancelChannelOrder(step, found->store, found->id, request);
        if (!changed) {
            return base::Fail(changed.error());
        }
        call.Note(DetailOf(trail));
        JsonWriter json(JsonWriter::Style::kPlain);
        json.BeginObject().Key("order").BeginObject();
        WriteOrderHead(json, changed->file.order);
        json.EndObject().EndObject();
        return http::JsonResponse(kStatusAccepted, json.Take());
    });
}

Answer ShowPayload(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<std::optional<std::string>> payload;
    call.context.database.Read([&](ports::Transaction& tx) {
        const auto found = Find(tx, call.request);
        if (!found) {
            payload = base::Fail(found.error());
            return;
        }
        payload = tx.channel_orders().LoadPayload(found->id);
    });
    if (!payload) {
        return base::Fail(payload.error());
    }
    if (!*payload) {
        return base::Fail(base::NotFound("The text of this order was destroyed after its time."));
    }
    // As a text inside our own JSON: whatever it holds, no browser takes it for a page.
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Field("payload", **payload).EndObject();
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
