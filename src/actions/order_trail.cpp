// History entries tell most of it: their before and after are short and not personal, their
// comments are neither.
#include "actions/order_trail.hpp"

#include <algorithm>

namespace orderyard::actions {
namespace {

void Append(std::string& list, const std::string& what) {
    list += (list.empty() ? "" : "; ") + what;
}

std::string HeadOf(const domain::Order& order) {
    return std::string(ToString(order.state)) + ", " + order.status + ", version " +
           std::to_string(order.version);
}

template <class Document>
void AppendNew(std::string& list, const char* word, const std::vector<Document>& before,
               const std::vector<Document>& now) {
    for (const Document& document : now) {
        const bool is_known = std::any_of(before.begin(), before.end(), [&](const Document& each) {
            return each.id == document.id;
        });
        if (!is_known) {
            Append(list, std::string(word) + " " + document.increment_id);
        }
    }
}

}  // namespace

void OrderTrail::Add(const domain::OrderFile& before, const domain::OrderChange& change) {
    const domain::OrderFile& now = change.file;
    if (head_before_.empty()) {
        head_before_ = HeadOf(before.order);
    }
    order_ = now.order.id;
    head_after_ = HeadOf(now.order);
    for (const domain::HistoryEntry& entry : change.history) {
        if (entry.event == "status_changed") {
            continue;  // the heads show it
        }
        if (!entry.before.empty()) {
            Append(before_, entry.event + " " + entry.before);
        }
        Append(after_, entry.event + (entry.after.empty() ? "" : " " + entry.after));
    }
    AppendNew(after_, "invoice", before.invoices, now.invoices);
    AppendNew(after_, "shipment", before.shipments, now.shipments);
    AppendNew(after_, "credit memo", before.credit_memos, now.credit_memos);
}

void OrderTrail::Say(domain::OrderId order, std::string what) {
    order_ = order;
    Append(after_, what);
}

std::string OrderTrail::Whole(const std::string& head, const std::string& rest) {
    return head.empty() || rest.empty() ? head + rest : head + "; " + rest;
}

}  // namespace orderyard::actions
