// orderyard serve | demo | sync
#include <fmt/format.h>
#include <atomic>
#include <filesystem>
#include <iostream>
#include <thread>

#include "actions/connect_store.hpp"
#include "actions/import_products.hpp"
#include "amazon/client/curl_transport.hpp"
#include "amazon/client/orders_client.hpp"
#include "amazon/sync/store_sync.hpp"
#include "app/access_commands.hpp"
#include "app/access_token.hpp"
#include "app/clocks.hpp"
#include "app/command_lease.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "app/server_process.hpp"
#include "app/start_backfill.hpp"
#include "app/stop_signal.hpp"
#include "base/csv.hpp"
#include "base/limits.hpp"
#include "ports/quota_store.hpp"
#include "ports/store_registry.hpp"
#include "sandbox/world/goods.hpp"

namespace orderyard::app {
namespace {

constexpr const char* kDemoStore = "demo";
constexpr int kDemoSyncSeconds = 10;

// The demo's seller has a catalog, but not of everything: the last articles are there to show what
// happens to orders of SKUs that nobody mapped.
constexpr std::int64_t kDemoUnknownArticles = 6;
constexpr std::int64_t kDemoPieces = 40;

base::Result<> StockDemoCatalog(ports::Database& database, const ports::Clock& clock) {
    std::string csv;
    const std::string header[] = {"sku", "name", "price", "currency", "quantity"};
    base::AppendCsvRecord(csv, header);
    for (std::int64_t i = 0; i < sandbox::kArticleCount - kDemoUnknownArticles; ++i) {
        const auto article = sandbox::ArticleOf(i, "US");
        const auto price = base::Money::OfMinor(article.us_cents, base::Currency::Of("USD"));
        const std::string cells[] = {article.sku, article.title, price.ToDecimal(), "USD",
                                     std::to_string(kDemoPieces)};
        base::AppendCsvRecord(csv, cells);
    }
    if (const auto imported = actions::ImportProducts(database, clock, csv); !imported) {
        return base::Fail(imported.error());
    }
    return {};
}

base::Result<> ConnectDemoStore(ports::Database& database, const ports::Clock& clock,
                                const sandbox::SandboxOptions& options,
                                const std::string& sandbox_url) {
    std::optional<domain::Store> known;
    database.Read([&](ports::Transaction& tx) { known = tx.stores().FindByCode(kDemoStore); });
    const domain::StoreCredentials credentials{options.client_id, options.client_secret,
                                               options.refresh_token};
    if (known) {  // the sandbox has a new port
        database.Write([&](ports::Transaction& tx) {
            auto store = tx.stores().FindByCode(kDemoStore);
            store->api_url = sandbox_url;
            store->token_url = sandbox_url + "/auth/o2/token";
            tx.stores().Save(*store);
        });
        return {};
    }
    domain::Store store;
    store.code = kDemoStore;
    store.name = "Demo Store";
    store.region = "eu";
    store.seller_id = options.seller_id;
    store.api_url = sandbox_url;
    store.token_url = sandbox_url + "/auth/o2/token";
    store.settings.sync_interval_seconds = kDemoSyncSeconds;
    if (const auto stocked = StockDemoCatalog(database, clock); !stocked) {
        return stocked;
    }
    auto added = actions::ConnectStore(database, clock, store, credentials);
    if (!added) {
        return base::Fail(added.error());
    }
    // The demo's world is a little history: fetch all of it.
    const auto from = clock.Now() - base::Duration::Days(options.history_days + 1);
    const auto transport = amazon::MakeCurlTransport();
    return amazon::StoreSync(database, clock, *transport).StartBackfill(*added, from);
}

int RunUntilStopped(ServerProcess& server, const StopSignal& stop) {
    stop.Wait();
    std::cout << "Stopping ..." << std::endl;
    server.Stop();
    return kExitDone;
}

void PrintReport(const amazon::SyncReport& report, bool as_json) {
    const std::string error = report.error ? report.error->Text() : "";
    if (as_json) {
        std::cout
            << fmt::format(
                   R"({{"pages":{},"orders_seen":{},"applied":{},"stale":{},"poison":{},"is_caught_up":{},)"
                   R"("error":"{}"}})",
                   report.pages, report.orders_seen, report.applied, report.stale, report.poison,
                   report.is_caught_up, report.error ? ToString(report.error->code) : "")
            << std::endl;
        return;
    }
    std::cout << fmt::format("{} pages, {} orders seen, {} applied, {} stale, {} unreadable; {}\n",
                             report.pages, report.orders_seen, report.applied, report.stale,
                             report.poison, report.is_caught_up ? "caught up" : "more to come");
    if (!error.empty()) {
        std::cout << "problem: " << error << '\n';
    }
    std::cout.flush();
}

}  // namespace

int StartBackfill(ports::Database& database, const ports::Clock& clock, const domain::Store& store,
                  const std::string& from) {
    const auto start = base::Instant::ParseLoose(from);
    if (!start) {
        return Report(base::InvalidInput("from", "write a date such as 2026-01-31"));
    }
    const auto transport = amazon::MakeCurlTransport();
    amazon::StoreSync sync(database, clock, *transport);
    if (const auto started = sync.StartBackfill(store, *start); !started) {
        return Report(started.error());
    }
    return kExitDone;
}

int Serve(const Config& config, bool has_test_clock) {
    const StopSignal stop;
    const SystemClock system;
    MovableClock movable;
    const ports::Clock& clock = has_test_clock ? static_cast<const ports::Clock&>(movable) : system;
    ServerProcess server(config, clock, has_test_clock ? &movable : nullptr);
    if (const auto started = server.Start(); !started) {
        return Report(started.error());
    }
    std::cout << "listening on " << server.BaseUrl() << std::endl;
    TellFirstOwner(server.database(), clock);
    return RunUntilStopped(server, stop);
}

int Demo(Config config, DemoOptions options) {
    const StopSignal stop;
    if (config.data_dir == Config{}.data_dir) {
        config.data_dir = "data/demo";
    }
    options.sandbox.moves_report_to_start = true;
    if (options.sandbox.marketplaces.empty() && options.sandbox.from_report.empty()) {
        options.sandbox.marketplaces = {"DE", "GB", "FR", "IT", "ES"};  // as one seller in a region
    }
    sandbox::Sandbox amazon(options.sandbox);
    if (const auto started = amazon.Start(); !started) {
        return Report(started.error());
    }
    const SystemClock clock;
    ServerProcess server(config, clock);
    if (const auto started = server.Start(); !started) {
        return Report(started.error());
    }
    const auto connected =
        ConnectDemoStore(server.database(), clock, options.sandbox, amazon.BaseUrl());
    if (!connected) {
        return Report(connected.error());
    }
    const std::string token = CreateAccessToken(server.database(), clock, "demo", 30);
    std::cout << "Orderyard demo\n"
              << "  admin     " << server.BaseUrl() << "/admin/\n"
              << "  orders    " << server.BaseUrl() << "/rest/V1/orders?searchCriteria\n"
              << "  API       " << server.BaseUrl() << "/docs\n"
              << "  sandbox   " << amazon.BaseUrl() << " (Amazon's side; control under /control)\n"
              << "  token     " << token << "\n"
              << "  data      " << config.data_dir << "\n"
              << "Try: curl -g -H 'Authorization: Bearer " << token << "' '" << server.BaseUrl()
              << "/rest/V1/orders?searchCriteria[pageSize]=2'\n"
              << "Ctrl-C stops both." << std::endl;
    TellFirstOwner(server.database(), clock);
    const int code = RunUntilStopped(server, stop);
    amazon.Stop();
    return code;
}

int SyncStore(const Config& config, const std::string& code, bool is_once, bool as_json) {
    const StopSignal signal;
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        std::optional<domain::Store> store;
        database.Read([&](ports::Transaction& tx) { store = tx.stores().FindByCode(code); });
        if (!store || store->is_archived) {
            return Report(base::NotFound("There is no store with the code " + code + "."));
        }
        const auto transport = amazon::MakeCurlTransport();
        amazon::StoreSync sync(database, clock, *transport);
        std::stop_source stop;
        const std::string lease_name = "sync:" + std::to_string(store->id.value);
        LeaseKeeper keeper(database, clock, lease_name, stop);
        const std::jthread listener = StopAtSignal(signal, stop);
        for (;;) {
            const auto report =
                sync.RunOnce(*store, keeper.lease(), stop.get_token(), amazon::RunReason::kPerson);
            PrintReport(report, as_json);
            const bool is_more_at_once =
                !report.is_caught_up && !report.error && report.next_run_after_seconds <= 0;
            if (stop.stop_requested() || (is_once && !is_more_at_once)) {
                return report.error ? kExitRefused : kExitDone;
            }
            amazon::SleepUnlessStopped(base::Duration::Seconds(report.next_run_after_seconds),
                                       stop.get_token());
        }
    });
}

}  // namespace orderyard::app
