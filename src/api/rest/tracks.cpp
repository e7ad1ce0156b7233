// POST /V1/shipment/track and DELETE /V1/shipment/track/:id. Magento tells no reason for a refusal;
// those of our rules stand below its sentence.
#include <algorithm>

#include "actions/change_shipment.hpp"
#include "api/errors.hpp"
#include "api/rest/change.hpp"
#include "api/rest/document_shape.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/read_track.hpp"
#include "ports/document_store.hpp"

namespace orderyard::api::rest {
namespace {

using actions::Step;

constexpr const char* kNotSaved = "Could not save the shipment tracking.";
constexpr const char* kNotDeleted = "Could not delete the shipment tracking.";

struct NewTrack {
    domain::AddTrackRequest request;
    domain::OrderId order;
    bool is_complete = false;
};

NewTrack Read(Input& entity) {
    NewTrack track;
    track.order = domain::OrderId(entity.Int("order_id").value_or(0));
    track.request.shipment_id = domain::ShipmentId(entity.Int("parent_id").value_or(0));
    track.request.track = ReadTrack(entity);
    track.is_complete = track.order.IsSet() && track.request.shipment_id.IsSet() &&
                        !track.request.track.number.empty() && entity.Has("carrier_code");
    return track;
}

// The one with the highest id is the one just made.
const domain::Track* Newest(const domain::Shipment& shipment) {
    const domain::Track* newest = nullptr;
    for (const domain::Package& package : shipment.packages) {
        for (const domain::Track& track : package.tracks) {
            if (newest == nullptr || newest->id.value < track.id.value) {
                newest = &track;
            }
        }
    }
    return newest;
}

Answer Add(const Step& step, const NewTrack& track) {
    const auto order = actions::OrderOf(step.tx, track.request.shipment_id);
    if (!track.is_complete || !order || *order != track.order) {
        return base::Fail(Refused(kNotSaved));
    }
    const auto change = actions::AddTrack(step, track.request);
    if (!change) {
        return base::Fail(Refused(kNotSaved + ("\n" + change.error().Text())));
    }
    const auto& shipments = change->file.shipments;
    const auto shipment = std::find_if(
        shipments.begin(), shipments.end(),
        [&](const domain::Shipment& each) { return each.id == track.request.shipment_id; });
    const domain::Track* added = shipment == shipments.end() ? nullptr : Newest(*shipment);
    if (added == nullptr) {
        return base::Fail(Refused(kNotSaved));
    }
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteTrack(json, *shipment, *added);
    return json.Take();
}

}  // namespace

Answer AddTrack(const Call& call) {
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    NewTrack track;
    if (auto entity = input->NeededObject("entity", "entity")) {
        track = Read(*entity);
    }
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    return Change(call, [&](const Step& step) { return Add(step, track); });
}

Answer RemoveTrack(const Call& call) {
    const auto id = call.PathId();
    if (!id) {
        return base::Fail(id.error());
    }
    return Change(call, [&](const Step& step) -> Answer {
        const domain::TrackId track(*id);
        const auto shipment = step.tx.documents().FindShipmentOfTrack(track);
        if (!shipment) {
            return base::Fail(MagentoNoSuchEntity());
        }
        const auto change = actions::RemoveTrack(step, *shipment, track);
        return change ? Answer(TrueJson())
                      : base::Fail(Refused(kNotDeleted + ("\n" + change.error().Text())));
    });
}

}  // namespace orderyard::api::rest
