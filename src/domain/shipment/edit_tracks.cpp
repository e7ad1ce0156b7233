// Tracks are the one part of a shipment that may change. The channel knows the first of a package,
// so only a change of that one is told.
#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "domain/order/asked_pieces.hpp"
#include "domain/order/order_rules.hpp"
#include "domain/shipment/decide_shipment.hpp"
#include "domain/shipment/read_track.hpp"
#include "domain/shipment/tell_channel.hpp"

namespace orderyard::domain {
namespace {

constexpr const char* kField = "track";

// Where a track is.
struct Place {
    Shipment* shipment = nullptr;
    Package* package = nullptr;
    std::size_t index = 0;
};

Place FindTrack(OrderFile& file, TrackId id) {
    for (auto& shipment : file.shipments) {
        for (auto& package : shipment.packages) {
            for (std::size_t i = 0; i < package.tracks.size(); ++i) {
                if (id.IsSet() && package.tracks[i].id == id) {
                    return {&shipment, &package, i};
                }
            }
        }
    }
    return {};
}

// The place of a track that may be changed.
base::Result<Place> TrackToChange(const OrderFile& before, OrderFile& file, TrackId id) {
    const Place place = FindTrack(file, id);
    if (place.shipment == nullptr) {
        return base::Fail(base::NotFound("The order has no such tracking number."));
    }
    if (const auto refusal = WhyNotEditTracks(before, *place.shipment)) {
        return base::Fail(ToError(*refusal));
    }
    return place;
}

// The shipment, if its tracks may be changed.
base::Result<Shipment*> ShipmentToChange(const OrderFile& before, OrderFile& file, ShipmentId id) {
    for (auto& shipment : file.shipments) {
        if (id.IsSet() && shipment.id == id) {
            if (const auto refusal = WhyNotEditTracks(before, shipment)) {
                return base::Fail(ToError(*refusal));
            }
            return &shipment;
        }
    }
    return base::Fail(base::NotFound("The order has no such shipment."));
}

base::Result<Package*> PackageFor(Shipment& shipment, PackageId id) {
    if (id.IsSet()) {
        for (auto& package : shipment.packages) {
            if (package.id == id) {
                return &package;
            }
        }
        return base::Fail(
            BadInput("package_id", "unknown_package", "The shipment has no package with this id."));
    }
    if (shipment.packages.size() == 1) {
        return &shipment.packages.front();
    }
    for (auto& package : shipment.packages) {
        if (package.tracks.empty()) {
            return &package;
        }
    }
    return base::Fail(BadInput("package_id", "package_required",
                               "Every package has a tracking number; say which one gets this."));
}

void Close(OrderChange& change, const Place& place, const Scene& scene, HistoryEntry entry) {
    place.shipment->updated_at = scene.now;
    change.changed_shipments.push_back(place.shipment->id);
    if (place.index == 0) {
        RetellPackage(change, *place.shipment, *place.package, scene.now);
    }
    change.history.push_back(std::move(entry));
    Finish(change, scene);
}

}  // namespace

base::Result<OrderChange> DecideAddTrack(const OrderFile& file, const AddTrackRequest& request,
                                         const Scene& scene) {
    OrderChange change;
    change.file = file;
    const auto shipment = ShipmentToChange(file, change.file, request.shipment_id);
    if (!shipment) {
        return base::Fail(shipment.error());
    }
    const auto package = PackageFor(**shipment, request.package_id);
    if (!package) {
        return base::Fail(package.error());
    }
    auto& tracks = (*package)->tracks;
    if (tracks.size() >= base::limits::kTracksPerPackageMax) {
        return base::Fail(
            BadInput(kField, "too_many", "The package has as many tracks as it can have."));
    }
    auto track = ReadTrack(request.track, kField, file.order.channel.has_value(), scene.now);
    if (!track) {
        return base::Fail(track.error());
    }
    const auto is_same = [&](const Track& each) {
        return each.carrier_code == track->carrier_code && each.number == track->number;
    };
    if (std::any_of(tracks.begin(), tracks.end(), is_same)) {
        return base::Fail(BadInput("track.number", "already_there",
                                   "The package has this tracking number already."));
    }
    tracks.push_back(std::move(*track));
    (*package)->is_untracked = false;
    const Place place{*shipment, *package, tracks.size() - 1};
    Close(change, place, scene, Note(scene, "track_added", {}, {}, TrackText(tracks.back())));
    return change;
}

base::Result<OrderChange> DecideEditTrack(const OrderFile& file, TrackId track_id,
                                          const TrackRequest& request, const Scene& scene) {
    OrderChange change;
    change.file = file;
    const auto place = TrackToChange(file, change.file, track_id);
    if (!place) {
        return base::Fail(place.error());
    }
    auto wanted = ReadTrack(request, kField, file.order.channel.has_value(), scene.now);
    if (!wanted) {
        return base::Fail(wanted.error());
    }
    Track& track = place->package->tracks[place->index];
    const Track before = track;
    track = std::move(*wanted);
    track.id = before.id;
    track.created_at = before.created_at;
    if (track == before) {
        return base::Fail(
            BadInput("track.number", "unchanged", "The tracking number is the same as before."));
    }
    Close(change, *place, scene,
          Note(scene, "track_changed", {}, TrackText(before), TrackText(track)));
    return change;
}

base::Result<OrderChange> DecideRemoveTrack(const OrderFile& file, TrackId track_id,
                                            const Scene& scene) {
    OrderChange change;
    change.file = file;
    const auto place = TrackToChange(file, change.file, track_id);
    if (!place) {
        return base::Fail(place.error());
    }
    auto& tracks = place->package->tracks;
    const std::string before = TrackText(tracks[place->index]);
    tracks.erase(tracks.begin() + static_cast<std::ptrdiff_t>(place->index));
    Close(change, *place, scene, Note(scene, "track_removed", {}, before, {}));
    return change;
}

base::Result<OrderChange> DecideUntracked(const OrderFile& file, ShipmentId shipment_id,
                                          PackageId package_id, const Scene& scene) {
    OrderChange change;
    change.file = file;
    const auto shipment = ShipmentToChange(file, change.file, shipment_id);
    if (!shipment) {
        return base::Fail(shipment.error());
    }
    const auto package = PackageFor(**shipment, package_id);
    if (!package) {
        return base::Fail(package.error());
    }
    if (!(*package)->tracks.empty()) {
        return base::Fail(BadInput("package_id", "has_track",
                                   "The package has a tracking number; remove it first."));
    }
    if ((*package)->is_untracked) {
        return base::Fail(BadInput("package_id", "already_untracked",
                                   "The package goes without a tracking number already."));
    }
    (*package)->is_untracked = true;
    Close(change, {*shipment, *package, 0}, scene, Note(scene, "untracked"));
    return change;
}

}  // namespace orderyard::domain
