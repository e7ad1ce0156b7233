// orderyard store add | list | remove | backfill
#include <fmt/format.h>
#include <boost/json.hpp>
#include <cstdlib>
#include <iostream>

#include "actions/change_store.hpp"
#include "actions/connect_store.hpp"
#include "amazon/map/marketplaces.hpp"
#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "app/start_backfill.hpp"
#include "ports/channel_order_store.hpp"
#include "ports/inbox_store.hpp"
#include "ports/store_registry.hpp"
#include "ports/sync_store.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

std::string OrFromEnvironment(const std::string& given, const char* variable) {
    const char* value = std::getenv(variable);
    return !given.empty() || value == nullptr ? given : value;
}

const amazon::Marketplace* FindMarketplace(const std::string& id_or_country) {
    for (const auto& marketplace : amazon::Marketplaces()) {
        if (marketplace.id == id_or_country || marketplace.country_code == id_or_country) {
            return &marketplace;
        }
    }
    return nullptr;
}

base::Result<domain::Store> StoreFrom(const StoreAddOptions& options) {
    domain::Store store;
    store.code = options.code;
    store.name = options.name.empty() ? options.code : options.name;
    store.region = options.region;
    store.seller_id = options.seller_id;
    for (const auto& given : options.marketplaces) {
        const auto* marketplace = FindMarketplace(given);
        if (marketplace == nullptr) {
            return base::Fail(base::InvalidInput("marketplaces", "'" + given +
                                                                     "' is no marketplace id or "
                                                                     "country code of Amazon."));
        }
        store.marketplace_ids.emplace_back(marketplace->id);
    }
    store.api_url = options.api_url;
    store.token_url = options.token_url;
    if (const auto* region = amazon::FindRegion(options.region)) {
        store.api_url = store.api_url.empty() ? region->api_url : store.api_url;
        store.token_url = store.token_url.empty() ? region->token_url : store.token_url;
    }
    auto& settings = store.settings;
    settings.import_enabled = options.import == "on";
    settings.customer_creation = *domain::CustomerCreationFrom(options.customers);
    settings.order_number_source = *domain::OrderNumberSourceFrom(options.numbers);
    settings.new_order_status = options.status;
    settings.strict_blocking = options.strict;
    settings.paid_on_import = options.paid;
    settings.reserve_pending = options.reserve_pending;
    settings.sync_interval_seconds = options.interval_seconds;
    if (!options.import_from.empty()) {
        const auto from = base::Instant::ParseLoose(options.import_from);
        if (!from) {
            return base::Fail(base::InvalidInput("import_from", "write a date such as 2026-01-31"));
        }
        settings.import_from = *from;
    }
    return store;
}

std::string When(const std::optional<base::Instant>& at) {
    return at ? at->ToIso() : "never";
}

struct StoreLine {
    domain::Store store;
    ports::SyncHealth health;
    ports::InboxCounts inbox;
    std::int64_t orders = 0;
};

json::object AsJson(const StoreLine& line) {
    json::object object;
    object["code"] = line.store.code;
    object["name"] = line.store.name;
    object["region"] = line.store.region;
    object["seller_id"] = line.store.seller_id;
    object["is_active"] = line.store.is_active;
    object["import"] = line.store.settings.import_enabled;
    object["orders"] = line.orders;
    object["waiting"] = line.inbox.waiting;
    object["poison"] = line.inbox.poison;
    object["last_good_sync"] = line.health.last_success_at
                                   ? json::value(line.health.last_success_at->ToIso())
                                   : json::value(nullptr);
    object["is_catching_up"] = line.health.is_catching_up;
    object["last_error"] = line.health.last_error;
    return object;
}

base::Result<> Change(const StoreSetOptions& options, actions::StoreChange& change) {
    auto& settings = change.settings;
    const auto apply_switch = [](const std::string& given, bool& setting) {
        setting = given.empty() ? setting : given == "on";
    };
    apply_switch(options.import, settings.import_enabled);
    apply_switch(options.strict, settings.strict_blocking);
    apply_switch(options.paid, settings.paid_on_import);
    apply_switch(options.reserve_pending, settings.reserve_pending);
    if (!options.name.empty()) {
        change.name = options.name;
    }
    if (!options.active.empty()) {
        change.is_active = options.active == "on";
    }
    if (!options.customers.empty()) {
        settings.customer_creation = *domain::CustomerCreationFrom(options.customers);
    }
    if (!options.numbers.empty()) {
        settings.order_number_source = *domain::OrderNumberSourceFrom(options.numbers);
    }
    if (!options.status.empty()) {
        settings.new_order_status = options.status == "default" ? "" : options.status;
    }
    if (!options.invoice_upload.empty()) {
        settings.invoice_upload = *domain::InvoiceUploadFrom(options.invoice_upload);
    }
    if (options.interval_seconds != 0) {
        settings.sync_interval_seconds = options.interval_seconds;
    }
    if (options.import_from == "none") {
        settings.import_from.reset();
    } else if (!options.import_from.empty()) {
        const auto from = base::Instant::ParseLoose(options.import_from);
        if (!from) {
            return base::Fail(
                base::InvalidInput("import_from", "write a date such as 2026-01-31, or none"));
        }
        settings.import_from = *from;
    }
    return {};
}

}  // namespace

int StoreSet(const Config& config, const StoreSetOptions& options) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        actions::StoreChange change;
        database.Read([&](ports::Transaction& tx) {
            if (const auto store = tx.stores().FindByCode(options.code)) {
                change.settings = store->settings;
            }
        });
        if (const auto changed = Change(options, change); !changed) {
            return Report(changed.error());
        }
        const auto report = actions::ChangeStore(database, clock, options.code, change);
        if (!report) {
            return Report(report.error());
        }
        std::cout << "Store " << options.code << " is changed; " << report->orders_decided_again
                  << " orders that were only shown were decided again.\n";
        return kExitDone;
    });
}

int StoreAdd(const Config& config, const StoreAddOptions& options, bool as_json) {
    const auto store = StoreFrom(options);
    if (!store) {
        return Report(store.error());
    }
    domain::StoreCredentials credentials;
    credentials.client_id = OrFromEnvironment(options.client_id, "ORDERYARD_LWA_CLIENT_ID");
    credentials.client_secret =
        OrFromEnvironment(options.client_secret, "ORDERYARD_LWA_CLIENT_SECRET");
    credentials.refresh_token =
        OrFromEnvironment(options.refresh_token, "ORDERYARD_LWA_REFRESH_TOKEN");
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        const auto added = actions::ConnectStore(database, clock, *store, credentials);
        if (!added) {
            return Report(added.error());
        }
        if (!options.backfill.empty()) {
            if (const int failed = StartBackfill(database, clock, *added, options.backfill)) {
                return failed;
            }
        }
        if (as_json) {
            std::cout << json::serialize(
                             json::object{{"id", added->id.value}, {"code", added->code}})
                      << '\n';
        } else {
            std::cout << "Store " << added->code
                      << " is connected. The server fetches its orders every "
                      << added->settings.sync_interval_seconds << " seconds.\n";
        }
        return kExitDone;
    });
}

int StoreList(const Config& config, bool as_json) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        std::vector<StoreLine> lines;
        database.Read([&](ports::Transaction& tx) {
            lines.clear();
            for (const auto& store : tx.stores().List()) {
                StoreLine line{store, tx.sync().LoadHealth(store.id).value_or(ports::SyncHealth{}),
                               tx.inbox().Counts(store.id), 0};
                for (const auto& [status, count] : tx.channel_orders().CountByStatus(store.id)) {
                    line.orders += count;
                }
                lines.push_back(line);
            }
        });
        json::array rows;
        if (!as_json) {
            std::cout << fmt::format("{:<16} {:<6} {:>9} {:>8} {:>7}  {:<22} {}\n", "store",
                                     "region", "orders", "waiting", "poison", "last good sync",
                                     "problem");
        }
        for (const auto& line : lines) {
            rows.push_back(AsJson(line));
            if (!as_json) {
                std::cout << fmt::format("{:<16} {:<6} {:>9} {:>8} {:>7}  {:<22} {}\n",
                                         line.store.code, line.store.region, line.orders,
                                         line.inbox.waiting, line.inbox.poison,
                                         When(line.health.last_success_at), line.health.last_error);
            }
        }
        if (as_json) {
            std::cout << json::serialize(rows) << '\n';
        }
        return kExitDone;
    });
}

int StoreRemove(const Config& config, const std::string& code) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        if (const auto removed = actions::ArchiveStore(database, code); !removed) {
            return Report(removed.error());
        }
        std::cout << "Store " << code << " is disconnected. Its orders and logs stay.\n";
        return kExitDone;
    });
}

int StoreBackfill(const Config& config, const std::string& code, const std::string& from) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        std::optional<domain::Store> store;
        database.Read([&](ports::Transaction& tx) { store = tx.stores().FindByCode(code); });
        if (!store) {
            return Report(base::NotFound("There is no store with the code " + code + "."));
        }
        if (const int failed = StartBackfill(database, clock, *store, from)) {
            return failed;
        }
        std::cout << "The server fetches orders placed since " << from
                  << ", beside the daily sync.\n";
        return kExitDone;
    });
}

}  // namespace orderyard::app
