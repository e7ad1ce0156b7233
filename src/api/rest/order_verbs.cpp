// POST /V1/orders/:id/cancel, hold, unhold, comments and emails; GET .../statuses.
#include "actions/add_comment.hpp"
#include "actions/cancel_order.hpp"
#include "actions/hold_order.hpp"
#include "actions/send_mail.hpp"
#include "actions/unhold_order.hpp"
#include "api/errors.hpp"
#include "api/json_writer.hpp"
#include "api/rest/change.hpp"
#include "api/rest/document_input.hpp"
#include "api/rest/endpoints.hpp"
#include "ports/order_store.hpp"

namespace orderyard::api::rest {
namespace {

using actions::Step;
using domain::OrderFile;
using domain::OrderId;

// Magento looks at no body here, but a broken one is refused all the same.
Answer OnOrder(const Call& call, const std::function<Answer(const Step&, const OrderFile&)>& work) {
    const auto id = call.PathId();
    const auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    if (!id) {
        return base::Fail(id.error());
    }
    return Change(call, [&](const Step& step) -> Answer {
        const auto file = HoldFile(step, OrderId(*id));
        return file ? work(step, *file) : base::Fail(file.error());
    });
}

base::Error StatusNotInHistory(const std::string& status) {
    base::Error error = Refused(
        "Unable to add comment: The status \"%1\" is not part of the order status history.");
    error.params = {{"1", status}};
    return error;
}

Answer Comment(const Step& step, const OrderFile& file, const domain::CommentRequest& request) {
    const auto change = actions::AddComment(step, file.order.id, request);
    if (change) {
        return TrueJson();
    }
    const std::string_view reason = ReasonOf(change.error());
    if (reason == "status_not_of_state") {
        return base::Fail(StatusNotInHistory(request.status));
    }
    // Neither a text nor another status: nothing to be kept.
    return reason == "empty" ? Answer(TrueJson()) : base::Fail(Refused(change.error().Text()));
}

}  // namespace

Answer CancelOrder(const Call& call) {
    return OnOrder(call, [](const Step& step, const OrderFile& file) -> Answer {
        if (domain::WhyNot(domain::OrderVerb::kCancel, file)) {
            return std::string("false");
        }
        domain::CancelRequest request;
        if (file.order.channel) {
            // Magento's clients give no reason, and the channel wants one.
            const bool is_asked = file.order.HasException("cancel_requested");
            request.reason = ToString(is_asked ? domain::CancelReason::kBuyerCanceled
                                               : domain::CancelReason::kGeneralAdjustment);
        }
        const auto change = actions::CancelOrder(step, file.order.id, request);
        return change ? Answer(TrueJson()) : base::Fail(Refused(change.error().Text()));
    });
}

Answer HoldOrder(const Call& call) {
    return OnOrder(call, [](const Step& step, const OrderFile& file) -> Answer {
        if (domain::WhyNot(domain::OrderVerb::kHold, file)) {
            return base::Fail(Refused("A hold action is not available."));
        }
        const auto change = actions::HoldOrder(step, file.order.id, {});
        return change ? Answer(TrueJson()) : base::Fail(Refused(change.error().Text()));
    });
}

Answer UnholdOrder(const Call& call) {
    return OnOrder(call, [](const Step& step, const OrderFile& file) -> Answer {
        if (domain::WhyNot(domain::OrderVerb::kUnhold, file)) {
            return base::Fail(Refused("You cannot remove the hold."));
        }
        const auto change = actions::UnholdOrder(step, file.order.id);
        return change ? Answer(TrueJson()) : base::Fail(Refused(change.error().Text()));
    });
}

Answer MailOrder(const Call& call) {
    return OnOrder(call, [](const Step& step, const OrderFile& file) -> Answer {
        const auto sent = actions::SendMail(step, file.order.id, domain::MailKind::kOrder);
        return sent ? Answer(*sent ? "true" : "false") : base::Fail(MagentoNoSuchEntity());
    });
}

Answer CommentOrder(const Call& call) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    domain::CommentRequest request;
    if (auto given = input->NeededObject("status_history", "statusHistory")) {
        request.text = given->Text("comment").value_or("");
        request.status = given->Text("status").value_or("");
        request.notify = given->IntFlag("is_customer_notified");
        request.is_visible_on_front = given->IntFlag("is_visible_on_front");
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    return OnOrder(call, [&](const Step& step, const OrderFile& file) {
        return Comment(step, file, request);
    });
}

Answer ShowOrderStatus(const Call& call) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    std::optional<domain::Order> order;
    call.context.database.Read(
        [&](ports::Transaction& tx) { order = tx.orders().Load(OrderId(*id)); });
    if (!order) {
        return base::Fail(MagentoNoSuchEntity());
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    json.String(order->status);
    return json.Take();
}

}  // namespace orderyard::api::rest
