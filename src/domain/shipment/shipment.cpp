// What a shipment can answer about itself.
#include "domain/shipment/shipment.hpp"

namespace orderyard::domain {

std::int64_t Shipment::Quantity() const {
    std::int64_t sum = 0;
    for (const auto& package : packages) {
        for (const auto& line : package.lines) {
            sum += line.quantity;
        }
    }
    return sum;
}

std::int64_t Shipment::QuantityOf(OrderItemId item) const {
    std::int64_t sum = 0;
    for (const auto& package : packages) {
        for (const auto& line : package.lines) {
            sum += line.order_item_id == item ? line.quantity : 0;
        }
    }
    return sum;
}

}  // namespace orderyard::domain
