// Settings that Magento keeps for a stock item and we do not have are those of a fresh Magento.
#include "api/rest/product_shape.hpp"

#include "api/v1/note_difference.hpp"

namespace orderyard::api::rest {
namespace {

using domain::Product;

constexpr int kStatusEnabled = 1, kStatusDisabled = 2;
constexpr int kVisibleEverywhere = 4;
constexpr int kDefaultSet = 4;  // Magento's id of the attribute set "Default"
constexpr int kOnlyStock = 1;
constexpr int kMostInCart = 10'000;

bool IsInStock(const Product& product) {
    return !product.is_stock_managed || product.on_hand > 0;
}

void WriteCatalogPart(JsonWriter& json, const Product& product) {
    json.Field("id", product.id.value).Field("sku", product.sku);
    json.TextIfAny("name", product.name).Field("attribute_set_id", kDefaultSet);
    if (product.price) {
        json.Field("price", *product.price);
    }
    json.Field("status", product.is_enabled ? kStatusEnabled : kStatusDisabled);
    json.Field("visibility", kVisibleEverywhere).Field("type_id", "simple");
}

void WriteEmptyLists(JsonWriter& json) {
    for (const char* key : {"product_links", "options", "media_gallery_entries", "tier_prices",
                            "custom_attributes"}) {
        json.Key(key).BeginArray().EndArray();
    }
}

std::string TextOf(const std::optional<Product>& product) {
    JsonWriter json(JsonWriter::Style::kPlain);
    if (!product) {
        return "{}";
    }
    json.BeginObject().Field("sku", product->sku).Field("name", product->name);
    json.Key("price");
    product->price ? json.String(product->price->ToDecimal() + " " +
                                 std::string(product->price->currency().code()))
                   : json.Null();
    json.Field("is_enabled", product->is_enabled);
    json.Field("is_stock_managed", product->is_stock_managed);
    json.Field("on_hand", product->on_hand).EndObject();
    return json.Take();
}

}  // namespace

AuditDetail ProductDifference(const std::optional<Product>& before,
                              const std::optional<Product>& after) {
    const auto id = after ? after->id : before ? before->id : domain::ProductId();
    return v1::DifferenceOf("product " + std::to_string(id.value), TextOf(before), TextOf(after));
}

std::int64_t SalableQuantity(const Product& product) {
    return product.is_enabled ? product.Free() : 0;
}

bool IsSalable(const Product& product) {
    return product.is_enabled && (!product.is_stock_managed || product.Free() > 0);
}

void WriteProductInList(JsonWriter& json, const Product& product) {
    json.BeginObject();
    WriteCatalogPart(json, product);
    WriteEmptyLists(json);
    json.EndObject();
}

void WriteWholeProduct(JsonWriter& json, const Product& product) {
    json.BeginObject();
    WriteCatalogPart(json, product);
    json.Key("extension_attributes").BeginObject();
    json.Key("website_ids").BeginArray().Int(1).EndArray();
    json.Key("stock_item");
    WriteStockItem(json, product);
    json.EndObject();
    WriteEmptyLists(json);
    json.EndObject();
}

void WriteStockItem(JsonWriter& json, const Product& product) {
    json.BeginObject().Field("item_id", product.id.value).Field("product_id", product.id.value);
    json.Field("stock_id", kOnlyStock).Field("qty", product.on_hand);
    json.Field("is_in_stock", IsInStock(product)).Field("is_qty_decimal", false);
    json.Field("show_default_notification_message", false);
    json.Field("use_config_min_qty", true).Field("min_qty", 0);
    json.Field("use_config_min_sale_qty", 1).Field("min_sale_qty", 1);
    json.Field("use_config_max_sale_qty", true).Field("max_sale_qty", kMostInCart);
    json.Field("use_config_backorders", true).Field("backorders", 0);
    json.Field("use_config_notify_stock_qty", true).Field("notify_stock_qty", 1);
    json.Field("use_config_qty_increments", true).Field("qty_increments", 0);
    json.Field("use_config_enable_qty_inc", true).Field("enable_qty_increments", false);
    json.Field("use_config_manage_stock", product.is_stock_managed);
    json.Field("manage_stock", product.is_stock_managed).NullField("low_stock_date");
    json.Field("is_decimal_divided", false).Field("stock_status_changed_auto", 0).EndObject();
}

void WriteStockStatus(JsonWriter& json, const Product& product) {
    json.BeginObject().Field("product_id", product.id.value).Field("stock_id", kOnlyStock);
    json.Field("qty", product.on_hand).Field("stock_status", IsInStock(product) ? 1 : 0);
    json.Key("stock_item");
    WriteStockItem(json, product);
    json.EndObject();
}

void WriteSourceItem(JsonWriter& json, const Product& product) {
    json.BeginObject().Field("sku", product.sku).Field("source_code", kDefaultSource);
    json.Field("quantity", product.on_hand).Field("status", IsInStock(product) ? 1 : 0);
    json.EndObject();
}

}  // namespace orderyard::api::rest
