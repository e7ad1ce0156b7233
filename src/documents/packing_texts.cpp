// What people in the warehouse hold in their hands: packing slips and pick lists.
#include <algorithm>
#include <map>

#include "documents/order_parts.hpp"

namespace orderyard::documents {
namespace {

using domain::Order;
using domain::OrderItem;
using domain::Shipment;

std::int64_t QuantityOf(const OrderItem& item, const Shipment* shipment) {
    return shipment != nullptr ? shipment->QuantityOf(item.id) : item.ToShip();
}

void AddFacts(const Paper& paper, const Order& order, const Shipment* shipment,
              std::vector<Fact>& facts) {
    if (shipment != nullptr) {
        facts.push_back({Say(paper, Word::kShipmentNumber), shipment->increment_id});
        facts.push_back({Say(paper, Word::kShipmentDate), paper.formats.Day(shipment->shipped_at)});
    }
    facts.push_back({Say(paper, Word::kOrderNumber), order.increment_id});
    if (order.channel && order.channel->number != order.increment_id) {
        facts.push_back({Say(paper, Word::kChannelNumber), order.channel->number});
    }
    facts.push_back({Say(paper, Word::kOrderDate), paper.formats.Day(order.placed_at)});
    if (shipment == nullptr && order.channel && order.channel->ship_by.latest) {
        facts.push_back(
            {Say(paper, Word::kShipBy), paper.formats.Moment(*order.channel->ship_by.latest)});
    }
}

AddressBox MethodBox(const Paper& paper, const Order& order, const Shipment* shipment) {
    AddressBox box{Say(paper, Word::kShippingMethod), {}};
    if (!order.shipping_description.empty()) {
        box.lines.push_back(order.shipping_description);
    }
    if (shipment == nullptr) {
        return box;
    }
    for (const auto& package : shipment->packages) {
        for (const auto& track : package.tracks) {
            const std::string& carrier = track.title.empty() ? track.carrier_code : track.title;
            box.lines.push_back(Say(paper, Word::kTracking) + ": " + carrier + " " + track.number);
        }
    }
    return box;
}

// The gift message belongs on the slip; of a customised piece only that it is one: what it shall
// look like lies behind a link that is nobody's business but the packer's.
void AddPersonalNotes(const Paper& paper, const Order& order, const Shipment* shipment,
                      std::vector<Fact>& notes) {
    for (const OrderItem& item : order.items) {
        const auto* personal = order.personal.FindItem(item.channel_item_number);
        if (personal != nullptr && !personal->gift_message.empty() &&
            QuantityOf(item, shipment) > 0) {
            const std::string& name = item.name.empty() ? item.sku : item.name;
            notes.push_back(
                {Say(paper, Word::kGiftMessage) + " \u00B7 " + name, personal->gift_message});
        }
    }
    if (!order.personal.delivery_instruction.empty()) {
        notes.push_back({Say(paper, Word::kDelivery), order.personal.delivery_instruction});
    }
}

// Takes the number, without leading zeros, that `text` begins with.
std::string_view TakeDigits(std::string_view& text) {
    std::size_t end = 0;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
        end += 1;
    }
    std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

// As people number shelves: digits that stand together are a number.
bool IsBinBefore(std::string_view a, std::string_view b) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    while (!a.empty() && !b.empty()) {
        if (is_digit(a.front()) && is_digit(b.front())) {
            const std::string_view left = TakeDigits(a);
            const std::string_view right = TakeDigits(b);
            if (left != right) {
                return left.size() != right.size() ? left.size() < right.size() : left < right;
            }
            continue;
        }
        if (a.front() != b.front()) {
            return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
        }
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    return a.size() < b.size();
}

}  // namespace

SheetText PackingSlipText(const Paper& paper, const Order& order, const Shipment* shipment) {
    SheetText text;
    text.title = Say(paper, Word::kPackingSlip);
    AddFacts(paper, order, shipment, text.facts);
    if (shipment != nullptr) {
        text.barcodes.push_back({Say(paper, Word::kShipmentNumber), shipment->increment_id});
    }
    text.barcodes.push_back({Say(paper, Word::kOrderNumber), order.increment_id});
    text.boxes = {ShippedTo(paper, order), MethodBox(paper, order, shipment)};
    text.columns = {{Say(paper, Word::kQuantity), Align::kLeft},
                    {Say(paper, Word::kProduct), Align::kLeft, true},
                    {Say(paper, Word::kSku), Align::kLeft}};
    text.has_tick_boxes = true;
    std::int64_t pieces = 0;
    for (const OrderItem& item : order.items) {
        const std::int64_t quantity = QuantityOf(item, shipment);
        if (quantity <= 0) {
            continue;
        }
        pieces += quantity;
        Cell product{{item.name.empty() ? item.sku : item.name, false, false}};
        const auto* personal = order.personal.FindItem(item.channel_item_number);
        if (personal != nullptr && !personal->customized_url.empty()) {
            product.push_back({Say(paper, Word::kCustomised), true, false});
        }
        text.rows.push_back({{{paper.formats.Count(quantity), true, false}},
                             std::move(product),
                             {{item.sku, false, false}}});
    }
    if (pieces > 0) {
        text.totals.push_back({Say(paper, Word::kPieces), paper.formats.Count(pieces), false});
    }
    text.empty_words = Say(paper, Word::kNothing);
    AddPersonalNotes(paper, order, shipment, text.notes);
    return text;
}

std::vector<PickLine> PickLines(const std::vector<Order>& orders, const Bins& bins) {
    std::map<std::string, PickLine> by_sku;
    for (const Order& order : orders) {
        for (const OrderItem& item : order.items) {
            const std::int64_t quantity = item.ToShip();
            if (quantity <= 0) {
                continue;
            }
            PickLine& line = by_sku[item.sku];
            line.sku = item.sku;
            if (line.name.empty()) {
                line.name = item.name;
            }
            if (const auto bin = bins.find(item.sku); bin != bins.end()) {
                line.bin = bin->second;
            }
            line.quantity += quantity;
            if (!line.orders.empty() && line.orders.back().first == order.increment_id) {
                line.orders.back().second += quantity;
            } else {
                line.orders.emplace_back(order.increment_id, quantity);
            }
        }
    }
    std::vector<PickLine> lines;
    for (auto& [sku, line] : by_sku) {
        lines.push_back(std::move(line));
    }
    // By SKU already.
    std::stable_sort(lines.begin(), lines.end(), [](const PickLine& a, const PickLine& b) {
        return a.bin.empty() || b.bin.empty() ? !a.bin.empty() && b.bin.empty()
                                              : IsBinBefore(a.bin, b.bin);
    });
    return lines;
}

SheetText PickListText(const Paper& paper, const std::vector<PickLine>& lines,
                       std::size_t order_count, base::Instant now) {
    SheetText text;
    text.title = Say(paper, Word::kPickList);
    text.facts = {
        {Say(paper, Word::kPrintedAt), paper.formats.Moment(now)},
        {Say(paper, Word::kOrders), paper.formats.Count(static_cast<std::int64_t>(order_count))}};
    const bool has_bins = std::any_of(lines.begin(), lines.end(),
                                      [](const PickLine& line) { return !line.bin.empty(); });
    text.columns = {{Say(paper, Word::kQuantity), Align::kLeft}};
    if (has_bins) {
        text.columns.push_back({Say(paper, Word::kBin), Align::kLeft});
    }
    text.columns.push_back({Say(paper, Word::kSku), Align::kLeft});
    text.columns.push_back({Say(paper, Word::kProduct), Align::kLeft, true});
    text.has_tick_boxes = true;
    std::int64_t pieces = 0;
    for (const PickLine& line : lines) {
        pieces += line.quantity;
        std::string orders = Say(paper, Word::kOrders) + ": ";
        for (const auto& [number, quantity] : line.orders) {
            orders += (orders.ends_with(": ") ? "" : ", ") + number + " \u00D7 " +
                      paper.formats.Count(quantity);
        }
        std::vector<Cell> row{{{paper.formats.Count(line.quantity), true, false}}};
        if (has_bins) {
            row.push_back({{line.bin, true, false}});
        }
        row.push_back({{line.sku, true, false}});
        row.push_back({{line.name, false, false}, {orders, false, true}});
        text.rows.push_back(std::move(row));
    }
    if (pieces > 0) {
        text.totals.push_back({Say(paper, Word::kPieces), paper.formats.Count(pieces), false});
    }
    text.empty_words = Say(paper, Word::kNothing);
    return text;
}

}  // namespace orderyard::documents
