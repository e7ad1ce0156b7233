// For the tests of this room: the ports in memory, a clock that stands still, and calls without a
// socket.
#pragma once

#include <algorithm>
#include <atomic>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "api/fake_access.hpp"
#include "base/crypto.hpp"
#include "http/message.hpp"
#include "http/target.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/inbox_store.hpp"
#include "ports/order_store.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"
#include "ports/token_store.hpp"

namespace orderyard::api {

[[noreturn]] inline void NoFake() {
    throw std::logic_error("this has no fake");
}

struct FakeClock : ports::Clock {
    base::Instant Now() const override { return now; }
    std::int64_t MonotonicMillis() const override { return now.micros / 1'000; }
    base::Instant now = base::Instant::ParseIso("2026-03-01T12:00:00Z").value();
};

struct FakeOrders : ports::OrderStore {
    std::optional<domain::Order> Load(domain::OrderId id) override {
        for (const domain::Order& order : orders) {
            if (order.id == id)
                return order;
        }
        return std::nullopt;
    }
    std::optional<domain::Order> LoadForUpdate(domain::OrderId id) override { return Load(id); }
    std::optional<domain::OrderId> FindByChannelOrder(domain::ChannelOrderId id) override {
        for (const domain::Order& order : orders) {
            if (order.channel && order.channel->channel_order_id == id)
                return order.id;
        }
        return std::nullopt;
    }
    std::optional<domain::OrderId> FindByIncrementId(domain::StoreViewId,
                                                     const std::string&) override {
        NoFake();
    }
    void Insert(domain::Order&) override { NoFake(); }
    void PurgePersonalData(domain::OrderId) override { NoFake(); }
    void Save(domain::Order&) override { NoFake(); }
    void AppendHistory(const domain::HistoryEntry&) override { NoFake(); }
    std::vector<domain::HistoryEntry> History(domain::OrderId) override { return history; }
    std::vector<std::vector<domain::HistoryEntry>> Histories(
        const std::vector<domain::OrderId>& ids) override {
        return std::vector<std::vector<domain::HistoryEntry>>(ids.size(), history);
    }
    // Pages only; the query is kept for the test to look at.
    base::Result<ports::OrderPage> Search(const ports::SearchQuery& query) override {
        last_query = query;
        if (failure)
            return base::Fail(*failure);
        ports::OrderPage page;
        page.total_count = pretended_count.value_or(static_cast<std::int64_t>(orders.size()));
        const std::int64_t start = (query.current_page - 1) * query.page_size;
        for (std::int64_t i = start; i < start + query.page_size && i < std::ssize(orders); ++i) {
            page.orders.push_back(orders[static_cast<std::size_t>(i)]);
        }
        return page;
    }
    base::Result<ports::OrderRevisionPage> SearchRevisions(
        const ports::SearchQuery& query) override {
        const auto page = Search(query);
        if (!page) {
            return base::Fail(page.error());
        }
        ports::OrderRevisionPage revisions;
        revisions.total_count = page->total_count;
        for (const domain::Order& order : page->orders) {
            revisions.orders.push_back(Revision(order.id).value());
        }
        return revisions;
    }
    std::optional<ports::OrderRevision> Revision(domain::OrderId id) override {
        const auto order = Load(id);
        return order ? std::optional(ports::OrderRevision{id, order->store_view_id, order->version,
                                                          std::ssize(history), true})
                     : std::nullopt;
    }
    std::vector<domain::Order> LoadAll(const std::vector<domain::OrderId>& ids) override {
        std::vector<domain::Order> found;
        for (const domain::OrderId id : ids) {
            if (auto order = Load(id)) {
                found.push_back(std::move(*order));
            }
        }
        return found;
    }
    std::int64_t Count() override { return std::ssize(orders); }

    std::vector<domain::Order> orders;
    std::vector<domain::HistoryEntry> history;
    std::optional<base::Error> failure;
    std::optional<std::int64_t> pretended_count;
    ports::SearchQuery last_query;
};

struct FakeChannelOrders : ports::ChannelOrderStore {
    std::optional<ports::ChannelOrderHead> FindHead(domain::StoreId store,
                                                    const std::string& number) override {
        for (const domain::ChannelOrder& order : orders) {
            if (order.store_id == store && order.number == number) {
                return ports::ChannelOrderHead{order.id, order.updated_at, "", order.status};
            }
        }
        return std::nullopt;
    }
    std::optional<domain::ChannelOrder> Load(domain::ChannelOrderId id) override {
        for (const domain::ChannelOrder& order : orders) {
            if (order.id == id)
                return order;
        }
        return std::nullopt;
    }
    std::optional<domain::ChannelOrder> LoadForUpdate(domain::ChannelOrderId id) override {
        return Load(id);
    }
    std::vector<domain::ChannelOrderId> DueForPurge(base::Instant, int) override { NoFake(); }
    void PurgePersonalData(domain::ChannelOrderId) override { NoFake(); }
    void Insert(domain::ChannelOrder&, const std::string&, const std::string&,
                const domain::Verdict&) override {
        NoFake();
    }
    void Update(domain::ChannelOrder&, const std::string&, const std::string&,
                const domain::Verdict&) override {
        NoFake();
    }
    void SetVerdict(domain::ChannelOrderId, const domain::Verdict&) override { NoFake(); }
    std::optional<domain::Verdict> LoadVerdict(domain::ChannelOrderId) override { return verdict; }
    std::optional<std::string> LoadPayload(domain::ChannelOrderId) override { NoFake(); }
    void AppendEvent(domain::ChannelOrderId, const ports::ChannelOrderEvent&) override { NoFake(); }
    std::vector<ports::ChannelOrderEvent> Events(domain::ChannelOrderId) override { return events; }
    std::vector<domain::ChannelOrderId> DueForLook(domain::StoreId, base::Instant, int) override {
        NoFake();
    }
    std::vector<domain::ChannelOrderId> WaitingForSku(const std::string&, int) override {
        NoFake();
    }
    base::Result<ports::ChannelOrderPage> Search(const ports::ChannelOrderQuery& query) override {
        last_query = query;
        return page;
    }
    std::vector<std::pair<std::string, std::int64_t>> CountByStatus(domain::StoreId) override {
        NoFake();
    }
    std::vector<std::pair<std::string, std::int64_t>> CountByVerdict(domain::StoreId) override {
        NoFake();
    }

    std::vector<domain::ChannelOrder> orders;
    std::optional<domain::Verdict> verdict;
    std::vector<ports::ChannelOrderEvent> events;
    ports::ChannelOrderPage page;
    ports::ChannelOrderQuery last_query;
};

struct FakeRegistry : ports::StoreRegistry {
    std::vector<domain::Store> List(bool with_archived) override {
        std::vector<domain::Store> listed;
        for (const domain::Store& store : stores) {
            if (with_archived || !store.is_archived)
                listed.push_back(store);
        }
        return listed;
    }
    std::optional<domain::Store> Load(domain::StoreId id) override {
        for (const domain::Store& store : stores) {
            if (store.id == id)
                return store;
        }
        return std::nullopt;
    }
    std::optional<domain::Store> FindByCode(const std::string& code) override {
        for (const domain::Store& store : stores) {
            if (store.code == code)
                return store;
        }
        return std::nullopt;
    }
    void Insert(domain::Store&, const domain::StoreCredentials&) override { NoFake(); }
    void Save(domain::Store&) override { NoFake(); }
    void SaveCredentials(domain::StoreId, const domain::StoreCredentials&) override { NoFake(); }
    std::optional<domain::StoreCredentials> LoadCredentials(domain::StoreId) override { NoFake(); }
    std::vector<domain::StoreView> ListViews() override { return views; }
    std::optional<domain::StoreView> FindViewByCode(const std::string& code) override {
        for (const domain::StoreView& view : views) {
            if (view.code == code)
                return view;
        }
        return std::nullopt;
    }
    void InsertView(domain::StoreView&) override { NoFake(); }
    std::vector<ports::OrderStatus> ListStatuses() override { NoFake(); }
    void PutStatus(const ports::OrderStatus&) override { NoFake(); }
    void DropStatus(const std::string&, domain::OrderState) override { NoFake(); }

    std::vector<domain::Store> stores;
    std::vector<domain::StoreView> views;
};

struct FakeInbox : ports::InboxStore {
    bool Add(const ports::InboxRow&) override { NoFake(); }
    std::vector<ports::InboxRow> ClaimDue(domain::StoreId, base::Instant, int) override {
        NoFake();
    }
    void MarkDone(ports::InboxId, ports::InboxState) override { NoFake(); }
    void MarkFailed(ports::InboxId, int, base::Instant, const std::string&) override { NoFake(); }
    void MarkPoison(ports::InboxId, int, const std::string&) override { NoFake(); }
    std::vector<ports::InboxRow> ListPoison(domain::StoreId store, int) override {
        std::vector<ports::InboxRow> poison;
        for (const ports::InboxRow& row : rows) {
            if (row.store_id == store && row.state == ports::InboxState::kPoison)
                poison.push_back(row);
        }
        return poison;
    }
    std::vector<ports::InboxRow> ListWaiting(domain::StoreId store, int) override {
        std::vector<ports::InboxRow> waiting;
        for (const ports::InboxRow& row : rows) {
            if (row.store_id == store && row.state == ports::InboxState::kNew && row.attempts > 0)
                waiting.push_back(row);
        }
        return waiting;
    }
    std::optional<ports::InboxRow> Find(domain::StoreId store, ports::InboxId id) override {
        for (const ports::InboxRow& row : rows) {
            if (row.store_id == store && row.id == id)
                return row;
        }
        return std::nullopt;
    }
    int SkipOld(domain::StoreId, base::Instant, const std::string&, int) override { NoFake(); }
    bool Retry(ports::InboxId id, base::Instant now) override {
        last_retry_at = now;
        return Set(id, ports::InboxState::kNew);
    }
    bool Skip(ports::InboxId id, const std::string& reason) override {
        last_reason = reason;
        return Set(id, ports::InboxState::kSkipped);
    }
    ports::InboxCounts Counts(domain::StoreId) override { return counts; }

    bool Set(ports::InboxId id, ports::InboxState state) {
        for (ports::InboxRow& row : rows) {
            if (row.id == id) {
                row.state = state;
                return true;
            }
        }
        return false;
    }

    std::vector<ports::InboxRow> rows;
    ports::InboxCounts counts;
    std::string last_reason;
    base::Instant last_retry_at;
};

struct FakeSync : ports::SyncStore {
    std::optional<ports::SyncCursor> LoadCursor(domain::StoreId, const std::string&) override {
        NoFake();
    }
    void SaveCursor(ports::SyncCursor&) override { NoFake(); }
    std::optional<ports::SyncHealth> LoadHealth(domain::StoreId) override { return health; }
    void SaveHealth(const ports::SyncHealth&) override { NoFake(); }
    void AppendProblem(const ports::SyncProblem&) override { NoFake(); }
    std::vector<ports::SyncProblem> Problems(domain::StoreId, int) override { return problems; }

    std::optional<ports::SyncHealth> health;
    std::vector<ports::SyncProblem> problems;
};

struct FakeTokens : ports::TokenStore {
    void Insert(ports::ApiToken& token) override { tokens.push_back(token); }
    std::optional<ports::ApiToken> FindByHash(const std::string& hash) override {
        for (const ports::ApiToken& token : tokens) {
            if (token.hash == hash)
                return token;
        }
        return std::nullopt;
    }
    void MarkUsed(std::int64_t id, base::Instant at) override {
        ++mark_count;
        for (ports::ApiToken& token : tokens) {
            if (token.id == id)
                token.last_used_at = at;
        }
    }
    bool Revoke(std::int64_t, base::Instant) override { NoFake(); }
    std::vector<ports::ApiToken> List() override { return tokens; }

    std::vector<ports::ApiToken> tokens;
    int mark_count = 0;
};

struct FakeDatabase : ports::Database {
    struct Tx : ports::Transaction {
        explicit Tx(const FakeDatabase& given) : database(given) {}
        ports::OrderStore& orders() override { return database.orders; }
        ports::ChannelOrderStore& channel_orders() override { return database.channel_orders; }
        ports::ProductStore& products() override { NoFake(); }
        ports::CustomerStore& customers() override { NoFake(); }
        ports::StoreRegistry& stores() override { return database.stores; }
        ports::InboxStore& inbox() override { return database.inbox; }
        ports::SyncStore& sync() override { return database.sync; }
        ports::OutboxStore& outbox() override { NoFake(); }
        ports::QuotaStore& quotas() override { NoFake(); }
        ports::LeaseStore& leases() override { NoFake(); }
        ports::SequenceStore& sequences() override { NoFake(); }
        ports::TokenStore& tokens() override { return database.tokens; }
        ports::AccessStore& access() override { return database.access; }
        void Part(const std::function<void()>& work) override { work(); }

        const FakeDatabase& database;
    };

    void Write(const std::function<void(ports::Transaction&)>& work) override {
        if (is_full)
            throw ports::DatabaseUnavailable("disk full");
        Tx tx(*this);
        work(tx);
    }
    void Read(const std::function<void(ports::Transaction&)>& work) const override {
        if (is_gone)
            throw ports::DatabaseUnavailable("gone");
        if (is_broken)
            throw std::runtime_error("a secret about the inside");
        Tx tx(*this);
        work(tx);
    }

    mutable FakeOrders orders;
    mutable FakeChannelOrders channel_orders;
    mutable FakeRegistry stores;
    mutable FakeInbox inbox;
    mutable FakeSync sync;
    mutable FakeTokens tokens;
    mutable FakeAccess access;
    bool is_full = false;
    bool is_gone = false;
    bool is_broken = false;
};

inline constexpr const char* kGoodToken = "good-token";

inline ports::ApiToken MakeToken(std::int64_t id, const std::string& text) {
    ports::ApiToken token;
    token.id = id;
    token.hash = base::Sha256(text);
    return token;
}

inline http::Request MakeRequest(http::Method method, std::string target,
                                 std::vector<http::Header> headers = {}, std::string body = "") {
    http::Request request;
    request.method = method;
    request.method_text = http::ToString(method);
    request.target = std::move(target);
    const auto parts = http::SplitTarget(request.target).value();
    request.path = http::DecodePath(parts.raw_path).value();
    request.query_text = parts.raw_query;
    request.query = http::ParseQuery(parts.raw_query).value();
    request.headers = std::move(headers);
    request.body = std::move(body);
    return request;
}

inline http::Request AuthorizedGet(std::string target) {
    return MakeRequest(http::Method::kGet, std::move(target),
                       {{"Authorization", std::string("Bearer ") + kGoodToken}});
}

inline std::string HeaderOf(const http::Response& response, std::string_view name) {
    for (const http::Header& header : response.headers) {
        if (header.name == name)
            return header.value;
    }
    return "";
}

}  // namespace orderyard::api
