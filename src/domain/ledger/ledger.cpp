// What each event posts. Income accounts follow the components of a credit memo, so that an order
// given back in full leaves every account but clearing and adjustments at zero. The rounding of a
// line is part of its goods there; what belongs to no line is a tip, or rounding when it is
// negative (a tip never is).
#include "domain/ledger/ledger.hpp"

#include "base/check.hpp"
#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

constexpr Words<Account, kAccountCount> kAccountWords{{
    {Account::kReceivable, "receivable"},
    {Account::kClearing, "clearing"},
    {Account::kGoods, "goods"},
    {Account::kShipping, "shipping"},
    {Account::kGiftWrap, "gift_wrap"},
    {Account::kFees, "fees"},
    {Account::kTax, "tax"},
    {Account::kTips, "tips"},
    {Account::kAdjustments, "adjustments"},
    {Account::kRounding, "rounding"},
}};

LedgerEvent Blank(OrderId order, const std::string& document, const base::Money& total,
                  std::string kind, base::Instant at) {
    base::Check(order.IsSet() && !document.empty(), "only stored documents are posted");
    LedgerEvent event;
    event.order_id = order;
    event.at = at;
    event.kind = std::move(kind);
    event.document = document;
    event.currency = total.currency();
    event.amounts.fill(base::Money::Zero(event.currency));
    return event;
}

void DebitComponents(LedgerEvent& event, const Components& parts) {
    event.Of(Account::kGoods) += parts.item;
    event.Of(Account::kShipping) += parts.shipping;
    event.Of(Account::kGiftWrap) += parts.gift_wrap;
    event.Of(Account::kFees) += parts.fee;
    event.Of(Account::kTax) +=
        parts.item_tax + parts.shipping_tax + parts.gift_wrap_tax + parts.fee_tax;
}

void DebitExtras(LedgerEvent& event, const base::Money& extras) {
    event.Of(extras.IsNegative() ? Account::kRounding : Account::kTips) += extras;
}

LedgerEvent Reversed(LedgerEvent event) {
    for (auto& amount : event.amounts) {
        amount = -amount;
    }
    return event;
}

LedgerEvent Checked(LedgerEvent event) {
    base::Check(event.IsBalanced(), "a posting sums to zero");
    return event;
}

// The reversal of an invoice: income goes back, and `account` is owed nothing any more.
LedgerEvent Unbill(const Invoice& invoice, Account account, std::string kind, base::Instant at) {
    LedgerEvent event =
        Blank(invoice.order_id, invoice.increment_id, invoice.grand_total, std::move(kind), at);
    for (const auto& line : invoice.lines) {
        DebitComponents(event, ComponentsOf(line.amounts));
    }
    DebitExtras(event, invoice.extras);
    event.Of(account) -= invoice.grand_total;
    return Checked(std::move(event));
}

LedgerEvent GiveBack(const CreditMemo& memo, std::string kind, base::Instant at) {
    LedgerEvent event =
        Blank(memo.order_id, memo.increment_id, memo.grand_total, std::move(kind), at);
    for (const auto& line : memo.lines) {
        DebitComponents(event, line.amounts);
    }
    DebitExtras(event, memo.extras);
    event.Of(Account::kAdjustments) += memo.adjustment_refund - memo.adjustment_fee;
    event.Of(Account::kClearing) -= memo.grand_total;
    return Checked(std::move(event));
}

}  // namespace

std::string_view ToString(Account account) {
    return WordOf(kAccountWords, account);
}

bool LedgerEvent::IsBalanced() const {
    base::Money sum = base::Money::Zero(currency);
    for (const auto& amount : amounts) {
        sum += amount;
    }
    return sum.IsZero();
}

LedgerEvent PostInvoice(const Invoice& invoice, base::Instant at) {
    const bool is_paid = invoice.state == InvoiceState::kPaid;
    return Reversed(
        Unbill(invoice, is_paid ? Account::kClearing : Account::kReceivable, "invoice", at));
}

LedgerEvent PostPayment(const Invoice& invoice, base::Instant at) {
    LedgerEvent event =
        Blank(invoice.order_id, invoice.increment_id, invoice.grand_total, "invoice_paid", at);
    event.Of(Account::kClearing) += invoice.grand_total;
    event.Of(Account::kReceivable) -= invoice.grand_total;
    return Checked(std::move(event));
}

LedgerEvent PostInvoiceCancel(const Invoice& invoice, bool was_paid, base::Instant at) {
    return Unbill(invoice, was_paid ? Account::kClearing : Account::kReceivable, "invoice_canceled",
                  at);
}

LedgerEvent PostCreditMemo(const CreditMemo& memo, base::Instant at) {
    return GiveBack(memo, "credit_memo", at);
}

LedgerEvent PostCreditMemoVoid(const CreditMemo& memo, base::Instant at) {
    return Reversed(GiveBack(memo, "credit_memo_void", at));
}

}  // namespace orderyard::domain
