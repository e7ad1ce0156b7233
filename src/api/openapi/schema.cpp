// Amounts are decimal texts: no client may put them through a binary fraction.
#include "api/openapi/schema.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <stdexcept>
#include <string_view>

#include "base/text.hpp"

namespace orderyard::api::openapi {

namespace json = boost::json;

namespace {

constexpr const char* kDecimal = "^-?[0-9]+([.][0-9]+)?$";

json::object Simple(const char* type) {
    return {{"type", type}};
}

json::object Formatted(const char* format) {
    return {{"type", "string"}, {"format", format}};
}

json::object Money() {
    json::object amount{{"type", "string"}, {"pattern", kDecimal}};
    return {{"type", "object"},
            {"properties", json::object{{"amount", amount}, {"currency", Simple("string")}}}};
}

}  // namespace

json::object SchemaOfType(const std::string& type) {
    constexpr std::string_view kList = "list(";
    if (type.starts_with(kList) && type.ends_with(')')) {
        const std::string inner = type.substr(kList.size(), type.size() - kList.size() - 1);
        return {{"type", "array"}, {"items", SchemaOfType(inner)}};
    }
    if (type.find('|') != std::string::npos) {
        json::array words;
        for (const std::string& word : base::Split(type, '|')) {
            words.push_back(json::string(word));
        }
        return {{"type", "string"}, {"enum", std::move(words)}};
    }
    if (type == "text")
        return Simple("string");
    if (type == "int")
        return Simple("integer");
    if (type == "number")
        return Simple("number");
    if (type == "bool")
        return Simple("boolean");
    if (type == "object")
        return Simple("object");
    if (type == "any")
        return {};
    if (type == "date")
        return Formatted("date");
    if (type == "instant")
        return Formatted("date-time");
    if (type == "decimal")
        return {{"type", "string"}, {"pattern", kDecimal}};
    if (type == "money")
        return Money();
    throw std::logic_error("no type of a description: " + type);
}

std::string TypeOfPathParameter(const std::string& name) {
    static constexpr std::array<std::string_view, 17> kTexts = {
        "sku",     "code", "type",   "store", "number", "view", "kind", "audience", "bulk_uuid",
        "carrier", "role", "status", "state", "name",   "key",  "file", "job"};
    const bool is_text = std::find(kTexts.begin(), kTexts.end(), name) != kTexts.end();
    return is_text ? "text" : "int";
}

json::object RefusalSchema(Part part) {
    // "code" stands in /rest too, where a request is no HTTP that an API could be asked.
    json::object properties{{"code", Simple("string")}, {"message", Simple("string")}};
    if (part == Part::kRest) {
        json::object list{{"type", "array"}, {"items", json::object()}};
        properties["parameters"] =
            json::object{{"anyOf", json::array{Simple("object"), std::move(list)}}};
        properties["errors"] = json::object{{"type", "array"}, {"items", Simple("object")}};
        return {{"type", "object"},
                {"required", json::array{"message"}},
                {"properties", std::move(properties)}};
    }
    properties["field"] = Simple("string");
    properties["params"] = Simple("object");
    return {{"type", "object"},
            {"required", json::array{"code", "message"}},
            {"properties", std::move(properties)}};
}

}  // namespace orderyard::api::openapi
