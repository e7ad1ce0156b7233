// Every line goes through the same actions as a person's click; this file only finds what it means.
#include "actions/import_tracking.hpp"

#include <algorithm>
#include <array>

#include "actions/change_shipment.hpp"
#include "actions/find_order.hpp"
#include "actions/order_step.hpp"
#include "actions/ship_order.hpp"
#include "base/csv.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/document_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using base::limits::kTrackingLinesMax;
using domain::OrderFile;
using domain::Shipment;

// Of a header, folded; the second and third are those of our exports.
struct ColumnNames {
    std::string TrackingLine::*member;
    std::array<std::string_view, 3> names;
};
constexpr ColumnNames kColumns[] = {
    {&TrackingLine::order_number, {"order_number", "order number", "주문 번호"}},
    {&TrackingLine::shipment_number, {"shipment_number", "shipment number", "배송 번호"}},
    {&TrackingLine::carrier, {"carrier", "carrier code", "택배사"}},
    {&TrackingLine::number, {"tracking_number", "tracking number", "운송장 번호"}},
};

using Places = std::vector<std::string TrackingLine::*>;

Places PlacesOf(const std::vector<std::string>& heads) {
    Places places;
    for (const std::string& head : heads) {
        const std::string folded = base::FoldForSearch(head);
        std::string TrackingLine::*member = nullptr;
        for (const ColumnNames& column : kColumns) {
            if (std::find(column.names.begin(), column.names.end(), folded) != column.names.end()) {
                member = column.member;
            }
        }
        places.push_back(member);
    }
    return places;
}

bool Has(const Places& places, std::string TrackingLine::*member) {
    return std::find(places.begin(), places.end(), member) != places.end();
}

base::Result<> CheckHeads(const Places& places) {
    if (!Has(places, &TrackingLine::order_number) && !Has(places, &TrackingLine::shipment_number)) {
        return base::Fail(base::InvalidInput(
            "order_number", "A column order_number or shipment_number is needed."));
    }
    for (const ColumnNames& column : kColumns) {
        const bool is_needed =
            column.member == &TrackingLine::carrier || column.member == &TrackingLine::number;
        if (is_needed && !Has(places, column.member)) {
            return base::Fail(
                base::InvalidInput(std::string(column.names[0]),
                                   "The column " + std::string(column.names[0]) + " is needed."));
        }
    }
    return {};
}

// Files from Korea and Germany come with semicolons or tabs.
char SeparatorOf(std::string_view csv) {
    const std::string_view head = csv.substr(0, csv.find('\n'));
    const auto count = [head](char c) { return std::count(head.begin(), head.end(), c); };
    if (count(';') > count(',')) {
        return ';';
    }
    return count('\t') > count(',') ? '\t' : ',';
}

TrackingLine LineOf(const Places& places, const base::CsvRecord& record) {
    TrackingLine line;
    line.line = record.line;
    for (std::size_t i = 0; i < places.size() && i < record.fields.size(); ++i) {
        if (places[i] != nullptr) {
            line.*places[i] = base::Trim(base::UnguardedCell(base::Trim(record.fields[i])));
        }
    }
    return line;
}

// One file while it is taken in.
class Intake {
  public:
    Intake(ports::Transaction& tx, const domain::Actor& actor, base::Instant now)
        : tx_(tx), actor_(actor), now_(now), carriers_(tx.stores().ListCarriers()) {}

    TrackingOutcome Take(const TrackingLine& line);

  private:
    domain::TrackRequest TrackOf(const TrackingLine& line) const;
    base::Result<domain::ShipmentId> FindShipment(const std::string& number);
    base::Result<TrackingEffect> ToShipment(const OrderFile& file, domain::ShipmentId shipment,
                                            const domain::TrackRequest& track);
    base::Result<TrackingEffect> ToOrder(const OrderFile& file, const domain::TrackRequest& track);
    base::Result<TrackingEffect> Effect(const TrackingLine& line, TrackingOutcome& outcome);
    Step StepNow() const { return {tx_, actor_, now_, std::nullopt}; }

    ports::Transaction& tx_;
    const domain::Actor& actor_;
    base::Instant now_;
    std::vector<ports::ShopCarrier> carriers_;
};

std::string WithoutBlanks(std::string_view text) {
    std::string kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                 [](char c) { return c != ' ' && c != '\t'; });
    return kept;
}

bool HasTrack(const Shipment& shipment, const domain::TrackRequest& track) {
    const std::string number = WithoutBlanks(track.number);
    for (const auto& package : shipment.packages) {
        for (const auto& each : package.tracks) {
            if (each.number == number && each.carrier_code == track.carrier_code) {
                return true;
            }
        }
    }
    return false;
}

bool HasRoom(const Shipment& shipment) {
    return !shipment.is_void &&
           std::any_of(shipment.packages.begin(), shipment.packages.end(),
                       [](const auto& package) { return package.tracks.empty(); });
}

domain::TrackRequest Intake::TrackOf(const TrackingLine& line) const {
    domain::TrackRequest track;
    track.number = line.number;
    for (const auto& carrier : carriers_) {
        if (base::EqualsIgnoreAsciiCase(carrier.code, line.carrier) ||
            base::EqualsIgnoreAsciiCase(carrier.title, line.carrier)) {
            track.carrier_code = carrier.code;
            return track;
        }
    }
    // A carrier that the shop has no code for is told by its name.
    if (!line.carrier.empty()) {
        track.carrier_code = "custom";
        track.title = line.carrier;
    }
    return track;
}

base::Result<domain::ShipmentId> Intake::FindShipment(const std::string& number) {
    ports::SearchQuery query;
    query.groups = {{{"increment_id", ports::FilterOp::kEq, {number}}}};
    query.page_size = 2;
    const auto page = tx_.documents().SearchShipments(query);
    if (!page) {
        return base::Fail(page.error());
    }
    if (page->documents.size() != 1) {
        return base::Fail(base::InvalidInput(
            "shipment_number", page->documents.empty()
                                   ? "There is no shipment with this number."
                                   : "Several store views have a shipment with this number."));
    }
    return page->documents.front().id;
}

base::Result<TrackingEffect> Intake::ToShipment(const OrderFile& file, domain::ShipmentId id,
                                                const domain::TrackRequest& track) {
    const auto found = std::find_if(file.shipments.begin(), file.shipments.end(),
                                    [id](const Shipment& each) { return each.id == id; });
    if (found == file.shipments.end()) {
        return base::Fail(base::InvalidInput("order_number", "This shipment is of another order."));
    }
    if (HasTrack(*found, track)) {
        return TrackingEffect::kUnchanged;
    }
    if (!HasRoom(*found)) {
        return base::Fail(base::InvalidInput(
            "tracking_number", "This shipment has another number already; correct it there."));
    }
    const auto done = AddTrack(StepNow(), {id, {}, track});
    return done ? base::Result<TrackingEffect>(TrackingEffect::kTrackAdded)
                : base::Fail(done.error());
}

base::Result<TrackingEffect> Intake::ToOrder(const OrderFile& file,
                                             const domain::TrackRequest& track) {
    bool has_left = false;
    for (const auto& item : file.order.items) {
        has_left = has_left || item.ToShip() > 0;
    }
    const Shipment* with_room = nullptr;
    for (const Shipment& shipment : file.shipments) {
        if (!shipment.is_void && HasTrack(shipment, track)) {
            return TrackingEffect::kUnchanged;
        }
        with_room = HasRoom(shipment) ? &shipment : with_room;
    }
    if (!has_left && with_room != nullptr) {
        return ToShipment(file, with_room->id, track);
    }
    domain::ShipRequest request;
    request.packages.push_back({{}, {track}, false});
    const auto done = ShipOrder(StepNow(), file.order.id, request);
    return done ? base::Result<TrackingEffect>(TrackingEffect::kShipped) : base::Fail(done.error());
}

base::Result<TrackingEffect> Intake::Effect(const TrackingLine& line, TrackingOutcome& outcome) {
    if (line.order_number.empty() && line.shipment_number.empty()) {
        return base::Fail(base::InvalidInput("order_number", "There is no number in this line."));
    }
    if (line.carrier.empty()) {
        return base::Fail(base::InvalidInput("carrier", "The carrier is missing."));
    }
    if (line.number.empty()) {
        return base::Fail(base::InvalidInput("tracking_number", "The number is missing."));
    }
    std::optional<domain::OrderId> order;
    base::Result<domain::ShipmentId> shipment;
    if (!line.shipment_number.empty()) {
        shipment = FindShipment(line.shipment_number);
        const auto of = shipment ? OrderOf(tx_, *shipment)
                                 : base::Result<domain::OrderId>(base::Fail(shipment.error()));
        if (!of) {
            return base::Fail(of.error());
        }
        order = *of;
    }
    if (!line.order_number.empty()) {
        const auto named = FindOrder(tx_, line.order_number);
        if (!named) {
            return base::Fail(
                base::InvalidInput("order_number", "There is no order with this number."));
        }
        if (order && *order != *named) {
            return base::Fail(
                base::InvalidInput("order_number", "This shipment is of another order."));
        }
        order = named;
    }
    const auto file = LoadFile(tx_, *order);
    if (!file) {
        return base::Fail(base::NotFound("There is no such order."));
    }
    outcome.order_id = *order;
    outcome.order_number = file->order.increment_id;
    const domain::TrackRequest track = TrackOf(line);
    return line.shipment_number.empty() ? ToOrder(*file, track)
                                        : ToShipment(*file, *shipment, track);
}

TrackingOutcome Intake::Take(const TrackingLine& line) {
    TrackingOutcome outcome;
    outcome.line = line.line;
    auto effect = Effect(line, outcome);
    if (effect) {
        outcome.effect = *effect;
    } else {
        outcome.error = std::move(effect.error());
    }
    return outcome;
}

struct Undo {};

}  // namespace

std::string_view ToString(TrackingEffect effect) {
    switch (effect) {
        case TrackingEffect::kShipped: return "shipped";
        case TrackingEffect::kTrackAdded: return "track_added";
        case TrackingEffect::kUnchanged: return "unchanged";
        case TrackingEffect::kRefused: return "refused";
    }
    return "";
}

int TrackingReport::Count(TrackingEffect effect) const {
    return static_cast<int>(
        std::count_if(outcomes.begin(), outcomes.end(),
                      [effect](const auto& outcome) { return outcome.effect == effect; }));
}

base::Result<std::vector<TrackingLine>> ReadTrackingFile(std::string_view csv) {
    base::CsvFormat format;
    format.separator = SeparatorOf(csv);
    base::CsvReader reader(csv, format);
    base::CsvRecord record;
    const auto head = reader.Read(record);
    if (!head) {
        return base::Fail(head.error());
    }
    const Places places = *head ? PlacesOf(record.fields) : Places();
    if (const auto checked = CheckHeads(places); !checked) {
        return base::Fail(checked.error());
    }
    std::vector<TrackingLine> lines;
    while (true) {
        const auto read = reader.Read(record);
        if (!read) {
            return base::Fail(read.error());
        }
        if (!*read) {
            return lines;
        }
        if (lines.size() == kTrackingLinesMax) {
            base::Error error = base::InvalidInput("file", "At most %limit lines at once.");
            error.code = base::ErrorCode::kTooLarge;
            error.params = {{"limit", std::to_string(kTrackingLinesMax)}};
            return base::Fail(std::move(error));
        }
        lines.push_back(LineOf(places, record));
    }
}

TrackingReport TakeTracking(ports::Transaction& tx, const domain::Actor& actor, base::Instant now,
                            const std::vector<TrackingLine>& lines) {
    Intake intake(tx, actor, now);
    TrackingReport report;
    for (const TrackingLine& line : lines) {
        report.outcomes.push_back(intake.Take(line));
    }
    return report;
}

TrackingReport TryTracking(ports::Database& database, const domain::Actor& actor, base::Instant now,
                           const std::vector<TrackingLine>& lines) {
    TrackingReport report;
    try {
        database.Write([&](ports::Transaction& tx) {
            report = TakeTracking(tx, actor, now, lines);
            throw Undo();
        });
    } catch (const Undo&) {
        return report;
    }
    return report;
}

}  // namespace orderyard::actions
