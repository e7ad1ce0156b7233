// Invoices. Goods stand in the table without tax and before discount; what a line costs besides
// (shipping, gift wrap, fees) is added up under it, so that the column and the sums agree.
#include <map>

#include "documents/order_parts.hpp"
#include "domain/order/line_shares.hpp"

namespace orderyard::documents {
namespace {

using domain::Invoice;
using domain::LineAmounts;
using domain::OrderFile;

struct Billed {
    std::int64_t quantity = 0;
    LineAmounts amounts;
};

// A line whose pieces were billed in several runs is one row, in the order of the order's lines.
std::map<std::size_t, Billed> ByLine(const OrderFile& file, const Invoice& invoice) {
    std::map<std::size_t, Billed> lines;
    for (const auto& line : invoice.lines) {
        std::size_t position = 0;
        while (position < file.order.items.size() &&
               file.order.items[position].id != line.order_item_id) {
            ++position;
        }
        const auto [at, is_new] = lines.try_emplace(position);
        at->second.quantity += line.pieces.count;
        at->second.amounts = is_new ? line.amounts : at->second.amounts + line.amounts;
    }
    return lines;
}

LineAmounts Sum(const std::map<std::size_t, Billed>& lines, base::Currency currency) {
    LineAmounts sum = domain::ZeroAmounts(currency);
    for (const auto& [position, line] : lines) {
        sum = sum + line.amounts;
    }
    return sum;
}

void AddTotals(const Paper& paper, const LineAmounts& sum, const Invoice& invoice,
               std::vector<Total>& totals) {
    totals.push_back({Say(paper, Word::kSubtotal), paper.formats.Money(sum.row_total), false});
    AddTotal(paper, Word::kShipping, sum.shipping, totals);
    AddTotal(paper, Word::kGiftWrap, sum.gift_wrap, totals);
    AddTotal(paper, Word::kFees, sum.fee, totals);
    AddTotal(paper, Word::kDiscount, -sum.discount, totals);
    totals.push_back({Say(paper, Word::kTax), paper.formats.Money(sum.tax), false});
    AddTotal(paper, Word::kRounding, sum.rounding, totals);
    AddTotal(paper, Word::kOther, invoice.extras, totals);
    AddGrandTotal(paper, Word::kTotal, invoice.grand_total, totals);
}

std::string StampOf(const Paper& paper, domain::InvoiceState state) {
    switch (state) {
        case domain::InvoiceState::kOpen: return Say(paper, Word::kOpen);
        case domain::InvoiceState::kPaid: return Say(paper, Word::kPaid);
        case domain::InvoiceState::kCanceled: return Say(paper, Word::kCanceled);
    }
    return "";
}

}  // namespace

SheetText InvoiceText(const Paper& paper, const OrderFile& file, const Invoice& invoice) {
    SheetText text;
    text.title = Say(paper, Word::kInvoice);
    text.facts = {{Say(paper, Word::kInvoiceNumber), invoice.increment_id},
                  {Say(paper, Word::kInvoiceDate), paper.formats.Day(invoice.created_at)}};
    AddOrderFacts(paper, file.order, text.facts);
    text.boxes = {BilledTo(paper, file.order), ShippedTo(paper, file.order),
                  HowBox(paper, file.order)};
    const auto lines = ByLine(file, invoice);
    const LineAmounts sum = Sum(lines, file.order.currency);
    const bool has_discount = !sum.discount.IsZero();
    text.columns = {{Say(paper, Word::kProduct), Align::kLeft, true},
                    {Say(paper, Word::kQuantity)},
                    {Say(paper, Word::kUnitPrice)}};
    if (has_discount) {
        text.columns.push_back({Say(paper, Word::kDiscount)});
    }
    text.columns.push_back({Say(paper, Word::kTax)});
    text.columns.push_back({Say(paper, Word::kAmount)});
    for (const auto& [position, line] : lines) {
        auto& row = text.rows.emplace_back();
        row.push_back(position < file.order.items.size() ? ProductCell(file.order.items[position])
                                                         : Cell{});
        row.push_back({{paper.formats.Count(line.quantity)}});
        row.push_back({{UnitPrice(paper, line.amounts.row_total, line.quantity)}});
        if (has_discount) {
            row.push_back({{AmountIfAny(paper, -line.amounts.discount)}});
        }
        row.push_back({{AmountIfAny(paper, line.amounts.tax)}});
        row.push_back({{paper.formats.Money(line.amounts.row_total)}});
    }
    AddTotals(paper, sum, invoice, text.totals);
    text.stamp = StampOf(paper, invoice.state);
    return text;
}

}  // namespace orderyard::documents
