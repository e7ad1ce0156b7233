// The rules are in domain/shipment/decide_shipment.hpp.
#include "actions/ship_order.hpp"

namespace orderyard::actions {

Processed ShipOrder(const Step& step, domain::OrderId order, const domain::ShipRequest& request) {
    auto change =
        Process(step, order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
            return domain::DecideShip(file, request, scene);
        });
    if (change) {
        KeepComment(step, ports::DocumentKind::kShipment, change->file.shipments.back().id.value,
                    {request.comment, request.notify && request.append_comment,
                     request.is_comment_visible});
    }
    return change;
}

}  // namespace orderyard::actions
