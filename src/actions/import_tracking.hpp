// Takes in a file of tracking numbers: all of it or nothing, and a repeat changes nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/order/actor.hpp"
#include "domain/shipment/decide_shipment.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct TrackingLine {
    std::size_t line = 0;         // of the file, from 1
    std::string order_number;     // ours or the channel's
    std::string shipment_number;  // either is enough
    std::string carrier;          // a code or a title of the shop's carriers, or any other name
    std::string number;
};

// CSV with a header line; columns in any order, others are passed over: order_number or
// shipment_number, carrier, tracking_number, also as exports name them. kInvalidInput names what is
// missing, kTooLarge beyond limits::kTrackingLinesMax. What is wrong with single lines is told by
// TakeTracking.
base::Result<std::vector<TrackingLine>> ReadTrackingFile(std::string_view csv);

enum class TrackingEffect { kShipped, kTrackAdded, kUnchanged, kRefused };
std::string_view ToString(TrackingEffect effect);  // "shipped", "track_added" ...

struct TrackingOutcome {
    std::size_t line = 0;
    TrackingEffect effect = TrackingEffect::kRefused;
    domain::OrderId order_id;  // if it was found
    std::string order_number;
    base::Error error;  // of a refusal
};

struct TrackingReport {
    std::vector<TrackingOutcome> outcomes;  // one a line

    int Count(TrackingEffect effect) const;
};

// In the caller's transaction, which must be undone if any line was refused. A line with a
// shipment's number adds the number to its package without one; a line with an order's number ships
// what is left of the order, or does the same if nothing is left. A number that is there already
// changes nothing.
TrackingReport TakeTracking(ports::Transaction& tx, const domain::Actor& actor, base::Instant now,
                            const std::vector<TrackingLine>& lines);

// The same, and everything is undone again: what the file would do.
TrackingReport TryTracking(ports::Database& database, const domain::Actor& actor, base::Instant now,
                           const std::vector<TrackingLine>& lines);

}  // namespace orderyard::actions
