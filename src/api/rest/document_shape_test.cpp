// The amounts of documents: clients add them up, and hold the order's own figures against them.
#include "api/rest/document_shape.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "api/rest/order_amounts.hpp"
#include "api/rest/order_shape.hpp"
#include "api/rest/sample_order.hpp"
#include "domain/credit_memo/credit_memo.hpp"
#include "domain/invoice/decide_invoice.hpp"

namespace orderyard::api::rest {
namespace {

using domain::OrderFile;

const std::vector<domain::DocumentComment> kNoComments;

template <class Document>
boost::json::value Shape(const OrderFile& file, const Document& document) {
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteDocument(json, DocumentToShow<Document>{document, file.order, kNoComments});
    return boost::json::parse(json.text());
}

boost::json::value Shape(const OrderFile& file) {
    const std::vector<domain::HistoryEntry> no_history;
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteOrder(json, {file.order, no_history, nullptr, &file});
    return boost::json::parse(json.text());
}

// In cents, so that sums are exact.
std::int64_t Cents(const boost::json::value& object, const char* key) {
    return std::llround(object.at(key).to_number<double>() * 100);
}

OrderFile Billed(const std::vector<std::vector<domain::LinePieces>>& invoices) {
    OrderFile file;
    file.order = SampleOrder();
    for (const auto& lines : invoices) {
        file.invoices.push_back(domain::MakeInvoice(file, lines, true, file.order.created_at));
        file.invoices.back().id = domain::InvoiceId(std::ssize(file.invoices));
        Recount(file);
    }
    return file;
}

const domain::OrderItemId kFirst{11}, kSecond{12};

TEST(DocumentShapeTest, InvoicesAddUpToTheOrder) {
    const OrderFile file = Billed({{{kFirst, 1}}, {{kFirst, 1}, {kSecond, 1}}});
    const char* const keys[] = {"grand_total",      "subtotal",        "tax_amount",
                                "discount_amount",  "shipping_amount", "shipping_tax_amount",
                                "subtotal_incl_tax"};
    const auto order = Shape(file);
    for (const char* key : keys) {
        std::int64_t sum = 0;
        for (const auto& invoice : file.invoices) {
            sum += Cents(Shape(file, invoice), key);
        }
        EXPECT_EQ(sum, Cents(order, key)) << key;
    }
    for (const auto& invoice : file.invoices) {
        const auto shown = Shape(file, invoice);
        EXPECT_EQ(Cents(shown, "grand_total"),
                  Cents(shown, "subtotal") + Cents(shown, "discount_amount") +
                      Cents(shown, "tax_amount") + Cents(shown, "shipping_amount"));
        EXPECT_EQ(Cents(shown, "base_grand_total"), Cents(shown, "grand_total"));
    }
    const std::pair<const char*, const char*> twins[] = {
        {"subtotal_invoiced", "subtotal"},        {"tax_invoiced", "tax_amount"},
        {"shipping_invoiced", "shipping_amount"}, {"discount_invoiced", "discount_amount"},
        {"total_invoiced", "grand_total"},        {"total_paid", "grand_total"},
    };
    for (const auto& [invoiced, whole] : twins) {
        EXPECT_EQ(Cents(order, invoiced), Cents(order, whole)) << invoiced;
    }
}

TEST(DocumentShapeTest, AnOrderBilledInPartShowsWhatItsInvoiceSays) {
    const OrderFile file = Billed({{{kFirst, 1}}});
    const auto order = Shape(file);
    const auto invoice = Shape(file, file.invoices[0]);
    EXPECT_TRUE(NeedsDocuments(file.order));
    EXPECT_EQ(Cents(order, "subtotal_invoiced"), Cents(invoice, "subtotal"));
    EXPECT_EQ(Cents(order, "tax_invoiced"), Cents(invoice, "tax_amount"));
    EXPECT_EQ(Cents(order, "shipping_invoiced"), Cents(invoice, "shipping_amount"));
    EXPECT_EQ(Cents(order, "discount_invoiced"), Cents(invoice, "discount_amount"));
    EXPECT_EQ(Cents(order, "total_invoiced"), Cents(invoice, "grand_total"));
    const auto& item = order.at("items").at(0);
    EXPECT_EQ(Cents(item, "row_invoiced"), Cents(invoice.at("items").at(0), "row_total"));
    EXPECT_EQ(Cents(item, "tax_invoiced"), Cents(invoice.at("items").at(0), "tax_amount"));
}

TEST(DocumentShapeTest, RunsOfOneLineAreOneItem) {
    OrderFile file = Billed({{{kFirst, 2}}});
    domain::Invoice split = file.invoices[0];
    const domain::InvoiceLine whole = split.lines.at(0);
    split.lines = {{whole.order_item_id, {0, 1}, ShareOf(whole.amounts, {0, 1}, 2)},
                   {whole.order_item_id, {1, 1}, ShareOf(whole.amounts, {1, 1}, 2)}};
    EXPECT_EQ(Shape(file, split), Shape(file, file.invoices[0]));
}

TEST(DocumentShapeTest, ACreditMemoAddsUpAndTheOrderRepeatsIt) {
    OrderFile file = Billed({{{kFirst, 2}, {kSecond, 1}}});
    domain::CreditMemo memo;
    memo.id = domain::CreditMemoId(1);
    domain::CreditMemoLine line;
    line.id = domain::CreditMemoLineId(1);
    line.order_item_id = kFirst;
    line.shipped_quantity = 1;
    line.amounts = domain::ZeroComponents(file.order.currency);
    line.amounts.item = Eur("9.00");
    line.amounts.item_tax = Eur("1.71");
    line.amounts.shipping = Eur("1.50");
    line.amounts.shipping_tax = Eur("0.29");
    line.discount = Eur("1.00");
    memo.lines = {line};
    memo.extras = Eur("0");
    memo.adjustment_refund = Eur("2.00");
    memo.adjustment_fee = Eur("0.50");
    memo.grand_total = Eur("14.00");
    file.credit_memos = {memo};
    Recount(file);
    const auto shown = Shape(file, file.credit_memos[0]);
    EXPECT_EQ(Cents(shown, "grand_total"),
              Cents(shown, "subtotal") + Cents(shown, "discount_amount") +
                  Cents(shown, "tax_amount") + Cents(shown, "shipping_amount") +
                  Cents(shown, "adjustment"));
    EXPECT_EQ(Cents(shown, "subtotal"), 1'000);
    EXPECT_EQ(Cents(shown, "adjustment"), 150);
    const auto order = Shape(file);
    EXPECT_EQ(Cents(order, "subtotal_refunded"), Cents(shown, "subtotal"));
    EXPECT_EQ(Cents(order, "tax_refunded"), Cents(shown, "tax_amount"));
    EXPECT_EQ(Cents(order, "shipping_refunded"), Cents(shown, "shipping_amount"));
    EXPECT_EQ(Cents(order, "total_refunded"), 1'400);
    EXPECT_EQ(Cents(order, "adjustment_negative"), 50);
    EXPECT_EQ(Cents(order.at("items").at(0), "amount_refunded"), 1'000);
    const std::pair<domain::CreditMemoState, int> states[] = {
        {domain::CreditMemoState::kRejected, 1},
        {domain::CreditMemoState::kIssued, 2},
        {domain::CreditMemoState::kVoid, 3},
    };
    for (const auto& [state, number] : states) {
        file.credit_memos[0].state = state;
        EXPECT_EQ(Shape(file, file.credit_memos[0]).at("state").as_int64(), number);
    }
}

TEST(DocumentShapeTest, WhatIsNeitherGoodsNorShippingStandsBesideThem) {
    OrderFile file;
    file.order = SampleOrder();
    domain::LineAmounts& line = file.order.items[0].amounts;
    domain::OrderTotals& totals = file.order.totals;
    line.gift_wrap = totals.gift_wrap = Eur("3.00");
    line.gift_wrap_tax = totals.gift_wrap_tax = Eur("0.57");
    line.fee = totals.fee = Eur("2.00");
    line.tax = line.tax + Eur("0.57");
    line.total = line.total + Eur("5.57");
    totals.tax = totals.tax + Eur("0.57");
    totals.tip = Eur("1.00");
    totals.grand_total = totals.grand_total + Eur("6.57");
    for (const auto& lines :
         std::vector<std::vector<domain::LinePieces>>{{{kFirst, 1}}, {{kFirst, 1}, {kSecond, 1}}}) {
        file.invoices.push_back(domain::MakeInvoice(file, lines, true, file.order.created_at));
        Recount(file);
    }
    const auto sum_of = [](const boost::json::value& document) {
        const auto& extension = document.at("extension_attributes").as_object();
        std::int64_t sum = 0;
        for (const char* key : {"gw_items_price", "fee_amount", "other_amount"}) {
            sum += extension.contains(key) ? Cents(extension, key) : 0;
        }
        for (const char* key : {"subtotal", "shipping_amount", "tax_amount", "discount_amount"}) {
            sum += Cents(document, key);
        }
        return sum;
    };
    const auto order = Shape(file);
    EXPECT_EQ(Cents(order.at("extension_attributes"), "gw_items_price"), 300);
    EXPECT_EQ(Cents(order.at("extension_attributes"), "gw_items_tax_amount"), 57);
    EXPECT_EQ(Cents(order.at("extension_attributes"), "fee_amount"), 200);
    EXPECT_EQ(Cents(order.at("extension_attributes"), "other_amount"), 100);
    EXPECT_EQ(sum_of(order), Cents(order, "grand_total"));
    for (const domain::Invoice& each : file.invoices) {
        const auto invoice = Shape(file, each);
        EXPECT_EQ(sum_of(invoice), Cents(invoice, "grand_total"));
    }
    EXPECT_FALSE(Shape(file, file.invoices[0])
                     .at("extension_attributes")
                     .as_object()
                     .contains("other_amount"))
        << "the tip comes with the last";

    domain::CreditMemo memo;
    memo.lines.resize(1);
    memo.lines[0].order_item_id = kFirst;
    memo.lines[0].amounts.gift_wrap = Eur("3.00");
    memo.extras = memo.grand_total = Eur("1.00");
    memo.grand_total = memo.grand_total + Eur("3.00");
    EXPECT_EQ(sum_of(Shape(file, memo)), 400);
    const OrderFile plain = Billed({{{kFirst, 2}, {kSecond, 1}}});
    EXPECT_FALSE(Shape(plain, plain.invoices[0]).as_object().contains("extension_attributes"));
}

TEST(DocumentShapeTest, AShipmentThatWasTakenBackIsEmpty) {
    OrderFile file;
    file.order = SampleOrder();
    domain::Shipment shipment;
    shipment.id = domain::ShipmentId(1);
    shipment.packages = {{domain::PackageId(1), 1, "", {{kFirst, 2, 0}}, {}, false}};
    EXPECT_EQ(Shape(file, shipment).at("total_qty").as_int64(), 2);
    shipment.is_void = true;
    const auto shown = Shape(file, shipment);
    EXPECT_EQ(shown.at("total_qty").as_int64(), 0);
    EXPECT_TRUE(shown.at("items").as_array().empty());
    EXPECT_TRUE(shown.at("extension_attributes").at("is_void").as_bool());
}

}  // namespace
}  // namespace orderyard::api::rest
