// Ceilings: a component is never given back beyond what was charged for it, gross and net of
// promotions; what the buyer was never charged for (goodwill, return postage) is bounded by the
// line's charge.
#include "sandbox/world/refunds.hpp"

#include <algorithm>

#include "sandbox/world/marketplaces.hpp"

namespace orderyard::sandbox {
namespace {

using base::Money;

struct ComponentRow {
    std::string_view component;
    std::string_view breakdown;  // TAX: the detail decides
    std::string_view detail;     // of TAX and DISCOUNT
};
constexpr ComponentRow kComponents[] = {
    {"Principal", "ITEM", "ITEM"},
    {"Shipping", "SHIPPING", "SHIPPING"},
    {"GiftWrap", "GIFT_WRAP", "GIFT_WRAP"},
    {"COD", "COD_FEE", "COD_FEE"},
    {"Other", "OTHER", "OTHER"},
    {"Tax", "TAX", "ITEM"},
    {"ShippingTax", "TAX", "SHIPPING"},
    {"GiftWrapTax", "TAX", "GIFT_WRAP"},
    {"CODTax", "TAX", "COD_FEE"},
};
// Given on top of what was charged; bounded together by the line's charge.
constexpr std::string_view kConcessions[] = {"Goodwill", "ReturnShipping",
                                             "FreeReplacementReturnShipping"};
// Kept back from a refund of the principal.
constexpr std::string_view kWithheld[] = {"RestockingFee", "RestockingFeeTax"};

template <std::size_t N>
bool IsOneOf(const std::string_view (&words)[N], std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsTax(std::string_view component) {
    return component.ends_with("Tax");
}

const ComponentRow* FindComponent(std::string_view component) {
    for (const ComponentRow& row : kComponents) {
        if (row.component == component) {
            return &row;
        }
    }
    return nullptr;
}

// The part of a TAX or DISCOUNT breakdown that belongs to one kind of charge. Without details, and
// for details of other names (the tax saved by a discount), it is the item's.
Money PartOf(const Breakdown& breakdown, std::string_view detail) {
    Money part;
    Money named;
    for (const Detail& one : breakdown.details) {
        const bool is_named =
            one.subtype == "SHIPPING" || one.subtype == "GIFT_WRAP" || one.subtype == "COD_FEE";
        named += is_named ? one.value : Money();
        part += one.subtype == detail ? one.value : Money();
    }
    return detail == "ITEM" ? breakdown.subtotal - named : part;
}

// Over the whole line, shipped or not.
Money WholeCharge(const Line& line, const ComponentRow& row, bool takes_promotions_off) {
    Money sum;
    for (const Breakdown& breakdown : line.breakdowns) {
        if (breakdown.type == "TAX" || breakdown.type == "DISCOUNT") {
            const bool counts =
                breakdown.type == row.breakdown ||
                (breakdown.type == "DISCOUNT" && takes_promotions_off && row.breakdown != "TAX");
            sum += counts ? PartOf(breakdown, row.detail) : Money();
        } else if (breakdown.type == row.breakdown) {
            sum += breakdown.subtotal;
        }
    }
    return sum;
}

Money Charged(const Line& line, std::string_view component, bool takes_promotions_off) {
    const ComponentRow* row = FindComponent(component);
    const std::int64_t units = line.quantity_fulfilled + line.quantity_unfulfilled;
    if (row == nullptr || line.quantity_fulfilled == 0) {
        return {};
    }
    const Money whole = WholeCharge(line, *row, takes_promotions_off);
    const bool is_by_unit = row->detail == "ITEM";
    return is_by_unit && !whole.IsZero()
               ? whole.Scaled(line.quantity_fulfilled, units, base::Rounding::kHalfUp)
               : whole;
}

Money ChargedInAll(const Line& line) {
    Money sum;
    for (const ComponentRow& row : kComponents) {
        sum += ChargedFor(line, row.component);
    }
    return sum;
}

Money SumOf(const Order& order, std::string_view order_item_id, std::string_view component,
            bool with_promotions) {
    Money sum;
    for (const Refund& refund : order.refunds) {
        if (refund.order_item_id == order_item_id && refund.component == component &&
            (with_promotions || !refund.is_promotion)) {
            sum += refund.amount;
        }
    }
    return sum;
}

base::Result<> CheckTax(const Order& order, const Line& line, std::string_view component) {
    const Marketplace* marketplace = FindMarketplace(order.marketplace_id);
    const std::string_view country = marketplace == nullptr ? "" : marketplace->country;
    if (country == "JP") {
        return base::Fail(base::InvalidInput(
            "Type", "a tax component is not accepted in this marketplace; prices include tax"));
    }
    if (country == "US" && !line.tax_responsible_party.empty() && component != "RestockingFeeTax") {
        return base::Fail(base::InvalidInput(
            "Type", "the tax of this item is collected and refunded by the marketplace"));
    }
    return {};
}

// Against the order as it is with the refunds already in it.
base::Result<> CheckCeiling(const Order& order, const Line& line, std::string_view component) {
    const std::string& id = line.order_item_id;
    const auto past = [&](std::string_view what) {
        return base::Fail(base::NotAllowed(std::string(component) + " refunded in all would be " +
                                           SumOf(order, id, component, true).ToDecimal() +
                                           ", which is more than " + std::string(what)));
    };
    if (IsOneOf(kConcessions, component)) {
        Money given;
        for (const std::string_view one : kConcessions) {
            given += SumOf(order, id, one, true);
        }
        return given > ChargedInAll(line) ? past("the item's charge") : base::Result<>();
    }
    if (IsOneOf(kWithheld, component)) {
        return SumOf(order, id, component, true) > SumOf(order, id, "Principal", true)
                   ? past("the refund it is kept back from")
                   : base::Result<>();
    }
    const bool is_past =
        SumOf(order, id, component, false) > ChargedBeforePromotions(line, component) ||
        SumOf(order, id, component, true) > ChargedFor(line, component);
    return is_past ? past("was charged: " + ChargedFor(line, component).ToDecimal())
                   : base::Result<>();
}

}  // namespace

std::vector<std::string_view> ChargedComponents() {
    std::vector<std::string_view> names;
    for (const ComponentRow& row : kComponents) {
        names.push_back(row.component);
    }
    return names;
}

Money ChargedFor(const Line& line, std::string_view component) {
    return Charged(line, component, true);
}

Money ChargedBeforePromotions(const Line& line, std::string_view component) {
    return Charged(line, component, false);
}

Money RefundedFor(const Order& order, std::string_view order_item_id, std::string_view component) {
    return SumOf(order, order_item_id, component, true);
}

base::Currency CurrencyOf(const Order& order) {
    if (const base::Currency charged = order.Total().currency(); charged.IsSet()) {
        return charged;
    }
    const Marketplace* marketplace = FindMarketplace(order.marketplace_id);
    return marketplace == nullptr ? base::Currency() : base::Currency::Of(marketplace->currency);
}

base::Result<> RefundLine(Order& order, const std::vector<Refund>& refunds) {
    Order trial = order;
    for (const Refund& refund : refunds) {
        const Line* line = trial.FindLine(refund.order_item_id);
        if (line == nullptr) {
            return base::Fail(base::NotFound("there is no such order item"));
        }
        if (line->quantity_fulfilled == 0) {
            return base::Fail(
                base::NotAllowed("the item has not been shipped, so nothing was charged for it"));
        }
        if (refund.amount.currency() != CurrencyOf(trial)) {
            return base::Fail(base::InvalidInput("currency", "is not the order's"));
        }
        if (IsTax(refund.component)) {
            if (auto allowed = CheckTax(trial, *line, refund.component); !allowed) {
                return allowed;
            }
        }
        trial.refunds.push_back(refund);
    }
    for (const Refund& refund : refunds) {
        const Line& line = *trial.FindLine(refund.order_item_id);
        if (auto fits = CheckCeiling(trial, line, refund.component); !fits) {
            return fits;
        }
    }
    order.refunds = std::move(trial.refunds);
    return {};
}

bool RefundWholeOrder(Order& order, base::Instant now, std::string_view source) {
    const std::size_t before = order.refunds.size();
    for (const Line& line : order.lines) {
        for (const ComponentRow& row : kComponents) {
            const Money left = ChargedFor(line, row.component) -
                               RefundedFor(order, line.order_item_id, row.component);
            if (!left.IsZero() && !left.IsNegative()) {
                order.refunds.push_back({now, line.order_item_id, std::string(row.component), left,
                                         false, "", "", std::string(source)});
            }
        }
    }
    return order.refunds.size() > before;
}

}  // namespace orderyard::sandbox
