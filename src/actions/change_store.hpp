// Changes how a connected store's orders are treated, or pauses it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct StoreChange {
    std::optional<std::string> name;
    std::optional<bool> is_active;  // false: no calls; everything is kept
    std::optional<std::vector<std::string>> marketplace_ids;
    domain::StoreSettings settings;
};

struct StoreChangeReport {
    domain::Store store;
    int orders_decided_again = 0;  // shown-only orders that the new settings let in
};

struct StoreChanged {
    domain::Store store;
    bool lets_more_in = false;  // orders that were only shown may become commerce orders now
};
// The change itself; when it lets more in, DecideShownOrders comes after it is committed.
base::Result<StoreChanged> ChangeStore(ports::Transaction& tx, const std::string& code,
                                       const StoreChange& change);
// Each order in a transaction of its own; how many changed.
int DecideShownOrders(ports::Database& database, const ports::Clock& clock, domain::StoreId store);

// Both. `change.settings` replaces the settings as a whole: start from the stored ones. Orders that
// were only shown because import was off or began later are decided again. kNotFound; kInvalidInput
// names the field.
base::Result<StoreChangeReport> ChangeStore(ports::Database& database, const ports::Clock& clock,
                                            const std::string& code, const StoreChange& change);

}  // namespace orderyard::actions
