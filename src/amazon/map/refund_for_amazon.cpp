// Amazon's components are coarser than ours: what it counts together is compared together.
#include "amazon/map/refund_for_amazon.hpp"

#include <algorithm>

#include "amazon/map/marketplaces.hpp"
#include "amazon/map/reasons.hpp"
#include "base/check.hpp"

namespace orderyard::amazon {

namespace {

using base::Money;
using domain::Components;

struct Part {
    std::string_view type;
    Money amount;
};

// In the schema's order of types; zeros included, so that two lists can be compared one by one.
std::vector<Part> PartsOf(const Components& c, TaxHandling handling) {
    switch (handling) {
        case TaxHandling::kIncluded:
            return {{"Principal", c.item + c.item_tax},
                    {"Shipping", c.shipping + c.shipping_tax},
                    {"GiftWrap", c.gift_wrap + c.gift_wrap_tax},
                    {"COD", c.fee + c.fee_tax}};
        case TaxHandling::kComputedByAmazon:
            return {{"Principal", c.item},
                    {"Shipping", c.shipping},
                    {"GiftWrap", c.gift_wrap},
                    {"COD", c.fee}};
        case TaxHandling::kSeparate:
            return {{"Principal", c.item},
                    {"Shipping", c.shipping},
                    {"Tax", c.item_tax},
                    {"ShippingTax", c.shipping_tax},
                    {"GiftWrap", c.gift_wrap},
                    {"GiftWrapTax", c.gift_wrap_tax},
                    {"COD", c.fee},
                    {"CODTax", c.fee_tax}};
    }
    base::Check(false, "unknown TaxHandling");
    return {};
}

// What other memos leave of the line.
Components LeftOf(const domain::OrderFile& file, const domain::OrderItem& item,
                  const domain::CreditMemo& memo) {
    Components left = domain::ComponentsOf(domain::InvoicedOf(file, item.id));
    for (const domain::CreditMemo& other : file.credit_memos) {
        if (!other.Counts() || (memo.id.IsSet() && other.id == memo.id)) {
            continue;
        }
        for (const domain::CreditMemoLine& line : other.lines) {
            if (line.order_item_id == item.id) {
                left = left - line.amounts;
            }
        }
    }
    return left;
}

class Check {
  public:
    Check(const domain::OrderFile& file, const domain::CreditMemo& memo,
          std::string_view marketplace_id)
        : file_(file),
          memo_(memo),
          marketplace_(FindMarketplace(marketplace_id)),
          handling_(TaxHandlingOf(marketplace_id)) {}

    std::vector<RefundFinding> Run() {
        if (!domain::RefundReasonFrom(memo_.reason)) {
            Find("no_reason", "", "Amazon wants a reason for every refund.");
        }
        if (memo_.lines.empty()) {
            Find("no_line", "", "Amazon gives money back by line only; the memo has none.");
        }
        if (!memo_.extras.IsZero()) {
            Find("extras", "",
                 "Amount " + memo_.extras.ToDecimal() +
                     " belongs to no line (a tip, the channel's rounding): Amazon has no place "
                     "for it.");
        }
        CheckCurrency();
        for (const domain::CreditMemoLine& line : memo_.lines) {
            CheckLine(line);
        }
        CheckSums();
        return std::move(findings_);
    }

  private:
    void Find(std::string code, std::string sku, std::string text) {
        findings_.push_back({std::move(code), std::move(sku), std::move(text)});
    }

    void CheckCurrency() {
        const std::string_view ours = file_.order.currency.code();
        if (marketplace_ == nullptr) {
            Find("wrong_currency", "", "The order is from a marketplace we do not know.");
        } else if (ours != marketplace_->currency_code) {
            Find("wrong_currency", "",
                 "The order is in " + std::string(ours) + ", the marketplace takes refunds in " +
                     std::string(marketplace_->currency_code) + " only.");
        }
    }

    // In packages that wait for a tracking number.
    std::int64_t PiecesNotTold(domain::OrderItemId item) const {
        std::int64_t pieces = 0;
        for (const domain::FollowUp& row : file_.follow_ups) {
            if (row.kind != domain::FollowUpKind::kConfirmShipment ||
                row.state != domain::FollowUpState::kWaiting) {
                continue;
            }
            for (const domain::Shipment& shipment : file_.shipments) {
                for (const domain::Package& package : shipment.packages) {
                    pieces += package.id == row.package_id ? PiecesOf(package, item) : 0;
                }
            }
        }
        return pieces;
    }
    static std::int64_t PiecesOf(const domain::Package& package, domain::OrderItemId item) {
        std::int64_t pieces = 0;
        for (const auto& line : package.lines) {
            pieces += line.order_item_id == item ? line.quantity : 0;
        }
        return pieces;
    }

    void CheckLine(const domain::CreditMemoLine& line) {
        const domain::OrderItem* item = file_.order.FindItem(line.order_item_id);
        if (item == nullptr || item->channel_item_number.empty()) {
            Find("line_unknown", item == nullptr ? "" : item->sku,
                 "The line is not one that Amazon knows.");
            return;
        }
        if (item->shipped == 0 || line.unshipped_quantity > 0) {
            Find("not_shipped", item->sku,
                 "Line " + item->sku +
                     " has pieces that were not shipped: Amazon refunds what it has seen shipped; "
                     "cancel them instead.");
        }
        const std::int64_t not_told = PiecesNotTold(item->id);
        const std::int64_t told = item->shipped - not_told;
        if (not_told > 0 && (told == 0 || told < line.shipped_quantity)) {
            Find("not_told", item->sku,
                 "Amazon has not been told yet that line " + item->sku +
                     " was shipped: its package waits for a tracking number. Add it, then refund.");
        }
        const auto wanted = PartsOf(line.amounts, handling_);
        const auto left = PartsOf(LeftOf(file_, *item, memo_), handling_);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (wanted[i].amount.IsNegative()) {
                Find("over_charged", item->sku,
                     "Line " + item->sku + ": " + std::string(wanted[i].type) + " is negative.");
            } else if (wanted[i].amount > left[i].amount) {
                Find("over_charged", item->sku,
                     "Line " + item->sku + ": " + std::string(wanted[i].type) + " " +
                         wanted[i].amount.ToDecimal() + " is over the " +
                         left[i].amount.ToDecimal() + " that is left to give back.");
            }
        }
    }

    void CheckSums() {
        Money principal = Money::Zero(file_.order.currency);
        Money all = memo_.adjustment_refund - memo_.adjustment_fee;
        for (const domain::CreditMemoLine& line : memo_.lines) {
            for (const Part& part : PartsOf(line.amounts, handling_)) {
                all += part.amount;
                principal += part.type == "Principal" ? part.amount : Money();
            }
        }
        if (memo_.adjustment_fee.IsNegative() || memo_.adjustment_refund.IsNegative()) {
            Find("fee_over_principal", "", "Adjustments must not be negative.");
        }
        if (!memo_.adjustment_fee.IsZero() && memo_.adjustment_fee > principal) {
            Find("fee_over_principal", "",
                 "The fee of " + memo_.adjustment_fee.ToDecimal() + " is over the " +
                     principal.ToDecimal() + " given back for goods, which it is taken off.");
        } else if (!(all > Money::Zero(file_.order.currency))) {
            Find("nothing_to_refund", "", "The memo gives nothing back: Amazon takes no zeros.");
        }
    }

    const domain::OrderFile& file_;
    const domain::CreditMemo& memo_;
    const Marketplace* marketplace_;
    TaxHandling handling_;
    std::vector<RefundFinding> findings_;
};

}  // namespace

TaxHandling TaxHandlingOf(std::string_view marketplace_id) {
    const Marketplace* marketplace = FindMarketplace(marketplace_id);
    if (marketplace != nullptr && marketplace->country_code == "US") {
        return TaxHandling::kComputedByAmazon;
    }
    return marketplace != nullptr && !marketplace->prices_include_tax ? TaxHandling::kSeparate
                                                                      : TaxHandling::kIncluded;
}

std::vector<RefundFinding> CheckRefund(const domain::OrderFile& file,
                                       const domain::CreditMemo& memo,
                                       std::string_view marketplace_id) {
    return Check(file, memo, marketplace_id).Run();
}

wire::OrderAdjustment RefundForAmazon(const domain::OrderFile& file, const domain::CreditMemo& memo,
                                      std::string_view marketplace_id) {
    const auto reason = domain::RefundReasonFrom(memo.reason);
    base::Check(reason.has_value() && file.order.channel.has_value(), "a memo with findings");
    wire::OrderAdjustment adjustment;
    adjustment.order_id = file.order.channel->number;
    adjustment.currency = std::string(file.order.currency.code());
    Money fee = memo.adjustment_fee;
    Money goodwill = memo.adjustment_refund;
    for (const domain::CreditMemoLine& line : memo.lines) {
        const domain::OrderItem* item = file.order.FindItem(line.order_item_id);
        base::Check(item != nullptr, "a memo with findings");
        wire::AdjustedItem adjusted;
        adjusted.item_id = item->channel_item_number;
        adjusted.adjustment_id =
            "cm" + std::to_string(memo.id.value) + "-" + std::to_string(line.id.value);
        adjusted.reason = std::string(RefundReasonForFeed(*reason));
        for (Part& part : PartsOf(line.amounts, TaxHandlingOf(marketplace_id))) {
            if (part.type == "Principal") {
                const Money kept = base::Min(fee, part.amount);
                part.amount -= kept;
                fee -= kept;
            }
            if (!part.amount.IsZero()) {
                adjusted.components.push_back({std::string(part.type), part.amount.ToDecimal()});
            }
        }
        if (!goodwill.IsZero()) {
            adjusted.components.push_back({"Goodwill", goodwill.ToDecimal()});
            goodwill = Money::Zero(file.order.currency);
        }
        if (!adjusted.components.empty()) {
            adjustment.items.push_back(std::move(adjusted));
        }
    }
    return adjustment;
}

}  // namespace orderyard::amazon
