// The order that previews are made of when no real one is named. Nobody's data: names and numbers
// are made up.
#include "mail/templates/render.hpp"

namespace orderyard::mail {
namespace {

const base::Instant kPlaced = base::Instant::FromSeconds(1'767'225'600);  // 2026-01-01

domain::OrderItem Item(std::int64_t id, const char* name, const char* sku, std::int64_t pieces,
                       std::int64_t cents) {
    const auto euro = base::Currency::Of("EUR");
    domain::OrderItem item;
    item.id = domain::OrderItemId(id);
    item.name = name;
    item.sku = sku;
    item.ordered = pieces;
    item.amounts.row_total = base::Money::OfMinor(cents, euro);
    item.amounts.total = item.amounts.row_total;
    return item;
}

void AddDocuments(domain::OrderFile& file) {
    const domain::Order& order = file.order;
    domain::Invoice& invoice = file.invoices.emplace_back();
    invoice.id = domain::InvoiceId(1);
    invoice.increment_id = "000000021";
    invoice.created_at = kPlaced;
    invoice.grand_total = order.totals.grand_total;
    domain::Shipment& shipment = file.shipments.emplace_back();
    shipment.id = domain::ShipmentId(1);
    shipment.increment_id = "000000017";
    shipment.shipped_at = kPlaced;
    domain::Package& package = shipment.packages.emplace_back();
    domain::Track& track = package.tracks.emplace_back();
    track.title = "DHL";
    track.number = "00340434161094042557";
    domain::CreditMemo& memo = file.credit_memos.emplace_back();
    memo.id = domain::CreditMemoId(1);
    memo.increment_id = "000000003";
    memo.created_at = kPlaced;
    for (const auto& item : order.items) {
        domain::InvoiceLine& billed = invoice.lines.emplace_back();
        billed.order_item_id = item.id;
        billed.pieces = {0, item.ordered};
        billed.amounts = item.amounts;
        package.lines.push_back({item.id, item.ordered, 0});
    }
    domain::CreditMemoLine& back = memo.lines.emplace_back();
    back.order_item_id = order.items.front().id;
    back.shipped_quantity = 1;
    back.amounts.item = order.items.front().amounts.row_total;
    memo.grand_total = back.amounts.item;
}

}  // namespace

domain::OrderFile SampleOrderFile() {
    const auto euro = base::Currency::Of("EUR");
    domain::OrderFile file;
    domain::Order& order = file.order;
    order.increment_id = "000000042";
    order.currency = euro;
    order.placed_at = kPlaced;
    order.status = "processing";
    order.shipping_description = "Standard";
    order.payment.method_title = "Card";
    order.personal.buyer_name = "Kim Min-ji";
    order.personal.shipping.name = "Kim Min-ji";
    order.personal.shipping.lines = {"Musterstrasse 12"};
    order.personal.shipping.postal_code = "10115";
    order.ship_to.city = "Berlin";
    order.ship_to.country_code = "DE";
    order.personal.billing = order.personal.shipping;
    order.bill_to = order.ship_to;
    order.items = {Item(1, "Desk lamp, brass", "LAMP-1", 1, 4'990),
                   Item(2, "Light bulb E27", "BULB-E27", 4, 1'196)};
    order.totals.subtotal = base::Money::OfMinor(6'186, euro);
    order.totals.shipping = base::Money::OfMinor(490, euro);
    order.totals.grand_total = base::Money::OfMinor(6'676, euro);
    AddDocuments(file);
    return file;
}

}  // namespace orderyard::mail
