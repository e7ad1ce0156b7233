// Components of a line's price, and the words of credit memos.
#include "domain/credit_memo/credit_memo.hpp"

#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

constexpr Words<CreditMemoState, 3> kStateWords{{
    {CreditMemoState::kIssued, "issued"},
    {CreditMemoState::kRejected, "rejected"},
    {CreditMemoState::kVoid, "void"},
}};

constexpr Words<RefundReason, 13> kReasonWords{{
    {RefundReason::kCustomerReturn, "customer_return"},
    {RefundReason::kGeneralAdjustment, "general_adjustment"},
    {RefundReason::kCouldNotShip, "could_not_ship"},
    {RefundReason::kDifferentItem, "different_item"},
    {RefundReason::kNoInventory, "no_inventory"},
    {RefundReason::kCustomerCancel, "customer_cancel"},
    {RefundReason::kPriceError, "price_error"},
    {RefundReason::kProductOutOfStock, "product_out_of_stock"},
    {RefundReason::kAddressIncorrect, "address_incorrect"},
    {RefundReason::kExchange, "exchange"},
    {RefundReason::kUndeliverable, "undeliverable"},
    {RefundReason::kRefusedDelivery, "refused_delivery"},
    {RefundReason::kOther, "other"},
}};

}  // namespace

std::string_view ToString(CreditMemoState state) {
    return WordOf(kStateWords, state);
}
std::optional<CreditMemoState> CreditMemoStateFrom(std::string_view text) {
    return EnumOf(kStateWords, text);
}

std::string_view ToString(RefundReason reason) {
    return WordOf(kReasonWords, reason);
}
std::optional<RefundReason> RefundReasonFrom(std::string_view text) {
    return EnumOf(kReasonWords, text);
}

base::Money Components::Total() const {
    return item + item_tax + shipping + shipping_tax + gift_wrap + gift_wrap_tax + fee + fee_tax;
}

// Linear in the amounts: the components of a sum are the sum of the components, so shares of a line
// can be taken before or after.
Components ComponentsOf(const LineAmounts& amounts) {
    Components parts;
    const base::Money discount_on_goods = amounts.discount - amounts.shipping_discount;
    parts.item = amounts.row_total - discount_on_goods + amounts.rounding;
    parts.item_tax = amounts.tax - amounts.shipping_tax - amounts.gift_wrap_tax - amounts.fee_tax;
    parts.shipping = amounts.shipping - amounts.shipping_discount;
    parts.shipping_tax = amounts.shipping_tax;
    parts.gift_wrap = amounts.gift_wrap;
    parts.gift_wrap_tax = amounts.gift_wrap_tax;
    parts.fee = amounts.fee;
    parts.fee_tax = amounts.fee_tax;
    return parts;
}

Components operator+(const Components& a, const Components& b) {
    return {a.item + b.item,
            a.item_tax + b.item_tax,
            a.shipping + b.shipping,
            a.shipping_tax + b.shipping_tax,
            a.gift_wrap + b.gift_wrap,
            a.gift_wrap_tax + b.gift_wrap_tax,
            a.fee + b.fee,
            a.fee_tax + b.fee_tax};
}

Components operator-(const Components& a, const Components& b) {
    return {a.item - b.item,
            a.item_tax - b.item_tax,
            a.shipping - b.shipping,
            a.shipping_tax - b.shipping_tax,
            a.gift_wrap - b.gift_wrap,
            a.gift_wrap_tax - b.gift_wrap_tax,
            a.fee - b.fee,
            a.fee_tax - b.fee_tax};
}

Components ZeroComponents(base::Currency currency) {
    const base::Money zero = base::Money::Zero(currency);
    return {zero, zero, zero, zero, zero, zero, zero, zero};
}

}  // namespace orderyard::domain
