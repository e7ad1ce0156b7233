// The end of every decision, so that no decision can forget to recount, to derive the state or to
// say who did it.
#include "domain/order/order_change.hpp"

#include <algorithm>

#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

constexpr Words<MailKind, 9> kMailWords{{
    {MailKind::kOrder, "order"},
    {MailKind::kOrderComment, "order_comment"},
    {MailKind::kInvoice, "invoice"},
    {MailKind::kInvoiceComment, "invoice_comment"},
    {MailKind::kShipment, "shipment"},
    {MailKind::kShipmentComment, "shipment_comment"},
    {MailKind::kCreditMemo, "credit_memo"},
    {MailKind::kCreditMemoComment, "credit_memo_comment"},
    {MailKind::kMessage, "message"},
}};

}  // namespace

std::string_view ToString(MailKind kind) {
    return WordOf(kMailWords, kind);
}

std::optional<MailKind> MailKindFrom(std::string_view text) {
    return EnumOf(kMailWords, text);
}

HistoryEntry Note(const Scene& scene, std::string event, std::string comment, std::string before,
                  std::string after) {
    HistoryEntry entry;
    entry.at = scene.now;
    entry.actor_kind = scene.actor.kind;
    entry.actor = scene.actor.name;
    entry.event = std::move(event);
    entry.comment = std::move(comment);
    entry.before = std::move(before);
    entry.after = std::move(after);
    return entry;
}

void Finish(OrderChange& change, const Scene& scene) {
    Order& order = change.file.order;
    Recount(change.file);
    const std::string status_before = order.status;
    const bool is_changed = RefreshState(order, scene.statuses) && order.status != status_before;
    if (is_changed && !status_before.empty()) {  // empty: the order is new
        change.history.push_back(Note(scene, "status_changed", {}, status_before, order.status));
    }
    order.updated_at = std::max(order.updated_at, scene.now);
    for (auto& entry : change.history) {
        entry.order_id = order.id;
        entry.status = order.status;
    }
}

}  // namespace orderyard::domain
