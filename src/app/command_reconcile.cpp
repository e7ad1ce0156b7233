// orderyard reconcile --store X: compares both sides order by order and prints a certificate.
#include <fmt/format.h>
#include <boost/json.hpp>
#include <iostream>

#include "amazon/client/curl_transport.hpp"
#include "amazon/client/orders_client.hpp"
#include "amazon/sync/reconcile.hpp"
#include "app/clocks.hpp"
#include "app/command_lease.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

constexpr int kDaysDefault = 30;

base::Result<amazon::ReconcileRequest> RequestFrom(const ReconcileOptions& options,
                                                   base::Instant now) {
    amazon::ReconcileRequest request;
    request.is_repairing = options.repair;
    request.is_waiting = true;
    request.by =
        options.open_only ? amazon::ReconcileBy::kOpenOrders : amazon::ReconcileBy::kPlacement;
    request.from = now - base::Duration::Days(kDaysDefault);
    const auto read = [](const std::string& text, const char* field, auto& into) -> base::Result<> {
        if (text.empty()) {
            return {};
        }
        const auto at = base::Instant::ParseLoose(text);
        if (!at) {
            return base::Fail(base::InvalidInput(field, "write a date such as 2026-01-31"));
        }
        into = *at;
        return {};
    };
    if (const auto from = read(options.from, "from", request.from); !from) {
        return base::Fail(from.error());
    }
    if (const auto to = read(options.to, "to", request.to); !to) {
        return base::Fail(to.error());
    }
    return request;
}

void PrintJson(const domain::Store& store, const amazon::Certificate& certificate) {
    json::array differences;
    for (const auto& each : certificate.differences) {
        differences.push_back(
            json::object{{"order", each.channel_number}, {"kind", each.kind}, {"text", each.text}});
    }
    json::object answer{{"store", store.code},
                        {"complete", certificate.is_complete},
                        {"clean", certificate.IsClean()},
                        {"at_amazon", certificate.at_amazon},
                        {"here", certificate.here},
                        {"missing", certificate.missing},
                        {"doubled", certificate.doubled},
                        {"differing", certificate.differing},
                        {"repaired", certificate.repaired},
                        {"money_equal", certificate.money_equal},
                        {"differences", differences}};
    std::cout << json::serialize(answer) << '\n';
}

void PrintText(const domain::Store& store, const amazon::Certificate& certificate) {
    const std::string range = certificate.from == base::Instant{}
                                  ? "open orders"
                                  : certificate.from.ToIso() + " to " + certificate.to.ToIso();
    std::cout << fmt::format(
        "Store {}, {}\n  at Amazon   {}\n  here        {}\n  missing     {}\n"
        "  doubled     {}\n  differing   {}\n  repaired    {}\n  money       {}\n",
        store.code, range, certificate.at_amazon, certificate.here, certificate.missing,
        certificate.doubled, certificate.differing, certificate.repaired,
        certificate.money_equal ? "equal" : "NOT EQUAL");
    for (const auto& each : certificate.differences) {
        std::cout << fmt::format("! {} {}: {}\n", each.channel_number, each.kind, each.text);
    }
    std::cout << (certificate.IsClean() ? "Both sides agree.\n" : "Both sides do not agree.\n");
}

}  // namespace

int Reconcile(const Config& config, const ReconcileOptions& options, bool as_json) {
    const StopSignal signal;
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        const auto request = RequestFrom(options, clock.Now());
        if (!request) {
            return Report(request.error());
        }
        std::optional<domain::Store> store;
        database.Read(
            [&](ports::Transaction& tx) { store = tx.stores().FindByCode(options.store); });
        if (!store) {
            return Report(base::NotFound("There is no store '" + options.store + "'."));
        }
        const auto transport = amazon::MakeCurlTransport();
        amazon::Reconciler reconciler(database, clock, *transport);
        std::stop_source stop;
        const LeaseKeeper keeper(database, clock, "reconcile:" + std::to_string(store->id.value),
                                 stop);
        const std::jthread listener = StopAtSignal(signal, stop);
        const auto certificate =
            reconciler.Run(*store, &keeper.lease(), *request, stop.get_token());
        if (certificate.error) {
            return Report(*certificate.error);
        }
        as_json ? PrintJson(*store, certificate) : PrintText(*store, certificate);
        return certificate.IsClean() ? kExitDone : kExitFindings;
    });
}

}  // namespace orderyard::app
