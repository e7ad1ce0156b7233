// What lines and documents can still give back. Internal to this folder; the public part is in
// decide_credit_memo.hpp.
#pragma once

#include <vector>

#include "domain/credit_memo/decide_credit_memo.hpp"

namespace orderyard::domain::refunds {

// A line that a memo can take from.
struct Source {
    const OrderItem* item = nullptr;
    Refundable left;
    base::Money discount_left;  // what `left.amounts.item` is already less by
    // A channel gives money back only for lines of which something was shipped.
    bool is_open = true;
};

// Lines with pieces or money left, in the order's order. Only paid invoices count. `invoice` set:
// at most what it billed less what earlier memos of the same invoice took.
std::vector<Source> SourcesOf(const OrderFile& file, InvoiceId invoice);
Source* FindSource(std::vector<Source>& sources, OrderItemId item);

// What of the extras is paid and not given back.
base::Money ExtrasLeft(const OrderFile& file, InvoiceId invoice);
// The most one more memo may come to: paid - given back, or what is left of the invoice if less.
base::Money TotalLeft(const OrderFile& file, InvoiceId invoice);

// Every component, to walk over them.
struct ComponentName {
    base::Money Components::*amount;
    std::optional<base::Money> RefundLineRequest::Amounts::*asked;
    const char* field;  // "item", "item_tax" ...
    const char* words;  // "the price", "the tax on the price" ...
};
const std::vector<ComponentName>& ComponentNames();
bool IsZero(const Components& parts);

}  // namespace orderyard::domain::refunds
