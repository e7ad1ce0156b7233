// The import table: which channel orders become commerce orders, and why the others do not (or not
// yet).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/catalog/product.hpp"
#include "domain/channel/channel_order.hpp"
#include "domain/channel/store.hpp"
#include "domain/channel/verdict.hpp"

namespace orderyard::domain {

// What the catalog knows about one line of the channel order, in the order of its items.
struct CatalogLine {
    std::optional<Product> product;  // empty: the SKU is not in the catalog
    std::int64_t units_per_piece = 1;
};

// One row of the table: fulfilled by whom, in which status -> what.
struct ImportRow {
    FulfilledBy fulfilled_by;
    ChannelStatus status;
    VerdictKind verdict;
    const char* rule;
    const char* text;
};
const std::vector<ImportRow>& ImportTable();

// The verdict for an order that has no commerce order yet. Refusals come in this order: foreign
// channel, something unknown, import off, before the start date, the table's row, no currency, no
// lines, and (only with strict_blocking) the catalog: unknown SKU, disabled product, out of stock.
Verdict JudgeImport(const ChannelOrder& order, const StoreSettings& settings,
                    const std::vector<CatalogLine>& catalog, base::Instant now);

}  // namespace orderyard::domain
