// Magento knows one shipping amount an order; here it belongs to lines. What is asked for is taken
// from the lines of the memo first, then from the others, each time in proportion to what is left.
#include <algorithm>

#include "domain/credit_memo/draft.hpp"
#include "domain/order/asked_pieces.hpp"
#include "domain/order/order_rules.hpp"

namespace orderyard::domain::refunds {
namespace {

using base::Money;

// A line's shipping that is still to be had after the exact amounts of this memo.
struct Share {
    const Source* source = nullptr;
    Money left, tax_left;
};

std::vector<Share> SharesOf(const Draft& draft) {
    std::vector<Share> shares;
    for (const auto& source : draft.sources) {
        if (!source.is_open) {
            continue;
        }
        Share share{&source, source.left.amounts.shipping, source.left.amounts.shipping_tax};
        if (const CreditMemoLine* line = draft.FindLine(source.item->id)) {
            share.left -= line->amounts.shipping;
            share.tax_left -= line->amounts.shipping_tax;
        }
        shares.push_back(share);
    }
    return shares;
}

Money SumOf(const std::vector<Share>& shares, Money sum) {
    for (const auto& share : shares) {
        sum += share.left;
    }
    return sum;
}

void Put(Draft& draft, const Share& share, const Money& amount) {
    const Money tax =
        amount == share.left
            ? share.tax_left
            : share.tax_left.Scaled(amount.units(), share.left.units(), base::Rounding::kHalfUp);
    if (amount.IsZero() && tax.IsZero()) {
        return;
    }
    CreditMemoLine& line = draft.LineOf(*share.source);
    line.amounts.shipping += amount;
    line.amounts.shipping_tax += tax;
}

// `amount` is at most what the shares have; a share never gives more than it has, since each gets
// its exact part rounded to a neighbour.
void Spread(Draft& draft, const std::vector<Share>& shares, const Money& amount) {
    if (shares.empty() || amount.IsZero()) {
        return;
    }
    std::vector<std::int64_t> weights;
    for (const auto& share : shares) {
        weights.push_back(std::max<std::int64_t>(share.left.units(), 0));
    }
    const auto parts = base::Prorate(amount, weights);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (!parts[i].IsZero()) {
            Put(draft, shares[i], parts[i]);
        }
    }
}

}  // namespace

base::Result<> AddShipping(Draft& draft) {
    const Order& order = draft.file.order;
    const Money zero = Money::Zero(order.currency);
    const auto shares = SharesOf(draft);
    const Money most = Max(SumOf(shares, zero), zero);
    const auto& asked = draft.request.shipping;
    if (asked) {
        if (auto checked = CheckAmount(*asked, order, "shipping"); !checked) {
            return checked;
        }
        if (*asked > most) {
            return base::Fail(BadInput(
                "shipping", "amount_too_large",
                "At most " + AmountText(most) + " of shipping (without tax) can be given back."));
        }
    }
    const bool is_none = asked ? asked->IsZero() : draft.HasExactAmounts();
    if (is_none) {
        return {};
    }
    if (!asked || *asked == most) {
        for (const auto& share : shares) {
            Put(draft, share, share.left);
        }
        return {};
    }
    std::vector<Share> own, others;
    for (const auto& share : shares) {
        const bool is_own = draft.FindLine(share.source->item->id) != nullptr;
        (is_own ? own : others).push_back(share);
    }
    const Money from_own = Max(Min(*asked, SumOf(own, zero)), zero);
    Spread(draft, own, from_own);
    Spread(draft, others, *asked - from_own);
    return {};
}

}  // namespace orderyard::domain::refunds
