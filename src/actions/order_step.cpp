// Load, decide, save.
#include "actions/order_step.hpp"

#include "actions/save_order_change.hpp"
#include "actions/settle_channel_order.hpp"
#include "ports/access_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/order_store.hpp"

namespace orderyard::actions {
namespace {

constexpr std::size_t kToldChangesMax = 5;

// Names what happened since the version the caller knows, newest last.
base::Error MovedOn(ports::Transaction& tx, const domain::Order& order, std::int64_t seen) {
    base::Error error;
    error.code = base::ErrorCode::kConflict;
    error.field = "version";
    error.message =
        "The order was changed in the meantime (version %seen, now %version): %changes. "
        "Load it again and repeat what is still wanted.";
    std::string changes;
    std::size_t told = 0;
    const auto history = tx.orders().History(order.id);
    for (const auto& entry : history) {
        if (entry.order_version > seen && told < kToldChangesMax) {
            changes +=
                (changes.empty() ? "" : ", ") + entry.event + " by " +
                (entry.actor.empty() ? std::string(ToString(entry.actor_kind)) : entry.actor);
            told += 1;
        }
    }
    error.params = {{"seen", std::to_string(seen)},
                    {"version", std::to_string(order.version)},
                    {"changes", changes.empty() ? "changed" : changes}};
    return error;
}

template <class Found>
base::Result<domain::OrderId> OrderIdOf(const std::optional<Found>& found, const char* what) {
    if (!found) {
        return base::Fail(base::NotFound(std::string("There is no ") + what + " with this id."));
    }
    return found->order_id;
}

std::optional<domain::OrderFile> FileOf(ports::Transaction& tx,
                                        std::optional<domain::Order> order) {
    if (!order) {
        return std::nullopt;
    }
    domain::OrderFile file;
    file.order = std::move(*order);
    tx.documents().LoadFor(file);
    if (file.order.channel) {
        file.follow_ups = tx.follow_ups().ForOrder(file.order.id);
    }
    return file;
}

}  // namespace

std::optional<domain::OrderFile> LoadFile(ports::Transaction& tx, domain::OrderId id) {
    return FileOf(tx, tx.orders().LoadForUpdate(id));
}

std::optional<domain::OrderFile> ReadFile(ports::Transaction& tx, domain::OrderId id) {
    return FileOf(tx, tx.orders().Load(id));
}

base::Result<domain::OrderId> OrderOf(ports::Transaction& tx, domain::InvoiceId id) {
    return OrderIdOf(tx.documents().FindInvoice(id), "invoice");
}

base::Result<domain::OrderId> OrderOf(ports::Transaction& tx, domain::ShipmentId id) {
    return OrderIdOf(tx.documents().FindShipment(id), "shipment");
}

base::Result<domain::OrderId> OrderOf(ports::Transaction& tx, domain::CreditMemoId id) {
    return OrderIdOf(tx.documents().FindCreditMemo(id), "credit memo");
}

void KeepComment(const Step& step, ports::DocumentKind kind, std::int64_t document,
                 const SaidWith& said) {
    if (said.text.empty()) {
        return;
    }
    domain::DocumentComment comment;
    comment.at = step.now;
    comment.author = step.actor;
    comment.text = said.text;
    comment.is_customer_notified = said.is_customer_notified;
    comment.is_visible_on_front = said.is_visible_on_front;
    step.tx.documents().AddComment(kind, document, comment);
}

void AuditStep(const Step& step, std::string event) {
    if (step.trail == nullptr || step.trail->IsEmpty()) {
        return;
    }
    ports::AuditEntry entry;
    entry.at = step.now;
    entry.actor = step.actor;
    entry.event = std::move(event);
    entry.subject = "order " + std::to_string(step.trail->order().value);
    entry.before = step.trail->Before();
    entry.after = step.trail->After();
    step.tx.access().AppendAudit(std::move(entry));
}

Processed Process(const Step& step, domain::OrderId id, const Decide& decide) {
    const auto file = LoadFile(step.tx, id);
    if (!file) {
        return base::Fail(base::NotFound("There is no order with this id."));
    }
    if (step.version && *step.version != file->order.version) {
        return base::Fail(MovedOn(step.tx, file->order, *step.version));
    }
    const StoredStatuses statuses(step.tx);
    Processed change = decide(*file, {statuses, step.actor, step.now});
    if (change) {
        SaveOrderChange(step.tx, &*file, *change, step.now);
        if (step.trail != nullptr) {
            step.trail->Add(*file, *change);
        }
    }
    return change;
}

}  // namespace orderyard::actions
