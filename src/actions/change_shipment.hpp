// What can be done to a shipment afterwards: its tracks, and taking it back before a channel knows.
#pragma once

#include <string>

#include "actions/order_step.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::actions {

Processed AddTrack(const Step& step, const domain::AddTrackRequest& request);
Processed EditTrack(const Step& step, domain::ShipmentId shipment, domain::TrackId track,
                    const domain::TrackRequest& request);
Processed RemoveTrack(const Step& step, domain::ShipmentId shipment, domain::TrackId track);
Processed SendUntracked(const Step& step, domain::ShipmentId shipment, domain::PackageId package);
Processed VoidShipment(const Step& step, domain::ShipmentId shipment, const std::string& why);

}  // namespace orderyard::actions
