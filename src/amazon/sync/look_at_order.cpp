// The walk over open orders keeps its place in a cursor of its own: an order that stays open for
// weeks must not keep others from being looked at.
#include "amazon/sync/look_at_order.hpp"

#include "amazon/sync/scan_orders.hpp"
#include "base/log.hpp"
#include "ports/channel_order_store.hpp"

namespace orderyard::amazon {

namespace {

constexpr int kLooksPageSize = 50;
constexpr base::Duration kOldEnough = base::Duration::Minutes(30);

void NoteNotFound(const Run& run, const std::string& order_number) {
    run.Write([&](ports::Transaction& tx) {
        if (const auto head = tx.channel_orders().FindHead(run.store.id, order_number)) {
            tx.channel_orders().AppendEvent(
                head->id, {run.tools.clock.Now(), "not_found_at_channel", "", ""});
        }
    });
    base::LogWarn("order_not_found_at_channel",
                  {{"store", run.store.code}, {"order", order_number}});
}

void ChangeLooks(const Run& run, const std::string& round,
                 const std::function<void(ports::SyncCursor&)>& change) {
    run.Write([&](ports::Transaction& tx) {
        auto cursor = tx.sync().LoadCursor(run.store.id, round).value_or(ports::SyncCursor{});
        cursor.store_id = run.store.id;
        cursor.stream = round;
        change(cursor);
        tx.sync().SaveCursor(cursor);
    });
}

ports::ChannelOrderPage OpenOrders(const Run& run, std::string& after) {
    ports::ChannelOrderQuery query;
    query.store_id = run.store.id;
    query.statuses = {domain::ChannelStatus::kPendingAvailability, domain::ChannelStatus::kPending,
                      domain::ChannelStatus::kUnshipped, domain::ChannelStatus::kPartiallyShipped};
    query.sort = ports::ChannelOrderSort::kUpdatedAt;
    query.is_descending = false;
    query.page_size = kLooksPageSize;
    query.after = after;
    base::Result<ports::ChannelOrderPage> page;
    run.tools.database.Read([&](ports::Transaction& tx) {
        page = tx.channel_orders().Search(query);
        if (!page) {  // the place is no longer valid: from the start
            query.after.clear();
            page = tx.channel_orders().Search(query);
        }
    });
    return page.value_or(ports::ChannelOrderPage{});
}

}  // namespace

std::optional<CallFailure> FetchOrder(Run& run, const std::string& order_number,
                                      Priority priority) {
    auto order = ReadOrderBack(run, order_number, priority);
    return order ? std::nullopt : std::optional(std::move(order.error()));
}

CallResult<wire::OrderText> ReadOrderBack(Run& run, const std::string& order_number,
                                          Priority priority) {
    int sleeps = 0;
    while (true) {
        auto order = run.tools.client.GetOrder(run.store, order_number, priority, run.stop);
        if (order) {
            const ports::InboxRow row = InboxRowOf(run, *order, true);
            bool is_new = false;
            run.Write([&](ports::Transaction& tx) { is_new = tx.inbox().Add(row); });
            run.report.orders_seen += 1;
            run.new_rows += is_new ? 1 : 0;
            return order;
        }
        if (run.WaitShortly(order.error(), sleeps)) {
            continue;
        }
        AppendProblem(run, order.error());
        if (order.error().kind == FailureKind::kNotFound) {
            NoteNotFound(run, order_number);
        }
        return order;
    }
}

void StartOpenLooks(const Run& run, base::Instant now) {
    run.tools.Memory(run.store.id, kSweepRound).numbers.clear();
    ChangeLooks(run, kSweepRound, [&](ports::SyncCursor& cursor) { cursor.goal = now; });
}

bool HasOpenLooks(const Run& run) {
    const auto cursor = LoadCursor(run, kSweepRound);
    return cursor && cursor->goal;
}

OpenLooks LookAtOpenOrders(Run& run, const std::string& round,
                           const std::unordered_set<std::string>& seen, int looks_max) {
    OpenLooks result;
    auto cursor = LoadCursor(run, round).value_or(ports::SyncCursor{});
    const base::Instant newest = run.tools.client.AmazonNow(run.store.id) - kOldEnough;
    // A page of orders may take several runs; who was looked at is remembered so that they get on.
    auto& looked = run.tools.Memory(run.store.id, round).numbers;
    const auto is_enough = [&] { return looked.size() >= static_cast<std::size_t>(looks_max); };
    while (!result.is_done && !run.IsOver()) {
        const ports::ChannelOrderPage page = OpenOrders(run, cursor.page_token);
        for (const ports::ChannelOrderRow& row : page.rows) {
            if (row.updated_at > newest || seen.contains(row.number) ||
                looked.contains(row.number) || is_enough()) {
                continue;
            }
            if (run.IsOver()) {
                return result;
            }
            result.failure = FetchOrder(run, row.number, Priority::kSweep);
            if (result.failure && result.failure->kind != FailureKind::kNotFound) {
                return result;
            }
            result.failure.reset();
            looked.insert(row.number);
        }
        result.is_done = page.next.empty() || is_enough();
        cursor.page_token = page.next;
        ChangeLooks(run, round, [&](ports::SyncCursor& stored) {
            stored.page_token = page.next;
            if (result.is_done) {
                stored.goal.reset();
            }
        });
    }
    if (result.is_done) {
        looked.clear();
    }
    return result;
}

}  // namespace orderyard::amazon
