// Invoices, shipments and credit memos over SQL.
#pragma once

#include "ports/document_store.hpp"
#include "storage/keys.hpp"
#include "storage/privacy/blind_index.hpp"
#include "storage/sql/connection.hpp"

namespace orderyard::storage {

class SqlDocumentStore final : public ports::DocumentStore {
  public:
    SqlDocumentStore(sql::Connection& connection, const Keys& keys)
        : connection_(connection), keys_(keys), index_(keys, "sales_order_search") {}

    void Insert(domain::Invoice& invoice) override;
    void Insert(domain::Shipment& shipment) override;
    void Insert(domain::CreditMemo& memo) override;
    // A document that is not stored throws VersionConflict.
    void Save(domain::Invoice& invoice) override;
    void Save(domain::Shipment& shipment) override;
    void Save(domain::CreditMemo& memo) override;
    void LoadFor(domain::OrderFile& file) override;

    std::optional<domain::Invoice> FindInvoice(domain::InvoiceId id) override;
    std::optional<domain::Shipment> FindShipment(domain::ShipmentId id) override;
    std::optional<domain::CreditMemo> FindCreditMemo(domain::CreditMemoId id) override;
    std::optional<domain::ShipmentId> FindShipmentOfTrack(domain::TrackId id) override;
    std::optional<domain::ShipmentId> FindShipmentOfPackage(domain::PackageId id) override;

    base::Result<ports::DocumentPage<domain::Invoice>> SearchInvoices(
        const ports::SearchQuery& query) override;
    base::Result<ports::DocumentPage<domain::Shipment>> SearchShipments(
        const ports::SearchQuery& query) override;
    base::Result<ports::DocumentPage<domain::CreditMemo>> SearchCreditMemos(
        const ports::SearchQuery& query) override;

    void AddComment(ports::DocumentKind kind, std::int64_t document,
                    domain::DocumentComment& comment) override;
    std::vector<domain::DocumentComment> Comments(ports::DocumentKind kind,
                                                  std::int64_t document) override;

  private:
    void InsertPackage(const domain::Shipment& shipment, std::size_t position);
    void InsertTrack(domain::PackageId package, domain::Track& track, std::size_t position);
    void SaveTracks(const domain::Package& stored, domain::Package& package);
    // Unset: there is no such document.
    domain::OrderId OrderOf(ports::DocumentKind kind, std::int64_t document);

    sql::Connection& connection_;
    const Keys& keys_;
    BlindIndex index_;
};

}  // namespace orderyard::storage
