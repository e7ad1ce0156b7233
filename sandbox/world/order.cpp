// Sums and look-ups within one order.
#include "sandbox/world/order.hpp"

#include <algorithm>

namespace orderyard::sandbox {

base::Money Line::Total() const {
    base::Money total;
    for (const Breakdown& breakdown : breakdowns) {
        total += breakdown.subtotal;
    }
    return total;
}

bool Order::HasProgram(std::string_view program) const {
    return std::find(programs.begin(), programs.end(), program) != programs.end();
}

Line* Order::FindLine(std::string_view order_item_id) {
    for (Line& line : lines) {
        if (line.order_item_id == order_item_id) {
            return &line;
        }
    }
    return nullptr;
}

Package* Order::FindPackage(std::string_view reference_id) {
    for (Package& package : packages) {
        if (package.reference_id == reference_id) {
            return &package;
        }
    }
    return nullptr;
}

base::Money Order::Total() const {
    base::Money total;
    for (const Line& line : lines) {
        total += line.Total();
    }
    for (const Breakdown& breakdown : order_level_breakdowns) {
        total += breakdown.subtotal;
    }
    return total;
}

std::int64_t Order::UnfulfilledUnits() const {
    std::int64_t units = 0;
    for (const Line& line : lines) {
        units += line.quantity_unfulfilled;
    }
    return units;
}

}  // namespace orderyard::sandbox
