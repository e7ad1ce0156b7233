// Each rule walks over the schemas of all answers of a document. They are made of "type",
// "properties" and "items" only, as tools/openapi/record.py writes them.
#include "api/openapi/answer_shapes.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <set>

namespace orderyard::api::openapi {

namespace json = boost::json;

namespace {

using Types = std::set<std::string>;
// Elements of a list have its name with "[]"; a whole answer has none.
using Visit = std::function<void(const std::string& name, json::object& schema)>;

Types TypesOf(const json::object& schema) {
    Types types;
    const json::value* type = schema.if_contains("type");
    if (type != nullptr && type->is_array()) {
        for (const json::value& each : type->get_array()) {
            types.emplace(each.as_string());
        }
    } else if (type != nullptr) {
        types.emplace(type->as_string());
    }
    return types;
}

void SetTypes(json::object& schema, const Types& types) {
    if (types.size() == 1) {
        schema["type"] = *types.begin();
        return;
    }
    json::array words;
    for (const std::string& type : types) {
        words.push_back(json::string(type));
    }
    schema["type"] = std::move(words);
}

json::object* Inner(json::object& schema, std::string_view key) {
    json::value* inner = schema.if_contains(key);
    return inner == nullptr ? nullptr : &inner->as_object();
}

const json::object* Inner(const json::object& schema, std::string_view key) {
    const json::value* inner = schema.if_contains(key);
    return inner == nullptr ? nullptr : &inner->as_object();
}

json::object* Member(json::object& schema, std::string_view name) {
    json::object* members = Inner(schema, "properties");
    return members == nullptr ? nullptr : Inner(*members, name);
}

json::object MergedMembers(json::object one, const json::object& other) {
    for (const auto& [name, schema] : other) {
        json::value& mine = one[name];
        mine = mine.is_null() ? schema : MergedSchema(mine.as_object(), schema.as_object());
    }
    return one;
}

void Walk(const std::string& name, json::object& schema, const Visit& visit) {
    visit(name, schema);
    if (json::object* members = Inner(schema, "properties")) {
        for (auto& [member, each] : *members) {
            Walk(std::string(member), each.as_object(), visit);
        }
    }
    if (json::object* items = Inner(schema, "items")) {
        Walk(name + "[]", *items, visit);
    }
}

// The schemas of an operation's good answers, in the order of their statuses.
std::vector<json::object*> SchemasOf(json::value& operation) {
    std::vector<json::object*> schemas;
    for (auto& [what, answer] : operation.as_object()) {
        json::object* schema =
            what.starts_with('2') ? Inner(answer.as_object(), "schema") : nullptr;
        if (schema != nullptr) {
            schemas.push_back(schema);
        }
    }
    return schemas;
}

void WalkAnswers(json::object& recorded, const Visit& visit) {
    for (auto& [name, operation] : recorded) {
        for (json::object* schema : SchemasOf(operation)) {
            Walk("", *schema, visit);
        }
    }
}

// -- the same thing under several paths

struct Place {
    const char* operation;
    const char* list = nullptr;  // the elements of this member; else the whole answer
};

using Places = std::vector<Place>;

const std::vector<Places>& PlacesOfMagento() {
    static const std::vector<Places> all = {
        {{"GET /rest/V1/orders", "items"},
         {"GET /rest/V1/orders/{id}"},
         {"POST /rest/V1/orders"},
         {"PUT /rest/V1/orders/create"}},
        {{"GET /rest/V1/invoices", "items"},
         {"GET /rest/V1/invoices/{id}"},
         {"POST /rest/V1/invoices"}},
        {{"GET /rest/V1/shipments", "items"},
         {"GET /rest/V1/shipment/{id}"},
         {"POST /rest/V1/shipment"}},
        {{"GET /rest/V1/creditmemos", "items"},
         {"GET /rest/V1/creditmemo/{id}"},
         {"POST /rest/V1/creditmemo"},
         {"POST /rest/V1/creditmemo/refund"}},
        {{"GET /rest/V1/transactions", "items"}, {"GET /rest/V1/transactions/{id}"}},
        {{"GET /rest/V1/customers/search", "items"}, {"GET /rest/V1/customers/{id}"}},
        {{"GET /rest/V1/products", "items"},
         {"GET /rest/V1/products/{sku}"},
         {"POST /rest/V1/products"},
         {"PUT /rest/V1/products/{sku}"}},
    };
    return all;
}

std::vector<json::object*> SchemasAt(json::object& recorded, const Place& place) {
    json::value* operation = recorded.if_contains(place.operation);
    std::vector<json::object*> found;
    if (operation == nullptr) {
        return found;
    }
    for (json::object* schema : SchemasOf(*operation)) {
        json::object* list = place.list == nullptr ? schema : Member(*schema, place.list);
        json::object* at = list == nullptr || place.list == nullptr ? list : Inner(*list, "items");
        if (at != nullptr) {
            found.push_back(at);
        }
    }
    return found;
}

void ShareAmong(json::object& recorded, const Places& places) {
    json::object shape;
    for (const Place& place : places) {
        for (const json::object* schema : SchemasAt(recorded, place)) {
            shape = MergedSchema(shape, *schema);
        }
    }
    for (const Place& place : places) {
        for (json::object* schema : SchemasAt(recorded, place)) {
            *schema = shape;
        }
    }
}

// All schemas that `is_one` are given the one shape, which is returned.
json::object ShareAmong(
    json::object& recorded,
    const std::function<bool(const std::string& name, json::object& schema)>& is_one) {
    json::object shape;
    WalkAnswers(recorded, [&](const std::string& name, json::object& schema) {
        if (is_one(name, schema)) {
            shape = MergedSchema(shape, schema);
        }
    });
    WalkAnswers(recorded, [&](const std::string& name, json::object& schema) {
        if (is_one(name, schema)) {
            schema = shape;
        }
    });
    return shape;
}

// Lines of orders stand in orders, in their shipping assignments and by themselves.
void ShareOrderLines(json::object& recorded) {
    ShareAmong(recorded, [](const std::string&, json::object& schema) {
        return Member(schema, "qty_ordered") != nullptr;
    });
}

// Documents of an order and what its channel is told stand in the order's page and in the answer to
// each change; a document's own page has what they have, and more.
struct Paper {
    const char* elements;
    const char* page;
};
constexpr Paper kPapers[] = {
    {"invoices[]", "GET /api/v1/invoices/{invoice}"},
    {"shipments[]", "GET /api/v1/shipments/{shipment}"},
    {"credit_memos[]", "GET /api/v1/credit-memos/{memo}"},
    {"follow_ups[]", nullptr},
};

void SharePapers(json::object& recorded) {
    for (const Paper& paper : kPapers) {
        const json::object shape =
            ShareAmong(recorded, [&](const std::string& name, json::object& schema) {
                return name == paper.elements && Member(schema, "actions") != nullptr;
            });
        if (paper.page == nullptr) {
            continue;
        }
        for (json::object* schema : SchemasAt(recorded, {paper.page})) {
            *schema = MergedSchema(*schema, shape);
        }
    }
}

// -- rules of single schemas

json::object Simple(const char* type) {
    return {{"type", type}};
}

json::object ListOf(json::object items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

json::object ObjectOf(json::object properties) {
    return {{"type", "object"}, {"properties", std::move(properties)}};
}

// What WriteCriteria (api/rest/search_criteria.cpp) may echo: only what was asked for is there.
json::object CriteriaSchema() {
    const json::object value{
        {"anyOf", json::array{json::object{{"type", json::array{"null", "string"}}},
                              ListOf(Simple("string"))}}};
    const json::object filter = ObjectOf(
        {{"field", Simple("string")}, {"value", value}, {"condition_type", Simple("string")}});
    const json::object group = ObjectOf({{"filters", ListOf(filter)}});
    const json::object direction{{"type", "string"}, {"enum", json::array{"ASC", "DESC"}}};
    const json::object sort = ObjectOf({{"field", Simple("string")}, {"direction", direction}});
    return ObjectOf({{"filter_groups", ListOf(group)},
                     {"sort_orders", ListOf(sort)},
                     {"page_size", Simple("integer")},
                     {"current_page", Simple("integer")}});
}

// What api/rest/charges.cpp writes: each only where it was charged.
constexpr const char* kCharges[] = {"fee_amount",          "base_fee_amount", "fee_tax_amount",
                                    "base_fee_tax_amount", "other_amount",    "base_other_amount"};

void FollowMagentosRules(const std::string& name, json::object& schema) {
    if (name == "search_criteria") {
        schema = CriteriaSchema();
    }
    if (name == "extension_attributes" && Member(schema, "gw_items_price") != nullptr) {
        for (const char* charge : kCharges) {
            (*Inner(schema, "properties"))[charge] = Simple("number");
        }
    }
    Types types = TypesOf(schema);
    if (types.contains("integer") && IsDecimalName(name)) {
        types.erase("integer");
        types.emplace("number");
        SetTypes(schema, types);
    }
}

// Members of these are named by data.
constexpr std::string_view kMaps[] = {"counts", "filter", "inputs", "value"};

void FollowOwnRules(const std::string& name, json::object& schema) {
    const json::object* allowed = Member(schema, "allowed");
    if (allowed != nullptr && TypesOf(*allowed) == Types{"boolean"}) {
        // Why not, when it is not allowed.
        json::object& members = *Inner(schema, "properties");
        members["reason"] = Simple("string");
        members["text"] = Simple("string");
    }
    const bool is_map = std::find(std::begin(kMaps), std::end(kMaps), name) != std::end(kMaps);
    if (is_map && TypesOf(schema).contains("object")) {
        schema["additionalProperties"] = true;
    }
}

// -- null

constexpr const char* kAnyType = "*";

// Which types of a name stood beside null; kAnyType where there was only null.
std::map<std::string, Types> Nullables(json::object& recorded) {
    std::map<std::string, Types> found;
    WalkAnswers(recorded, [&](const std::string& name, json::object& schema) {
        Types types = TypesOf(schema);
        if (types.erase("null") > 0) {
            if (types.empty()) {
                types.emplace(kAnyType);
            }
            found[name].merge(types);
        }
    });
    found.erase("");
    return found;
}

void AllowNulls(json::object& recorded) {
    const std::map<std::string, Types> nullables = Nullables(recorded);
    WalkAnswers(recorded, [&](const std::string& name, json::object& schema) {
        const auto nullable = nullables.find(name);
        Types types = TypesOf(schema);
        if (nullable == nullables.end() || types.empty()) {
            return;
        }
        const bool is_one = nullable->second.contains(kAnyType) ||
                            std::any_of(types.begin(), types.end(), [&](const std::string& type) {
                                return nullable->second.contains(type);
                            });
        if (is_one) {
            types.emplace("null");
            SetTypes(schema, types);
        }
    });
}

}  // namespace

json::object MergedSchema(const json::object& one, const json::object& other) {
    if (one.empty() || other.empty()) {
        return one.empty() ? other : one;
    }
    Types types = TypesOf(one);
    types.merge(TypesOf(other));
    if (types.contains("number")) {
        types.erase("integer");
    }
    json::object made;
    SetTypes(made, types);
    const json::object nothing;
    for (const char* key : {"properties", "items"}) {
        const json::object* mine = Inner(one, key);
        const json::object* theirs = Inner(other, key);
        if (mine == nullptr && theirs == nullptr) {
            continue;
        }
        const json::object& left = mine == nullptr ? nothing : *mine;
        const json::object& right = theirs == nullptr ? nothing : *theirs;
        made[key] = std::string_view(key) == "items" ? MergedSchema(left, right)
                                                     : MergedMembers(left, right);
    }
    return made;
}

bool IsDecimalName(std::string_view name) {
    for (const std::string_view flag : {"is_", "use_config", "enable"}) {
        if (name.starts_with(flag)) {
            return false;
        }
    }
    for (const std::string_view no_decimal : {"_id", "_count", "free_shipping", "no_discount"}) {
        if (name.ends_with(no_decimal)) {
            return false;
        }
    }
    constexpr std::string_view kWords[] = {
        "adjustment", "amnt",     "amount",   "backordered", "canceled", "captured",
        "discount",   "due",      "paid",     "invoiced",    "ordered",  "percent",
        "price",      "qty",      "quantity", "rate",        "refunded", "shipped",
        "shipping",   "subtotal", "tax",      "total",       "weight",
    };
    return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
        return name.find(word) != std::string_view::npos;
    });
}

void CompleteAnswers(Part part, json::object& recorded) {
    if (part == Part::kRest) {
        ShareOrderLines(recorded);
        for (const Places& places : PlacesOfMagento()) {
            ShareAmong(recorded, places);
        }
        WalkAnswers(recorded, FollowMagentosRules);
        // A quantity, and the whole answer.
        constexpr Place kSalable{"GET /rest/V1/inventory/get-product-salable-quantity/{sku}/{id}"};
        for (json::object* schema : SchemasAt(recorded, kSalable)) {
            *schema = Simple("number");
        }
    } else {
        SharePapers(recorded);
        WalkAnswers(recorded, FollowOwnRules);
    }
    AllowNulls(recorded);
}

}  // namespace orderyard::api::openapi
