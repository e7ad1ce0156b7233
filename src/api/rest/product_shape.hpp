// Magento's views of a product: catalog, stock item, stock status, source item.
#pragma once

#include <optional>

#include "api/audit.hpp"
#include "api/json_writer.hpp"
#include "domain/catalog/product.hpp"

namespace orderyard::api::rest {

inline constexpr const char* kDefaultSource = "default";

// What can still be promised; a product without managed stock never runs out.
std::int64_t SalableQuantity(const domain::Product& product);
bool IsSalable(const domain::Product& product);

void WriteProductInList(JsonWriter& json, const domain::Product& product);
void WriteWholeProduct(JsonWriter& json, const domain::Product& product);  // with its stock item
void WriteStockItem(JsonWriter& json, const domain::Product& product);
void WriteStockStatus(JsonWriter& json, const domain::Product& product);
void WriteSourceItem(JsonWriter& json, const domain::Product& product);

// For the audit trail: what differs. Either may be none.
AuditDetail ProductDifference(const std::optional<domain::Product>& before,
                              const std::optional<domain::Product>& after);

}  // namespace orderyard::api::rest
