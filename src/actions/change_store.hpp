// Changes how a connected store's orders are treated, or pauses it.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "domain/channel/store.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"

namespace orderyard::actions {

struct StoreChange {
    std::optional<std::string> name;
    std::optional<bool> is_active;  // false: no calls; everything is kept
    domain::StoreSettings settings;
};

struct StoreChangeReport {
    domain::Store store;
    int orders_decided_again = 0;  // shown-only orders that the new settings let in
};

// `change.settings` replaces the settings as a whole: start from the stored ones. Orders that were
// only shown because import was off or began later are decided again. kNotFound; kInvalidInput
// names the field.
base::Result<StoreChangeReport> ChangeStore(ports::Database& database, const ports::Clock& clock,
                                            const std::string& code, const StoreChange& change);

}  // namespace orderyard::actions
