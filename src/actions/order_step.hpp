// What every verb on an order has in common: load the order with its documents, let the domain
// decide, save all of it in the caller's transaction. Internal to actions, but for Step.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "actions/order_trail.hpp"
#include "base/result.hpp"
#include "domain/order/order_change.hpp"
#include "ports/database.hpp"
#include "ports/document_store.hpp"

namespace orderyard::actions {

// Who does something now, in which transaction. `version`: the order version the caller has seen;
// when the order has moved on since, the verb is refused (kConflict, with what changed).
struct Step {
    ports::Transaction& tx;
    domain::Actor actor;
    base::Instant now;
    std::optional<std::int64_t> version;
    OrderTrail* trail = nullptr;  // is told what was done; nullptr: nobody asks
};

// The change as it was stored: every id and number is set.
using Processed = base::Result<domain::OrderChange>;

using Decide = std::function<Processed(const domain::OrderFile& file, const domain::Scene& scene)>;

// kNotFound; kConflict; else what `decide` answers. Nothing is written when it is refused.
Processed Process(const Step& step, domain::OrderId order, const Decide& decide);

// The order with its documents and follow-ups, held against other writers. nullopt: there is none.
std::optional<domain::OrderFile> LoadFile(ports::Transaction& tx, domain::OrderId order);
// The same only to be read: not held.
std::optional<domain::OrderFile> ReadFile(ports::Transaction& tx, domain::OrderId order);

// What step.trail tells, as an entry of the audit trail, for work that no request stands behind.
// Nothing when nothing was done. As the last thing of the transaction.
void AuditStep(const Step& step, std::string event);

// The order that a document belongs to; kNotFound.
base::Result<domain::OrderId> OrderOf(ports::Transaction& tx, domain::InvoiceId id);
base::Result<domain::OrderId> OrderOf(ports::Transaction& tx, domain::ShipmentId id);
base::Result<domain::OrderId> OrderOf(ports::Transaction& tx, domain::CreditMemoId id);

// What was said when a document was made belongs to the document. Nothing for an empty text.
struct SaidWith {
    const std::string& text;
    bool is_customer_notified = false;
    bool is_visible_on_front = false;
};
void KeepComment(const Step& step, ports::DocumentKind kind, std::int64_t document,
                 const SaidWith& said);

}  // namespace orderyard::actions
