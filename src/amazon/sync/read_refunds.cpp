// Every order's news are stored and judged in one transaction: a crash in between loses nothing,
// since the range is read again until its end was reached.
#include "amazon/sync/read_refunds.hpp"

#include <map>
#include <mutex>

#include "amazon/client/finances_client.hpp"
#include "amazon/map/refund_for_amazon.hpp"
#include "amazon/map/refund_from_amazon.hpp"
#include "amazon/sync/backoff.hpp"
#include "amazon/sync/sync_run.hpp"
#include "base/log.hpp"
#include "ports/channel_ledger_store.hpp"

namespace orderyard::amazon {

using base::Duration;

namespace {

constexpr int kRunSecondsMax = 20;
constexpr Duration kFirstReach = Duration::Days(30);
constexpr Duration kOverlap = Duration::Days(3);
constexpr Duration kReachMax = Duration::Days(179);  // Amazon's limit is 180
constexpr Duration kTrail = Duration::Minutes(3);
constexpr Duration kPaymentWatch = Duration::Days(60);
constexpr Duration kEvery = Duration::Hours(6);
constexpr Duration kEveryInDoubt = Duration::Hours(1);
constexpr int kJudgedMax = 500;

// What of the memo stood in the adjustment feed. The restocking fee is no component of its own.
base::Money ToldAmountOf(const domain::OrderFile& file, const domain::CreditMemo& memo) {
    base::Money sum = base::Money::Zero(file.order.currency);
    if (!file.order.channel) {
        return sum;
    }
    const auto adjustment = RefundForAmazon(file, memo, file.order.channel->marketplace_id);
    for (const auto& item : adjustment.items) {
        for (const auto& component : item.components) {
            const auto amount = base::Money::Parse(component.amount, file.order.currency);
            sum += amount ? *amount : base::Money();
        }
    }
    return sum;
}

// How far the reading of a range has got.
struct Place {
    base::Instant from, until;
    std::string page_token;
};

}  // namespace

struct RefundReader::State {
    State(ports::Database& database_in, const ports::Clock& clock_in, Transport& transport,
          std::string version)
        : database(database_in),
          clock(clock_in),
          line(MakeCallLine(transport, database_in, clock_in, {std::move(version), {}, {}})),
          orders(line),
          finances(line),
          tools{database, clock, orders, sync_options, memory_mutex, memories} {}

    ports::Database& database;
    const ports::Clock& clock;
    StoreSyncOptions sync_options;
    std::shared_ptr<CallLine> line;
    OrdersClient orders;
    FinancesClient finances;
    std::mutex memory_mutex;
    std::map<std::pair<domain::StoreId, std::string>, ScanMemory> memories;
    SyncTools tools;
    std::mutex places_mutex;
    std::map<domain::StoreId, Place> places;

    Place PlaceOf(const domain::Store& store) {
        const std::lock_guard lock(places_mutex);
        auto [place, is_new] = places.try_emplace(store.id);
        if (is_new) {
            std::optional<base::Instant> mark;
            database.Read(
                [&](ports::Transaction& tx) { mark = tx.channel_ledger().ReadUntil(store.id); });
            place->second.until = orders.AmazonNow(store.id) - kTrail;
            const base::Instant from = mark ? *mark - kOverlap : place->second.until - kFirstReach;
            place->second.from = std::max(from, place->second.until - kReachMax);
        }
        return place->second;
    }
    void KeepToken(domain::StoreId store, const std::string& token) {
        const std::lock_guard lock(places_mutex);
        places[store].page_token = token;
    }
    void ForgetPlace(domain::StoreId store) {
        const std::lock_guard lock(places_mutex);
        places.erase(store);
    }
};

namespace {

void Add(actions::SettledRefunds& sum, const actions::SettledRefunds& more) {
    sum.adopted += more.adopted;
    sum.proven += more.proven;
    sum.differing += more.differing;
}

void JudgeOrder(const Run& run, const std::string& number,
                const std::vector<domain::ChannelRefund>& news, RefundsReport& report) {
    actions::SettledRefunds settled;
    run.Write([&](ports::Transaction& tx) {
        settled = actions::SettleRefunds(tx, run.store.id, number, news, ToldAmountOf,
                                         run.tools.clock.Now());
    });
    Add(report.settled, settled);
}

void TakePage(const Run& run, const wire::TransactionPage& page, RefundsReport& report) {
    std::map<std::string, std::vector<domain::ChannelRefund>> by_order;
    for (const wire::Transaction& transaction : page.transactions) {
        auto refund = RefundFromAmazon(transaction, run.store.id);
        if (!refund) {
            base::LogWarn("transaction_not_read", {{"store", run.store.code},
                                                   {"transaction", transaction.id},
                                                   {"why", refund.error().Text()}});
            continue;
        }
        if (*refund) {
            report.refunds += 1;
            by_order[(*refund)->channel_number].push_back(std::move(**refund));
        }
    }
    for (const auto& [number, news] : by_order) {
        JudgeOrder(run, number, news, report);
    }
}

void JudgeOpenOnes(const Run& run, bool& has_doubts, RefundsReport& report) {
    const base::Instant now = run.tools.clock.Now();
    std::vector<std::string> in_doubt, unpaid;
    run.tools.database.Read([&](ports::Transaction& tx) {
        in_doubt = tx.channel_ledger().InDoubt(run.store.id, kJudgedMax);
        unpaid = tx.channel_ledger().WithoutPayment(run.store.id, now - kPaymentWatch,
                                                    now - actions::kBooksLag, kJudgedMax);
    });
    for (const auto* numbers : {&in_doubt, &unpaid}) {
        for (const std::string& number : *numbers) {
            JudgeOrder(run, number, {}, report);
        }
    }
    has_doubts = !in_doubt.empty();
}

}  // namespace

RefundReader::RefundReader(ports::Database& database, const ports::Clock& clock,
                           Transport& transport, std::string version)
    : state_(std::make_unique<State>(database, clock, transport, std::move(version))) {}

RefundReader::~RefundReader() = default;

RefundsReport RefundReader::Run(const domain::Store& store, const ports::Lease* lease,
                                std::stop_token stop) {
    RefundsReport report;
    amazon::Run run{state_->tools, store, lease, stop, 0, {}, 0};
    run.deadline_millis = state_->clock.MonotonicMillis() + kRunSecondsMax * 1000;
    const auto put_off = [&](const CallFailure& failure) {
        report.next_run_after_seconds =
            DelayAfterFailure(failure, 1, state_->orders.Random()).seconds() + 1;
        if (failure.kind != FailureKind::kBudget && failure.kind != FailureKind::kStopped) {
            report.error = failure.ToError();
            AppendProblem(run, failure);
        }
        return report;
    };
    if (const auto hello = state_->orders.SayHello(store, stop); !hello) {
        return put_off(hello.error());
    }
    const Place place = state_->PlaceOf(store);
    TransactionsParams params;
    params.posted_after = place.from;
    params.posted_before = place.until;
    params.page_token = place.page_token;
    int sleeps = 0;
    while (!run.IsOver()) {
        const auto page = state_->finances.ListTransactions(store, params, stop);
        if (!page) {
            if (run.WaitShortly(page.error(), sleeps)) {
                continue;
            }
            if (page.error().kind == FailureKind::kBadRequest) {
                state_->ForgetPlace(store.id);  // the token has run out
            }
            return put_off(page.error());
        }
        sleeps = 0;
        TakePage(run, *page, report);
        params.page_token = page->next_token;
        state_->KeepToken(store.id, params.page_token);
        if (params.page_token.empty()) {
            run.Write([&](ports::Transaction& tx) {
                tx.channel_ledger().SetReadUntil(store.id, place.until);
            });
            state_->ForgetPlace(store.id);
            bool has_doubts = false;
            JudgeOpenOnes(run, has_doubts, report);
            report.is_complete = true;
            report.next_run_after_seconds = (has_doubts ? kEveryInDoubt : kEvery).seconds();
            return report;
        }
    }
    report.next_run_after_seconds = 1;
    return report;
}

}  // namespace orderyard::amazon
