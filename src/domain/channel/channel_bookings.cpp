// What the channel did by itself, as documents of ours: a shipment with the packages it tells of,
// and the invoice over what it collected.
#include <algorithm>
#include <map>

#include "domain/channel/order_parts.hpp"
#include "domain/invoice/decide_invoice.hpp"

namespace orderyard::domain::parts {
namespace {

// Pieces still to be put into a package, by line.
using Pieces = std::map<OrderItemId, std::int64_t>;

bool IsKnown(const OrderFile& file, const std::string& reference) {
    for (const auto& shipment : file.shipments) {
        for (const auto& package : shipment.packages) {
            const bool is_ours =
                package.reference > 0 && std::to_string(package.reference) == reference;
            if (is_ours || package.channel_reference == reference) {
                return true;
            }
        }
    }
    return false;
}

Track TrackOf(const ChannelPackage& package, base::Instant now) {
    Track track;
    track.carrier_code = "custom";
    track.title = package.carrier;
    track.number = package.tracking_number;
    track.service = package.shipping_service;
    track.created_at = now;
    return track;
}

const OrderItem* ItemOf(const Order& order, const std::string& channel_item_number) {
    const auto found = std::find_if(
        order.items.begin(), order.items.end(),
        [&](const OrderItem& item) { return item.channel_item_number == channel_item_number; });
    return found == order.items.end() ? nullptr : &*found;
}

// The lines of a package, as far as pieces are left for them.
std::vector<PackageLine> TakeLines(const Order& order, const ChannelPackage& package,
                                   Pieces& left) {
    std::vector<PackageLine> lines;
    for (const auto& given : package.items) {
        const OrderItem* item = ItemOf(order, given.item_number);
        if (item == nullptr) {
            continue;
        }
        const std::int64_t quantity = std::min(given.quantity, left[item->id]);
        if (quantity > 0) {
            left[item->id] -= quantity;
            lines.push_back({item->id, quantity});
        }
    }
    return lines;
}

Shipment MakeShipment(const ChannelOrder& channel, const OrderFile& file, Pieces left,
                      base::Instant now) {
    Shipment shipment;
    shipment.is_from_channel = true;
    shipment.created_at = now;
    shipment.updated_at = now;
    shipment.shipped_at = channel.updated_at;
    for (const auto& given : channel.packages) {
        if (given.reference.empty() || IsKnown(file, given.reference)) {
            continue;
        }
        Package package;
        package.lines = TakeLines(file.order, given, left);
        if (package.lines.empty()) {
            continue;
        }
        package.channel_reference = given.reference;
        if (!given.tracking_number.empty()) {
            package.tracks.push_back(TrackOf(given, now));
        }
        shipment.shipped_at = given.shipped_at.value_or(shipment.shipped_at);
        shipment.packages.push_back(std::move(package));
    }
    Package rest;  // pieces whose package the channel does not tell, or not yet
    for (const auto& item : file.order.items) {
        if (left[item.id] > 0) {
            rest.lines.push_back({item.id, left[item.id]});
        }
    }
    if (!rest.lines.empty()) {
        shipment.packages.push_back(std::move(rest));
    }
    return shipment;
}

bool HasSameLines(const OrderFile& file, const Package& package, const ChannelPackage& given) {
    Pieces wanted;
    for (const auto& line : package.lines) {
        wanted[line.order_item_id] += line.quantity;
    }
    Pieces offered = wanted;
    for (auto& [item, quantity] : offered) {
        quantity = 0;
    }
    for (const auto& each : given.items) {
        const OrderItem* item = ItemOf(file.order, each.item_number);
        if (item == nullptr) {
            return false;
        }
        offered[item->id] += each.quantity;
    }
    return wanted == offered;
}

}  // namespace

void BookAtChannel(const ChannelOrder& channel, const std::vector<LinePieces>& shipped,
                   const std::vector<LinePieces>& paid, base::Instant now, OrderChange& change) {
    OrderFile& file = change.file;
    Pieces left;
    std::int64_t pieces = 0;
    for (const auto& line : shipped) {
        left[line.order_item_id] += std::max<std::int64_t>(line.quantity, 0);
        pieces += std::max<std::int64_t>(line.quantity, 0);
    }
    if (pieces > 0) {
        file.shipments.push_back(MakeShipment(channel, file, left, now));
        Recount(file);
    }
    std::vector<LinePieces> to_bill;
    for (const auto& line : paid) {
        const OrderItem* item = file.order.FindItem(line.order_item_id);
        const std::int64_t quantity = std::min(line.quantity - item->invoiced, item->ToInvoice());
        if (quantity > 0) {
            to_bill.push_back({line.order_item_id, quantity});
        }
    }
    if (!to_bill.empty()) {
        Invoice invoice = MakeInvoice(file, to_bill, true, now);
        invoice.is_from_channel = true;
        file.invoices.push_back(std::move(invoice));
    }
    Recount(file);
}

std::vector<std::string> RebillWhatIsLeft(OrderChange& change, base::Instant now) {
    OrderFile& file = change.file;
    Pieces surplus;
    for (const auto& item : file.order.items) {
        surplus[item.id] = item.invoiced - (item.ordered - item.canceled);
    }
    std::vector<std::string> canceled;
    std::vector<LinePieces> anew;
    for (auto invoice = file.invoices.rbegin(); invoice != file.invoices.rend(); ++invoice) {
        const bool is_hit =
            std::any_of(invoice->lines.begin(), invoice->lines.end(),
                        [&](const InvoiceLine& line) { return surplus[line.order_item_id] > 0; });
        if (invoice->state == InvoiceState::kCanceled || !invoice->id.IsSet() || !is_hit) {
            continue;
        }
        for (const auto& line : invoice->lines) {
            const std::int64_t gone =
                std::clamp<std::int64_t>(surplus[line.order_item_id], 0, line.pieces.count);
            surplus[line.order_item_id] -= gone;
            if (line.pieces.count > gone) {
                anew.push_back({line.order_item_id, line.pieces.count - gone});
            }
        }
        canceled.push_back(invoice->increment_id);
        invoice->state = InvoiceState::kCanceled;
        invoice->updated_at = now;
        change.changed_invoices.push_back(invoice->id);
    }
    Recount(file);
    if (!anew.empty()) {
        Invoice invoice = MakeInvoice(file, anew, true, now);
        invoice.is_from_channel = true;
        file.invoices.push_back(std::move(invoice));
        Recount(file);
    }
    return canceled;
}

bool AdoptPackages(const ChannelOrder& channel, base::Instant now, OrderChange& change) {
    bool is_changed = false;
    for (const auto& given : channel.packages) {
        if (given.reference.empty() || IsKnown(change.file, given.reference)) {
            continue;
        }
        for (auto& shipment : change.file.shipments) {
            const auto blank = std::find_if(
                shipment.packages.begin(), shipment.packages.end(), [&](const Package& package) {
                    return shipment.is_from_channel && package.channel_reference.empty() &&
                           package.tracks.empty() && HasSameLines(change.file, package, given);
                });
            if (!shipment.id.IsSet() || blank == shipment.packages.end()) {
                continue;
            }
            blank->channel_reference = given.reference;
            if (!given.tracking_number.empty()) {
                blank->tracks.push_back(TrackOf(given, now));
            }
            shipment.updated_at = now;
            change.changed_shipments.push_back(shipment.id);
            is_changed = true;
            break;
        }
    }
    return is_changed;
}

}  // namespace orderyard::domain::parts
