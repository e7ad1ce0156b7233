// What a decision about an order wants stored, in one transaction.
#pragma once

#include <string>
#include <vector>

#include "domain/order/derive_state.hpp"
#include "domain/order/order_file.hpp"
#include "domain/stock/stock_move.hpp"

namespace orderyard::domain {

// A mail that somebody asked for; whether it may go out is mail_policy.hpp.
enum class MailKind {
    kOrder,
    kOrderComment,
    kInvoice,
    kInvoiceComment,
    kShipment,
    kShipmentComment,
    kCreditMemo,
    kCreditMemoComment,
    kMessage,  // free text by a person
};
std::string_view ToString(MailKind kind);  // "order", "order_comment" ...
std::optional<MailKind> MailKindFrom(std::string_view text);

struct OrderChange {
    OrderFile file;  // as it shall be: documents whose id is unset are new
    // Which of the documents with an id were changed.
    std::vector<InvoiceId> changed_invoices;
    std::vector<ShipmentId> changed_shipments;
    std::vector<CreditMemoId> changed_credit_memos;
    std::vector<FollowUpId> changed_follow_ups;
    std::vector<StockMove> moves;
    std::vector<HistoryEntry> history;  // order_id and status are filled by Finish
    std::vector<MailKind> mails;        // about the newest document of the kind
};

// What every decision is given beside the order.
struct Scene {
    const StatusBook& statuses;
    Actor actor;
    base::Instant now;
};

// The last step of every decision: recount, derive the state, stamp the history and the times.
void Finish(OrderChange& change, const Scene& scene);

HistoryEntry Note(const Scene& scene, std::string event, std::string comment = {},
                  std::string before = {}, std::string after = {});

}  // namespace orderyard::domain
