// POST_ORDER_ACKNOWLEDGEMENT_DATA: Success stores the seller's numbers, Failure cancels the whole
// order. Failure after a unit has shipped refunds everything, as Amazon does.
#include <algorithm>

#include "sandbox/wire/feed_effects.hpp"
#include "sandbox/world/life.hpp"
#include "sandbox/world/refunds.hpp"

namespace orderyard::sandbox {
namespace {

constexpr int kUnknownOrder = 18001;
constexpr int kWrongState = 18002;
constexpr int kUnknownItem = 18003;
constexpr int kItemsIncomplete = 18004;
constexpr int kReasonMissing = 18005;
constexpr int kReasonIgnored = 18006;

std::vector<const XmlElement*> ItemsOf(const XmlElement& payload) {
    std::vector<const XmlElement*> items;
    for (const XmlElement& child : payload.children) {
        if (child.name == "Item") {
            items.push_back(&child);
        }
    }
    return items;
}

// Every line must be named, once, with a reason.
void CheckItems(Order& order, const std::vector<const XmlElement*>& items, bool needs_all,
                MessageOutcome& outcome) {
    std::vector<std::string> named;
    for (const XmlElement* item : items) {
        const std::string id = item->TextOf("AmazonOrderItemCode");
        if (order.FindLine(id) == nullptr ||
            std::find(named.begin(), named.end(), id) != named.end()) {
            outcome.order_item_id = id;
            outcome.problems.push_back(
                {false, kUnknownItem, "The order item is not part of the order or named twice."});
        }
        if (needs_all && item->Find("CancelReason") == nullptr) {
            outcome.order_item_id = id;
            outcome.problems.push_back(
                {false, kReasonMissing, "CancelReason is needed for every item."});
        }
        if (!needs_all && item->Find("CancelReason") != nullptr) {
            outcome.problems.push_back(
                {true, kReasonIgnored, "CancelReason was ignored: the order is acknowledged."});
        }
        named.push_back(id);
    }
    if (needs_all && named.size() < order.lines.size() && outcome.problems.empty()) {
        outcome.problems.push_back(
            {false, kItemsIncomplete, "All items of the order must be listed."});
    }
}

void TakeNumbers(const XmlElement& payload, const std::vector<const XmlElement*>& items,
                 Order& order) {
    order.is_acknowledged = true;
    if (const std::string number = payload.TextOf("MerchantOrderID"); !number.empty()) {
        order.merchant_order_id = number;
    }
    for (const XmlElement* item : items) {
        if (const std::string id = item->TextOf("MerchantOrderItemID"); !id.empty()) {
            order.FindLine(item->TextOf("AmazonOrderItemCode"))->merchant_item_id = id;
        }
    }
}

void Refuse(MessageOutcome& outcome, const std::string& what) {
    outcome.problems.push_back({false, kWrongState, what});
}

void CancelWhole(const FeedWork& work, OrderNumber number,
                 const std::vector<const XmlElement*>& items, MessageOutcome& outcome) {
    bool has_shipped = false;
    bool has_refunded = false;
    const auto changed = work.world.Change(number, [&](Order& order) -> base::Result<bool> {
        CheckItems(order, items, true, outcome);
        if (!outcome.IsError() && !order.IsFulfilledByMerchant()) {
            Refuse(outcome, "The order is fulfilled by Amazon.");
        } else if (!outcome.IsError() && (order.IsPending() || order.status == kCancelled)) {
            Refuse(outcome, "The order is " + order.status + ".");
        }
        if (outcome.IsError()) {
            return false;
        }
        has_shipped = std::any_of(order.lines.begin(), order.lines.end(),
                                  [](const Line& line) { return line.quantity_fulfilled > 0; });
        if (has_shipped) {
            CancelRest(order, "MERCHANT", items.front()->TextOf("CancelReason"));
            has_refunded = RefundWholeOrder(order, work.world.now(), work.source);
            return true;
        }
        const auto cancelled = Cancel(order, "MERCHANT", "");
        for (const XmlElement* item : items) {
            order.FindLine(item->TextOf("AmazonOrderItemCode"))->cancel_reason =
                item->TextOf("CancelReason");
        }
        return cancelled ? base::Result<bool>(true) : base::Fail(cancelled.error());
    });
    if (!changed) {
        Refuse(outcome, changed.error().Text());
    } else if (has_shipped) {
        work.world.AddHarm(outcome.order_id, "refunded_whole_order",
                           work.source + (has_refunded ? ": units had shipped already"
                                                       : ": units had shipped and were refunded"));
    }
}

}  // namespace

bool MessageOutcome::IsError() const {
    return std::any_of(problems.begin(), problems.end(),
                       [](const MessageProblem& problem) { return !problem.is_warning; });
}

MessageOutcome AcknowledgeOrder(const FeedWork& work, const FeedMessage& message) {
    const XmlElement& payload = message.payload;
    MessageOutcome outcome{message.id, payload.TextOf("AmazonOrderID"), "", {}};
    const std::optional<OrderNumber> number = work.world.Find(outcome.order_id);
    if (!number) {
        outcome.problems.push_back({false, kUnknownOrder, "There is no such order."});
        return outcome;
    }
    const std::vector<const XmlElement*> items = ItemsOf(payload);
    if (payload.TextOf("StatusCode") == "Failure") {
        if (items.empty()) {
            outcome.problems.push_back(
                {false, kItemsIncomplete, "All items of the order must be listed."});
            return outcome;
        }
        CancelWhole(work, *number, items, outcome);
        return outcome;
    }
    (void)work.world.Note(*number, [&](Order& order) -> base::Result<bool> {
        CheckItems(order, items, false, outcome);
        if (!outcome.IsError()) {
            TakeNumbers(payload, items, order);
        }
        return !outcome.IsError();
    });
    if (const std::string own = payload.TextOf("MerchantOrderID");
        !outcome.IsError() && !own.empty()) {
        work.merchant_orders[own] = *number;
    }
    return outcome;
}

std::string OrderIdOf(const FeedWork& work, const XmlElement& payload) {
    if (const std::string own = payload.TextOf("MerchantOrderID");
        !own.empty() && payload.name == "OrderAdjustment") {
        const auto found = work.merchant_orders.find(own);
        return found == work.merchant_orders.end() ? ""
                                                   : work.world.Current(found->second).order_id;
    }
    return payload.TextOf("AmazonOrderID");
}

}  // namespace orderyard::sandbox
