// The rule is domain::DecideReorder. The catalog is asked for what our own products are now.
#include "actions/reorder.hpp"

#include "actions/save_order_change.hpp"
#include "actions/settle_channel_order.hpp"
#include "domain/order/process_order.hpp"
#include "ports/order_store.hpp"
#include "ports/product_store.hpp"
#include "ports/sequence_store.hpp"

namespace orderyard::actions {
namespace {

std::vector<domain::CatalogLine> CatalogOf(ports::Transaction& tx, const domain::Order& order) {
    std::vector<domain::ProductId> ids;
    for (const auto& item : order.items) {
        if (item.product_id.IsSet()) {
            ids.push_back(item.product_id);
        }
    }
    const auto products = tx.products().LoadForUpdate(ids);
    std::vector<domain::CatalogLine> catalog;
    for (const auto& item : order.items) {
        domain::CatalogLine line;
        for (const auto& product : products) {
            if (product.id == item.product_id) {
                line = {product, item.units_per_piece};
            }
        }
        catalog.push_back(line);
    }
    return catalog;
}

}  // namespace

Processed Reorder(const Step& step, domain::OrderId id) {
    auto file = LoadFile(step.tx, id);
    if (!file) {
        return base::Fail(base::NotFound("There is no order with this id."));
    }
    const StoredStatuses statuses(step.tx);
    const domain::Scene scene{statuses, step.actor, step.now};
    Processed change = domain::DecideReorder(*file, CatalogOf(step.tx, file->order), scene);
    if (!change) {
        return change;
    }
    domain::Order& order = change->file.order;
    order.increment_id = FormatIncrementId(order.store_view_id,
                                           step.tx.sequences().Next("order", order.store_view_id));
    SaveOrderChange(step.tx, nullptr, *change, step.now);

    domain::HistoryEntry note =
        domain::Note(scene, "reordered", "Repeated as order " + order.increment_id);
    note.order_id = id;
    note.status = file->order.status;
    note.order_version = file->order.version;
    step.tx.orders().AppendHistory(note);
    if (step.trail != nullptr) {
        step.trail->Say(id, "repeated as order " + std::to_string(order.id.value));
    }
    return change;
}

}  // namespace orderyard::actions
