// The rules of a product line.
#include "domain/catalog/product_line.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace orderyard::domain {
namespace {

using base::Fail;
using base::InvalidInput;

base::Result<std::optional<bool>> ReadChoice(const char* column, const std::string& cell,
                                             const char* yes, const char* no) {
    const std::string word = base::AsciiLower(cell);
    if (word.empty()) {
        return std::optional<bool>{};
    }
    if (word == yes || word == "1" || word == "true") {
        return std::optional<bool>{true};
    }
    if (word == no || word == "0" || word == "false") {
        return std::optional<bool>{false};
    }
    return Fail(InvalidInput(column, "'" + cell + "' is not " + yes + " or " + no + "."));
}

base::Result<std::optional<std::int64_t>> ReadCount(const char* column, const std::string& cell,
                                                    std::int64_t least) {
    if (cell.empty()) {
        return std::optional<std::int64_t>{};
    }
    const auto count = base::ParseInt(cell);
    if (!count || *count < least || *count > base::limits::kQuantityMax) {
        return Fail(InvalidInput(column, "'" + cell + "' is not a whole number from " +
                                             std::to_string(least) + " to " +
                                             std::to_string(base::limits::kQuantityMax) + "."));
    }
    return std::optional<std::int64_t>{*count};
}

std::size_t CharacterCount(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

base::Result<std::optional<base::Money>> ReadPrice(const ProductCells& cells) {
    if (cells.price.empty()) {
        return std::optional<base::Money>{};
    }
    const auto currency = base::Currency::Parse(cells.currency);
    if (!currency) {
        return Fail(InvalidInput("currency", "A price needs an ISO 4217 currency such as EUR."));
    }
    const auto price = base::Money::Parse(cells.price, *currency);
    if (!price || price->IsNegative()) {
        return Fail(InvalidInput(
            "price", "'" + cells.price + "' is not an amount of " + cells.currency + "."));
    }
    return std::optional<base::Money>{*price};
}

// Before a cell is quoted in a refusal: a file can be one cell of 32 MiB.
base::Result<> CheckLengths(const ProductCells& cells) {
    const std::pair<const char*, const std::string*> all[] = {
        {"name", &cells.name},
        {"price", &cells.price},
        {"currency", &cells.currency},
        {"status", &cells.status},
        {"manage_stock", &cells.manage_stock},
        {"quantity", &cells.quantity},
        {"bin", &cells.bin},
        {"channel_sku", &cells.channel_sku},
        {"channel_product_number", &cells.channel_product_number},
        {"store", &cells.store},
        {"units", &cells.units},
    };
    for (const auto& [column, cell] : all) {
        if (cell->size() > base::limits::kShortTextBytesMax) {
            return Fail(InvalidInput(column, "A cell has at most 1024 bytes."));
        }
    }
    return {};
}

}  // namespace

base::Result<> CheckBin(std::string_view bin) {
    const bool has_control =
        std::any_of(bin.begin(), bin.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (has_control || !base::IsValidUtf8(bin) ||
        CharacterCount(bin) > base::limits::kProductBinCharactersMax) {
        return Fail(InvalidInput("bin", "A bin is at most 60 characters on one line."));
    }
    return {};
}

base::Result<ProductLine> ReadProductLine(const ProductCells& cells) {
    ProductLine line;
    line.sku = cells.sku;
    if (line.sku.empty() || line.sku.size() > base::limits::kShortTextBytesMax) {
        return Fail(InvalidInput("sku", "A product needs a SKU of at most 1024 bytes."));
    }
    if (const auto fit = CheckLengths(cells); !fit) {
        return Fail(fit.error());
    }
    if (!cells.name.empty()) {
        line.name = cells.name;
    }
    if (!cells.bin.empty()) {
        const auto checked = CheckBin(cells.bin);
        if (!checked) {
            return Fail(checked.error());
        }
        line.bin = cells.bin;
    }
    const auto price = ReadPrice(cells);
    if (!price) {
        return Fail(price.error());
    }
    const auto is_enabled = ReadChoice("status", cells.status, "enabled", "disabled");
    if (!is_enabled) {
        return Fail(is_enabled.error());
    }
    const auto is_managed = ReadChoice("manage_stock", cells.manage_stock, "yes", "no");
    if (!is_managed) {
        return Fail(is_managed.error());
    }
    const auto quantity = ReadCount("quantity", cells.quantity, 0);
    if (!quantity) {
        return Fail(quantity.error());
    }
    const auto units = ReadCount("units", cells.units, 1);
    if (!units) {
        return Fail(units.error());
    }
    if (!cells.channel_sku.empty() && cells.store.empty()) {
        return Fail(InvalidInput("store", "A channel SKU needs the code of its store."));
    }
    line.price = *price;
    line.is_enabled = *is_enabled;
    line.is_stock_managed = *is_managed;
    line.quantity = *quantity;
    line.units = units->value_or(1);
    line.channel_sku = cells.channel_sku;
    line.channel_product_number = cells.channel_product_number;
    line.store_code = cells.store;
    return line;
}

bool ApplyProductLine(const ProductLine& line, Product& product) {
    const auto same_price = [](const std::optional<base::Money>& a,
                               const std::optional<base::Money>& b) {
        return a.has_value() == b.has_value() &&
               (!a || (a->currency() == b->currency() && a->units() == b->units()));
    };
    bool is_changed = false;
    if (line.name && *line.name != product.name) {
        product.name = *line.name;
        is_changed = true;
    }
    if (line.bin && *line.bin != product.bin) {
        product.bin = *line.bin;
        is_changed = true;
    }
    if (line.price && !same_price(line.price, product.price)) {
        product.price = line.price;
        is_changed = true;
    }
    if (line.is_enabled && *line.is_enabled != product.is_enabled) {
        product.is_enabled = *line.is_enabled;
        is_changed = true;
    }
    if (line.is_stock_managed && *line.is_stock_managed != product.is_stock_managed) {
        product.is_stock_managed = *line.is_stock_managed;
        is_changed = true;
    }
    return is_changed;
}

}  // namespace orderyard::domain
