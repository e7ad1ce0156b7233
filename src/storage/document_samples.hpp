// For tests: an order of one line of four pieces, and documents over it.
#pragma once

#include <string>

#include "domain/order/line_shares.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/ledger_store.hpp"
#include "storage/order_samples.hpp"

namespace orderyard::storage {

// Goods 40.00 + 7.60 tax, shipping 4.00 + 0.76, gift wrap 2.00 + 0.38, fee 1.00 + 0.19, 10.00 off
// with the tax on it; a tip of 0.25 belongs to no line.
inline domain::Order FourPieces(const std::string& increment_id) {
    domain::Order order = SmallOrder(0);
    order.increment_id = increment_id;
    domain::OrderItem item;
    item.channel_item_number = "item-1";
    item.sku = "SKU-1";
    item.name = "Tasse";
    item.ordered = 4;
    item.amounts = {Eur(4'000), Eur(760),   Eur(400), Eur(76),  Eur(200), Eur(38),   Eur(100),
                    Eur(19),    Eur(1'000), Eur(50),  Eur(703), Eur(0),   Eur(4'403)};
    order.items = {item};
    domain::OrderTotals& totals = order.totals;
    totals.subtotal = Eur(4'000);
    totals.subtotal_incl_tax = Eur(4'760);
    totals.shipping = Eur(400);
    totals.shipping_tax = Eur(76);
    totals.shipping_discount = Eur(50);
    totals.gift_wrap = Eur(200);
    totals.gift_wrap_tax = Eur(38);
    totals.fee = Eur(100);
    totals.fee_tax = Eur(19);
    totals.tip = Eur(25);
    totals.discount = Eur(1'000);
    totals.tax = Eur(703);
    totals.grand_total = Eur(4'428);
    return order;
}

// Over pieces [first, first + count) of the order's line.
inline domain::Invoice SomeInvoice(const domain::Order& order, const std::string& increment_id,
                                   const domain::PieceRange& pieces,
                                   domain::InvoiceState state = domain::InvoiceState::kPaid) {
    domain::Invoice invoice;
    invoice.order_id = order.id;
    invoice.store_view_id = order.store_view_id;
    invoice.increment_id = increment_id;
    invoice.state = state;
    const domain::OrderItem& item = order.items.at(0);
    invoice.lines = {{item.id, pieces, ShareOf(item.amounts, pieces, item.ordered)}};
    invoice.extras = pieces.first + pieces.count == item.ordered ? Eur(25) : Eur(0);
    invoice.grand_total = invoice.lines[0].amounts.total + invoice.extras;
    invoice.transaction_id = "T-1";
    invoice.created_at = invoice.updated_at = At(10);
    return invoice;
}

// Two packages: two pieces with two tracks, and one piece that will have none.
inline domain::Shipment SomeShipment(const domain::Order& order, const std::string& increment_id) {
    domain::Shipment shipment;
    shipment.order_id = order.id;
    shipment.store_view_id = order.store_view_id;
    shipment.increment_id = increment_id;
    const domain::OrderItemId item = order.items.at(0).id;
    domain::Package first;
    first.reference = 1;
    first.lines = {{item, 2, 1}};
    first.tracks = {{{}, "ups", "United Parcel Service", "1Z", "", At(11)},
                    {{}, "custom", "Bote", "77", "Express", At(12)}};
    domain::Package second;
    second.reference = 2;
    second.lines = {{item, 1}};
    second.is_untracked = true;
    shipment.packages = {first, second};
    shipment.is_mail_sent = true;
    shipment.shipped_at = At(13);
    shipment.created_at = shipment.updated_at = At(14);
    return shipment;
}

// Gives back one shipped piece: its goods without tax, so many cents.
inline domain::CreditMemo SomeCreditMemo(const domain::Order& order,
                                         const std::string& increment_id, std::int64_t cents) {
    domain::CreditMemo memo;
    memo.order_id = order.id;
    memo.store_view_id = order.store_view_id;
    memo.increment_id = increment_id;
    domain::CreditMemoLine line;
    line.order_item_id = order.items.at(0).id;
    line.shipped_quantity = 1;
    line.amounts = domain::ZeroComponents(order.currency);
    line.amounts.item = Eur(cents);
    line.discount = Eur(7);
    memo.lines = {line};
    memo.extras = Eur(0);
    memo.adjustment_refund = Eur(0);
    memo.adjustment_fee = Eur(0);
    memo.grand_total = Eur(cents);
    memo.reason = "customer_return";
    memo.created_at = memo.updated_at = At(20);
    return memo;
}

class DocumentsTest : public OrdersTest {
  protected:
    using OrdersTest::Insert;
    template <class Document>
    void InsertDocument(Document& document) {
        Write([&](ports::Transaction& t) { t.documents().Insert(document); });
    }
    domain::OrderFile LoadFile(const domain::Order& order) {
        domain::OrderFile file;
        file.order = order;
        database().Read([&](ports::Transaction& t) { t.documents().LoadFor(file); });
        return file;
    }
    // Stored, with a paid invoice over all of it.
    domain::Order PaidOrder(const std::string& increment_id) {
        domain::Order order = FourPieces(increment_id);
        order.totals.invoiced = order.totals.paid = order.totals.grand_total;
        order.items[0].invoiced = 4;
        Insert(order);
        domain::Invoice invoice = SomeInvoice(order, "I" + increment_id, {0, 4});
        InsertDocument(invoice);
        return order;
    }
};

}  // namespace orderyard::storage
