// What an order and its lines can answer from their own counters.
#include "domain/order/order.hpp"

#include <algorithm>
#include <utility>

#include "domain/stock/stock_move.hpp"
#include "domain/words.hpp"

namespace orderyard::domain {
namespace {

constexpr Words<OrderState, 8> kStateWords{{
    {OrderState::kNew, "new"},
    {OrderState::kPendingPayment, "pending_payment"},
    {OrderState::kPaymentReview, "payment_review"},
    {OrderState::kProcessing, "processing"},
    {OrderState::kComplete, "complete"},
    {OrderState::kClosed, "closed"},
    {OrderState::kCanceled, "canceled"},
    {OrderState::kOnHold, "holded"},
}};

constexpr Words<ActorKind, 4> kActorWords{{
    {ActorKind::kSystem, "system"},
    {ActorKind::kChannel, "channel"},
    {ActorKind::kUser, "user"},
    {ActorKind::kApi, "api"},
}};

constexpr Words<StockReason, 6> kReasonWords{{
    {StockReason::kImport, "import"},
    {StockReason::kReserve, "reserve"},
    {StockReason::kRelease, "release"},
    {StockReason::kShip, "ship"},
    {StockReason::kReturn, "return"},
    {StockReason::kCorrect, "correct"},
}};

std::int64_t NotNegative(std::int64_t n) {
    return std::max<std::int64_t>(n, 0);
}

}  // namespace

std::string_view ToString(OrderState state) {
    return WordOf(kStateWords, state);
}
std::optional<OrderState> OrderStateFrom(std::string_view text) {
    return EnumOf(kStateWords, text);
}

std::string_view ToString(ActorKind kind) {
    return WordOf(kActorWords, kind);
}
std::optional<ActorKind> ActorKindFrom(std::string_view text) {
    return EnumOf(kActorWords, text);
}

std::string_view ToString(StockReason reason) {
    return WordOf(kReasonWords, reason);
}

std::int64_t OrderItem::ToShip() const {
    return NotNegative(ordered - shipped - refunded_unshipped - canceled);
}

std::int64_t OrderItem::ToInvoice() const {
    return NotNegative(ordered - invoiced - canceled);
}

std::int64_t OrderItem::ToRefundShipped() const {
    return NotNegative(std::min(shipped - refunded_shipped, invoiced - Refunded()));
}

std::int64_t OrderItem::ToRefundUnshipped() const {
    return NotNegative(std::min(ToShip(), invoiced - Refunded()));
}

std::int64_t OrderItem::ToCancel() const {
    return std::min(ToShip(), ToInvoice());
}

base::Money OrderTotals::Due() const {
    const base::Money open = grand_total - paid - canceled;
    return open.IsNegative() ? base::Money::Zero(grand_total.currency()) : open;
}

OrderItem* Order::FindItem(std::string_view channel_item_number) {
    for (auto& item : items) {
        if (item.channel_item_number == channel_item_number) {
            return &item;
        }
    }
    return nullptr;
}

OrderItem* Order::FindItem(OrderItemId item_id) {
    return const_cast<OrderItem*>(std::as_const(*this).FindItem(item_id));
}

const OrderItem* Order::FindItem(OrderItemId item_id) const {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const auto& item) { return item.id == item_id; });
    return found == items.end() ? nullptr : &*found;
}

bool Order::HasException(std::string_view code) const {
    return std::any_of(exceptions.begin(), exceptions.end(),
                       [&](const auto& exception) { return exception.code == code; });
}

const PersonalItem* PersonalData::FindItem(const std::string& channel_item_number) const {
    for (const auto& item : items) {
        if (item.channel_item_number == channel_item_number) {
            return &item;
        }
    }
    return nullptr;
}

}  // namespace orderyard::domain
