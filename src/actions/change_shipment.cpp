// The rules are in domain/shipment/decide_shipment.hpp.
#include "actions/change_shipment.hpp"

namespace orderyard::actions {

Processed AddTrack(const Step& step, const domain::AddTrackRequest& request) {
    const auto order = OrderOf(step.tx, request.shipment_id);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideAddTrack(file, request, scene);
    });
}

Processed EditTrack(const Step& step, domain::ShipmentId shipment, domain::TrackId track,
                    const domain::TrackRequest& request) {
    const auto order = OrderOf(step.tx, shipment);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideEditTrack(file, track, request, scene);
    });
}

Processed RemoveTrack(const Step& step, domain::ShipmentId shipment, domain::TrackId track) {
    const auto order = OrderOf(step.tx, shipment);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideRemoveTrack(file, track, scene);
    });
}

Processed SendUntracked(const Step& step, domain::ShipmentId shipment, domain::PackageId package) {
    const auto order = OrderOf(step.tx, shipment);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideUntracked(file, shipment, package, scene);
    });
}

Processed VoidShipment(const Step& step, domain::ShipmentId shipment, const std::string& why) {
    const auto order = OrderOf(step.tx, shipment);
    if (!order) {
        return base::Fail(order.error());
    }
    return Process(step, *order, [&](const domain::OrderFile& file, const domain::Scene& scene) {
        return domain::DecideVoidShipment(file, shipment, why, scene);
    });
}

}  // namespace orderyard::actions
