// GET /api/v1/orders/{id}: one order with its documents, what the channel still has to be told, its
// history, and for every verb whether it may be done now, and if not, why not.
#include "api/v1/orders/endpoints.hpp"
#include "api/v1/orders/order_shape.hpp"
#include "api/v1/orders/read_order.hpp"
#include "api/v1/query_reader.hpp"
#include "ports/channel_ledger_store.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::api::v1 {
namespace {

struct Found {
    domain::OrderFile file;
    std::vector<domain::HistoryEntry> history;
    std::optional<domain::Store> store;
    std::vector<domain::ChannelRefund> channel_refunds;
};

base::Result<Found> Find(ports::Transaction& tx, const http::Request& request) {
    const auto id = OrderIdOf(tx, request);
    if (!id) {
        return base::Fail(id.error());
    }
    auto file = ReadOrderFile(tx, *id);
    if (!file) {
        return base::Fail(file.error());
    }
    Found found{std::move(*file), tx.orders().History(*id), std::nullopt, {}};
    if (const auto& channel = found.file.order.channel) {
        found.store = tx.stores().Load(channel->store_id);
        found.channel_refunds = tx.channel_ledger().Of(channel->store_id, channel->number);
    }
    return found;
}

}  // namespace

Answer ShowOrder(const Call& call) {
    if (const auto allowed = QueryReader(call.request).Allow({}); !allowed) {
        return base::Fail(allowed.error());
    }
    base::Result<Found> found;
    call.context.database.Read([&](ports::Transaction& tx) { found = Find(tx, call.request); });
    if (!found) {
        return base::Fail(found.error());
    }
    JsonWriter json(JsonWriter::Style::kPlain);
    WriteOrderPage(json, {found->file, found->history, found->store ? &*found->store : nullptr,
                          found->channel_refunds});
    return http::JsonResponse(200, json.Take());
}

}  // namespace orderyard::api::v1
