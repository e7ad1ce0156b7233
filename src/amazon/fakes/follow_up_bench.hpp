// For tests: a FollowUpRunner over the fakes, with orders that have something to tell.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <mutex>

#include "amazon/fakes/fake_market.hpp"
#include "amazon/fakes/sync_bench.hpp"
#include "amazon/sync/follow_up_runner.hpp"
#include "base/log.hpp"

namespace orderyard::amazon::fakes {

struct FollowUpBench {
    static constexpr const char* kMarketplace = "A1PA6795UKMFR9";  // Germany: prices with tax

    FakeClock clock;
    FakeDatabase database;
    FakeMarket market{clock, &database.fuse};
    domain::Store store = TestStore();
    ports::Lease lease{"follow_ups", "me", 1};
    bool has_lease_time = true;
    bool has_cancel_order = false;
    bool is_only_process = false;
    int processes = 0;
    std::unique_ptr<FollowUpRunner> runner = NewProcess();

    std::unique_ptr<FollowUpRunner> NewProcess() {
        // Thousands of runs in these tests: their log would cost more than they do.
        static std::once_flag once;
        std::call_once(once, [] {
            base::SetUpLog({base::LogLevel::kError, base::LogFormat::kHuman, ""});
        });
        FollowUpRunnerOptions options;
        options.has_cancel_order = has_cancel_order;
        options.is_only_process = is_only_process;
        options.random = [] { return 0.5; };
        options.sleep = [this](base::Duration duration, std::stop_token) {
            clock.Advance(duration);
        };
        options.apply = [](ports::Transaction&, const domain::Store&, actions::IncomingChannelOrder,
                           base::Instant) { return actions::ApplyOutcome::kApplied; };
        const auto end = [](const char* kind) {
            return [kind](ports::Transaction& tx, const domain::FollowUp& row, bool is_done,
                          const std::string&, base::Instant) {
                dynamic_cast<FakeTransaction&>(tx).state.books.ends.push_back(
                    std::string(kind) + " " + std::to_string(row.id.value) +
                    (is_done ? " done" : " refused"));
            };
        };
        options.shipment_ended = end("shipment");
        options.cancel_ended = end("cancel");
        options.refund_ended = end("refund");
        options.upload_ended = end("upload");
        options.bill_paper = [](ports::Transaction&, const domain::OrderFile&,
                                const domain::Bill& bill) {
            return "%PDF-1.7 " + std::to_string(bill.invoice_id.value);
        };
        ++processes;
        lease.owner = "process" + std::to_string(processes);
        lease.epoch = processes;
        return std::make_unique<FollowUpRunner>(database, clock, market, options);
    }

    // An order of `lines` lines of three pieces for 30.00 and shipping 3.00 each.
    domain::OrderFile& PutOrder(std::int64_t id, int lines = 1) {
        const auto eur = base::Currency::Of("EUR");
        domain::OrderFile& file = database.state.books.files[domain::OrderId(id)];
        domain::Order& order = file.order;
        order.id = domain::OrderId(id);
        order.currency = eur;
        order.placed_at = clock.now - base::Duration::Hours(5);
        order.channel.emplace();
        order.channel->store_id = store.id;
        order.channel->channel_order_id = domain::ChannelOrderId(id);
        order.channel->number = "o" + std::to_string(100 + id);
        order.channel->marketplace_id = kMarketplace;
        MarketOrder& there = market.orders[order.channel->number];
        there.number = order.channel->number;
        there.changed_at = clock.now;
        domain::Invoice invoice;
        invoice.id = domain::InvoiceId(id);
        invoice.state = domain::InvoiceState::kPaid;
        for (int i = 1; i <= lines; ++i) {
            domain::OrderItem item;
            item.id = domain::OrderItemId(id * 10 + i);
            item.channel_item_number = "L" + std::to_string(i);
            item.sku = "SKU" + std::to_string(i);
            item.ordered = 3;
            item.amounts = domain::ZeroAmounts(eur);
            item.amounts.row_total = base::Money::OfMinor(3000, eur);
            item.amounts.shipping = base::Money::OfMinor(300, eur);
            item.amounts.total = base::Money::OfMinor(3300, eur);
            order.items.push_back(item);
            invoice.lines.push_back({item.id, {0, 3}, item.amounts});
            there.lines.push_back({item.channel_item_number, 3, 0});
        }
        file.invoices.push_back(invoice);
        return file;
    }

    domain::FollowUpId Queue(domain::FollowUp row) {
        row.store_id = store.id;
        row.channel_number = "o" + std::to_string(100 + row.order_id.value);
        row.created_at = row.not_before = clock.now;
        row.dedupe_key = std::to_string(database.state.books.follow_ups.size());
        database.Write([&](ports::Transaction& tx) { (void)tx.follow_ups().Insert(row); });
        return row.id;
    }

    // The next package of the order: `count` pieces of every line.
    domain::FollowUpId Ship(std::int64_t id, std::int64_t count = 3) {
        domain::OrderFile& file = database.state.books.files.at(domain::OrderId(id));
        const std::int64_t reference = ++file.order.package_reference_last;
        domain::Shipment shipment;
        shipment.id = domain::ShipmentId(id * 100 + reference);
        shipment.shipped_at = clock.now;
        domain::Package package;
        package.id = domain::PackageId(id * 100 + reference);
        package.reference = reference;
        for (domain::OrderItem& item : file.order.items) {
            package.lines.push_back({item.id, count});
            item.shipped += count;
        }
        domain::Track track;
        track.carrier_code = "dhl";
        track.number = "T" + std::to_string(id) + "-" + std::to_string(reference);
        package.tracks.push_back(track);
        shipment.packages.push_back(package);
        file.shipments.push_back(shipment);
        domain::FollowUp row;
        row.kind = domain::FollowUpKind::kConfirmShipment;
        row.order_id = domain::OrderId(id);
        row.package_id = package.id;
        row.due_at = clock.now + base::Duration::Days(2);
        return Queue(row);
    }

    // As if confirmed long ago, and nothing left to tell.
    void PutShipped(std::int64_t id) {
        domain::OrderFile& file = PutOrder(id);
        MarketOrder& there = market.orders.at(file.order.channel->number);
        for (domain::OrderItem& item : file.order.items) {
            item.shipped = 3;
            there.packages.push_back({"99", "T", "DHL", {{item.channel_item_number, 3}}, 0});
        }
    }

    domain::FollowUpId Cancel(std::int64_t id) {
        domain::FollowUp row;
        row.kind = domain::FollowUpKind::kCancelOrder;
        row.order_id = domain::OrderId(id);
        row.reason = "buyer_canceled";
        return Queue(row);
    }

    domain::FollowUpId Refund(std::int64_t id, std::int64_t minor = 1000) {
        domain::OrderFile& file = database.state.books.files.at(domain::OrderId(id));
        domain::CreditMemo memo;
        memo.id =
            domain::CreditMemoId(id * 10 + static_cast<std::int64_t>(file.credit_memos.size()) + 1);
        memo.reason = "customer_return";
        domain::CreditMemoLine line;
        line.id = domain::CreditMemoLineId(memo.id.value);
        line.order_item_id = file.order.items.front().id;
        line.amounts = domain::ZeroComponents(file.order.currency);
        line.amounts.item = base::Money::OfMinor(minor, file.order.currency);
        memo.lines.push_back(line);
        memo.grand_total = line.amounts.item;
        file.credit_memos.push_back(memo);
        domain::FollowUp row;
        row.kind = domain::FollowUpKind::kRefund;
        row.order_id = domain::OrderId(id);
        row.credit_memo_id = memo.id;
        row.reason = memo.reason;
        return Queue(row);
    }

    // The file of the order's invoice.
    domain::FollowUpId Upload(std::int64_t id) {
        domain::OrderFile& file = database.state.books.files.at(domain::OrderId(id));
        file.invoices.front().increment_id = "INV-" + std::to_string(id);
        domain::FollowUp row =
            domain::UploadOf(file.order, {file.invoices.front().id, {}}, clock.now);
        row.order_id = domain::OrderId(id);
        return Queue(row);
    }

    FollowUpReport Run(FeedPace pace = FeedPace::kCollect) {
        return runner->RunOnce(
            store, lease, [this] { return has_lease_time; }, {}, pace);
    }

    // As the timetable would, until nothing is open or the time is over. A crash starts a new
    // process.
    void RunFor(base::Duration duration) {
        const base::Instant end = clock.now + duration;
        while (clock.now < end) {
            base::Duration pause = base::Duration::Seconds(30);
            try {
                const FollowUpReport report = Run();
                pause = base::Duration::Seconds(
                    std::clamp<std::int64_t>(report.next_run_after_seconds, 1, 3600));
            } catch (const Crash&) {
                database.fuse.crash_at = 0;
                runner = NewProcess();
            }
            clock.Advance(std::min(pause, end - clock.now));
        }
    }

    domain::FollowUp Row(domain::FollowUpId id) const {
        return database.state.books.follow_ups.at(static_cast<std::size_t>(id.value) - 1);
    }
    std::string StateOf(domain::FollowUpId id) const {
        return std::string(domain::ToString(Row(id).state));
    }
    MarketOrder& There(std::int64_t id) { return market.orders.at("o" + std::to_string(100 + id)); }
};

}  // namespace orderyard::amazon::fakes
