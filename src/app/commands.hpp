// The commands of the program, one function each. They print to standard output and return the exit
// code: 0 done, 1 refused or failed (the reason is on standard error), 2 wrong usage, 3 found
// something wrong (doctor).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "sandbox/sandbox.hpp"

namespace orderyard::app {

inline constexpr int kExitDone = 0;
inline constexpr int kExitRefused = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitFindings = 3;

struct StoreAddOptions {
    std::string code, name, region, seller_id;
    std::vector<std::string> marketplaces;
    std::string api_url, token_url;                       // empty: Amazon's for the region
    std::string client_id, client_secret, refresh_token;  // empty: from ORDERYARD_LWA_... variables
    std::string import = "on";
    std::string import_from;  // date or instant; empty: from now on, older orders are only shown
    std::string backfill;     // date: also fetch orders placed since then
    std::string customers = "guest";
    std::string numbers = "ours";
    std::string status;
    bool strict = false;
    bool paid = false;
    bool reserve_pending = false;
    std::int64_t interval_seconds = 300;
};

// Empty: leave as it is. Yes/no values are "on" or "off".
struct StoreSetOptions {
    std::string code, name, active, import, import_from, customers, numbers, status, strict, paid,
        reserve_pending;
    std::string invoice_upload;
    std::int64_t interval_seconds = 0;
};

struct OrdersListOptions {
    std::string store;  // code; empty: commerce orders of all
    std::string status;
    int limit = 20;
};

struct ReconcileOptions {
    std::string store;
    std::string from, to;    // dates; empty: the last 30 days
    bool open_only = false;  // only orders that are open here, each by a look
    bool repair = true;
};

struct DemoOptions {
    sandbox::SandboxOptions sandbox;
    bool keeps_data = false;
};

int Serve(const Config& config, bool has_test_clock);
int RunSandbox(const sandbox::SandboxOptions& options);
int Demo(Config config, DemoOptions options);
int SyncStore(const Config& config, const std::string& store, bool is_once, bool as_json);
int StoreAdd(const Config& config, const StoreAddOptions& options, bool as_json);
int StoreSet(const Config& config, const StoreSetOptions& options);
int StoreList(const Config& config, bool as_json);
int StoreRemove(const Config& config, const std::string& code);
int StoreBackfill(const Config& config, const std::string& code, const std::string& from);
int OrdersList(const Config& config, const OrdersListOptions& options, bool as_json);
int OrdersShow(const Config& config, const std::string& number, bool as_json);
int ProductsImport(const Config& config, const std::string& file, bool as_json);
int TokenCreate(const Config& config, const std::string& name, int days, bool as_json);
int TokenList(const Config& config, bool as_json);
int TokenRevoke(const Config& config, std::int64_t id);
int Doctor(const Config& config, bool as_json);
int Migrate(const Config& config, bool as_json);
int Backup(const Config& config, const std::string& file);
int VerifyBackup(const Config& config, const std::string& file, bool as_json);
// `file`: a copy of a SQLite database; empty: the database was put back already.
int Restore(const Config& config, const std::string& file, std::int64_t numbers_skipped,
            bool as_json);
// `to`: where to, as database.url has it.
int Move(const Config& config, const std::string& to, bool as_json);
// `now`: date or instant; empty: now.
int Purge(const Config& config, const std::string& now, bool as_json);
int Reconcile(const Config& config, const ReconcileOptions& options, bool as_json);
int Version(bool as_json);

}  // namespace orderyard::app
