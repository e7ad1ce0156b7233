// The fields filter on small answers, and a property: what it keeps is well-formed and never more
// than there was.
#include "api/rest/fields_filter.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <boost/json.hpp>

namespace orderyard::api::rest {
namespace {

constexpr const char* kList =
    R"({"items":[{"entity_id":7,"total":29.9,"name":"a\"]},{b","items":[{"sku":"x","qty":1},{"sku":"y","qty":2}],)"
    R"("extension_attributes":{"a":{"b":{"c":null,"d":true}}}},{"entity_id":8,"items":[]}],"total_count":2})";

std::string Keep(std::string_view fields, std::string_view json = kList) {
    const auto tree = ParseFields(fields);
    return tree ? KeepFields(*tree, json) : "invalid";
}

TEST(FieldsFilterTest, KeepsWhatIsNamed) {
    struct Row {
        const char* fields;
        const char* json;
    };
    const Row rows[] = {
        {"total_count", R"({"total_count":2})"},
        {"items[entity_id],total_count",
         R"({"items":[{"entity_id":7},{"entity_id":8}],"total_count":2})"},
        {"items[items[sku]]", R"({"items":[{"items":[{"sku":"x"},{"sku":"y"}]},{"items":[]}]})"},
        {"items[total]", R"({"items":[{"total":29.9},[]]})"},
        {"items[extension_attributes[a[b[d]]]]",
         R"({"items":[{"extension_attributes":{"a":{"b":{"d":true}}}},[]]})"},
        {"items[name]", R"({"items":[{"name":"a\"]},{b"},[]]})"},
        {"entity_id", "[]"},  // relative to the root of a list
        {"nothing,total_count", R"({"total_count":2})"},
        {"total_count[x]", R"({"total_count":2})"},
        {"items[]", R"({"items":[[],[]]})"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(Keep(row.fields), row.json) << row.fields;
    }
}

TEST(FieldsFilterTest, Refusals) {
    for (const char* fields : {"", ",", "a b", "items[entity_id", "items]", "[a]", "a-b", "a.b",
                               "items[[a]]", "a;b", "items[a]]", "\xC3\xA4"}) {
        EXPECT_EQ(Keep(fields), "invalid") << fields;
    }
    std::string deep;
    for (int i = 0; i < 100; ++i)
        deep += "a[";
    deep += "b" + std::string(100, ']');
    EXPECT_EQ(Keep(deep), "invalid");
}

RC_GTEST_PROP(FieldsFilterTest, AnyTextAsAFilterGivesWellFormedJson, ()) {
    const auto fields =
        *rc::gen::container<std::string>(rc::gen::element('a', 'e', 'i', '[', ']', ',', '_'));
    const auto tree = ParseFields(fields);
    if (tree) {
        boost::json::error_code failure;
        boost::json::parse(KeepFields(*tree, kList), failure);
        RC_ASSERT(!failure);
    }
}

}  // namespace
}  // namespace orderyard::api::rest
