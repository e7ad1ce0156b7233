// A piece costs its part of what the line has left, and the last one takes the rest: after a refund
// of money alone the pieces that remain are simply worth less.
#include <algorithm>

#include "domain/credit_memo/draft.hpp"
#include "domain/order/asked_pieces.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain::refunds {
namespace {

using base::Money;

bool IsShipping(const ComponentName& name) {
    return name.amount == &Components::shipping || name.amount == &Components::shipping_tax;
}

base::Error TooMany(const std::string& field, const OrderItem& item, std::int64_t most,
                    const char* of_what) {
    return BadInput(field, "quantity_too_large",
                    "Of " + item.sku + " at most " + std::to_string(most) + " " + of_what +
                        " can be given back.");
}

// `quantity` and its split against what is left; shipped pieces go first unless a split is given.
base::Result<> CheckPieces(const Draft& draft, const Source& source, const RefundLineRequest& asked,
                           const std::string& here) {
    const Refundable& left = source.left;
    if (asked.quantity < 0 || asked.unshipped_quantity < 0) {
        return base::Fail(BadInput(here + ".quantity", "quantity_negative",
                                   "A quantity is 0 or more; ask for fewer pieces instead."));
    }
    if (asked.quantity > left.quantity) {
        return base::Fail(TooMany(here + ".quantity", *source.item, left.quantity, "paid pieces"));
    }
    if (asked.is_split_given) {
        if (asked.unshipped_quantity > std::min(left.unshipped_quantity, asked.quantity)) {
            return base::Fail(TooMany(here + ".unshipped_quantity", *source.item,
                                      std::min(left.unshipped_quantity, asked.quantity),
                                      "pieces that have not been shipped"));
        }
        if (asked.quantity - asked.unshipped_quantity > left.shipped_quantity) {
            return base::Fail(
                TooMany(here + ".quantity", *source.item, left.shipped_quantity, "shipped pieces"));
        }
    }
    const std::int64_t unshipped =
        asked.is_split_given ? asked.unshipped_quantity : asked.quantity - left.shipped_quantity;
    if (draft.file.order.channel && unshipped > 0) {
        return base::Fail(
            BadInput(here + ".quantity", "cancel_instead",
                     "The channel gives money back only for pieces that were shipped (of " +
                         source.item->sku + " " + std::to_string(left.shipped_quantity) +
                         " can be given back); cancel the others instead."));
    }
    return {};
}

// A source that has nothing left is none; the answer to such a line says so.
Source NothingOf(const OrderItem& item, base::Currency currency) {
    Source nothing;
    nothing.item = &item;
    nothing.left.order_item_id = item.id;
    nothing.left.amounts = ZeroComponents(currency);
    nothing.discount_left = Money::Zero(currency);
    return nothing;
}

void PutPieces(const Draft& draft, const RefundLineRequest& asked, const Source& source,
               CreditMemoLine& line) {
    line.shipped_quantity = asked.is_split_given
                                ? asked.quantity - asked.unshipped_quantity
                                : std::min(asked.quantity, source.left.shipped_quantity);
    line.unshipped_quantity = asked.quantity - line.shipped_quantity;
    const bool comes_back = asked.return_to_stock || draft.request.return_to_stock;
    line.returned_quantity =
        comes_back && source.item->is_stock_managed ? line.shipped_quantity : 0;
}

void PutShares(const Source& source, std::int64_t quantity, CreditMemoLine& line) {
    for (const auto& name : ComponentNames()) {
        const Money& left = source.left.amounts.*name.amount;
        if (IsShipping(name) || quantity == 0) {
            continue;
        }
        line.amounts.*name.amount =
            quantity == source.left.quantity
                ? left
                : left.Scaled(quantity, source.left.quantity, base::Rounding::kHalfUp);
    }
}

base::Result<> PutExact(const Order& order, const Source& source, const std::string& here,
                        const RefundLineRequest::Amounts& asked, CreditMemoLine& line) {
    for (const auto& name : ComponentNames()) {
        const auto& amount = asked.*name.asked;
        if (!amount) {
            continue;
        }
        const std::string field = here + ".amounts." + name.field;
        if (auto checked = CheckAmount(*amount, order, field); !checked) {
            return checked;
        }
        const Money most = Max(source.left.amounts.*name.amount, Money::Zero(order.currency));
        if (*amount > most) {
            return base::Fail(BadInput(field, "amount_too_large",
                                       "At most " + AmountText(most) + " of " + name.words +
                                           " of " + source.item->sku + " can be given back."));
        }
        line.amounts.*name.amount = *amount;
    }
    const Money most = Max(source.left.amounts.Total(), Money::Zero(order.currency));
    if (line.amounts.Total() > most) {
        return base::Fail(BadInput(
            here + ".amounts", "amount_too_large",
            "At most " + AmountText(most) + " of " + source.item->sku + " can be given back."));
    }
    return {};
}

base::Result<> AddLine(Draft& draft, const RefundLineRequest& asked, const std::string& here) {
    const Order& order = draft.file.order;
    const OrderItem* item = order.FindItem(asked.order_item_id);
    if (item == nullptr) {
        return base::Fail(BadInput(here + ".order_item_id", "unknown_item",
                                   "The order has no line with this id."));
    }
    const Source* found = FindSource(draft.sources, item->id);
    const Source source = found != nullptr ? *found : NothingOf(*item, order.currency);
    if (auto checked = CheckPieces(draft, source, asked, here); !checked) {
        return checked;
    }
    if (!source.is_open && asked.amounts) {
        return base::Fail(BadInput(here + ".amounts", "cancel_instead",
                                   "Nothing of " + item->sku +
                                       " was shipped, so the channel gives nothing back for it; "
                                       "cancel the line instead."));
    }
    if (draft.FindLine(item->id) != nullptr) {
        return base::Fail(BadInput(here + ".order_item_id", "listed_twice",
                                   "The line is listed twice; put both quantities into one."));
    }
    if (asked.quantity == 0 && !asked.amounts) {
        return {};
    }
    CreditMemoLine& line = draft.LineOf(source);
    PutPieces(draft, asked, source, line);
    if (asked.amounts) {
        return PutExact(order, source, here, *asked.amounts, line);
    }
    PutShares(source, asked.quantity, line);
    return {};
}

// Everything left, also of lines whose pieces are all given back but whose money is not. Pieces of
// a channel's order that have not been shipped stay: they are canceled, not given back.
void AddEverything(Draft& draft) {
    for (const auto& source : draft.sources) {
        RefundLineRequest all;
        all.order_item_id = source.item->id;
        const bool is_shipped_only = draft.file.order.channel.has_value();
        all.quantity = is_shipped_only ? source.left.shipped_quantity : source.left.quantity;
        const bool is_all_unshipped = all.quantity == 0 && source.left.quantity > 0;
        if (!source.is_open || (is_shipped_only && is_all_unshipped)) {
            continue;
        }
        CreditMemoLine& line = draft.LineOf(source);
        PutPieces(draft, all, source, line);
        PutShares(source, all.quantity, line);
        if (source.left.quantity == 0) {
            line.amounts = source.left.amounts;
            line.amounts.shipping = line.amounts.shipping_tax =
                Money::Zero(draft.file.order.currency);
        }
    }
}

}  // namespace

CreditMemoLine& Draft::LineOf(const Source& source) {
    for (auto& line : memo.lines) {
        if (line.order_item_id == source.item->id) {
            return line;
        }
    }
    CreditMemoLine line;
    line.order_item_id = source.item->id;
    line.amounts = ZeroComponents(file.order.currency);
    line.discount = Money::Zero(file.order.currency);
    memo.lines.push_back(line);
    return memo.lines.back();
}

const CreditMemoLine* Draft::FindLine(OrderItemId item) const {
    const auto found = std::find_if(memo.lines.begin(), memo.lines.end(),
                                    [&](const auto& each) { return each.order_item_id == item; });
    return found == memo.lines.end() ? nullptr : &*found;
}

bool Draft::HasExactAmounts() const {
    return std::any_of(request.lines.begin(), request.lines.end(),
                       [](const auto& line) { return line.amounts.has_value(); });
}

base::Result<> AddLines(Draft& draft) {
    const auto& lines = draft.request.lines;
    if (lines.empty() && !draft.request.is_lines_given) {
        AddEverything(draft);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (auto added = AddLine(draft, lines[i], "lines[" + std::to_string(i) + "]"); !added) {
            return added;
        }
    }
    return {};
}

void ShowDiscounts(Draft& draft) {
    for (auto& line : draft.memo.lines) {
        const Source* source = FindSource(draft.sources, line.order_item_id);
        if (source == nullptr) {
            continue;
        }
        const Money& price_left = source->left.amounts.item;
        const Money& discount = source->discount_left;
        if (line.amounts.item == price_left && line.Quantity() == source->left.quantity) {
            line.discount = discount;
        } else if (line.Quantity() > 0 && !draft.HasExactAmounts()) {
            line.discount =
                discount.Scaled(line.Quantity(), source->left.quantity, base::Rounding::kHalfUp);
        } else if (!price_left.IsZero()) {
            line.discount = discount.Scaled(line.amounts.item.units(), price_left.units(),
                                            base::Rounding::kHalfUp);
        }
    }
}

}  // namespace orderyard::domain::refunds
