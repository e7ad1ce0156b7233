// orderyard verify-money | verify-stock: the books, added up again from their rows.
#include <fmt/format.h>
#include <boost/json.hpp>
#include <iostream>

#include "app/clocks.hpp"
#include "app/command_support.hpp"
#include "app/commands.hpp"
#include "app/order_commands.hpp"
#include "ports/ledger_store.hpp"

namespace orderyard::app {
namespace {

namespace json = boost::json;

constexpr int kShownMax = 100;

int Verify(const Config& config, bool as_json, const char* what,
           ports::LedgerCheck (ports::LedgerStore::*verify)(int limit)) {
    const SystemClock clock;
    return WithDatabase(config, clock, [&](ports::Database& database) {
        ports::LedgerCheck check;
        database.Read([&](ports::Transaction& tx) { check = (tx.ledger().*verify)(kShownMax); });
        if (as_json) {
            json::array found(check.imbalances.begin(), check.imbalances.end());
            std::cout << json::serialize(json::object{{"rows", check.events}, {"findings", found}})
                      << '\n';
        } else {
            for (const auto& finding : check.imbalances) {
                std::cout << "! " << finding << '\n';
            }
            std::cout << fmt::format("{} rows of {} verified{}\n", check.events, what,
                                     check.imbalances.empty() ? ", all well." : ".");
        }
        return check.imbalances.empty() ? kExitDone : kExitFindings;
    });
}

}  // namespace

int VerifyMoney(const Config& config, bool as_json) {
    return Verify(config, as_json, "money", &ports::LedgerStore::VerifyMoney);
}

int VerifyStock(const Config& config, bool as_json) {
    return Verify(config, as_json, "stock", &ports::LedgerStore::VerifyStock);
}

}  // namespace orderyard::app
