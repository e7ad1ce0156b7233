// Credit memos: what was given back of each line, and by what component.
#include "documents/order_parts.hpp"

namespace orderyard::documents {
namespace {

using base::Money;
using domain::Components;
using domain::CreditMemo;
using domain::OrderFile;

Money TaxOf(const Components& part) {
    return part.item_tax + part.shipping_tax + part.gift_wrap_tax + part.fee_tax;
}

void AddTotals(const Paper& paper, const CreditMemo& memo, base::Currency currency,
               std::vector<Total>& totals) {
    Components sum = domain::ZeroComponents(currency);
    Money discount = Money::Zero(currency);
    for (const auto& line : memo.lines) {
        sum = sum + line.amounts;
        discount += line.discount;
    }
    totals.push_back(
        {Say(paper, Word::kSubtotal), paper.formats.Money(sum.item + discount), false});
    AddTotal(paper, Word::kDiscount, -discount, totals);
    AddTotal(paper, Word::kShipping, sum.shipping, totals);
    AddTotal(paper, Word::kGiftWrap, sum.gift_wrap, totals);
    AddTotal(paper, Word::kFees, sum.fee, totals);
    totals.push_back({Say(paper, Word::kTax), paper.formats.Money(TaxOf(sum)), false});
    AddTotal(paper, Word::kOther, memo.extras, totals);
    AddTotal(paper, Word::kAdjustmentRefund, memo.adjustment_refund, totals);
    AddTotal(paper, Word::kAdjustmentFee, -memo.adjustment_fee, totals);
    AddGrandTotal(paper, Word::kTotalRefunded, memo.grand_total, totals);
}

void AddFacts(const Paper& paper, const OrderFile& file, const CreditMemo& memo,
              std::vector<Fact>& facts) {
    facts = {{Say(paper, Word::kMemoNumber), memo.increment_id},
             {Say(paper, Word::kMemoDate), paper.formats.Day(memo.created_at)}};
    for (const auto& invoice : file.invoices) {
        // A memo from the order corrects its only invoice, if there is but one.
        if (invoice.id == memo.invoice_id ||
            (!memo.invoice_id.IsSet() && file.invoices.size() == 1)) {
            facts.push_back({Say(paper, Word::kInvoiceNumber), invoice.increment_id});
        }
    }
    AddOrderFacts(paper, file.order, facts);
}

}  // namespace

SheetText CreditMemoText(const Paper& paper, const OrderFile& file, const CreditMemo& memo) {
    SheetText text;
    text.title = Say(paper, Word::kCreditMemo);
    AddFacts(paper, file, memo, text.facts);
    text.boxes = {BilledTo(paper, file.order), ShippedTo(paper, file.order),
                  HowBox(paper, file.order)};
    bool has_discount = false;
    for (const auto& line : memo.lines) {
        has_discount = has_discount || !line.discount.IsZero();
    }
    text.columns = {{Say(paper, Word::kProduct), Align::kLeft, true},
                    {Say(paper, Word::kQuantity)},
                    {Say(paper, Word::kUnitPrice)}};
    if (has_discount) {
        text.columns.push_back({Say(paper, Word::kDiscount)});
    }
    text.columns.push_back({Say(paper, Word::kTax)});
    text.columns.push_back({Say(paper, Word::kAmount)});
    for (const auto& line : memo.lines) {
        const domain::OrderItem* item = file.order.FindItem(line.order_item_id);
        const Money goods = line.amounts.item + line.discount;
        auto& row = text.rows.emplace_back();
        row.push_back(item != nullptr ? ProductCell(*item) : Cell{});
        row.push_back({{paper.formats.Count(line.Quantity())}});
        row.push_back({{UnitPrice(paper, goods, line.Quantity())}});
        if (has_discount) {
            row.push_back({{AmountIfAny(paper, -line.discount)}});
        }
        row.push_back({{AmountIfAny(paper, TaxOf(line.amounts))}});
        row.push_back({{paper.formats.Money(goods)}});
    }
    AddTotals(paper, memo, file.order.currency, text.totals);
    text.stamp = memo.state == domain::CreditMemoState::kVoid ? Say(paper, Word::kVoid) : "";
    return text;
}

}  // namespace orderyard::documents
