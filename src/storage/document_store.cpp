// Writing and finding documents. Everything new goes through ExecLater: an import writes documents,
// too. Lists are in documents/search_documents.cpp.
#include "storage/document_store.hpp"

#include <algorithm>
#include <unordered_map>

#include "storage/documents/document_rows.hpp"
#include "storage/line_amounts.hpp"
#include "storage/orders/order_keys.hpp"
#include "storage/sql/assembly.hpp"

namespace orderyard::storage {

using domain::CreditMemo;
using domain::Invoice;
using domain::OrderId;
using domain::Package;
using domain::Shipment;
using domain::Track;
using ports::DocumentKind;
using sql::Value;

namespace {

const std::string kInsertInvoice = sql::InsertSql(
    "invoice",
    "id, order_id, store_view_id, increment_id, state, currency, quantity, lines_total, extras, "
    "grand_total, transaction_id, is_from_channel, is_mail_sent, created_at, updated_at");
const std::string kInsertInvoiceLine = sql::InsertSql(
    "invoice_line", "order_item_id, piece_first, invoice_id, piece_count, position, " +
                        std::string(kLineAmountColumns));
const std::string kInsertShipment = sql::InsertSql(
    "shipment",
    "id, order_id, store_view_id, increment_id, quantity, is_void, is_from_channel, is_mail_sent, "
    "shipped_at, created_at, updated_at");
const std::string kInsertPackage = sql::InsertSql(
    "shipment_package",
    "id, order_id, shipment_id, position, reference, channel_reference, is_untracked");
const std::string kInsertPackageLine =
    sql::InsertSql("package_line", "order_item_id, package_id, position, quantity, from_stock");
const std::string kInsertTrack = sql::InsertSql(
    "track", "id, package_id, position, carrier_code, title, number, service, created_at");
const std::string kInsertCreditMemo = sql::InsertSql(
    "credit_memo",
    "id, order_id, store_view_id, invoice_id, increment_id, state, currency, lines_total, extras, "
    "adjustment_refund, adjustment_fee, grand_total, reason, is_from_channel, is_mail_sent, "
    "created_at, updated_at");
const std::string kInsertCreditMemoLine = sql::InsertSql(
    "credit_memo_line",
    "id, credit_memo_id, order_item_id, position, shipped_quantity, unshipped_quantity, "
    "returned_quantity, item, item_tax, shipping, shipping_tax, gift_wrap, gift_wrap_tax, fee, "
    "fee_tax, discount, total");

constexpr const char* kSaveInvoice =
    "UPDATE invoice SET state = ?, transaction_id = ?, is_mail_sent = ?, updated_at = ? "
    "WHERE id = ?";
constexpr const char* kSaveShipment =
    "UPDATE shipment SET is_void = ?, is_mail_sent = ?, updated_at = ? WHERE id = ?";
constexpr const char* kSavePackage = "UPDATE shipment_package SET is_untracked = ? WHERE id = ?";
constexpr const char* kSaveTrack =
    "UPDATE track SET position = ?, carrier_code = ?, title = ?, number = ?, service = ? "
    "WHERE id = ?";
constexpr const char* kDeleteTrack = "DELETE FROM track WHERE id = ?";
constexpr const char* kSaveCreditMemo =
    "UPDATE credit_memo SET state = ?, is_mail_sent = ?, updated_at = ? WHERE id = ?";

constexpr const char* kShipmentOfTrack =
    "SELECT p.shipment_id FROM track t JOIN shipment_package p ON p.id = t.package_id "
    "WHERE t.id = ?";
constexpr const char* kShipmentOfPackage = "SELECT shipment_id FROM shipment_package WHERE id = ?";

constexpr const char* kInsertComment =
    "INSERT INTO document_comment(id, order_id, kind, document_id, at, actor_kind, actor, comment, "
    "is_customer_notified, is_visible_on_front) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kComments =
    "SELECT id, at, actor_kind, actor, is_customer_notified, is_visible_on_front, comment "
    "FROM document_comment WHERE order_id = ? AND kind = ? AND document_id = ? ORDER BY id";

std::string_view KindWord(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::kInvoice: return "invoice";
        case DocumentKind::kShipment: return "shipment";
        case DocumentKind::kCreditMemo: return "credit_memo";
    }
    throw std::logic_error("an unknown kind of document");
}

const char* OrderOfSql(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::kInvoice: return "SELECT order_id FROM invoice WHERE id = ?";
        case DocumentKind::kShipment: return "SELECT order_id FROM shipment WHERE id = ?";
        case DocumentKind::kCreditMemo: return "SELECT order_id FROM credit_memo WHERE id = ?";
    }
    throw std::logic_error("an unknown kind of document");
}

SealedPlace CommentPlace(std::int64_t id) {
    return {"document_comment", "comment", id};
}

template <class Document>
std::optional<Document> TheOne(std::vector<Document> found) {
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

void SqlDocumentStore::Insert(Invoice& invoice) {
    invoice.id = domain::InvoiceId(connection_.NewId("invoice"));
    const base::Currency currency = invoice.grand_total.currency();
    base::Money lines_total;
    for (const domain::InvoiceLine& line : invoice.lines) {
        lines_total += line.amounts.total;
    }
    connection_.ExecLater(
        kInsertInvoice, invoice.id, invoice.order_id, invoice.store_view_id, invoice.increment_id,
        ToString(invoice.state), currency.code(), invoice.Quantity(), Units(lines_total, currency),
        Units(invoice.extras, currency), invoice.grand_total.units(), invoice.transaction_id,
        invoice.is_from_channel, invoice.is_mail_sent, invoice.created_at, invoice.updated_at);
    for (std::size_t i = 0; i < invoice.lines.size(); ++i) {
        const domain::InvoiceLine& line = invoice.lines[i];
        std::vector<Value> values = {line.order_item_id, line.pieces.first, invoice.id,
                                     line.pieces.count, i};
        AppendLineAmounts(values, line.amounts, currency);
        connection_.ExecLaterWith(kInsertInvoiceLine, values, false);
    }
}

void SqlDocumentStore::Insert(Shipment& shipment) {
    shipment.id = domain::ShipmentId(connection_.NewId("shipment"));
    connection_.ExecLater(kInsertShipment, shipment.id, shipment.order_id, shipment.store_view_id,
                          shipment.increment_id, shipment.Quantity(), shipment.is_void,
                          shipment.is_from_channel, shipment.is_mail_sent, shipment.shipped_at,
                          shipment.created_at, shipment.updated_at);
    for (std::size_t i = 0; i < shipment.packages.size(); ++i) {
        Package& package = shipment.packages[i];
        package.id = domain::PackageId(connection_.NewId("shipment_package"));
        InsertPackage(shipment, i);
        for (std::size_t place = 0; place < package.tracks.size(); ++place) {
            InsertTrack(package.id, package.tracks[place], place);
        }
    }
}

void SqlDocumentStore::InsertPackage(const Shipment& shipment, std::size_t position) {
    const Package& package = shipment.packages[position];
    connection_.ExecLater(kInsertPackage, package.id, shipment.order_id, shipment.id, position,
                          package.reference, package.channel_reference, package.is_untracked);
    for (std::size_t i = 0; i < package.lines.size(); ++i) {
        connection_.ExecLater(kInsertPackageLine, package.lines[i].order_item_id, package.id, i,
                              package.lines[i].quantity, package.lines[i].from_stock);
    }
}

void SqlDocumentStore::InsertTrack(domain::PackageId package, Track& track, std::size_t position) {
    track.id = domain::TrackId(connection_.NewId("track"));
    connection_.ExecLater(kInsertTrack, track.id, package, position, track.carrier_code,
                          track.title, track.number, track.service, track.created_at);
}

void SqlDocumentStore::Insert(CreditMemo& memo) {
    memo.id = domain::CreditMemoId(connection_.NewId("credit_memo"));
    const base::Currency currency = memo.grand_total.currency();
    base::Money lines_total;
    for (const domain::CreditMemoLine& line : memo.lines) {
        lines_total += line.amounts.Total();
    }
    connection_.ExecLater(kInsertCreditMemo, memo.id, memo.order_id, memo.store_view_id,
                          sql::NullIfUnset(memo.invoice_id), memo.increment_id,
                          ToString(memo.state), currency.code(), Units(lines_total, currency),
                          Units(memo.extras, currency), Units(memo.adjustment_refund, currency),
                          Units(memo.adjustment_fee, currency), memo.grand_total.units(),
                          memo.reason, memo.is_from_channel, memo.is_mail_sent, memo.created_at,
                          memo.updated_at);
    for (std::size_t i = 0; i < memo.lines.size(); ++i) {
        domain::CreditMemoLine& line = memo.lines[i];
        line.id = domain::CreditMemoLineId(connection_.NewId("credit_memo_line"));
        std::vector<Value> values = {line.id,
                                     memo.id,
                                     line.order_item_id,
                                     i,
                                     line.shipped_quantity,
                                     line.unshipped_quantity,
                                     line.returned_quantity};
        const domain::Components& parts = line.amounts;
        const base::Money total = parts.Total();
        for (const base::Money* amount :
             {&parts.item, &parts.item_tax, &parts.shipping, &parts.shipping_tax, &parts.gift_wrap,
              &parts.gift_wrap_tax, &parts.fee, &parts.fee_tax, &std::as_const(line).discount,
              &total}) {
            values.emplace_back(Units(*amount, currency));
        }
        connection_.ExecLaterWith(kInsertCreditMemoLine, values, false);
    }
}

void SqlDocumentStore::Save(Invoice& invoice) {
    connection_.ExecOneLater(kSaveInvoice, ToString(invoice.state), invoice.transaction_id,
                             invoice.is_mail_sent, invoice.updated_at, invoice.id);
}

void SqlDocumentStore::Save(Shipment& shipment) {
    const std::optional<Shipment> stored = FindShipment(shipment.id);
    if (!stored) {
        throw ports::VersionConflict("the shipment is not stored");
    }
    connection_.ExecOneLater(kSaveShipment, shipment.is_void, shipment.is_mail_sent,
                             shipment.updated_at, shipment.id);
    for (Package& package : shipment.packages) {
        const auto same = [&](const Package& other) { return other.id == package.id; };
        const auto before = std::find_if(stored->packages.begin(), stored->packages.end(), same);
        if (before == stored->packages.end()) {
            throw std::logic_error("a stored shipment gets no further packages");
        }
        if (before->is_untracked != package.is_untracked) {
            connection_.ExecOneLater(kSavePackage, package.is_untracked, package.id);
        }
        if (before->tracks != package.tracks) {
            SaveTracks(*before, package);
        }
    }
}

void SqlDocumentStore::SaveTracks(const Package& stored, Package& package) {
    const auto is_in = [](const std::vector<Track>& tracks, domain::TrackId id) {
        return std::any_of(tracks.begin(), tracks.end(),
                           [&](const Track& track) { return track.id == id; });
    };
    for (const Track& track : stored.tracks) {
        if (!is_in(package.tracks, track.id)) {
            connection_.ExecLater(kDeleteTrack, track.id);
        }
    }
    for (std::size_t i = 0; i < package.tracks.size(); ++i) {
        Track& track = package.tracks[i];
        if (!track.id.IsSet()) {
            InsertTrack(package.id, track, i);
        } else if (is_in(stored.tracks, track.id)) {
            connection_.ExecOneLater(kSaveTrack, i, track.carrier_code, track.title, track.number,
                                     track.service, track.id);
        } else {
            throw std::logic_error("a track has an id that is not stored in its package");
        }
    }
}

void SqlDocumentStore::Save(CreditMemo& memo) {
    connection_.ExecOneLater(kSaveCreditMemo, ToString(memo.state), memo.is_mail_sent,
                             memo.updated_at, memo.id);
}

void SqlDocumentStore::LoadFor(domain::OrderFile& file) {
    const DocumentChoice choice = DocumentChoice::OfOrder(file.order.id);
    file.invoices = LoadInvoices(connection_, choice);
    file.shipments = LoadShipments(connection_, choice);
    file.credit_memos = LoadCreditMemos(connection_, choice);
}

std::optional<Invoice> SqlDocumentStore::FindInvoice(domain::InvoiceId id) {
    return TheOne(LoadInvoices(connection_, DocumentChoice::Of(id)));
}

std::optional<Shipment> SqlDocumentStore::FindShipment(domain::ShipmentId id) {
    return TheOne(LoadShipments(connection_, DocumentChoice::Of(id)));
}

std::optional<CreditMemo> SqlDocumentStore::FindCreditMemo(domain::CreditMemoId id) {
    return TheOne(LoadCreditMemos(connection_, DocumentChoice::Of(id)));
}

std::optional<domain::ShipmentId> SqlDocumentStore::FindShipmentOfTrack(domain::TrackId id) {
    const auto found = connection_.QueryInt(kShipmentOfTrack, id);
    return found ? std::optional(domain::ShipmentId(*found)) : std::nullopt;
}

std::optional<domain::ShipmentId> SqlDocumentStore::FindShipmentOfPackage(domain::PackageId id) {
    const auto found = connection_.QueryInt(kShipmentOfPackage, id);
    return found ? std::optional(domain::ShipmentId(*found)) : std::nullopt;
}

OrderId SqlDocumentStore::OrderOf(DocumentKind kind, std::int64_t document) {
    return OrderId(connection_.QueryInt(OrderOfSql(kind), document).value_or(0));
}

void SqlDocumentStore::AddComment(DocumentKind kind, std::int64_t document,
                                  domain::DocumentComment& comment) {
    const OrderId order = OrderOf(kind, document);
    if (!order.IsSet()) {
        throw std::logic_error("a comment on a document that is not stored");
    }
    comment.id = connection_.NewId("document_comment");
    std::string sealed;
    if (!comment.text.empty()) {
        sealed =
            OrderKeyToSeal(connection_, keys_, order).Seal(comment.text, CommentPlace(comment.id));
    }
    connection_.ExecLater(kInsertComment, comment.id, order, KindWord(kind), document, comment.at,
                          ToString(comment.author.kind), comment.author.name,
                          sealed.empty() ? Value() : Value(sql::Bytes{sealed}),
                          comment.is_customer_notified, comment.is_visible_on_front);
}

std::vector<domain::DocumentComment> SqlDocumentStore::Comments(DocumentKind kind,
                                                                std::int64_t document) {
    const OrderId order = OrderOf(kind, document);
    const std::optional<OrderKey> key = LoadOrderKey(connection_, keys_, order);
    std::vector<domain::DocumentComment> comments;
    sql::Rows rows = connection_.Query(kComments, order, KindWord(kind), document);
    while (rows.Next()) {
        sql::RowReader row(rows);
        domain::DocumentComment& comment = comments.emplace_back();
        comment.id = row.Int();
        comment.at = row.At();
        comment.author.kind = row.Word(domain::ActorKindFrom);
        comment.author.name = row.Text();
        comment.is_customer_notified = row.Bool();
        comment.is_visible_on_front = row.Bool();
        if (!row.IsNull() && key) {  // NULL: none, or purged
            comment.text = key->Open(row.View(), CommentPlace(comment.id));
        }
    }
    return comments;
}

}  // namespace orderyard::storage
