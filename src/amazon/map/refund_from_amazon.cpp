// Amazon's model names no list of transaction and breakdown types: what is known of them from
// answers is compared without regard to case, and everything that is no fee counts as the buyer's.
#include "amazon/map/refund_from_amazon.hpp"

#include "base/text.hpp"

namespace orderyard::amazon {

namespace {

bool IsRefund(const wire::Transaction& transaction) {
    return base::AsciiLower(transaction.type).find("refund") != std::string::npos &&
           !transaction.order_number.empty();
}

bool IsFee(const std::string& type) {
    const std::string word = base::AsciiLower(type);
    if (word.find("restocking") != std::string::npos) {
        return false;  // the seller's own, kept back from the buyer
    }
    for (const std::string_view part : {"fee", "commission", "expense"}) {
        if (word.find(part) != std::string::npos) {
            return true;
        }
    }
    return false;
}

base::Result<base::Money> Parse(const wire::Money& money) {
    const auto currency = base::Currency::Parse(money.currency_code);
    return currency ? base::Money::Parse(money.amount, *currency)
                    : base::Result<base::Money>(base::Fail(currency.error()));
}

base::Result<base::Money> BuyersPart(const wire::Transaction& transaction) {
    if (transaction.parts.empty()) {
        return Parse(transaction.total);
    }
    base::Money sum;
    for (const wire::TransactionPart& part : transaction.parts) {
        if (IsFee(part.type) || part.amount.amount.empty()) {
            continue;
        }
        const auto amount = Parse(part.amount);
        if (!amount) {
            return base::Fail(amount.error());
        }
        if (sum.currency().IsSet() && sum.currency() != amount->currency()) {
            return base::Fail(base::Malformed("a transaction in several currencies"));
        }
        sum += *amount;
    }
    return sum;
}

}  // namespace

base::Result<std::optional<domain::ChannelRefund>> RefundFromAmazon(
    const wire::Transaction& transaction, domain::StoreId store) {
    if (!IsRefund(transaction)) {
        return std::optional<domain::ChannelRefund>();
    }
    const auto amount = BuyersPart(transaction);
    if (!amount) {
        return base::Fail(amount.error());
    }
    if (amount->IsZero()) {
        return std::optional<domain::ChannelRefund>();  // fees only
    }
    domain::ChannelRefund refund;
    refund.store_id = store;
    refund.transaction_id = transaction.id;
    refund.channel_number = transaction.order_number;
    refund.posted_at = transaction.posted_at;
    refund.amount = amount->Abs();
    refund.status = transaction.status;
    return std::optional(refund);
}

}  // namespace orderyard::amazon
