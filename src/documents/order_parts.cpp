// Addresses, order facts, product cells and totals, the same on every kind of paper.
#include "documents/order_parts.hpp"

#include "documents/address_lines.hpp"

namespace orderyard::documents {
namespace {

using domain::Order;

bool IsEmpty(const domain::PersonalAddress& address) {
    return address.name.empty() && address.lines.empty();
}

std::vector<std::string> LinesOf(const Paper& paper, const domain::PersonalAddress& address,
                                 const domain::Location& place) {
    const std::string country =
        place.country_code.empty() ? "" : paper.formats.Country(place.country_code);
    return AddressLines(address, place, country);
}

}  // namespace

std::string Say(const Paper& paper, Word word) {
    return std::string(WordIn(paper.letterhead.settings.language, word));
}

AddressBox BilledTo(const Paper& paper, const Order& order) {
    AddressBox box{Say(paper, Word::kBilledTo), {}};
    // Channels that give no billing address bill whom they ship to.
    const bool has_own = !IsEmpty(order.personal.billing);
    box.lines = LinesOf(paper, has_own ? order.personal.billing : order.personal.shipping,
                        has_own ? order.bill_to : order.ship_to);
    for (const auto& registration : order.personal.tax_registrations) {
        if (registration.entity == "BUYER" && !registration.number.empty()) {
            box.lines.push_back(registration.kind + " " + registration.number);
        }
    }
    return box;
}

AddressBox ShippedTo(const Paper& paper, const Order& order) {
    return {Say(paper, Word::kShippedTo), LinesOf(paper, order.personal.shipping, order.ship_to)};
}

AddressBox HowBox(const Paper& paper, const Order& order) {
    const std::string method = Say(paper, Word::kShippingMethod);
    if (order.payment.method_title.empty()) {
        AddressBox box{method, {}};
        if (!order.shipping_description.empty()) {
            box.lines.push_back(order.shipping_description);
        }
        return box;
    }
    AddressBox box{Say(paper, Word::kPayment), {order.payment.method_title}};
    if (!order.shipping_description.empty()) {
        box.lines.push_back(method + ": " + order.shipping_description);
    }
    return box;
}

void AddOrderFacts(const Paper& paper, const Order& order, std::vector<Fact>& facts) {
    if (!paper.letterhead.settings.shows_order_number) {
        return;
    }
    facts.push_back({Say(paper, Word::kOrderNumber), order.increment_id});
    if (order.channel && order.channel->number != order.increment_id) {
        facts.push_back({Say(paper, Word::kChannelNumber), order.channel->number});
    }
    facts.push_back({Say(paper, Word::kOrderDate), paper.formats.Day(order.placed_at)});
}

Cell ProductCell(const domain::OrderItem& item) {
    const std::string& name = item.name.empty() ? item.sku : item.name;
    Cell cell{{name, false, false}};
    if (!item.sku.empty() && item.sku != name) {
        cell.push_back({"SKU " + item.sku, false, true});
    }
    return cell;
}

bool AddTotal(const Paper& paper, Word word, const base::Money& amount,
              std::vector<Total>& totals) {
    if (amount.IsZero()) {
        return false;
    }
    totals.push_back({Say(paper, word), paper.formats.Money(amount), false});
    return true;
}

void AddGrandTotal(const Paper& paper, Word word, const base::Money& amount,
                   std::vector<Total>& totals) {
    totals.push_back({Say(paper, word), paper.formats.Money(amount), true});
}

std::string UnitPrice(const Paper& paper, const base::Money& total, std::int64_t quantity) {
    if (quantity <= 0) {
        return "";
    }
    const std::int64_t half = total.units() < 0 ? -quantity / 2 : quantity / 2;
    return paper.formats.Money(base::Money((total.units() + half) / quantity, total.currency()));
}

std::string AmountIfAny(const Paper& paper, const base::Money& amount) {
    return amount.IsZero() ? "\u2013" : paper.formats.Money(amount);
}

}  // namespace orderyard::documents
