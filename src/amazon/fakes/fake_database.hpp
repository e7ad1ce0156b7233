// For tests: the ports the sync uses, in memory, with real all-or-nothing transactions and a fuse
// that makes the n-th step of a run "crash".
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "amazon/fakes/fake_books.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/inbox_store.hpp"
#include "ports/quota_store.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::amazon::fakes {

class FakeClock : public ports::Clock {
  public:
    base::Instant Now() const override { return now; }
    std::int64_t MonotonicMillis() const override { return monotonic_millis; }
    void Advance(base::Duration duration) {
        now = now + duration;
        monotonic_millis += duration.millis();
    }

    base::Instant now = *base::Instant::ParseIso("2026-03-01T12:00:00Z");
    std::int64_t monotonic_millis = 5'000'000;
};

// Not a std::exception on purpose: nothing but the end of the process may catch it.
struct Crash {};

// Counts steps; the one it is set to crashes, before it happens.
struct Fuse {
    int steps = 0;
    int crash_at = 0;  // 0: never

    void Step() {
        if (++steps == crash_at) {
            throw Crash{};
        }
    }
};

struct StoredOrder {
    base::Instant updated_at;
    std::string hash;
    std::string status_text;
    int times_applied = 0;  // changes, not repeats
    domain::ChannelStatus status = domain::ChannelStatus::kUnknown;
    std::optional<domain::ChannelOrder> whole = {};
};

struct FakeState {
    std::vector<ports::InboxRow> inbox;
    std::map<std::string, ports::SyncCursor> cursors;
    std::optional<ports::SyncHealth> health;
    std::vector<ports::SyncProblem> problems;
    std::map<std::string, ports::QuotaBucket> buckets;
    std::map<std::string, StoredOrder> orders;
    std::vector<ports::ChannelOrderEvent> events;
    std::optional<domain::StoreCredentials> credentials =
        domain::StoreCredentials{"client", "secret", "Atzr|refresh"};
    Books books;
};

[[noreturn]] inline void Unused() {
    throw std::logic_error("the fake does not do this");
}

class FakeTransaction : public ports::Transaction,
                        public ports::InboxStore,
                        public ports::SyncStore,
                        public ports::QuotaStore,
                        public ports::LeaseStore,
                        public ports::StoreRegistry,
                        public ports::ChannelOrderStore {
  public:
    FakeTransaction(FakeState& of_state, Fuse& of_fuse, const bool& is_lease_held)
        : state(of_state),
          fuse(of_fuse),
          orders_(of_state.books, of_fuse),
          documents_(of_state.books),
          follow_ups_(of_state.books, of_fuse),
          recon_(of_state.books, of_fuse),
          is_lease_held_(is_lease_held) {}

    FakeState& state;
    Fuse& fuse;

    ports::OrderStore& orders() override { return orders_; }
    ports::DocumentStore& documents() override { return documents_; }
    ports::FollowUpStore& follow_ups() override { return follow_ups_; }
    ports::ReconStore& recon() override { return recon_; }
    ports::ChannelOrderStore& channel_orders() override { return *this; }
    ports::ProductStore& products() override { Unused(); }
    ports::CustomerStore& customers() override { Unused(); }
    ports::StoreRegistry& stores() override { return *this; }
    ports::InboxStore& inbox() override { return *this; }
    ports::SyncStore& sync() override { return *this; }
    ports::OutboxStore& outbox() override { Unused(); }
    ports::QuotaStore& quotas() override { return *this; }
    ports::LeaseStore& leases() override { return *this; }
    ports::SequenceStore& sequences() override { Unused(); }
    ports::TokenStore& tokens() override { Unused(); }
    void Part(const std::function<void()>& work) override;

    // Inbox
    bool Add(const ports::InboxRow& row) override;
    std::vector<ports::InboxRow> ClaimDue(domain::StoreId, base::Instant now, int limit) override;
    void MarkDone(ports::InboxId id, ports::InboxState to) override;
    void MarkFailed(ports::InboxId id, int attempts, base::Instant next_try_at,
                    const std::string& error) override;
    void MarkPoison(ports::InboxId id, int attempts, const std::string& error) override;
    std::vector<ports::InboxRow> ListPoison(domain::StoreId, int) override { Unused(); }
    std::vector<ports::InboxRow> ListWaiting(domain::StoreId, int) override { Unused(); }
    std::optional<ports::InboxRow> Find(domain::StoreId, ports::InboxId) override { Unused(); }
    bool Retry(ports::InboxId, base::Instant) override { Unused(); }
    bool Skip(ports::InboxId, const std::string&) override { Unused(); }
    int SkipOld(domain::StoreId, base::Instant, const std::string&, int) override { Unused(); }
    ports::InboxCounts Counts(domain::StoreId) override;

    // Sync
    std::optional<ports::SyncCursor> LoadCursor(domain::StoreId,
                                                const std::string& stream) override;
    void SaveCursor(ports::SyncCursor& cursor) override;
    std::optional<ports::SyncHealth> LoadHealth(domain::StoreId) override;
    void SaveHealth(const ports::SyncHealth& health) override;
    void AppendProblem(const ports::SyncProblem& problem) override;
    std::vector<ports::SyncProblem> Problems(domain::StoreId, int) override {
        return state.problems;
    }

    // Quotas and leases
    std::optional<ports::QuotaBucket> LoadForUpdate(domain::StoreId,
                                                    const std::string& operation) override;
    void Save(const ports::QuotaBucket& bucket) override;
    std::optional<ports::Lease> Acquire(const std::string&, const std::string&, int,
                                        base::Instant) override {
        Unused();
    }
    void Release(const ports::Lease&) override {}
    bool IsHeld(const ports::Lease&, base::Instant) override {
        fuse.Step();
        return is_lease_held_;
    }

    // Stores
    std::vector<domain::Store> List(bool) override { Unused(); }
    std::optional<domain::Store> Load(domain::StoreId) override { Unused(); }
    std::optional<domain::Store> FindByCode(const std::string&) override { Unused(); }
    void Insert(domain::Store&, const domain::StoreCredentials&) override { Unused(); }
    void Save(domain::Store&) override { Unused(); }
    void SaveCredentials(domain::StoreId, const domain::StoreCredentials&) override { Unused(); }
    std::optional<domain::StoreCredentials> LoadCredentials(domain::StoreId) override {
        return state.credentials;
    }
    std::vector<domain::StoreView> ListViews() override { Unused(); }
    std::optional<domain::StoreView> FindViewByCode(const std::string&) override { Unused(); }
    void InsertView(domain::StoreView&) override { Unused(); }
    std::vector<ports::OrderStatus> ListStatuses() override { Unused(); }
    void PutStatus(const ports::OrderStatus&) override { Unused(); }
    void DropStatus(const std::string&, domain::OrderState) override { Unused(); }

    // Channel orders
    std::optional<ports::ChannelOrderHead> FindHead(domain::StoreId,
                                                    const std::string& number) override;
    std::optional<domain::ChannelOrder> Load(domain::ChannelOrderId id) override;
    std::optional<domain::ChannelOrder> LoadForUpdate(domain::ChannelOrderId) override { Unused(); }
    void Insert(domain::ChannelOrder&, const std::string&, const std::string&,
                const domain::Verdict&) override {
        Unused();
    }
    void Update(domain::ChannelOrder&, const std::string&, const std::string&,
                const domain::Verdict&) override {
        Unused();
    }
    std::vector<domain::ChannelOrderId> DueForPurge(base::Instant, int) override { Unused(); }
    void PurgePersonalData(domain::ChannelOrderId) override { Unused(); }
    void SetVerdict(domain::ChannelOrderId, const domain::Verdict&) override { Unused(); }
    std::optional<domain::Verdict> LoadVerdict(domain::ChannelOrderId) override { Unused(); }
    std::optional<std::string> LoadPayload(domain::ChannelOrderId) override { Unused(); }
    void AppendEvent(domain::ChannelOrderId, const ports::ChannelOrderEvent& event) override {
        fuse.Step();
        state.events.push_back(event);
    }
    std::vector<ports::ChannelOrderEvent> Events(domain::ChannelOrderId) override {
        return state.events;
    }
    std::vector<domain::ChannelOrderId> DueForLook(domain::StoreId, base::Instant, int) override {
        return {};
    }
    std::vector<domain::ChannelOrderId> WaitingForSku(const std::string&, int) override {
        Unused();
    }
    base::Result<ports::ChannelOrderPage> Search(const ports::ChannelOrderQuery& query) override;
    std::vector<std::pair<std::string, std::int64_t>> CountByStatus(domain::StoreId) override {
        Unused();
    }
    std::vector<std::pair<std::string, std::int64_t>> CountByVerdict(domain::StoreId) override {
        Unused();
    }

  private:
    ports::InboxRow& Row(ports::InboxId id);

    FakeOrders orders_;
    FakeDocuments documents_;
    FakeFollowUps follow_ups_;
    FakeRecon recon_;
    const bool& is_lease_held_;
};

class FakeDatabase : public ports::Database {
  public:
    void Write(const std::function<void(ports::Transaction&)>& work) override;
    void Read(const std::function<void(ports::Transaction&)>& work) const override;

    mutable FakeState state;
    mutable Fuse fuse;
    bool is_lease_held = true;

  private:
    mutable std::recursive_mutex mutex_;
};

}  // namespace orderyard::amazon::fakes
