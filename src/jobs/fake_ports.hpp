// For the tests of this room: a clock that is moved by hand, and a database in memory with leases
// and an outbox.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/outbox_store.hpp"
#include "ports/quota_store.hpp"

namespace orderyard::jobs {

class FakeClock : public ports::Clock {
  public:
    base::Instant Now() const override { return base::Instant::FromMicros(micros_.load()); }
    std::int64_t MonotonicMillis() const override { return micros_.load() / 1'000; }
    void Advance(base::Duration by) { micros_ += by.micros; }

  private:
    std::atomic<std::int64_t> micros_ = 1'700'000'000'000'000;
};

class FakeLeases : public ports::LeaseStore {
  public:
    struct Row {
        std::string owner;
        std::int64_t epoch = 0;
        base::Instant until;
    };

    std::optional<ports::Lease> Acquire(const std::string& name, const std::string& owner,
                                        int seconds, base::Instant now) override {
        Row& row = rows[name];
        if (!row.owner.empty() && row.owner != owner && now < row.until) {
            return std::nullopt;
        }
        row.epoch += row.owner == owner ? 0 : 1;
        row.owner = owner;
        row.until = now + base::Duration::Seconds(seconds);
        ++acquired_count;
        return ports::Lease{name, owner, row.epoch};
    }
    void Release(const ports::Lease& lease) override {
        Row& row = rows[lease.name];
        if (row.owner == lease.owner && row.epoch == lease.epoch) {
            row.owner.clear();
        }
    }
    bool IsHeld(const ports::Lease& lease, base::Instant now) override {
        const Row& row = rows[lease.name];
        return row.owner == lease.owner && row.epoch == lease.epoch && now < row.until;
    }

    std::map<std::string, Row> rows;
    int acquired_count = 0;
};

class FakeOutbox : public ports::OutboxStore {
  public:
    struct Row {
        ports::OutboxMessage message;
        std::string owner;
    };

    bool Enqueue(const ports::OutboxMessage& message) override {
        Row row{message, ""};
        row.message.id = ports::OutboxId(static_cast<std::int64_t>(rows.size()) + 1);
        rows.push_back(std::move(row));
        return true;
    }
    std::vector<ports::OutboxMessage> Claim(const std::string& owner, base::Instant now,
                                            int limit) override {
        std::vector<ports::OutboxMessage> claimed;
        for (Row& row : rows) {
            const bool is_open = row.message.state == ports::OutboxState::kPending ||
                                 row.message.state == ports::OutboxState::kSending;
            if (is_open && row.owner != owner && row.message.not_before <= now &&
                claimed.size() < static_cast<std::size_t>(limit)) {
                row.owner = owner;
                row.message.state = ports::OutboxState::kSending;
                claimed.push_back(row.message);
            }
        }
        return claimed;
    }
    void MarkDone(ports::OutboxId id) override { Mark(id, ports::OutboxState::kDone, ""); }
    void MarkRetry(ports::OutboxId id, base::Instant not_before,
                   const std::string& error) override {
        Mark(id, ports::OutboxState::kPending, error);
        At(id).not_before = not_before;
    }
    void MarkParked(ports::OutboxId id, const std::string& error) override {
        Mark(id, ports::OutboxState::kParked, error);
    }
    std::vector<ports::OutboxMessage> List(ports::OutboxState, int) override { return {}; }
    std::int64_t CountPending() override {
        return std::count_if(rows.begin(), rows.end(), [](const Row& row) {
            return row.message.state == ports::OutboxState::kPending;
        });
    }

    int PruneDone(const std::string& kind, base::Instant created_before, int limit) override {
        int count = 0;
        for (auto row = rows.begin(); row != rows.end();) {
            const ports::OutboxMessage& message = row->message;
            const bool goes = message.kind == kind && message.created_at < created_before &&
                              message.state == ports::OutboxState::kDone && count < limit;
            count += goes ? 1 : 0;
            row = goes ? rows.erase(row) : row + 1;
        }
        ++prune_count;
        return count;
    }

    ports::OutboxMessage& At(ports::OutboxId id) {
        return rows.at(static_cast<std::size_t>(id.value - 1)).message;
    }

    std::vector<Row> rows;
    int prune_count = 0;  // calls

  private:
    void Mark(ports::OutboxId id, ports::OutboxState state, const std::string& error) {
        ports::OutboxMessage& message = At(id);
        message.attempts += state == ports::OutboxState::kDone ? 0 : 1;
        message.state = state;
        message.error = error;
        rows.at(static_cast<std::size_t>(id.value - 1)).owner.clear();
    }
};

class FakeDatabase : public ports::Database {
  public:
    void Write(const std::function<void(ports::Transaction&)>& work) override { Run(work); }
    void Read(const std::function<void(ports::Transaction&)>& work) const override { Run(work); }

    // Looks into the stores while no transaction runs.
    template <class Look>
    auto Inside(Look look) {
        const std::lock_guard lock(mutex_);
        return look(leases_, outbox_);
    }

    std::atomic<bool> is_gone = false;

  private:
    struct Tx : ports::Transaction {
        explicit Tx(const FakeDatabase& given) : database(given) {}
        [[noreturn]] static void Missing() { throw std::logic_error("this store has no fake"); }

        ports::OrderStore& orders() override { Missing(); }
        ports::ChannelOrderStore& channel_orders() override { Missing(); }
        ports::ProductStore& products() override { Missing(); }
        ports::CustomerStore& customers() override { Missing(); }
        ports::StoreRegistry& stores() override { Missing(); }
        ports::InboxStore& inbox() override { Missing(); }
        ports::SyncStore& sync() override { Missing(); }
        ports::OutboxStore& outbox() override { return database.outbox_; }
        ports::QuotaStore& quotas() override { Missing(); }
        ports::LeaseStore& leases() override { return database.leases_; }
        ports::SequenceStore& sequences() override { Missing(); }
        ports::TokenStore& tokens() override { Missing(); }
        void Part(const std::function<void()>& work) override { work(); }

        const FakeDatabase& database;
    };

    void Run(const std::function<void(ports::Transaction&)>& work) const {
        const std::lock_guard lock(mutex_);
        if (is_gone.load()) {
            throw ports::DatabaseUnavailable("the fake database is gone");
        }
        Tx tx(*this);
        work(tx);
    }

    mutable std::mutex mutex_;
    mutable FakeLeases leases_;
    mutable FakeOutbox outbox_;
};

// Waits in real time, up to two seconds, for what other threads do.
inline bool Eventually(const std::function<bool()>& is_true) {
    for (int i = 0; i < 2'000; ++i) {
        if (is_true()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

}  // namespace orderyard::jobs
