// One function a command group; the options land in plain structs, the work is in command_*.cpp.
#include "app/cli.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli_parts.hpp"
#include "app/commands.hpp"
#include "app/config.hpp"
#include "app/order_commands.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "ports/database.hpp"

namespace orderyard::app {
namespace {

void AddShortFlag(CLI::App& app, Common& common, const std::string& flag, const std::string& key,
                  const std::string& text) {
    app.add_option_function<std::string>(
           flag,
           [&common, key](const std::string& value) { common.overrides.emplace_back(key, value); },
           text)
        ->type_name("TEXT");
}

void AddCommon(CLI::App& app, Common& common) {
    app.add_option("--config", common.config_file,
                   "TOML file (default: orderyard.toml if it exists)");
    app.add_option("--set", common.settings, "KEY=VALUE, any setting of the file; repeatable")
        ->take_all();
    app.add_flag("--json", common.as_json, "print JSON for scripts");
    AddShortFlag(app, common, "--data-dir", "data_dir", "where database and keys live");
    AddShortFlag(app, common, "--database", "database.url", "sqlite:FILE or postgresql://...");
    AddShortFlag(app, common, "--address", "server.address", "where to listen");
    AddShortFlag(app, common, "--port", "server.port", "where to listen; 0: any free port");
    AddShortFlag(app, common, "--log-level", "log.level", "trace, debug, info, warn, error");
    AddShortFlag(app, common, "--log-format", "log.format", "human or json");
    app.fallthrough();
}

std::string SettingsFooter() {
    std::string text = "Settings (file key, environment variable):\n";
    for (const auto& setting : SettingsHelp()) {
        text += "  " + setting.key + ", " + setting.variable + "\n      " + setting.text + "\n";
    }
    text += "\nExit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 doctor found something.\n";
    return text;
}

void AddServe(CLI::App& app, Chosen& chosen) {
    auto* serve = app.add_subcommand("serve", "Run the server: API, sync and background jobs");
    auto has_clock = std::make_shared<bool>(false);
    serve->add_flag("--test-clock", *has_clock,
                    "for tests: POST /test/clock moves the clock (loopback only)");
    serve->callback([&chosen, has_clock] {
        chosen.run = [has_clock](const Config& config) { return Serve(config, *has_clock); };
    });
}

void AddSandboxOptions(CLI::App& command, sandbox::SandboxOptions& options) {
    command.add_option("--seed", options.seed, "the same seed makes the same world");
    command.add_option("--orders", options.order_count, "generated orders to begin with");
    command.add_option("--history-days", options.history_days, "days over which they are spread");
    command.add_option("--arrivals", options.arrivals_per_hour,
                       "new orders an hour, in world time");
    command.add_option("--marketplaces", options.marketplaces,
                       "ids or country codes, e.g. DE JP US");
    command.add_option("--from-report", options.from_report,
                       "build the world from an all-orders CSV report");
    command.add_flag("--report-ends-now", options.moves_report_to_start,
                     "shift the report by whole days so that it ends today");
    command.add_option("--speed", options.speed, "world seconds a real second; 0 stands still");
    command.add_option("--visibility-delay", options.visibility_delay_seconds,
                       "seconds until a change shows in the list");
}

void AddRatePlan(CLI::App& command, sandbox::SandboxOptions& options, const std::string& standard) {
    command
        .add_option_function<std::string>(
            "--plan",
            [&options](const std::string& plan) {
                options.rate_plan =
                    plan == "fast" ? sandbox::RatePlan::kFast : sandbox::RatePlan::kAmazon;
            },
            "call limits: amazon (the real ones) or fast; default " + standard)
        ->check(CLI::IsMember({"amazon", "fast"}));
}

void AddSandbox(CLI::App& app, Chosen& chosen) {
    auto* command = app.add_subcommand("sandbox", "Run a stand-in for Amazon on this machine");
    auto options = std::make_shared<sandbox::SandboxOptions>();
    AddSandboxOptions(*command, *options);
    AddRatePlan(*command, *options, "amazon");
    options->port = 8081;
    command->add_option("--port", options->port, "where to listen; 0: any free port");
    command->add_option("--seller-id", options->seller_id, "the seller whose orders it holds");
    command->add_flag_callback(
        "--hide-personal-data", [options] { options->allows_personal_data = false; },
        "as if the application had no restricted role");
    command->callback([&chosen, options] {
        chosen.run = [options](const Config& config) {
            options->address = config.address;
            options->worker_count = config.workers;
            return RunSandbox(*options);
        };
    });
}

void AddDemo(CLI::App& app, Chosen& chosen) {
    auto* command =
        app.add_subcommand("demo", "Run server and sandbox together on a small made-up world");
    auto options = std::make_shared<DemoOptions>();
    options->sandbox.rate_plan = sandbox::RatePlan::kFast;
    options->sandbox.order_count = 300;
    options->sandbox.arrivals_per_hour = 120;
    AddSandboxOptions(*command, options->sandbox);
    AddRatePlan(*command, options->sandbox, "fast");
    command->add_option("--sandbox-port", options->sandbox.port, "0: any free port");
    command->callback([&chosen, options] {
        chosen.run = [options](const Config& config) { return Demo(config, *options); };
    });
}

void AddSync(CLI::App& app, Common& common, Chosen& chosen) {
    auto* command = app.add_subcommand("sync", "Fetch a store's orders now, without a server");
    auto store = std::make_shared<std::string>();
    auto is_once = std::make_shared<bool>(false);
    command->add_option("--store", *store, "the store's code")->required();
    command->add_flag("--once", *is_once,
                      "stop when caught up or out of budget; else go on until Ctrl-C");
    command->callback([&, store, is_once] {
        chosen.run = [&common, store, is_once](const Config& config) {
            return SyncStore(config, *store, *is_once, common.as_json);
        };
    });
}

void AddStoreAdd(CLI::App& group, Common& common, Chosen& chosen) {
    auto* command = group.add_subcommand("add", "Connect a seller account of one region");
    auto o = std::make_shared<StoreAddOptions>();
    command->add_option("code", o->code, "short handle, e.g. acme-eu")->required();
    command->add_option("--name", o->name, "name for people (default: the code)");
    command->add_option("--region", o->region, "na, eu or fe")->required();
    command->add_option("--seller-id", o->seller_id, "merchant token of the seller")->required();
    command->add_option("--marketplaces", o->marketplaces,
                        "marketplace ids or country codes; default: all");
    command->add_option("--api-url", o->api_url, "default: Amazon's for the region");
    command->add_option("--token-url", o->token_url, "default: Amazon's");
    command->add_option("--client-id", o->client_id, "or ORDERYARD_LWA_CLIENT_ID");
    command->add_option("--client-secret", o->client_secret,
                        "better ORDERYARD_LWA_CLIENT_SECRET: arguments can be seen by others");
    command->add_option("--refresh-token", o->refresh_token, "better ORDERYARD_LWA_REFRESH_TOKEN");
    command->add_option("--import", o->import, "on, or off: orders are only shown")
        ->check(CLI::IsMember({"on", "off"}));
    command->add_option("--import-from", o->import_from,
                        "orders placed before are only shown (date)");
    command->add_option("--backfill", o->backfill, "also fetch orders placed since this date");
    command->add_option("--customers", o->customers, "guest or account")
        ->check(CLI::IsMember({"guest", "account"}));
    command->add_option("--numbers", o->numbers, "order numbers: ours or channel")
        ->check(CLI::IsMember({"ours", "channel"}));
    command->add_option("--status", o->status, "status of new orders (default: the state's own)");
    command->add_flag("--strict", o->strict,
                      "no order while a SKU is unknown, disabled or out of stock");
    command->add_flag("--paid", o->paid, "book open pieces as paid at import");
    command->add_flag("--reserve-pending", o->reserve_pending,
                      "hold stock while a payment is verified");
    command->add_option("--interval", o->interval_seconds, "seconds between syncs");
    command->callback([&, o] {
        chosen.run = [&common, o](const Config& config) {
            return StoreAdd(config, *o, common.as_json);
        };
    });
}

void AddStoreSet(CLI::App& group, Chosen& chosen) {
    auto* command =
        group.add_subcommand("set", "Change a store's settings; what is not named stays");
    auto o = std::make_shared<StoreSetOptions>();
    const auto add_switch = [&](const std::string& flag, std::string& value,
                                const std::string& text) {
        command->add_option(flag, value, text)->check(CLI::IsMember({"on", "off"}));
    };
    command->add_option("code", o->code)->required();
    command->add_option("--name", o->name, "name for people");
    add_switch("--active", o->active, "off: no calls to Amazon; everything is kept");
    add_switch("--import", o->import, "on: shown-only orders are taken in now");
    command->add_option("--import-from", o->import_from, "a date, or none");
    command->add_option("--customers", o->customers)->check(CLI::IsMember({"guest", "account"}));
    command->add_option("--numbers", o->numbers)->check(CLI::IsMember({"ours", "channel"}));
    command->add_option("--status", o->status, "status of new orders, or default");
    add_switch("--strict", o->strict, "no order while a SKU is unknown, disabled or out of stock");
    add_switch("--paid", o->paid, "book open pieces as paid at import");
    add_switch("--reserve-pending", o->reserve_pending, "hold stock while a payment is verified");
    command->add_option("--invoices", o->invoice_upload, "files of invoices for the channel")
        ->check(CLI::IsMember({"off", "on_request", "automatic"}));
    command->add_option("--interval", o->interval_seconds, "seconds between syncs");
    command->callback(
        [&chosen, o] { chosen.run = [o](const Config& config) { return StoreSet(config, *o); }; });
}

void AddStore(CLI::App& app, Common& common, Chosen& chosen) {
    auto* group = app.add_subcommand("store", "Connected Amazon stores");
    group->require_subcommand(1);
    AddStoreAdd(*group, common, chosen);
    AddStoreSet(*group, chosen);
    group->add_subcommand("list", "All stores and how their sync is doing")->callback([&] {
        chosen.run = [&common](const Config& config) { return StoreList(config, common.as_json); };
    });
    auto code = std::make_shared<std::string>();
    auto* remove = group->add_subcommand("remove", "End a connection; its orders and logs stay");
    remove->add_option("code", *code)->required();
    remove->callback([&chosen, code] {
        chosen.run = [code](const Config& config) { return StoreRemove(config, *code); };
    });
    auto from = std::make_shared<std::string>();
    auto* backfill = group->add_subcommand("backfill", "Fetch older orders, placed since a date");
    backfill->add_option("code", *code)->required();
    backfill->add_option("from", *from, "YYYY-MM-DD, at most two years back")->required();
    backfill->callback([&chosen, code, from] {
        chosen.run = [code, from](const Config& config) {
            return StoreBackfill(config, *code, *from);
        };
    });
}

void AddCatalogAndTokens(CLI::App& app, Common& common, Chosen& chosen) {
    auto* products = app.add_subcommand("products", "The catalog");
    products->require_subcommand(1);
    auto file = std::make_shared<std::string>();
    auto* import =
        products->add_subcommand("import", "Products, stock and Amazon SKUs from a CSV file");
    import
        ->add_option("file", *file,
                     "columns: sku, name, price, currency, status, manage_stock, quantity, "
                     "amazon_sku, asin, store, units")
        ->required();
    import->callback([&, file] {
        chosen.run = [&common, file](const Config& config) {
            return ProductsImport(config, *file, common.as_json);
};
}  // namespace
);
auto* tokens = app.add_subcommand("token", "Bearer tokens of API clients");
tokens->require_subcommand(1);
auto name = std::make_shared<std::string>();
auto days = std::make_shared<int>(365);
auto id = std::make_shared<std::int64_t>(0);
auto* create = tokens->add_subcommand("create", "Make a token; it is shown once");
create->add_option("name", *name, "what it is for")->required();
create->add_option("--days", *days, "until it expires")->check(CLI::Range(1, 365));
create->callback([&, name, days] {
    chosen.run = [&common, name, days](const Config& config) {
        return TokenCreate(config, *name, *days, common.as_json);
    };
});
tokens->add_subcommand("list", "All tokens, without their text")->callback([&] {
    chosen.run = [&common](const Config& config) { return TokenList(config, common.as_json); };
});
auto* revoke = tokens->add_subcommand("revoke", "End a token now");
revoke->add_option("id", *id)->required();
revoke->callback([&chosen, id] {
    chosen.run = [id](const Config& config) { return TokenRevoke(config, *id); };
});
}  // namespace orderyard::app

void AddCare(CLI::App& app, Common& common, Chosen& chosen) {
    app.add_subcommand("doctor",
                       "Check database, keys and sync; exit code 3 when something is wrong")
        ->callback([&] {
            chosen.run = [&common](const Config& config) { return Doctor(config, common.as_json); };
        });
    app.add_subcommand("migrate", "Bring the database to this version's schema")->callback([&] {
        chosen.run = [&common](const Config& config) { return Migrate(config, common.as_json); };
    });
    auto now = std::make_shared<std::string>();
    auto* purge = app.add_subcommand(
        "purge", "Destroy personal data whose term is over; the server does it daily");
    purge->add_option("--now", *now, "as if it were this date; a later one destroys more");
    purge->callback([&, now] {
        chosen.run = [&common, now](const Config& config) {
            return Purge(config, *now, common.as_json);
        };
    });
    auto request = std::make_shared<ReconcileOptions>();
    auto* reconcile =
        app.add_subcommand("reconcile",
                           "Compare both sides order by order, mend what can be mended, print a "
                           "certificate; exit code 3 when they do not agree");
    reconcile->add_option("--store", request->store, "its code")->required();
    reconcile->add_option("--from", request->from, "orders placed since this date (30 days)");
    reconcile->add_option("--to", request->to, "orders placed until this date (now)");
    reconcile->add_flag("--open", request->open_only, "instead: each order that is open here");
    reconcile->add_flag("!--no-repair", request->repair, "only compare");
    reconcile->callback([&, request] {
        chosen.run = [&common, request](const Config& config) {
            return Reconcile(config, *request, common.as_json);
        };
    });
    app.add_subcommand("verify-money",
                       "Add up ledger, documents and orders; exit code 3 if they "
                       "do not agree")
        ->callback([&] {
            chosen.run = [&common](const Config& config) {
                return VerifyMoney(config, common.as_json);
            };
        });
    app.add_subcommand("verify-stock",
                       "Add up stock movements and reservations; exit code 3 if "
                       "they do not agree")
        ->callback([&] {
            chosen.run = [&common](const Config& config) {
                return VerifyStock(config, common.as_json);
            };
        });
    app.add_subcommand("version", "The version of this program")->callback([&] {
        chosen.run = [&common](const Config&) { return Version(common.as_json); };
    });
}

bool SplitSettings(Common& common) {
    for (const auto& setting : common.settings) {
        const auto equals = setting.find('=');
        if (equals == std::string::npos) {
            std::cerr << "error: --set " << setting << ": write KEY=VALUE\n";
            return false;
        }
        common.overrides.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
    }
    return true;
}

int RunChosen(Common& common, const Chosen& chosen) {
    if (!SplitSettings(common)) {
        return kExitUsage;
    }
    const auto config = LoadConfig(common.config_file, common.overrides);
    if (!config) {
        std::cerr << "error: " << config.error().Text() << '\n';
        return kExitUsage;
    }
    base::SetUpLog({config->log_level, config->log_format, config->log_file});
    try {
        return chosen.run(*config);
    } catch (const ports::DatabaseUnavailable& error) {
        std::cerr << "error: the database cannot be used: " << error.what() << '\n';
    } catch (const std::exception& error) {
        base::LogError("command_failed", {{"error", error.what()}});
        std::cerr << "error: " << error.what() << '\n';
    }
    return kExitRefused;
}

}  // namespace

int RunCli(int argc, char** argv) {
    CLI::App app{
        "Orderyard takes in the orders a seller gets on Amazon, makes commerce orders of them, and "
        "serves both."};
    app.require_subcommand(1);
    app.footer(SettingsFooter());
    Common common;
    Chosen chosen;
    AddCommon(app, common);
    AddServe(app, chosen);
    AddDemo(app, chosen);
    AddSandbox(app, chosen);
    AddSync(app, common, chosen);
    AddStore(app, common, chosen);
    AddOrders(app, common, chosen);
    AddStatuses(app, common, chosen);
    AddExports(app, common, chosen);
    AddCatalogAndTokens(app, common, chosen);
    AddAccess(app, common, chosen);
    AddCare(app, common, chosen);
    AddCopies(app, common, chosen);
    AddMove(app, common, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kExitDone : kExitUsage;
    }
    return RunChosen(common, chosen);
}

}  // namespace orderyard::app
