// The difference goes into the stock ledger, as that of a product file does.
#include "actions/set_stock.hpp"

#include "base/limits.hpp"
#include "ports/product_store.hpp"

namespace orderyard::actions {

base::Result<domain::Product> SetStock(ports::Transaction& tx, const std::string& sku,
                                       std::int64_t on_hand, base::Instant now) {
    const auto known = tx.products().FindBySku(sku);
    if (!known) {
        return base::Fail(base::NotFound("There is no product with this SKU."));
    }
    domain::Product product = tx.products().LoadForUpdate({known->id}).at(0);
    if (on_hand < 0 || on_hand > base::limits::kQuantityMax) {
        return base::Fail(base::NotAllowed("A quantity is 0 to " +
                                           std::to_string(base::limits::kQuantityMax) + "."));
    }
    if (on_hand < product.reserved) {
        return base::Fail(
            base::NotAllowed(std::to_string(product.reserved) +
                             " pieces are reserved for orders; the quantity cannot be lower."));
    }
    if (on_hand != product.on_hand) {
        domain::StockMove move;
        move.product_id = product.id;
        move.on_hand = on_hand - product.on_hand;
        move.reason = domain::StockReason::kImport;
        tx.products().Apply(move, now);
        product.on_hand = on_hand;
    }
    return product;
}

}  // namespace orderyard::actions
