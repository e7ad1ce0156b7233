// The walk: Amazon's list of a range, then what is here and was not in it; or the open orders, one
// look each. Every order is compared, mended by the inbox or a new follow-up, and compared again.
#include "amazon/sync/reconcile.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_set>

#include "amazon/map/channel_order_from_amazon.hpp"
#include "amazon/sync/apply_inbox.hpp"
#include "amazon/sync/backoff.hpp"
#include "amazon/sync/compare_order.hpp"
#include "amazon/sync/look_at_order.hpp"
#include "amazon/sync/scan_orders.hpp"
#include "amazon/wire/read_order.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/follow_up_store.hpp"
#include "ports/inbox_store.hpp"

namespace orderyard::amazon {

using base::Duration;

namespace {

constexpr int kLocalPage = 100;
constexpr Duration kOpenLongEnough = Duration::Minutes(30);
constexpr int kRestartsMax = 3;
// What this comparison judges; refunds are judged by the channel's books (read_refunds).
constexpr const char* kKinds[] = {"missing_here", "missing_there", "behind",
                                  "ahead",        "money",         "package"};

// How far a comparison has got.
struct Place {
    bool is_begun = false;
    std::string page_token;
    bool is_listed = false;  // Amazon's side is through
    std::string local_after;
    std::unordered_set<std::string> compared;
    int restarts = 0;
    Certificate certificate;
};

}  // namespace

struct Reconciler::State {
    State(ports::Database& database_in, const ports::Clock& clock_in, Transport& transport,
          ReconcilerOptions options)
        : database(database_in),
          clock(clock_in),
          sync_options(SyncOptions(options)),
          client(transport, database_in, clock_in,
                 {options.version, options.random, options.sleep}),
          tools{database, clock, client, sync_options, memory_mutex, memories} {}

    static StoreSyncOptions SyncOptions(const ReconcilerOptions& options) {
        StoreSyncOptions sync;
        sync.version = options.version;
        sync.apply = options.apply ? options.apply : actions::ApplyChannelOrder;
        return sync;
    }

    ports::Database& database;
    const ports::Clock& clock;
    StoreSyncOptions sync_options;
    OrdersClient client;
    std::mutex memory_mutex;
    std::map<std::pair<domain::StoreId, std::string>, ScanMemory> memories;
    SyncTools tools;
    std::mutex places_mutex;
    std::map<std::pair<domain::StoreId, ReconcileBy>, Place> places;
};

namespace {

class Walk {
  public:
    Walk(Run& run, Place& place, const ReconcileRequest& request)
        : run_(run), place_(place), request_(request) {}

    void Go() {
        if (!Begin()) {
            return;
        }
        if (request_.by == ReconcileBy::kOpenOrders) {
            place_.certificate.is_complete = WalkHere(true);
            return;
        }
        if (!place_.is_listed && !WalkList()) {
            return;
        }
        // By change there is no telling which of ours should have been in the list.
        place_.certificate.is_complete = request_.by == ReconcileBy::kChange || WalkHere(false);
    }

  private:
    Certificate& certificate() { return place_.certificate; }

    bool Begin() {
        if (const auto hello = run_.tools.client.SayHello(run_.store, run_.stop); !hello) {
            return Fail(hello.error());
        }
        if (!place_.is_begun) {
            place_.is_begun = true;
            const base::Instant newest = run_.tools.client.AmazonNow(run_.store.id) -
                                         Duration::Seconds(base::limits::kScanTrailSeconds);
            certificate().store_id = run_.store.id;
            if (request_.by != ReconcileBy::kOpenOrders) {
                certificate().from = request_.from;
                certificate().to = std::min(request_.to.value_or(newest), newest);
            }
        }
        return true;
    }

    bool Fail(const CallFailure& failure) {
        const Duration wait = DelayAfterFailure(failure, 1, run_.tools.client.Random());
        certificate().next_run_after_seconds = wait.seconds() + 1;
        if (failure.kind != FailureKind::kBudget && failure.kind != FailureKind::kStopped) {
            certificate().error = failure.ToError();
        }
        return false;
    }

    // True: the call may be tried again after a wait.
    bool WaitFor(const CallFailure& failure) {
        const bool is_passing = failure.kind == FailureKind::kBudget ||
                                failure.kind == FailureKind::kThrottled ||
                                failure.kind == FailureKind::kBreakerOpen;
        if (!request_.is_waiting || !is_passing || run_.stop.stop_requested()) {
            return false;
        }
        run_.tools.client.Sleep(std::max(failure.wait, Duration::Seconds(1)), run_.stop);
        return !run_.stop.stop_requested();
    }

    bool IsOver() const { return run_.IsOver(); }

    bool WalkList() {
        SearchParams params;
        params.marketplace_ids = run_.store.marketplace_ids;
        const bool is_by_change = request_.by == ReconcileBy::kChange;
        (is_by_change ? params.last_updated_after : params.created_after) = certificate().from;
        (is_by_change ? params.last_updated_before : params.created_before) = certificate().to;
        while (!IsOver()) {
            params.page_token = place_.page_token;
            auto page =
                run_.tools.client.SearchOrders(run_.store, params, Priority::kSweep, run_.stop);
            if (!page) {
                if (WaitFor(page.error())) {
                    continue;
                }
                if (page.error().kind == FailureKind::kBadRequest && !place_.page_token.empty() &&
                    ++place_.restarts <= kRestartsMax) {
                    place_.page_token.clear();  // it has run out; what was compared stays so
                    continue;
                }
                AppendProblem(run_, page.error());
                return Fail(page.error());
            }
            for (wire::OrderText& order : page->orders) {
                Compare(std::move(order), false);
            }
            place_.page_token = page->next_token;
            if (page->next_token.empty()) {
                place_.is_listed = true;
                return true;
            }
        }
        return false;
    }

    ports::ChannelOrderPage LoadHere(bool is_open_only) {
        ports::ChannelOrderQuery query;
        query.store_id = run_.store.id;
        query.is_descending = false;
        query.page_size = kLocalPage;
        query.after = place_.local_after;
        if (is_open_only) {
            query.statuses = {domain::ChannelStatus::kPendingAvailability,
                              domain::ChannelStatus::kPending, domain::ChannelStatus::kUnshipped,
                              domain::ChannelStatus::kPartiallyShipped};
        } else {
            query.purchased_from = certificate().from;
            query.purchased_to = certificate().to;
        }
        base::Result<ports::ChannelOrderPage> page;
        run_.tools.database.Read(
            [&](ports::Transaction& tx) { page = tx.channel_orders().Search(query); });
        return page.value_or(ports::ChannelOrderPage{});
    }

    // Ours that Amazon has not shown so far; true: all of them.
    bool WalkHere(bool is_open_only) {
        const base::Instant newest = run_.tools.client.AmazonNow(run_.store.id) - kOpenLongEnough;
        while (!IsOver()) {
            const ports::ChannelOrderPage page = LoadHere(is_open_only);
            for (const ports::ChannelOrderRow& row : page.rows) {
                if (place_.compared.contains(row.number) ||
                    (is_open_only && row.updated_at > newest)) {
                    continue;
                }
                if (IsOver() || !Look(row.number)) {
                    return false;
                }
            }
            place_.local_after = page.next;
            if (page.next.empty()) {
                return true;
            }
        }
        return false;
    }

    bool Look(const std::string& number) {
        while (true) {
            auto order =
                run_.tools.client.GetOrder(run_.store, number, Priority::kSweep, run_.stop);
            if (order) {
                Compare(std::move(*order), true);
                return true;
            }
            if (order.error().kind == FailureKind::kNotFound) {
                place_.compared.insert(number);
                certificate().missing += 1;
                Record(number, {{"missing_there", "Amazon does not know the order"}});
                return true;
            }
            int sleeps = 0;
            if (!WaitFor(order.error()) && !run_.WaitShortly(order.error(), sleeps)) {
                AppendProblem(run_, order.error());
                return Fail(order.error());
            }
        }
    }

    void Compare(wire::OrderText text, bool is_from_look) {
        if (!place_.compared.insert(text.number).second) {
            return;
        }
        certificate().at_amazon += 1;
        auto order = wire::ReadOrder(text.text);
        auto shown = order ? ChannelOrderFromAmazon(std::move(*order), run_.store.id)
                           : base::Result<domain::ChannelOrder>(base::Fail(order.error()));
        OrderComparison result;
        if (!shown) {
            result.differences = {{"behind", "Amazon's text cannot be read"}};
        } else {
            result = CompareNow(*shown, is_from_look);
        }
        const bool was_different = !result.differences.empty();
        if (was_different && request_.is_repairing) {
            Repair(std::move(text), is_from_look, result);
            if (shown) {
                result = CompareNow(*shown, is_from_look);
            }
        }
        certificate().here += result.is_here ? 1 : 0;
        certificate().missing += result.Has("missing_here") ? 1 : 0;
        certificate().doubled += result.Has("doubled") ? 1 : 0;
        certificate().repaired += was_different && result.differences.empty() ? 1 : 0;
        const bool is_missing = result.Has("missing_here");
        certificate().differing += !result.differences.empty() && !is_missing ? 1 : 0;
        certificate().money_equal = certificate().money_equal && !result.Has("money");
        Record(shown ? shown->number : text.number, result.differences);
    }

    OrderComparison CompareNow(const domain::ChannelOrder& shown, bool is_from_look) {
        OrderComparison result;
        run_.tools.database.Read([&](ports::Transaction& tx) {
            result = CompareOrder(tx, run_.store, shown, is_from_look);
        });
        return result;
    }

    // The usual ways: news by the inbox, what Amazon lost by a follow-up that says it again.
    void Repair(wire::OrderText text, bool is_from_look, const OrderComparison& comparison) {
        const ports::InboxRow row = InboxRowOf(run_, std::move(text), is_from_look);
        bool is_news = false;
        run_.Write([&](ports::Transaction& tx) {
            is_news = tx.inbox().Add(row);
            for (const domain::FollowUp& lost : comparison.lost_packages) {
                domain::FollowUp again;
                again.kind = lost.kind;
                again.order_id = lost.order_id;
                again.store_id = lost.store_id;
                again.channel_number = lost.channel_number;
                again.package_id = lost.package_id;
                again.body = lost.body;
                again.due_at = lost.due_at;
                again.created_at = run_.tools.clock.Now();
                again.not_before = again.created_at;
                again.next = "Amazon lost it: told again";
                // One repeat for each time it was seen: never a loop of repairs.
                again.dedupe_key = "shipment/" + std::to_string(lost.package_id.value) + "/again/" +
                                   std::to_string(lost.id.value);
                (void)tx.follow_ups().Insert(again);
            }
        });
        if (!is_news && !is_from_look) {
            // The inbox had this very text before; a look at the order always has an effect.
            (void)FetchOrder(run_, row.order_number, Priority::kSweep);
        }
        (void)ApplyInbox(run_, run_.deadline_millis);
    }

    void Record(const std::string& number, const std::vector<OrderDifference>& differences) {
        std::vector<ports::Difference> rows;
        std::vector<std::string> gone(std::begin(kKinds), std::end(kKinds));
        for (const OrderDifference& each : differences) {
            ports::Difference row;
            row.store_id = run_.store.id;
            row.channel_number = number;
            row.kind = each.kind;
            row.text =
                base::TruncateUtf8(base::CleanUtf8(each.text), base::limits::kShortTextBytesMax);
            row.found_at = run_.tools.clock.Now();
            std::erase(gone, each.kind);
            rows.push_back(std::move(row));
        }
        run_.Write([&](ports::Transaction& tx) {
            for (const ports::Difference& row : rows) {
                tx.recon().Open(row);
            }
            tx.recon().EndKinds(run_.store.id, number, gone, "repaired", run_.tools.clock.Now());
        });
        for (ports::Difference& row : rows) {
            if (certificate().differences.size() < Certificate::kDifferencesShownMax) {
                certificate().differences.push_back(std::move(row));
            }
        }
    }

    Run& run_;
    Place& place_;
    const ReconcileRequest& request_;
};

}  // namespace

Reconciler::Reconciler(ports::Database& database, const ports::Clock& clock, Transport& transport,
                       ReconcilerOptions options)
    : state_(std::make_unique<State>(database, clock, transport, std::move(options))) {}

Reconciler::~Reconciler() = default;

Certificate Reconciler::Run(const domain::Store& store, const ports::Lease* lease,
                            const ReconcileRequest& request, std::stop_token stop) {
    State& state = *state_;
    Place place;
    {
        const std::lock_guard lock(state.places_mutex);
        place = std::move(state.places[{store.id, request.by}]);
        state.places.erase({store.id, request.by});
    }
    place.certificate.error.reset();
    place.certificate.next_run_after_seconds = 0;
    amazon::Run run{state.tools, store, lease, std::move(stop), 0, {}, 0};
    const std::int64_t seconds = request.is_waiting ? 7 * 86'400 : request.seconds_max;
    run.deadline_millis = state.clock.MonotonicMillis() + seconds * 1000;
    try {
        Walk(run, place, request).Go();
    } catch (const LeaseLost& lost) {
        place.certificate.error = base::Conflict(lost.what());
        place.certificate.next_run_after_seconds = 10;
    }
    place.certificate.ended_at = state.clock.Now();
    Certificate certificate = place.certificate;
    if (!certificate.is_complete) {
        const std::lock_guard lock(state.places_mutex);
        state.places[{store.id, request.by}] = std::move(place);
    }
    base::LogInfo("reconciled", {{"store", store.code},
                                 {"at_amazon", certificate.at_amazon},
                                 {"here", certificate.here},
                                 {"missing", certificate.missing},
                                 {"doubled", certificate.doubled},
                                 {"differing", certificate.differing},
                                 {"repaired", certificate.repaired},
                                 {"is_complete", certificate.is_complete}});
    return certificate;
}

}  // namespace orderyard::amazon
