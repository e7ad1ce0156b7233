// Invoices, shipments and credit memos of commerce orders, their comments, and lists over them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "domain/order/order_file.hpp"
#include "ports/search.hpp"

namespace orderyard::ports {

enum class DocumentKind { kInvoice, kShipment, kCreditMemo };

template <class Document>
struct DocumentPage {
    std::vector<Document> documents;
    std::int64_t total_count = 0;
};

class DocumentStore {
  public:
    virtual ~DocumentStore() = default;
    // New documents with their lines; fill the ids. order_id, store_view_id and increment_id are
    // set. A taken increment id throws VersionConflict.
    virtual void Insert(domain::Invoice& invoice) = 0;
    virtual void Insert(domain::Shipment& shipment) = 0;
    virtual void Insert(domain::CreditMemo& memo) = 0;
    // State, mail flag, transaction id, updated_at; of a shipment also its packages' tracks and
    // is_untracked (tracks without id are new, missing ones are removed); of a memo its state. The
    // lines never change.
    virtual void Save(domain::Invoice& invoice) = 0;
    virtual void Save(domain::Shipment& shipment) = 0;
    virtual void Save(domain::CreditMemo& memo) = 0;
    // Fills invoices, shipments and credit memos of file.order, oldest first.
    virtual void LoadFor(domain::OrderFile& file) = 0;

    virtual std::optional<domain::Invoice> FindInvoice(domain::InvoiceId id) = 0;
    virtual std::optional<domain::Shipment> FindShipment(domain::ShipmentId id) = 0;
    virtual std::optional<domain::CreditMemo> FindCreditMemo(domain::CreditMemoId id) = 0;
    virtual std::optional<domain::ShipmentId> FindShipmentOfTrack(domain::TrackId id) = 0;
    virtual std::optional<domain::ShipmentId> FindShipmentOfPackage(domain::PackageId id) = 0;

    // Magento's column names (entity_id, increment_id, order_id, store_id, state, created_at,
    // updated_at, grand_total ...), as OrderStore::Search. kInvalidInput names an unknown field.
    virtual base::Result<DocumentPage<domain::Invoice>> SearchInvoices(
        const SearchQuery& query) = 0;
    virtual base::Result<DocumentPage<domain::Shipment>> SearchShipments(
        const SearchQuery& query) = 0;
    virtual base::Result<DocumentPage<domain::CreditMemo>> SearchCreditMemos(
        const SearchQuery& query) = 0;

    // `document` is the id's value. Comments are sealed with the order's key.
    virtual void AddComment(DocumentKind kind, std::int64_t document,
                            domain::DocumentComment& comment) = 0;
    virtual std::vector<domain::DocumentComment> Comments(DocumentKind kind,
                                                          std::int64_t document) = 0;
};

}  // namespace orderyard::ports
