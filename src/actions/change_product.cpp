// Orders that wait for the catalog are decided after the change is there for good
// (decide_channel_orders): there may be many of them.
#include "actions/change_product.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "ports/product_store.hpp"
#include "ports/store_registry.hpp"

namespace orderyard::actions {
namespace {

using base::InvalidInput;

constexpr std::int64_t kUnitsMax = 10'000;

base::Result<> CheckText(const char* field, const std::string& text) {
    if (base::Trim(text).empty()) {
        return base::Fail(InvalidInput(field, "This is needed."));
    }
    if (text.size() > base::limits::kShortTextBytesMax || base::CleanUtf8(text) != text) {
        return base::Fail(InvalidInput(field, "This is too long or no plain text."));
    }
    return {};
}

base::Result<> CheckQuantity(std::int64_t quantity) {
    if (quantity < 0 || quantity > base::limits::kQuantityMax) {
        return base::Fail(InvalidInput(
            "on_hand", "A quantity is 0 to " + std::to_string(base::limits::kQuantityMax) + "."));
    }
    return {};
}

base::Error NoProduct() {
    return base::NotFound("There is no product with this id.");
}

}  // namespace

base::Result<domain::Product> MakeProduct(ports::Transaction& tx, domain::Product product) {
    const auto checked = CheckText("sku", product.sku)
                             .and_then([&] { return CheckText("name", product.name); })
                             .and_then([&] { return domain::CheckBin(product.bin); })
                             .and_then([&] { return CheckQuantity(product.on_hand); });
    if (!checked) {
        return base::Fail(checked.error());
    }
    if (tx.products().FindBySku(product.sku)) {
        return base::Fail(InvalidInput("sku", "There is a product with this SKU already."));
    }
    tx.products().Insert(product);
    return product;
}

base::Result<domain::Product> ChangeProduct(ports::Transaction& tx, domain::ProductId id,
                                            const ProductChange& change) {
    auto held = tx.products().LoadForUpdate({id});
    if (held.empty()) {
        return base::Fail(NoProduct());
    }
    domain::Product& product = held.front();
    if (change.version && *change.version != product.version) {
        return base::Fail(base::Conflict(
            "Somebody else changed the product in the meantime. Load it again and repeat your "
            "change."));
    }
    product.name = change.name.value_or(product.name);
    if (const auto checked = CheckText("name", product.name); !checked) {
        return base::Fail(checked.error());
    }
    product.bin = change.bin.value_or(product.bin);
    if (const auto checked = domain::CheckBin(product.bin); !checked) {
        return base::Fail(checked.error());
    }
    product.price = change.drops_price ? std::nullopt : change.price ? change.price : product.price;
    product.is_enabled = change.is_enabled.value_or(product.is_enabled);
    product.is_stock_managed = change.is_stock_managed.value_or(product.is_stock_managed);
    tx.products().Save(product);
    return product;
}

base::Result<domain::Product> CorrectStock(ports::Transaction& tx, domain::ProductId id,
                                           std::int64_t on_hand, const std::string& reason,
                                           base::Instant now) {
    const auto checked =
        CheckText("reason", reason).and_then([&] { return CheckQuantity(on_hand); });
    if (!checked) {
        return base::Fail(checked.error());
    }
    auto held = tx.products().LoadForUpdate({id});
    if (held.empty()) {
        return base::Fail(NoProduct());
    }
    domain::Product& product = held.front();
    if (on_hand < product.reserved) {
        return base::Fail(base::NotAllowed(
            std::to_string(product.reserved) +
            " pieces are reserved for orders; the quantity cannot be lower. Cancel or hold some of "
            "these orders first."));
    }
    if (on_hand != product.on_hand) {
        domain::StockMove move;
        move.product_id = id;
        move.on_hand = on_hand - product.on_hand;
        move.reason = domain::StockReason::kCorrect;
        move.note = std::string(base::Trim(reason));
        tx.products().Apply(move, now);
        product.on_hand = on_hand;
    }
    return product;
}

base::Result<domain::Listing> MapListing(ports::Transaction& tx, const domain::Listing& listing) {
    if (const auto checked = CheckText("channel_sku", listing.channel_sku); !checked) {
        return base::Fail(checked.error());
    }
    if (listing.units < 1 || listing.units > kUnitsMax) {
        return base::Fail(InvalidInput("units", "One of theirs is 1 to 10000 of ours."));
    }
    if (tx.products().LoadForUpdate({listing.product_id}).empty()) {
        return base::Fail(InvalidInput("product", "There is no such product."));
    }
    tx.products().PutListing(listing);
    return listing;
}

}  // namespace orderyard::actions
