// The order is held from before the work until the commit, so that what is new can be told from
// what was there.
#include "api/v1/orders/process.hpp"

#include <algorithm>

#include "api/v1/change.hpp"
#include "api/v1/orders/document_shape.hpp"
#include "api/v1/orders/order_shape.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

using domain::OrderChange;
using domain::OrderFile;

// Not among `before`, or not as it was there.
template <class Document>
bool IsFresh(const std::vector<Document>& before, const Document& document) {
    return std::find(before.begin(), before.end(), document) == before.end();
}

template <class Document, class Write>
void WriteFresh(JsonWriter& json, const char* name, const std::vector<Document>& before,
                const std::vector<Document>& now, Write write) {
    json.Key(name).BeginArray();
    for (const Document& document : now) {
        if (IsFresh(before, document)) {
            write(document);
        }
    }
    json.EndArray();
}

std::string ChangeText(const OrderFile& before, const OrderFile& now, const domain::Store* store) {
    const Papers papers{now, store};
    JsonWriter json(JsonWriter::Style::kPlain);
    json.BeginObject().Key("order").BeginObject();
    WriteOrderHead(json, now.order);
    json.EndObject();
    WriteFresh(json, "invoices", before.invoices, now.invoices,
               [&](const auto& each) { WriteInvoice(json, papers, each); });
    WriteFresh(json, "shipments", before.shipments, now.shipments,
               [&](const auto& each) { WriteShipment(json, now, each); });
    WriteFresh(json, "credit_memos", before.credit_memos, now.credit_memos,
               [&](const auto& each) { WriteCreditMemo(json, papers, each); });
    WriteFresh(json, "follow_ups", before.follow_ups, now.follow_ups,
               [&](const auto& each) { WriteFollowUp(json, now, each); });
    json.EndObject();
    return json.Take();
}

}  // namespace

std::optional<std::int64_t> ReadVersion(BodyReader& body) {
    return body.Int("version", 1, INT64_MAX);
}

Answer Process(const Call& call, std::optional<std::int64_t> version, const FindOrderId& find,
               const OrderWork& work, int status) {
    return Change(call, [&](ports::Transaction& tx) -> Answer {
        const auto id = find(tx);
        if (!id) {
            return base::Fail(id.error());
        }
        const auto before = actions::LoadFile(tx, *id);
        if (!before) {
            return base::Fail(NoSuchOrder());
        }
        actions::OrderTrail trail;
        const actions::Step step{tx, call.Actor(), call.context.clock.Now(), version, &trail};
        const auto change = work(step, *id);
        if (!change) {
            return base::Fail(change.error());
        }
        call.Note(DetailOf(trail));
        const auto& channel = change->file.order.channel;
        const auto store = channel ? tx.stores().Load(channel->store_id) : std::nullopt;
        return http::JsonResponse(status,
                                  ChangeText(*before, change->file, store ? &*store : nullptr));
    });
}

Answer ProcessOrder(const Call& call, OrderWork (*read)(BodyReader& body), int status) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    auto body = BodyReader::Of(call.request);
    if (!body) {
        return base::Fail(body.error());
    }
    const auto version = ReadVersion(*body);
    const OrderWork work = read(*body);
    if (const auto end = body->End(); !end) {
        return base::Fail(end.error());
    }
    return Process(
        call, version, [&](ports::Transaction& tx) { return OrderIdOf(tx, call.request); }, work,
        status);
}

}  // namespace orderyard::api::v1
