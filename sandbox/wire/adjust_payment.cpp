// POST_PAYMENT_ADJUSTMENT_DATA: refunds by line and component, and cancels of part of a line. A
// message is carried out whole or not at all. With Quantity in a refund the amounts are multiplied
// by it, as some sellers saw Amazon do.
#include <algorithm>

#include "base/text.hpp"
#include "sandbox/wire/feed_effects.hpp"
#include "sandbox/world/life.hpp"
#include "sandbox/world/refunds.hpp"

namespace orderyard::sandbox {
namespace {

constexpr int kUnknownOrder = 18101;
constexpr int kUnknownItem = 18102;
constexpr int kRefundRefused = 18103;
constexpr int kCancelRefused = 18104;
constexpr int kNothingToDo = 18105;
constexpr int kAmountIgnored = 18106;

struct ItemWork {
    const FeedWork& work;
    const XmlElement& item;
    Order& order;
    std::string order_item_id;
    MessageOutcome& outcome;
    std::vector<std::pair<std::string, std::string>>& harms;  // kind, detail

    void Refuse(int code, const std::string& what) const {
        outcome.order_item_id = order_item_id;
        outcome.problems.push_back({false, code, what});
    }
};

std::string ItemIdOf(const Order& order, const XmlElement& item) {
    const std::string own = item.TextOf("MerchantOrderItemID");
    for (const Line& line : order.lines) {
        if (!own.empty() && line.merchant_item_id == own) {
            return line.order_item_id;
        }
    }
    return item.TextOf("AmazonOrderItemCode");
}

// Adds the components of one ItemPriceAdjustments or PromotionAdjustments (sign -1).
void ReadComponents(const ItemWork& task, const XmlElement& adjustments, int sign,
                    std::int64_t times, std::vector<Refund>& refunds) {
    for (const XmlElement& component : adjustments.children) {
        if (component.name != "Component") {
            continue;
        }
        const XmlElement& amount = *component.Find("Amount");
        const auto currency = base::Currency::Parse(amount.Attribute("currency"));
        const auto money = currency ? base::Money::Parse(base::Trim(amount.text), *currency)
                                    : base::Fail(currency.error());
        if (!money || money->IsZero()) {
            task.Refuse(kRefundRefused, "Amount is not an amount of that currency above zero.");
            return;
        }
        refunds.push_back({task.work.world.now(), task.order_item_id, component.TextOf("Type"),
                           money->Times(sign * times), sign < 0,
                           task.item.TextOf("AdjustmentReason"),
                           task.item.TextOf("MerchantAdjustmentItemID"), task.work.source});
    }
}

// The seller's own id seen before does not stop Amazon; it is written down as harm.
void NoteRepeats(const ItemWork& task, const std::vector<Refund>& refunds) {
    const std::string& id = refunds.front().adjustment_id;
    const bool is_repeat = std::any_of(task.order.refunds.begin(), task.order.refunds.end(),
                                       [&](const Refund& earlier) {
                                           return !id.empty() && earlier.adjustment_id == id &&
                                                  earlier.source != refunds.front().source;
                                       });
    if (is_repeat) {
        task.harms.emplace_back("refunded_twice", task.work.source + ": adjustment " + id);
    }
}

void RefundItem(const ItemWork& task) {
    const std::int64_t times = base::ParseInt(task.item.TextOf("Quantity")).value_or(1);
    std::vector<Refund> refunds;
    for (const XmlElement& child : task.item.children) {
        if (child.name == "ItemPriceAdjustments") {
            ReadComponents(task, child, +1, times, refunds);
        } else if (child.name == "PromotionAdjustments") {
            ReadComponents(task, child, -1, times, refunds);
        }
    }
    if (task.item.Find("QuantityCancelled") != nullptr) {
        task.Refuse(kCancelRefused, "QuantityCancelled needs ActionType Cancel.");
    } else if (!task.outcome.IsError() && refunds.empty()) {
        task.Refuse(kNothingToDo, "There is nothing to adjust.");
    }
    if (task.outcome.IsError()) {
        return;
    }
    NoteRepeats(task, refunds);
    if (auto refunded = RefundLine(task.order, refunds); !refunded) {
        task.Refuse(kRefundRefused, refunded.error().field + " " + refunded.error().Text());
    } else if (times > 1) {
        task.harms.emplace_back("quantity_multiplied",
                                task.work.source + ": amounts times " + std::to_string(times));
    }
}

void CancelItem(const ItemWork& task) {
    const auto count = base::ParseInt(task.item.TextOf("QuantityCancelled"));
    const Line* line = task.order.FindLine(task.order_item_id);
    if (!count) {
        return task.Refuse(kCancelRefused, "QuantityCancelled is needed with ActionType Cancel.");
    }
    if (!task.order.IsFulfilledByMerchant() || task.order.IsPending()) {
        return task.Refuse(kCancelRefused, "The order cannot be changed by the seller now.");
    }
    if (*count > line->quantity_unfulfilled) {
        return task.Refuse(kCancelRefused,
                           "QuantityCancelled is larger than the units that are still open.");
    }
    if (task.item.Find("ItemPriceAdjustments") != nullptr) {
        task.outcome.problems.push_back(
            {true, kAmountIgnored, "Amounts were ignored: the cancelled units were not charged."});
    }
    const std::int64_t kept = line->quantity_fulfilled + line->quantity_unfulfilled - *count;
    const auto changed = ChangeQuantity(task.order, task.order_item_id, kept,
                                        task.work.switches.partial_cancel_keeps_ordered, "MERCHANT",
                                        task.item.TextOf("AdjustmentReason"));
    if (!changed) {
        task.Refuse(kCancelRefused, changed.error().Text());
    }
}

}  // namespace

MessageOutcome AdjustPayment(const FeedWork& work, const FeedMessage& message) {
    const XmlElement& payload = message.payload;
    MessageOutcome outcome{message.id, OrderIdOf(work, payload), "", {}};
    const std::optional<OrderNumber> number = work.world.Find(outcome.order_id);
    if (!number) {
        outcome.problems.push_back({false, kUnknownOrder, "There is no such order."});
        return outcome;
    }
    const bool is_cancel = payload.TextOf("ActionType") == "Cancel";
    std::vector<std::pair<std::string, std::string>> harms;
    const auto adjust = [&](Order& order) -> base::Result<bool> {
        for (const XmlElement& item : payload.children) {
            if (item.name != "AdjustedItem") {
                continue;
            }
            const ItemWork task{work, item, order, ItemIdOf(order, item), outcome, harms};
            if (order.FindLine(task.order_item_id) == nullptr) {
                task.Refuse(kUnknownItem, "The order item is not part of the order.");
            } else if (is_cancel) {
                CancelItem(task);
            } else {
                RefundItem(task);
            }
        }
        return !outcome.IsError();
    };
    // What a refund changes, no read of the Orders API shows.
    (void)(is_cancel ? work.world.Change(*number, adjust) : work.world.Note(*number, adjust));
    for (const auto& [kind, detail] : outcome.IsError() ? decltype(harms)() : harms) {
        work.world.AddHarm(outcome.order_id, kind, detail);
    }
    return outcome;
}

}  // namespace orderyard::sandbox
