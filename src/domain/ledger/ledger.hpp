// The money ledger: each event of an order posts one balanced row, never changed afterwards.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/credit_memo/credit_memo.hpp"
#include "domain/ids.hpp"
#include "domain/invoice/invoice.hpp"

namespace orderyard::domain {

enum class Account {
    kReceivable,  // billed, not yet paid by the channel or the buyer
    kClearing,    // paid to the channel or to us
    kGoods,
    kShipping,
    kGiftWrap,
    kFees,
    kTax,
    kTips,
    kAdjustments,
    kRounding,
};
inline constexpr std::size_t kAccountCount = 10;
std::string_view ToString(Account account);  // "receivable" ...

// One row of the table, a column for every account; its amounts sum to zero (the table CHECKs it).
struct LedgerEvent {
    OrderId order_id;
    base::Instant at;
    std::string kind;      // "invoice", "invoice_paid", "invoice_canceled", "credit_memo",
                           // "credit_memo_void"
    std::string document;  // increment id
    base::Currency currency;
    std::array<base::Money, kAccountCount> amounts;  // by Account; debit positive, credit negative

    base::Money& Of(Account account) { return amounts[static_cast<std::size_t>(account)]; }
    const base::Money& Of(Account account) const {
        return amounts[static_cast<std::size_t>(account)];
    }
    bool IsBalanced() const;
    friend bool operator==(const LedgerEvent&, const LedgerEvent&) = default;
};

// An invoice that is paid from the start is debited to clearing at once, else to receivable.
LedgerEvent PostInvoice(const Invoice& invoice, base::Instant at);
LedgerEvent PostPayment(const Invoice& invoice, base::Instant at);  // receivable -> clearing
// Takes back what was posted: from clearing if it had been paid, else from receivable.
LedgerEvent PostInvoiceCancel(const Invoice& invoice, bool was_paid, base::Instant at);
LedgerEvent PostCreditMemo(const CreditMemo& memo, base::Instant at);
LedgerEvent PostCreditMemoVoid(const CreditMemo& memo, base::Instant at);

}  // namespace orderyard::domain
