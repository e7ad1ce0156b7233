// POST /V1/orders and PUT /V1/orders/create with an entity_id: what clients change of an order this
// way is its status. The state of an order follows from what was done to it and is never set.
#include "actions/add_comment.hpp"
#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/document_input.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/rendered_orders.hpp"
#include "api/view_trail.hpp"

namespace orderyard::api::rest {
namespace {

using actions::Step;
using domain::Order;

// What can be given and is not simply an echo of the order.
struct OrderUpdate {
    std::int64_t id = 0;
    std::string status, state, ext_order_id, customer_note;
    bool has_billing_name = false;
    bool has_items = false;
};

OrderUpdate Read(Input& entity) {
    OrderUpdate update;
    update.id = entity.Int("entity_id").value_or(0);
    update.status = entity.Text("status").value_or("");
    update.state = entity.Text("state").value_or("");
    update.ext_order_id = entity.Text("ext_order_id").value_or("");
    update.customer_note = entity.Text("customer_note").value_or("");
    if (auto billing = entity.Object("billing_address")) {
        update.has_billing_name = !billing->Text("firstname").value_or("").empty() &&
                                  !billing->Text("lastname").value_or("").empty();
    }
    update.has_items = !entity.Objects("items").empty();
    return update;
}

base::Error WhyNotCreate(const OrderUpdate& update) {
    if (!update.has_billing_name) {
        return Refused("Please provide billing address for the order.");
    }
    if (!update.has_items) {
        return Refused("Please specify order items.");
    }
    return Refused(
        "Orders come in from connected channels; this server takes no new ones by this request. "
        "Give the entity_id of the order to change.");
}

std::optional<base::Error> WhyNotUpdate(const Order& order, const OrderUpdate& update) {
    if (!update.state.empty() && update.state != ToString(order.state)) {
        base::Error error = Refused(
            "The state \"%1\" cannot be set: an order's state follows from its invoices, "
            "shipments and refunds, and is \"%2\" now.");
        error.params = {{"1", update.state}, {"2", std::string(ToString(order.state))}};
        return error;
    }
    const std::string number = order.channel ? order.channel->number : "";
    if (!update.ext_order_id.empty() && update.ext_order_id != number) {
        return Refused("The ext_order_id is the channel's number of the order and cannot be set.");
    }
    if (!update.customer_note.empty()) {
        return Refused("A customer_note cannot be set; write a comment on the order instead.");
    }
    return std::nullopt;
}

Answer Update(const Step& step, const Caller& caller, const OrderUpdate& update) {
    const domain::OrderId id(update.id);
    const auto file = HoldFile(step, id);
    if (!file) {
        return base::Fail(file.error());
    }
    if (auto refusal = WhyNotUpdate(file->order, update)) {
        return base::Fail(std::move(*refusal));
    }
    if (!update.status.empty() && update.status != file->order.status) {
        domain::CommentRequest request;
        request.status = update.status;
        const auto change = actions::AddComment(step, id, request);
        if (!change && ReasonOf(change.error()) == "status_not_of_state") {
            base::Error error =
                Refused("The status \"%1\" does not belong to the order's state \"%2\".");
            error.params = {{"1", update.status}, {"2", std::string(ToString(file->order.state))}};
            return base::Fail(std::move(error));
        }
        if (!change) {
            return base::Fail(Refused(change.error().Text()));
        }
    }
    const AnswerView view(caller);
    auto json = OrderJson(step.tx, id, nullptr);  // not committed yet
    return json ? Answer(std::move(*json)) : base::Fail(MagentoNoSuchEntity());
}

}  // namespace

Answer SaveOrder(const Call& call) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    OrderUpdate update;
    if (auto entity = input->NeededObject("entity", "entity")) {
        update = Read(*entity);
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (update.id == 0) {
        return base::Fail(WhyNotCreate(update));
    }
    return Change(call, [&](const Step& step) {
        call.Note({"order " + std::to_string(update.id), "", ""});  // if nothing differs
        return Update(step, call.caller, update);
    });
}

}  // namespace orderyard::api::rest
