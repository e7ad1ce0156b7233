// What was heard of one answer holds for all of its kind.
#include "api/openapi/answer_shapes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "api/openapi/document.hpp"

namespace orderyard::api::openapi {
namespace {

namespace json = boost::json;

// `schemas`: by operation, each of its answer 200.
json::object Completed(Part part, const json::object& schemas) {
    json::object recorded;
    for (const auto& [operation, schema] : schemas) {
        recorded[operation] = json::object{
            {"200", json::object{{"media_type", "application/json"}, {"schema", schema}}}};
    }
    CompleteAnswers(part, recorded);
    return recorded;
}

json::value Read(const char* text) {
    return json::parse(text);
}

const json::value& At(const json::object& recorded, const char* operation, const char* pointer) {
    return recorded.at(operation).at("200").at("schema").at_pointer(pointer);
}

// The schema of the good answer of an operation in a whole document.
const json::value& Documented(const json::object& document, const char* path, const char* method) {
    const json::value& schema = document.at("paths")
                                    .at(path)
                                    .at(method)
                                    .at("responses")
                                    .at("200")
                                    .at("content")
                                    .at("application/json")
                                    .at("schema");
    const json::value* choices = schema.as_object().if_contains("anyOf");
    return choices == nullptr ? schema : choices->at(0);
}

TEST(AnswerShapes, MergesTypesMembersAndElements) {
    const json::value one = Read(R"({"type":"object","properties":{
        "a":{"type":"integer"},"list":{"type":"array","items":{}}}})");
    const json::value other = Read(R"({"type":"object","properties":{
        "a":{"type":["null","number"]},"b":{"type":"string"},
        "list":{"type":"array","items":{"type":"string"}}}})");
    EXPECT_EQ(json::value(MergedSchema(one.as_object(), other.as_object())),
              Read(R"({"type":"object",
        "properties":{"a":{"type":["null","number"]},"b":{"type":"string"},
        "list":{"type":"array","items":{"type":"string"}}}})"));
    EXPECT_EQ(json::value(MergedSchema(json::object(), one.as_object())), one);
}

TEST(AnswerShapes, AmountsAndQuantitiesOfMagentosAreNumbers) {
    for (const char* name : {"grand_total", "shipping_amount", "base_shipping_incl_tax", "qty",
                             "price", "total_qty_ordered", "tax_percent", "base_to_global_rate",
                             "shipping_discount_tax_compensation_amnt", "row_weight"}) {
        EXPECT_TRUE(IsDecimalName(name)) << name;
    }
    for (const char* name : {"entity_id", "tax_class_id", "shipping_address_id", "total_count",
                             "total_item_count", "is_qty_decimal", "use_config_min_sale_qty",
                             "free_shipping", "no_discount", "status", "position"}) {
        EXPECT_FALSE(IsDecimalName(name)) << name;
    }
}

TEST(AnswerShapes, NoDocumentedAmountIsAnInteger) {
    const json::object document = MakeDocument(Part::kRest);
    const json::value& order = Documented(document, "/rest/V1/orders/{id}", "get");
    for (const char* member : {"grand_total", "base_total_due", "shipping_refunded"}) {
        const json::value& type = order.at("properties").at(member).at("type");
        EXPECT_EQ(json::serialize(type).find("integer"), std::string::npos) << member;
        EXPECT_NE(json::serialize(type).find("number"), std::string::npos) << member;
    }
    EXPECT_EQ(order.at("properties").at("entity_id").at("type"), "integer");
}

TEST(AnswerShapes, AListAndItsPageHaveTheSameMembers) {
    const json::object document = MakeDocument(Part::kRest);
    const json::value& list = Documented(document, "/rest/V1/orders", "get");
    const json::value& order = Documented(document, "/rest/V1/orders/{id}", "get");
    EXPECT_EQ(list.at_pointer("/properties/items/items"), order);
    // Only what was asked for is echoed, but all of it is documented.
    for (const char* member : {"filter_groups", "sort_orders", "page_size", "current_page"}) {
        EXPECT_TRUE(
            list.at_pointer("/properties/search_criteria/properties").as_object().contains(member))
            << member;
    }
}

TEST(AnswerShapes, ANameThatWasNullOnceMayBeNullWhereverItIsOfThatType) {
    const json::object made =
        Completed(Part::kV1, {{"GET /a", Read(R"({"type":"object","properties":{
            "store":{"type":["null","object"],"properties":{}},
            "reason":{"type":"null"}}})")},
                              {"GET /b", Read(R"({"type":"object","properties":{
            "store":{"type":"string"},"reason":{"type":"string"},
            "rows":{"type":"array","items":{"type":"object","properties":{
                "store":{"type":"object","properties":{}}}}}}})")}});
    EXPECT_EQ(At(made, "GET /b", "/properties/store/type"), "string") << "a code, not the store";
    EXPECT_EQ(At(made, "GET /b", "/properties/reason/type"), Read(R"(["null","string"])"));
    EXPECT_EQ(At(made, "GET /b", "/properties/rows/items/properties/store/type"),
              Read(R"(["null","object"])"));
    EXPECT_EQ(At(made, "GET /b", "/properties/rows/type"), "array");
}

TEST(AnswerShapes, WhatMayBeRefusedSaysWhyNotWhereverItStands) {
    const json::object made = Completed(
        Part::kV1,
        {{"GET /a", Read(R"({"type":"object","properties":{"void":{"type":"object","properties":{
            "allowed":{"type":"boolean"}}}}})")},
         {"GET /b", Read(R"({"type":"object","properties":{"counts":{"type":"object","properties":{
            "sent":{"type":"integer"}}}}})")}});
    EXPECT_EQ(At(made, "GET /a", "/properties/void/properties/reason/type"), "string");
    EXPECT_EQ(At(made, "GET /b", "/properties/counts/additionalProperties"), true);
}

TEST(AnswerShapes, DocumentsOfAnOrderHaveOneShapeInEachAnswer) {
    const json::object made = Completed(
        Part::kV1,
        {{"POST /a", Read(R"({"type":"object","properties":{"invoices":{"type":"array","items":{
            "type":"object","properties":{"actions":{"type":"object","properties":{}},
            "upload":{"type":"null"}}}}}})")},
         {"POST /b", Read(R"({"type":"object","properties":{"invoices":{"type":"array","items":{
            "type":"object","properties":{"actions":{"type":"object","properties":{}},
            "upload":{"type":"object","properties":{"state":{"type":"string"}}}}}}}})")}});
    EXPECT_EQ(At(made, "POST /a", "/properties/invoices"),
              At(made, "POST /b", "/properties/invoices"));
    EXPECT_EQ(At(made, "POST /a", "/properties/invoices/items/properties/upload/type"),
              Read(R"(["null","object"])"));
}

TEST(AnswerShapes, AnIdThatIsNotLookedAtIsAnyText) {
    const json::object document = MakeDocument(Part::kRest);
    const json::value& parameters = document.at("paths")
                                        .at("/rest/V1/inventory/is-product-salable/{sku}/{id}")
                                        .at("get")
                                        .at("parameters");
    EXPECT_EQ(parameters.at(1).at("schema").at("type"), "string");
}

}  // namespace
}  // namespace orderyard::api::openapi
