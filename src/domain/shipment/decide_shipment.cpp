// Shipping: packages are read and checked one by one against what is left, then booked together.
#include "domain/shipment/decide_shipment.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "domain/invoice/decide_invoice.hpp"
#include "domain/order/asked_pieces.hpp"
#include "domain/order/order_rules.hpp"
#include "domain/shipment/read_track.hpp"
#include "domain/shipment/tell_channel.hpp"
#include "domain/stock/line_stock.hpp"

namespace orderyard::domain {
namespace {

constexpr AskedFor kToShip{&OrderItem::ToShip, "ship"};

std::string At(const char* name, std::size_t index) {
    return std::string(name) + "[" + std::to_string(index) + "]";
}

base::Result<> CheckShipDate(const Order& order, const ShipRequest& request, base::Instant now) {
    if (!request.shipped_at) {
        return {};
    }
    if (*request.shipped_at > now) {
        return base::Fail(BadInput("shipped_at", "in_the_future",
                                   "The ship date is in the future; give it once it has left."));
    }
    if (*request.shipped_at < order.placed_at) {
        return base::Fail(BadInput(
            "shipped_at", "before_order",
            "The ship date is before the order was placed (" + order.placed_at.ToIso() + ")."));
    }
    return {};
}

// What several packages together take of each line, while they are read.
struct Reading {
    const Order& order;
    const ShipRequest& request;
    std::vector<LinePieces> taken;  // by all packages so far
    base::Instant now;
};

std::int64_t TakenOf(const std::vector<LinePieces>& taken, OrderItemId item) {
    for (const auto& line : taken) {
        if (line.order_item_id == item) {
            return line.quantity;
        }
    }
    return 0;
}

base::Result<std::vector<PackageLine>> ReadLines(Reading& reading, const PackageRequest& asked,
                                                 const std::string& here) {
    const auto before = reading.taken;
    const bool is_everything = asked.lines.empty() && reading.request.packages.size() <= 1;
    if (is_everything) {
        reading.taken = AllOf(reading.order, kToShip);
    } else if (const auto added =
                   AddAsked(reading.order, asked.lines, kToShip, here + ".lines", reading.taken);
               !added) {
        return base::Fail(added.error());
    }
    std::vector<PackageLine> lines;
    for (const auto& sum : reading.taken) {
        const std::int64_t here_taken = sum.quantity - TakenOf(before, sum.order_item_id);
        if (here_taken > 0) {
            lines.push_back({sum.order_item_id, here_taken});
        }
    }
    if (lines.empty()) {
        return base::Fail(BadInput(here + ".lines", "no_pieces",
                                   "A package has at least one piece in it; raise a quantity."));
    }
    return lines;
}

base::Result<Package> ReadPackage(Reading& reading, const PackageRequest& asked,
                                  const std::string& here) {
    auto lines = ReadLines(reading, asked, here);
    if (!lines) {
        return base::Fail(lines.error());
    }
    Package package;
    package.lines = std::move(*lines);
    if (asked.tracks.size() > base::limits::kTracksPerPackageMax) {
        return base::Fail(BadInput(here + ".tracks", "too_many",
                                   "A package has at most " +
                                       std::to_string(base::limits::kTracksPerPackageMax) +
                                       " tracking numbers."));
    }
    for (std::size_t i = 0; i < asked.tracks.size(); ++i) {
        auto track = ReadTrack(asked.tracks[i], here + "." + At("tracks", i),
                               reading.order.channel.has_value(), reading.now);
        if (!track) {
            return base::Fail(track.error());
        }
        package.tracks.push_back(std::move(*track));
    }
    package.is_untracked = asked.is_untracked && package.tracks.empty();
    return package;
}

base::Result<std::vector<Package>> ReadPackages(const Order& order, const ShipRequest& request,
                                                base::Instant now) {
    if (request.packages.size() > base::limits::kPackagesPerShipmentMax) {
        return base::Fail(BadInput("packages", "too_many",
                                   "A shipment has at most " +
                                       std::to_string(base::limits::kPackagesPerShipmentMax) +
                                       " packages; make several shipments."));
    }
    Reading reading{order, request, {}, now};
    std::vector<PackageRequest> asked = request.packages;
    if (asked.empty()) {
        asked.emplace_back();
    }
    std::vector<Package> packages;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        auto package = ReadPackage(reading, asked[i], At("packages", i));
        if (!package) {
            return base::Fail(package.error());
        }
        packages.push_back(std::move(*package));
    }
    return packages;
}

Shipment MakeShipment(Order& order, std::vector<Package> packages, const ShipRequest& request,
                      base::Instant now) {
    Shipment shipment;
    shipment.order_id = order.id;
    shipment.store_view_id = order.store_view_id;
    shipment.packages = std::move(packages);
    shipment.shipped_at = request.shipped_at.value_or(now);
    shipment.created_at = now;
    shipment.updated_at = now;
    for (auto& package : shipment.packages) {
        order.package_reference_last += 1;
        package.reference = order.package_reference_last;
    }
    return shipment;
}

// The shelf gives what is reserved; the first packages get it.
void TakeFromShelf(Order& order, Shipment& shipment, std::vector<StockMove>& moves) {
    for (auto& package : shipment.packages) {
        for (auto& line : package.lines) {
            OrderItem& item = *order.FindItem(line.order_item_id);
            const std::int64_t reserved_before = item.reserved;
            ShipFromShelf(item, line.quantity, moves);
            line.from_stock = reserved_before - item.reserved;
        }
    }
}

// Shipped pieces, and pieces given back instead of shipping, that no invoice bills yet.
std::vector<LinePieces> ShippedUnbilled(const Order& order) {
    std::vector<LinePieces> lines;
    for (const auto& item : order.items) {
        const std::int64_t unbilled = item.shipped + item.refunded_unshipped - item.invoiced;
        if (const std::int64_t pieces = std::min(unbilled, item.ToInvoice()); pieces > 0) {
            lines.push_back({item.id, pieces});
        }
    }
    return lines;
}

void InvoiceShipped(OrderChange& change, const Scene& scene) {
    const auto lines = ShippedUnbilled(change.file.order);
    if (lines.empty()) {
        return;
    }
    change.file.invoices.push_back(MakeInvoice(change.file, lines, true, scene.now));
    change.history.push_back(
        Note(scene, "invoiced", {}, {}, AmountText(change.file.invoices.back().grand_total)));
}

std::string TracksText(const Shipment& shipment) {
    std::string text;
    for (const auto& package : shipment.packages) {
        for (const auto& track : package.tracks) {
            text += (text.empty() ? "" : ", ") + TrackText(track);
        }
    }
    return text;
}

}  // namespace

base::Result<OrderChange> DecideShip(const OrderFile& file, const ShipRequest& request,
                                     const Scene& scene) {
    if (const auto refusal = WhyNot(OrderVerb::kShip, file)) {
        return base::Fail(ToError(*refusal));
    }
    for (const auto& checked :
         {CheckComment(request.comment), CheckShipDate(file.order, request, scene.now)}) {
        if (!checked) {
            return base::Fail(checked.error());
        }
    }
    auto packages = ReadPackages(file.order, request, scene.now);
    if (!packages) {
        return base::Fail(packages.error());
    }
    OrderChange change;
    change.file = file;
    Order& order = change.file.order;
    change.file.shipments.push_back(MakeShipment(order, std::move(*packages), request, scene.now));
    Shipment& shipment = change.file.shipments.back();
    Recount(change.file);
    TakeFromShelf(order, shipment, change.moves);
    change.history.push_back(
        Note(scene, "shipped", TracksText(shipment), {}, std::to_string(shipment.Quantity())));
    if (order.channel || request.invoice_too) {
        InvoiceShipped(change, scene);
    }
    if (order.channel) {
        for (const auto& package : shipment.packages) {
            change.file.follow_ups.push_back(ConfirmPackage(order, package, scene.now));
        }
    }
    if (request.notify) {
        change.mails.push_back(MailKind::kShipment);
    }
    Finish(change, scene);
    return change;
}

base::Result<OrderChange> DecideVoidShipment(const OrderFile& file, ShipmentId shipment_id,
                                             const std::string& why, const Scene& scene) {
    OrderChange change;
    change.file = file;
    auto& shipments = change.file.shipments;
    const auto shipment = std::find_if(shipments.begin(), shipments.end(),
                                       [&](const auto& each) { return each.id == shipment_id; });
    if (!shipment_id.IsSet() || shipment == shipments.end()) {
        return base::Fail(base::NotFound("The order has no such shipment."));
    }
    if (const auto refusal = WhyNotVoid(file, *shipment)) {
        return base::Fail(ToError(*refusal));
    }
    if (const auto checked = CheckComment(why); !checked) {
        return base::Fail(checked.error());
    }
    shipment->is_void = true;
    shipment->updated_at = scene.now;
    change.changed_shipments.push_back(shipment_id);
    Recount(change.file);
    for (const auto& package : shipment->packages) {
        for (const auto& line : package.lines) {
            ReturnToReserve(*change.file.order.FindItem(line.order_item_id), line.from_stock,
                            change.moves);
        }
    }
    WithdrawMessages(change, *shipment, scene.now);
    change.history.push_back(Note(scene, "shipment_voided", why, shipment->increment_id, {}));
    Finish(change, scene);
    return change;
}

}  // namespace orderyard::domain
