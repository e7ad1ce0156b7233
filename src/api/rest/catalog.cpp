// What a catalog has beside its products: types, attributes, attribute sets, categories. Ours has
// one kind of product with the attributes we keep, and no categories but Magento's root.
#include "api/errors.hpp"
#include "api/json_writer.hpp"
#include "api/rest/endpoints.hpp"
#include "api/rest/fixed_list.hpp"
#include "ports/product_store.hpp"

namespace orderyard::api::rest {
namespace {

constexpr int kProductEntity = 4;  // Magento's number of the kind "catalog_product"
constexpr int kDefaultSet = 4;
constexpr int kDefaultCategory = 2;  // below Magento's invisible root 1

struct Attribute {
    int id;  // of a fresh Magento
    const char* code;
    const char* label;
    const char* input;    // of the form field
    const char* storage;  // Magento's backend type
    bool is_required;
};
constexpr Attribute kAttributes[] = {
    {73, "name", "Product Name", "text", "varchar", true},
    {74, "sku", "SKU", "text", "static", true},
    {77, "price", "Price", "price", "decimal", false},
    {97, "status", "Enable Product", "select", "int", false},
};

std::string AttributeJson(const Attribute& attribute) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Field("is_wysiwyg_enabled", false);
    json.Field("attribute_id", attribute.id).Field("attribute_code", attribute.code);
    json.Field("frontend_input", attribute.input).Field("entity_type_id", "4");
    json.Field("is_required", attribute.is_required).Key("options").BeginArray().EndArray();
    json.Field("is_user_defined", false).Field("default_frontend_label", attribute.label);
    json.Key("frontend_labels").BeginArray().EndArray();
    json.Field("backend_type", attribute.storage).Field("scope", "global");
    json.Field("is_unique", attribute.storage == std::string_view("static") ? "1" : "0");
    json.EndObject();
    return json.Take();
}

std::int64_t ProductCount(const Call& call) {
    std::int64_t count = 0;
    call.context.database.Read([&](ports::Transaction& tx) { count = tx.products().Count(); });
    return count;
}

void WriteCategoryHead(JsonWriter& json) {
    json.BeginObject().Field("id", kDefaultCategory).Field("parent_id", 1);
    json.Field("name", "Default Category").Field("is_active", true);
    json.Field("position", 1).Field("level", 1);
}

}  // namespace

Answer ListProductTypes(const Call&) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginArray().BeginObject().Field("name", "simple").Field("label", "Simple Product");
    json.EndObject().EndArray();
    return json.Take();
}

Answer ListAttributes(const Call& call) {
    std::vector<std::string> items;
    for (const Attribute& attribute : kAttributes) {
        items.push_back(AttributeJson(attribute));
    }
    return FixedList(call, items);
}

Answer ShowAttribute(const Call& call) {
    for (const Attribute& attribute : kAttributes) {
        if (call.request.PathParam("code") == attribute.code) {
            return AttributeJson(attribute);
        }
    }
    return base::Fail(MagentoNoSuchEntity());
}

Answer ListAttributeSets(const Call& call) {
    JsonWriter json(JsonWriter::Style::kMagento);
    json.BeginObject().Field("attribute_set_id", kDefaultSet);
    json.Field("attribute_set_name", "Default").Field("sort_order", 1);
    json.Field("entity_type_id", kProductEntity).EndObject();
    return FixedList(call, {json.Take()});
}

Answer ShowCategoryTree(const Call& call) {
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteCategoryHead(json);
    json.Field("product_count", ProductCount(call));
    json.Key("children_data").BeginArray().EndArray().EndObject();
    return json.Take();
}

Answer ListCategories(const Call& call) {
    JsonWriter json(JsonWriter::Style::kMagento);
    WriteCategoryHead(json);
    json.Field("children", "").Field("path", "1/2").Field("include_in_menu", true);
    json.Key("available_sort_by").BeginArray().EndArray();
    json.Key("custom_attributes").BeginArray().EndArray().EndObject();
    return FixedList(call, {json.Take()});
}

}  // namespace orderyard::api::rest
