// `free` is what can still be sold; it is computed here so that no client adds it up differently.
#include "api/v1/catalog/product_shape.hpp"

#include "api/v1/shapes.hpp"

namespace orderyard::api::v1 {

void WriteProduct(JsonWriter& json, const domain::Product& product) {
    json.BeginObject().Field("id", product.id.value).Field("sku", product.sku);
    json.Field("name", product.name).Field("bin", product.bin);
    WriteMoney(json, "price", product.price);
    json.Field("is_enabled", product.is_enabled);
    json.Field("is_stock_managed", product.is_stock_managed);
    json.Field("on_hand", product.on_hand).Field("reserved", product.reserved);
    json.Field("free", product.Free()).Field("version", product.version).EndObject();
}

http::Response ProductAnswer(int status, const domain::Product& product) {
    JsonWriter json(JsonWriter::Style::kPlain);
    WriteProduct(json, product);
    return http::JsonResponse(status, json.Take());
}

}  // namespace orderyard::api::v1
