// For tests: orders with their documents, follow-ups, feeds and differences, in memory, with the
// guarantees of the ports that the runner relies on.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "domain/order/order_file.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/order_store.hpp"
#include "ports/recon_store.hpp"

namespace orderyard::amazon::fakes {

struct Fuse;

// Part of FakeState: undone with the transaction.
struct Books {
    std::map<domain::OrderId, domain::OrderFile> files;  // follow-ups not in here
    std::vector<domain::FollowUp> follow_ups;
    std::vector<ports::FeedJob> feeds;
    std::vector<ports::Difference> differences;
    std::vector<std::string> ends;  // what the order was told: "cancel 5 done", "refund 7 refused"
};

class FakeOrders : public ports::OrderStore {
  public:
    FakeOrders(Books& books, Fuse& fuse) : books_(books), fuse_(fuse) {}
    std::optional<domain::Order> Load(domain::OrderId id) override;
    std::optional<domain::Order> LoadForUpdate(domain::OrderId id) override;
    std::optional<domain::OrderId> FindByChannelOrder(domain::ChannelOrderId id) override;
    std::optional<domain::OrderId> FindByIncrementId(domain::StoreViewId,
                                                     const std::string&) override {
        Never();
    }
    void Insert(domain::Order&) override { Never(); }
    void Save(domain::Order&) override { Never(); }
    void AppendHistory(const domain::HistoryEntry&) override { Never(); }
    std::vector<domain::HistoryEntry> History(domain::OrderId) override { Never(); }
    std::vector<std::vector<domain::HistoryEntry>> Histories(
        const std::vector<domain::OrderId>&) override {
        Never();
    }
    base::Result<ports::OrderPage> Search(const ports::SearchQuery& query) override;
    std::int64_t Count() override { Never(); }
    void PurgePersonalData(domain::OrderId) override { Never(); }

  private:
    [[noreturn]] static void Never() { throw std::logic_error("the fake does not do this"); }
    Books& books_;
    Fuse& fuse_;
};

class FakeDocuments : public ports::DocumentStore {
  public:
    explicit FakeDocuments(Books& books) : books_(books) {}
    void Insert(domain::Invoice&) override { Never(); }
    void Insert(domain::Shipment&) override { Never(); }
    void Insert(domain::CreditMemo&) override { Never(); }
    void Save(domain::Invoice&) override { Never(); }
    void Save(domain::Shipment&) override { Never(); }
    void Save(domain::CreditMemo&) override { Never(); }
    void LoadFor(domain::OrderFile& file) override;
    std::optional<domain::Invoice> FindInvoice(domain::InvoiceId) override { Never(); }
    std::optional<domain::Shipment> FindShipment(domain::ShipmentId id) override;
    std::optional<domain::CreditMemo> FindCreditMemo(domain::CreditMemoId) override { Never(); }
    std::optional<domain::ShipmentId> FindShipmentOfTrack(domain::TrackId) override { Never(); }
    std::optional<domain::ShipmentId> FindShipmentOfPackage(domain::PackageId id) override;
    base::Result<ports::DocumentPage<domain::Invoice>> SearchInvoices(
        const ports::SearchQuery&) override {
        Never();
    }
    base::Result<ports::DocumentPage<domain::Shipment>> SearchShipments(
        const ports::SearchQuery&) override {
        Never();
    }
    base::Result<ports::DocumentPage<domain::CreditMemo>> SearchCreditMemos(
        const ports::SearchQuery&) override {
        Never();
    }
    void AddComment(ports::DocumentKind, std::int64_t, domain::DocumentComment&) override {
        Never();
    }
    std::vector<domain::DocumentComment> Comments(ports::DocumentKind, std::int64_t) override {
        Never();
    }

  private:
    [[noreturn]] static void Never() { throw std::logic_error("the fake does not do this"); }
    Books& books_;
};

class FakeFollowUps : public ports::FollowUpStore {
  public:
    FakeFollowUps(Books& books, Fuse& fuse) : books_(books), fuse_(fuse) {}
    bool Insert(domain::FollowUp& follow_up) override;
    bool Move(const domain::FollowUp& follow_up, domain::FollowUpState from) override;
    std::optional<domain::FollowUp> Find(domain::FollowUpId id) override;
    std::vector<domain::FollowUp> ForOrder(domain::OrderId id) override;
    std::vector<domain::FollowUp> Due(domain::StoreId store, base::Instant now, int limit) override;
    std::vector<domain::FollowUp> Sending(domain::StoreId store) override;
    std::optional<base::Instant> NextDue(domain::StoreId store) override;
    std::vector<domain::FollowUp> Search(const ports::FollowUpQuery& query) override;
    std::vector<std::pair<domain::FollowUpState, std::int64_t>> Count(domain::StoreId) override {
        throw std::logic_error("the fake does not do this");
    }
    void InsertFeed(ports::FeedJob& job) override;
    bool SaveFeed(const ports::FeedJob& job, const std::string& state_before) override;
    std::optional<ports::FeedJob> FindFeed(std::int64_t id) override;
    std::vector<ports::FeedJob> OpenFeeds(domain::StoreId store) override;
    std::optional<base::Instant> LastFeedAt(domain::StoreId store,
                                            const std::string& type) override;

  private:
    bool IsFirst(const domain::FollowUp& follow_up) const;
    Books& books_;
    Fuse& fuse_;
};

class FakeRecon : public ports::ReconStore {
  public:
    FakeRecon(Books& books, Fuse& fuse) : books_(books), fuse_(fuse) {}
    void Open(const ports::Difference& difference) override;
    void EndKinds(domain::StoreId store, const std::string& channel_number,
                  const std::vector<std::string>& judged, const std::string& end,
                  base::Instant now) override;
    bool End(std::int64_t, const std::string&, base::Instant) override {
        throw std::logic_error("the fake does not do this");
    }
    std::vector<ports::Difference> ListOpen(domain::StoreId store, int limit) override;
    std::int64_t CountOpen(domain::StoreId store) override;

  private:
    Books& books_;
    Fuse& fuse_;
};

}  // namespace orderyard::amazon::fakes
