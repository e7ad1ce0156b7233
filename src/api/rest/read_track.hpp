// A tracking number as Magento clients give it.
#pragma once

#include "api/rest/input.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::api::rest {

// Magento takes any text for a carrier: one that is no code of ours ("Canada Post") becomes a
// custom carrier of that name, as does none at all.
domain::TrackRequest ReadTrack(Input& input);

}  // namespace orderyard::api::rest
