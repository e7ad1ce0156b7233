// POST /V1/order/:orderId/ship: one package. Quantities above what is open are cut down to it, and
// items the order does not have are passed over: clients repeat whole orders and rely on it.
#include "actions/ship_order.hpp"

#include <algorithm>

#include "api/rest/change.hpp"
#include "api/rest/document_input.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/make_document.hpp"
#include "api/rest/read_track.hpp"

namespace orderyard::api::rest {
namespace {

constexpr const char* kDocument = "Shipment";
constexpr const char* kOnlySource = "default";

const OrderLines& Words() {
    static const OrderLines words{
        "A shipment",
        "a shipment",
        "cannot",
        {"canceled", "on_hold", "payment_review"},
        {"nothing_to_ship", "complete", "closed"},
    };
    return words;
}

std::vector<domain::LinePieces> OpenLines(const domain::Order& order, const DocumentInput& given) {
    std::vector<domain::LinePieces> lines;
    for (const domain::OrderItem& item : order.items) {
        std::int64_t wanted = given.has_items ? 0 : item.ToShip();
        for (const domain::LinePieces& asked : given.items) {
            if (asked.order_item_id == item.id) {
                wanted = std::min(asked.quantity, item.ToShip());
            }
        }
        if (wanted > 0) {
            lines.push_back({item.id, wanted});
        }
    }
    return lines;
}

}  // namespace

ShipInput ReadShipInput(Input& input) {
    ShipInput given;
    given.document = ReadDocumentInput(input);
    for (Input& track : input.Objects("tracks")) {
        given.tracks.push_back(ReadTrack(track));
    }
    if (const auto arguments = input.Object("arguments")) {
        if (auto extension = arguments->Object("extension_attributes")) {
            given.source_code = extension->Text("source_code").value_or("");
        }
    }
    return given;
}

base::Result<domain::ShipmentId> MakeShipment(const actions::Step& step, domain::OrderId id,
                                              const ShipInput& given) {
    const auto file = HoldFile(step, id);
    if (!file) {
        return base::Fail(file.error());
    }
    domain::PackageRequest package;
    package.lines = OpenLines(file->order, given.document);
    package.tracks = given.tracks;
    std::vector<std::string> refusals = WhyNotLines(Words(), domain::OrderVerb::kShip, *file);
    if (package.lines.empty()) {
        refusals.emplace_back("You can't create a shipment without products.");
    }
    for (const domain::TrackRequest& track : given.tracks) {
        if (track.number.empty()) {
            refusals.emplace_back("Please enter a tracking number.");
        }
    }
    if (!refusals.empty()) {
        return base::Fail(ValidationError(kDocument, refusals));
    }
    if (!given.source_code.empty() && given.source_code != kOnlySource) {
        return base::Fail(Refused("Could not save a shipment, see error log for details"));
    }
    domain::ShipRequest request;
    request.packages.push_back(std::move(package));
    CopyRemark(given.document, request);
    const auto change = actions::ShipOrder(step, id, request);
    if (!change) {
        return base::Fail(ValidationError(kDocument, {change.error().Text()}));
    }
    return change->file.shipments.back().id;
}

Answer ShipOrder(const Call& call) {
    const auto id = call.PathId();
    auto input = Input::Of(call.request);
    if (!input) {
        return base::Fail(input.error());
    }
    const ShipInput given = ReadShipInput(*input);
    if (const auto fine = input->End(); !fine) {
        return base::Fail(fine.error());
    }
    if (!id) {
        return base::Fail(id.error());
    }
    return Change(call, [&](const actions::Step& step) -> Answer {
        const auto shipment = MakeShipment(step, domain::OrderId(*id), given);
        return shipment ? Answer(IdJson(shipment->value)) : base::Fail(shipment.error());
    });
}

}  // namespace orderyard::api::rest
