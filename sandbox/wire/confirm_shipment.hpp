// confirmShipment of Orders v0: what the seller says about one package, checked and written into
// the order.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "sandbox/world/world.hpp"

namespace orderyard::sandbox {

// Amazon's answer to a refused confirmation.
struct ShipmentRefusal {
    int status = 400;
    std::string code;  // InvalidInput, PackageToUpdateNotFound, NonexistentOrderItem,
                       // InvalidPackageVersion ...
    std::string message;
};

inline constexpr int kPackageEditsMax = 10;

// nullopt: done (204). The same package reference again edits that package; an identical body
// changes nothing. `keeps`: false answers as it would, but changes nothing either.
std::optional<ShipmentRefusal> ConfirmShipment(World& world, OrderNumber number,
                                               std::string_view body, bool keeps = true);

}  // namespace orderyard::sandbox
