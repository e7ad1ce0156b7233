// How many actions on orders a second: ship, refund and invoice, each in a transaction of its own,
// by one client and by eight, against a floor that writes the rows each action left behind.
#include <CLI/CLI.hpp>

#include <iostream>
#include <map>

#include "actions/invoice_order.hpp"
#include "actions/refund_order.hpp"
#include "actions/reorder.hpp"
#include "actions/ship_order.hpp"
#include "base/crypto.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "import_run.hpp"
#include "made_orders.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/order_store.hpp"
#include "postgres_floor.hpp"
#include "rounds.hpp"
#include "sqlite_floor.hpp"
#include "stored_changes.hpp"

namespace orderyard::bench {

namespace {

constexpr int kClientCounts[] = {1, 8};
// A tenth of the orders goes first, unmeasured, so that no table is empty when plans are made.
constexpr std::size_t kWarmShare = 10;
constexpr int kMadePerWanted = 400;  // few fit: one line, by the merchant, not shipped yet

// One engine with a database that is acted upon, and one that the floor writes.
class OnSqlite {
  public:
    using Rows = SqliteRows;
    explicit OnSqlite(const RoundOptions& options) : folder_(options.folder) {}
    std::string OursUrl() const { return "sqlite:" + Ours(); }
    std::string FloorUrl() const { return "sqlite:" + Floor(); }
    SqliteRows Read(GroupBy group_by) const { return ReadSqliteRows(Ours(), group_by); }
    SqliteRows ReadFloor() const { return ReadSqliteRows(Floor(), GroupBy::kOrder); }
    Spent Write(const SqliteRows& rows, int orders_per_commit, int clients) const {
        return WriteSqliteRows(Floor(), rows, orders_per_commit, clients);
    }
    void Compare() const { ExpectSameCounts(CountSqliteRows(Ours()), CountSqliteRows(Floor())); }
    void Settle() const {}
    void GatherStatistics() const {}
    int Postmaster() const { return 0; }

  private:
    std::string Ours() const { return folder_.File("ours.db"); }
    std::string Floor() const { return folder_.File("floor.db"); }
    FolderOfOurOwn folder_;
};

class OnPostgres {
  public:
    using Rows = PostgresRows;
    explicit OnPostgres(const RoundOptions& options)
        : server_(options.postgres),
          postmaster_(PostmasterOf(server_)),
          ours_(server_, "oy_bench_" + base::RandomToken(8)),
          floor_(server_, "oy_bench_" + base::RandomToken(8)) {}
    std::string OursUrl() const { return ours_.Url(); }
    std::string FloorUrl() const { return floor_.Url(); }
    PostgresRows Read(GroupBy group_by) const { return ReadPostgresRows(ours_.Url(), group_by); }
    PostgresRows ReadFloor() const { return ReadPostgresRows(floor_.Url(), GroupBy::kOrder); }
    Spent Write(const PostgresRows& rows, int orders_per_commit, int clients) const {
        return WritePostgresRows(floor_.Url(), rows, orders_per_commit, postmaster_, clients);
    }
    void Compare() const {
        ExpectSameCounts(CountPostgresRows(ours_.Url()), CountPostgresRows(floor_.Url()));
    }
    void Settle() const { Checkpoint(server_); }
    void GatherStatistics() const { Analyze(server_); }
    int Postmaster() const { return postmaster_; }

  private:
    std::string server_;
    int postmaster_;
    PostgresPlace ours_, floor_;
};

bool CanBeShipped(const domain::ChannelOrder& order) {
    return order.fulfilled_by == domain::FulfilledBy::kMerchant &&
           order.status == domain::ChannelStatus::kUnshipped && order.items.size() == 1 &&
           order.items[0].cancel_requested_by.empty() && order.items[0].quantity_fulfilled == 0 &&
           order.items[0].proceeds_total && !order.items[0].proceeds_total->IsZero();
}

std::vector<MadeOrder> MakeOrders(const RoundOptions& options, base::Instant now) {
    const std::int64_t most = options.orders * kMadePerWanted;
    const OrderMill mill(options.seed, most, now, 1);
    std::vector<MadeOrder> wanted;
    for (std::int64_t first = 0; first < most; first += base::limits::kOrdersPerPageMax) {
        for (MadeOrder& made : mill.Make(first, base::limits::kOrdersPerPageMax)) {
            if (CanBeShipped(made.order)) {
                wanted.push_back(std::move(made));
            }
            if (static_cast<std::int64_t>(wanted.size()) == options.orders) {
                return wanted;
            }
        }
    }
    throw std::runtime_error("too few orders that can be shipped");
}

struct Target {
    domain::OrderId order;
    domain::OrderItemId item;
    std::int64_t pieces = 0;
};

actions::Processed Ship(const actions::Step& step, const Target& target) {
    domain::PackageRequest package;
    package.lines = {{target.item, target.pieces}};
    package.tracks = {{"ups", "", "1Z" + std::to_string(target.order.value), ""}};
    domain::ShipRequest request;
    request.packages = {package};
    return actions::ShipOrder(step, target.order, request);
}

actions::Processed Refund(const actions::Step& step, const Target& target) {
    domain::RefundLineRequest line;
    line.order_item_id = target.item;
    line.quantity = 1;
    domain::CreditMemoRequest request;
    request.lines = {line};
    request.reason = "customer_return";
    return actions::RefundOrder(step, target.order, request);
}

// The target becomes the new order.
actions::Processed Repeat(const actions::Step& step, const Target& target) {
    return actions::Reorder(step, target.order);
}

actions::Processed Bill(const actions::Step& step, const Target& target) {
    return actions::InvoiceOrder(step, target.order, {});
}

struct Verb {
    const char* name;
    actions::Processed (*run)(const actions::Step&, const Target&);
    std::size_t orders_changed = 1;  // by each action
    bool is_shown = true;
};
// Repeating makes the orders of our own that are invoiced.
constexpr Verb kVerbs[] = {
    {"ship", &Ship}, {"refund", &Refund}, {"repeat", &Repeat, 2, false}, {"invoice", &Bill}};

struct Result {
    std::int64_t actions = 0;  // of each round
    std::vector<Round> rounds;
};
using Results = std::map<std::string, Result>;  // by "SQLite ship, 1 client"

template <class Engine>
class Trial {
  public:
    Trial(const RoundOptions& options, std::vector<MadeOrder>& orders, base::Instant now)
        : engine_(options), key_(32, 'b'), now_(now) {
        database_ = OpenForBench(engine_.OursUrl(), key_);
        const domain::Store store = SetUpSeller(*database_, now);
        const std::span<MadeOrder> all(orders);
        for (std::size_t first = 0; first < all.size(); first += kPage) {
            ImportPage(*database_, store, all.subspan(first, std::min(kPage, all.size() - first)),
                       now);
        }
        FindTargets(store, orders);
        SetUpSeller(*OpenForBench(engine_.FloorUrl(), key_), now);
        engine_.Write(engine_.Read(GroupBy::kChannelOrder), kPage, 1);
        known_ = engine_.Read(GroupBy::kOrder);
    }

    void Run(std::string_view engine_name, Results& results) {
        const std::span<Target> all(targets_);
        const std::size_t warm = all.size() / kWarmShare;
        for (const Verb& verb : kVerbs) {
            Measure(all.first(warm), verb, 1);
        }
        engine_.GatherStatistics();
        const std::size_t half = (all.size() - warm) / 2;
        for (const Verb& verb : kVerbs) {
            std::span<Target> rest = all.subspan(warm);
            for (const int clients : kClientCounts) {
                const Round round = Measure(rest.first(half), verb, clients);
                rest = rest.subspan(half);
                if (verb.is_shown) {
                    const auto label = std::string(engine_name) + " " + verb.name + ", " +
                                       std::to_string(clients) +
                                       (clients == 1 ? " client" : " clients");
                    PrintRound(label, "actions", static_cast<std::int64_t>(half), round);
                    Result& result = results[label];
                    result.actions = static_cast<std::int64_t>(half);
                    result.rounds.push_back(round);
                }
            }
        }
        engine_.Compare();
        if (ChangesBetween(known_, engine_.ReadFloor()).row_count > 0) {
            throw std::runtime_error("the floor did not write what the actions wrote");
        }
    }

  private:
    static constexpr std::size_t kPage = base::limits::kOrdersPerPageMax;

    void FindTargets(const domain::Store& store, const std::vector<MadeOrder>& orders) {
        database_->Read([&](ports::Transaction& tx) {
            targets_.clear();
            for (const MadeOrder& made : orders) {
                const auto head = tx.channel_orders().FindHead(store.id, made.order.number);
                const auto id = tx.orders().FindByChannelOrder(head->id);
                const auto item = tx.orders().Load(*id)->items.front();
                // Reordering wants a product of ours.
                if (item.product_id.IsSet()) {
                    targets_.push_back({*id, item.id, item.ordered});
                }
            }
        });
    }

    void Act(Target& target, const Verb& verb) {
        actions::Processed result = base::Fail(base::NotFound("not run"));
        database_->Write([&](ports::Transaction& tx) {
            result = verb.run({tx, {domain::ActorKind::kUser, "bench"}, now_, {}}, target);
        });
        if (!result) {
            throw std::runtime_error("refused: " + result.error().Text());
        }
        target.order = result->file.order.id;
    }

    // Both sides start with the same rows, and end with the same.
    Round Measure(std::span<Target> targets, const Verb& verb, int clients) {
        Round round;
        engine_.Settle();
        const Stopwatch watch(engine_.Postmaster());
        RunClients(clients, targets.size(), 1,
                   [&](int, std::size_t first, std::size_t) { Act(targets[first], verb); });
        round.ours = watch.Read();
        auto after = engine_.Read(GroupBy::kOrder);
        const auto changes = ChangesBetween(known_, after);
        if (changes.orders.size() != targets.size() * verb.orders_changed) {
            throw std::runtime_error("an action changed other orders than its own, or none");
        }
        known_ = std::move(after);
        engine_.Settle();
        round.floor = engine_.Write(changes, 1, clients);
        round.rows = changes.row_count;
        return round;
    }

    Engine engine_;
    std::string key_;
    base::Instant now_;
    std::unique_ptr<storage::OpenedDatabase> database_;
    std::vector<Target> targets_;
    typename Engine::Rows known_;  // what the floor's database holds too
};

int Run(const RoundOptions& options) {
    base::SetUpLog({base::LogLevel::kWarn, base::LogFormat::kHuman, {}});
    const auto now = base::Instant::FromSeconds(1'780'000'000);
    std::vector<MadeOrder> orders = MakeOrders(options, now);
    Results results;
    for (int i = 0; i < options.rounds; ++i) {
        if (options.HasSqlite()) {
            Trial<OnSqlite>(options, orders, now).Run("SQLite", results);
        }
        if (options.HasPostgres()) {
            Trial<OnPostgres>(options, orders, now).Run("PostgreSQL", results);
        }
    }
    for (const auto& [label, result] : results) {
        PrintMedians(label, "actions", result.actions, result.rounds);
    }
    return 0;
}

}  // namespace

}  // namespace orderyard::bench

int main(int argc, char** argv) {
    orderyard::bench::RoundOptions options;
    options.orders = 2'000;
    CLI::App app{
        "Ships, refunds and invoices generated orders, and writes the same rows with raw "
        "statements."};
    AddOptions(app, options);
    CLI11_PARSE(app, argc, argv);
    try {
        return orderyard::bench::Run(options);
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << '\n';
        return 1;
    }
}
