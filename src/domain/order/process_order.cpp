// Hold, unhold and comment. A hold remembers what was before; everything else about the state is
// derived (derive_state.hpp), so that unholding after a change never brings back what is no longer
// true.
#include "domain/order/process_order.hpp"

#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/order/asked_pieces.hpp"

namespace orderyard::domain {
namespace {

constexpr const char* kCancelRequested = "cancel_requested";

base::Result<> CheckHold(const HoldRequest& request, base::Instant now) {
    if (request.reason.size() > base::limits::kShortTextBytesMax) {
        return base::Fail(BadInput("reason", "too_long",
                                   "The reason is too long; put the details into a comment."));
    }
    if (!base::IsValidUtf8(request.reason)) {
        return base::Fail(BadInput("reason", "not_text", "A reason is text in UTF-8."));
    }
    if (request.until && *request.until <= now) {
        return base::Fail(
            BadInput("until", "in_the_past", "An order is held until a moment to come."));
    }
    return {};
}

}  // namespace

base::Result<OrderChange> DecideHold(const OrderFile& file, const HoldRequest& request,
                                     const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kHold, file)) {
        return base::Fail(ToError(*refusal));
    }
    if (const auto checked = CheckHold(request, scene.now); !checked) {
        return base::Fail(checked.error());
    }
    OrderChange change;
    change.file = file;
    Order& order = change.file.order;
    if (!order.hold) {
        order.hold = OrderHold{order.state, order.status, {}, {}};
    }
    order.hold->reason = request.reason;
    order.hold->until = request.until;
    change.history.push_back(Note(scene, "held", request.reason, {},
                                  request.until ? request.until->ToIso() : std::string()));
    Finish(change, scene);
    return change;
}

base::Result<OrderChange> DecideUnhold(const OrderFile& file, const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kUnhold, file)) {
        return base::Fail(ToError(*refusal));
    }
    OrderChange change;
    change.file = file;
    Order& order = change.file.order;
    const OrderHold hold = order.hold.value_or(OrderHold{});
    order.hold.reset();
    const bool was_requested = std::erase_if(order.exceptions, [](const OrderException& each) {
                                   return each.code == kCancelRequested;
                               }) > 0;
    const std::string held_status = order.status;
    order.state = hold.state_before;
    order.status = hold.status_before;
    RefreshState(order, scene.statuses);
    change.history.push_back(
        Note(scene, "unheld", was_requested ? "The buyer's wish to cancel is not followed." : ""));
    change.history.push_back(Note(scene, "status_changed", {}, held_status, order.status));
    Finish(change, scene);
    return change;
}

base::Result<OrderChange> DecideComment(const OrderFile& file, const CommentRequest& request,
                                        const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kComment, file)) {
        return base::Fail(ToError(*refusal));
    }
    if (const auto checked = CheckComment(request.text); !checked) {
        return base::Fail(checked.error());
    }
    const Order& before = file.order;
    const bool is_status_changed = !request.status.empty() && request.status != before.status;
    if (base::Trim(request.text).empty() && !is_status_changed) {
        return base::Fail(
            BadInput("comment", "empty", "A comment has a text or changes the status; write one."));
    }
    if (is_status_changed && !scene.statuses.Allows(before.state, request.status)) {
        return base::Fail(BadInput("status", "status_not_of_state",
                                   "The status does not belong to the order's state " +
                                       std::string(ToString(before.state)) +
                                       "; choose one of that state."));
    }
    OrderChange change;
    change.file = file;
    HistoryEntry entry = Note(scene, "comment", request.text);
    if (is_status_changed) {
        change.file.order.status = request.status;
        entry.before = before.status;
        entry.after = request.status;
    }
    entry.is_customer_notified = request.notify;
    entry.is_visible_on_front = request.is_visible_on_front;
    change.history.push_back(std::move(entry));
    if (request.notify) {
        change.mails.push_back(MailKind::kOrderComment);
    }
    Finish(change, scene);
    return change;
}

}  // namespace orderyard::domain
