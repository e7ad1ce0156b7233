// New shipments, and what can be done to one afterwards. Pure.
#pragma once

#include "domain/order/process_order.hpp"

namespace orderyard::domain {

struct TrackRequest {
    std::string carrier_code;  // required
    std::string title;         // empty: the carrier's name
    std::string number;        // required; blanks inside are taken out
    std::string service;
};
struct PackageRequest {
    // Empty (only as the single package): everything left. A line listed twice is summed.
    std::vector<LinePieces> lines;
    std::vector<TrackRequest> tracks;
    bool is_untracked = false;
};
struct ShipRequest {
    std::vector<PackageRequest> packages;     // empty: one package with everything left
    std::optional<base::Instant> shipped_at;  // not in the future; default now
    bool invoice_too = false;  // pieces not yet invoiced get a paid invoice in the same step
    std::string comment;
    bool append_comment = false;
    bool notify = false;
    bool is_comment_visible = false;
};
// A package of a channel order gets a kConfirmShipment follow-up: kQueued when it has a track or is
// untracked, else kWaiting. What is reserved leaves the shelf; backordered pieces move nothing. For
// channel orders shipped pieces are invoiced and paid in the same step (the channel collects on
// shipping); pieces of earlier shipments that are not billed yet are billed with them. Refusals:
// WhyNot, comment, ship date, then package by package its lines and its tracks.
base::Result<OrderChange> DecideShip(const OrderFile& file, const ShipRequest& request,
                                     const Scene& scene);

// Adds a track to a package (default: the only one, else the first without a track).
struct AddTrackRequest {
    ShipmentId shipment_id;
    PackageId package_id;  // unset: the default
    TrackRequest track;
};
base::Result<OrderChange> DecideAddTrack(const OrderFile& file, const AddTrackRequest& request,
                                         const Scene& scene);
// Changes a track; before and after go to the history. The channel is told as an edit of the same
// package when it had been told before (new follow-up), else the waiting one changes.
base::Result<OrderChange> DecideEditTrack(const OrderFile& file, TrackId track,
                                          const TrackRequest& request, const Scene& scene);
base::Result<OrderChange> DecideRemoveTrack(const OrderFile& file, TrackId track,
                                            const Scene& scene);
// There will be no number for a package after all (default: the only one, else the first without
// one): what waited for it goes, and a channel that had been told a number which is gone by now is
// told so. A track added later undoes it.
base::Result<OrderChange> DecideUntracked(const OrderFile& file, ShipmentId shipment,
                                          PackageId package, const Scene& scene);
// Takes a shipment back that the channel does not know of: pieces and stock return, held for the
// order as before; follow-ups are withdrawn. An invoice made with it stays: the pieces are billed
// ahead of their next shipment.
base::Result<OrderChange> DecideVoidShipment(const OrderFile& file, ShipmentId shipment,
                                             const std::string& why, const Scene& scene);

}  // namespace orderyard::domain
