// Lines are found by way of their order lines, whose keys theirs begin with. Rows of children come
// in the order of their parents, but the parents are looked up: it costs nothing.
#include "storage/documents/document_rows.hpp"

#include <unordered_map>

#include "storage/line_amounts.hpp"

namespace orderyard::storage {

using domain::CreditMemo;
using domain::Invoice;
using domain::Package;
using domain::Shipment;
using sql::RowReader;

namespace {

constexpr const char* kInvoices =
    "SELECT d.id, d.order_id, d.store_view_id, d.increment_id, d.state, d.currency, d.extras, "
    "d.grand_total, d.transaction_id, d.is_from_channel, d.is_mail_sent, d.created_at, "
    "d.updated_at FROM invoice d WHERE ";
constexpr const char* kInvoiceLines =
    "SELECT l.invoice_id, l.order_item_id, l.piece_first, l.piece_count, l.row_total, l.row_tax, "
    "l.shipping, l.shipping_tax, l.gift_wrap, l.gift_wrap_tax, l.fee, l.fee_tax, l.discount, "
    "l.shipping_discount, l.tax, l.rounding, l.total FROM invoice d "
    "JOIN sales_order_item i ON i.order_id = d.order_id "
    "JOIN invoice_line l ON l.order_item_id = i.id AND l.invoice_id = d.id WHERE ";
constexpr const char* kShipments =
    "SELECT d.id, d.order_id, d.store_view_id, d.increment_id, d.is_void, d.is_from_channel, "
    "d.is_mail_sent, d.shipped_at, d.created_at, d.updated_at FROM shipment d WHERE ";
constexpr const char* kPackages =
    "SELECT p.shipment_id, p.id, p.reference, p.channel_reference, p.is_untracked FROM shipment d "
    "JOIN shipment_package p ON p.order_id = d.order_id AND p.shipment_id = d.id WHERE ";
constexpr const char* kPackageLines =
    "SELECT p.shipment_id, p.position, l.order_item_id, l.quantity, l.from_stock FROM shipment d "
    "JOIN shipment_package p ON p.order_id = d.order_id AND p.shipment_id = d.id "
    "JOIN sales_order_item i ON i.order_id = d.order_id "
    "JOIN package_line l ON l.order_item_id = i.id AND l.package_id = p.id WHERE ";
constexpr const char* kTracks =
    "SELECT p.shipment_id, p.position, t.id, t.carrier_code, t.title, t.number, t.service, "
    "t.created_at FROM shipment d "
    "JOIN shipment_package p ON p.order_id = d.order_id AND p.shipment_id = d.id "
    "JOIN track t ON t.package_id = p.id WHERE ";
constexpr const char* kCreditMemos =
    "SELECT d.id, d.order_id, d.store_view_id, d.invoice_id, d.increment_id, d.state, d.currency, "
    "d.extras, d.adjustment_refund, d.adjustment_fee, d.grand_total, d.reason, d.is_from_channel, "
    "d.is_mail_sent, d.created_at, d.updated_at FROM credit_memo d WHERE ";
constexpr const char* kCreditMemoLines =
    "SELECT l.credit_memo_id, l.id, l.order_item_id, l.shipped_quantity, l.unshipped_quantity, "
    "l.returned_quantity, l.item, l.item_tax, l.shipping, l.shipping_tax, l.gift_wrap, "
    "l.gift_wrap_tax, l.fee, l.fee_tax, l.discount FROM credit_memo d "
    "JOIN credit_memo_line l ON l.credit_memo_id = d.id WHERE ";

sql::Rows Query(sql::Connection& connection, const char* select, const char* order,
                const DocumentChoice& choice) {
    std::string sql = select;
    switch (choice.by) {
        case DocumentChoice::By::kOrder: sql += "d.order_id = ?"; break;
        case DocumentChoice::By::kId: sql += "d.id = ?"; break;
        case DocumentChoice::By::kIds:
            sql += connection.Pick("d.id IN (SELECT value FROM json_each(?))",
                                   "d.id = ANY(CAST(? AS BIGINT[]))");
            break;
    }
    const std::array<sql::Value, 1> values = {choice.Parameter()};
    return connection.QueryWith(sql.append(order), values);
}

// A document by its id; children carry it in their first column.
template <class Document>
class Places {
  public:
    explicit Places(std::vector<Document>& documents) : documents_(documents) {
        for (std::size_t i = 0; i < documents.size(); ++i) {
            places_.emplace(documents[i].id.value, i);
        }
    }
    Document& Of(RowReader& row) { return documents_[places_.at(row.Int())]; }

  private:
    std::vector<Document>& documents_;
    std::unordered_map<std::int64_t, std::size_t> places_;
};

Invoice ReadInvoice(const sql::Rows& rows) {
    RowReader row(rows);
    Invoice invoice;
    invoice.id = row.IdAt<domain::InvoiceId>();
    invoice.order_id = row.IdAt<domain::OrderId>();
    invoice.store_view_id = row.IdAt<domain::StoreViewId>();
    invoice.increment_id = row.Text();
    invoice.state = row.Word(domain::InvoiceStateFrom);
    const base::Currency currency = row.Currency();
    invoice.extras = row.Money(currency);
    invoice.grand_total = row.Money(currency);
    invoice.transaction_id = row.Text();
    invoice.is_from_channel = row.Bool();
    invoice.is_mail_sent = row.Bool();
    invoice.created_at = row.At();
    invoice.updated_at = row.At();
    return invoice;
}

Shipment ReadShipment(const sql::Rows& rows) {
    RowReader row(rows);
    Shipment shipment;
    shipment.id = row.IdAt<domain::ShipmentId>();
    shipment.order_id = row.IdAt<domain::OrderId>();
    shipment.store_view_id = row.IdAt<domain::StoreViewId>();
    shipment.increment_id = row.Text();
    shipment.is_void = row.Bool();
    shipment.is_from_channel = row.Bool();
    shipment.is_mail_sent = row.Bool();
    shipment.shipped_at = row.At();
    shipment.created_at = row.At();
    shipment.updated_at = row.At();
    return shipment;
}

CreditMemo ReadCreditMemo(const sql::Rows& rows) {
    RowReader row(rows);
    CreditMemo memo;
    memo.id = row.IdAt<domain::CreditMemoId>();
    memo.order_id = row.IdAt<domain::OrderId>();
    memo.store_view_id = row.IdAt<domain::StoreViewId>();
    memo.invoice_id = row.IdAt<domain::InvoiceId>();
    memo.increment_id = row.Text();
    memo.state = row.Word(domain::CreditMemoStateFrom);
    const base::Currency currency = row.Currency();
    memo.extras = row.Money(currency);
    memo.adjustment_refund = row.Money(currency);
    memo.adjustment_fee = row.Money(currency);
    memo.grand_total = row.Money(currency);
    memo.reason = row.Text();
    memo.is_from_channel = row.Bool();
    memo.is_mail_sent = row.Bool();
    memo.created_at = row.At();
    memo.updated_at = row.At();
    return memo;
}

domain::CreditMemoLine ReadCreditMemoLine(RowReader& row, base::Currency currency) {
    domain::CreditMemoLine line;
    line.id = row.IdAt<domain::CreditMemoLineId>();
    line.order_item_id = row.IdAt<domain::OrderItemId>();
    line.shipped_quantity = row.Int();
    line.unshipped_quantity = row.Int();
    line.returned_quantity = row.Int();
    domain::Components& parts = line.amounts;
    for (base::Money* amount :
         {&parts.item, &parts.item_tax, &parts.shipping, &parts.shipping_tax, &parts.gift_wrap,
          &parts.gift_wrap_tax, &parts.fee, &parts.fee_tax, &line.discount}) {
        *amount = row.Money(currency);
    }
    return line;
}

}  // namespace

std::vector<Invoice> LoadInvoices(sql::Connection& connection, const DocumentChoice& choice) {
    std::vector<Invoice> invoices;
    sql::Rows rows = Query(connection, kInvoices, " ORDER BY d.id", choice);
    while (rows.Next()) {
        invoices.push_back(ReadInvoice(rows));
    }
    if (invoices.empty()) {
        return invoices;
    }
    Places places(invoices);
    sql::Rows lines =
        Query(connection, kInvoiceLines, " ORDER BY l.invoice_id, l.position", choice);
    while (lines.Next()) {
        RowReader row(lines);
        Invoice& invoice = places.Of(row);
        domain::InvoiceLine& line = invoice.lines.emplace_back();
        line.order_item_id = row.IdAt<domain::OrderItemId>();
        line.pieces.first = row.Int();
        line.pieces.count = row.Int();
        line.amounts = ReadLineAmounts(row, invoice.grand_total.currency());
    }
    return invoices;
}

std::vector<Shipment> LoadShipments(sql::Connection& connection, const DocumentChoice& choice) {
    std::vector<Shipment> shipments;
    sql::Rows rows = Query(connection, kShipments, " ORDER BY d.id", choice);
    while (rows.Next()) {
        shipments.push_back(ReadShipment(rows));
    }
    if (shipments.empty()) {
        return shipments;
    }
    Places places(shipments);
    sql::Rows packages =
        Query(connection, kPackages, " ORDER BY p.shipment_id, p.position", choice);
    while (packages.Next()) {
        RowReader row(packages);
        Package& package = places.Of(row).packages.emplace_back();
        package.id = row.IdAt<domain::PackageId>();
        package.reference = row.Int();
        package.channel_reference = row.Text();
        package.is_untracked = row.Bool();
    }
    const auto package_of = [&](RowReader& row) -> Package& {
        Shipment& shipment = places.Of(row);
        return shipment.packages.at(static_cast<std::size_t>(row.Int()));
    };
    sql::Rows lines =
        Query(connection, kPackageLines, " ORDER BY l.package_id, l.position", choice);
    while (lines.Next()) {
        RowReader row(lines);
        domain::PackageLine& line = package_of(row).lines.emplace_back();
        line.order_item_id = row.IdAt<domain::OrderItemId>();
        line.quantity = row.Int();
        line.from_stock = row.Int();
    }
    sql::Rows tracks = Query(connection, kTracks, " ORDER BY t.package_id, t.position", choice);
    while (tracks.Next()) {
        RowReader row(tracks);
        Package& package = package_of(row);
        package.tracks.push_back({row.IdAt<domain::TrackId>(), row.Text(), row.Text(), row.Text(),
                                  row.Text(), row.At()});
    }
    return shipments;
}

std::vector<CreditMemo> LoadCreditMemos(sql::Connection& connection, const DocumentChoice& choice) {
    std::vector<CreditMemo> memos;
    sql::Rows rows = Query(connection, kCreditMemos, " ORDER BY d.id", choice);
    while (rows.Next()) {
        memos.push_back(ReadCreditMemo(rows));
    }
    if (memos.empty()) {
        return memos;
    }
    Places places(memos);
    sql::Rows lines =
        Query(connection, kCreditMemoLines, " ORDER BY l.credit_memo_id, l.position", choice);
    while (lines.Next()) {
        RowReader row(lines);
        CreditMemo& memo = places.Of(row);
        memo.lines.push_back(ReadCreditMemoLine(row, memo.grand_total.currency()));
    }
    return memos;
}

}  // namespace orderyard::storage
