// Checks and cleans a tracking number that a person or a program gives.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/shipment/decide_shipment.hpp"

namespace orderyard::domain {

// The number without blanks; the title is the carrier's name where none is given. Refusals name
// "<field>.carrier_code", "<field>.number", "<field>.title" or "<field>.service", in this order. A
// channel has to be told the name of a carrier of code "custom".
base::Result<Track> ReadTrack(const TrackRequest& request, const std::string& field,
                              bool is_of_channel, base::Instant now);
// "ups 1Z999", for histories.
std::string TrackText(const Track& track);

}  // namespace orderyard::domain
