// How lenient the reading of input is, and how its refusals are worded.
#include "api/rest/input.hpp"

#include <gtest/gtest.h>

#include "api/fake_ports.hpp"
#include "api/rest/scalar.hpp"

namespace orderyard::api::rest {
namespace {

constexpr const char* kJson = "application/json";

http::Request Post(const std::string& body, const char* type = kJson,
                   const std::string& query = "") {
    std::vector<http::Header> headers;
    if (type != nullptr) {
        headers.push_back({"Content-Type", type});
    }
    return MakeRequest(http::Method::kPost, "/rest/V1/x" + query, std::move(headers), body);
}

Input Of(const std::string& body, const std::string& query = "") {
    return Input::Of(Post(body, kJson, query)).value();
}

TEST(InputTest, MediaTypes) {
    struct Row {
        const char* type;
        const char* body;
        const char* message;  // or "": taken
    };
    const Row rows[] = {
        {nullptr, "", ""},
        {"text/plain", "", ""},
        {kJson, "{}", ""},
        {"application/json; charset=UTF-8", "{}", ""},
        {"application/json;charset=utf-8", "{}", ""},
        {"Application/JSON", "{}", ""},
        {kJson, "7", ""},
        {kJson, "[1]", ""},
        {nullptr, "{}", "Content-Type header is empty."},
        {"", "{}", "Content-Type header is empty."},
        {"application json", "{}", "Content-Type header is invalid."},
        {"application/json; boundary=x", "{}", "Content-Type header is invalid."},
        {"application/json;", "{}", "Content-Type header is invalid."},
        {"application/json; charset=", "{}", "Content-Type header is invalid."},
        {"application/json; charset=latin1", "{}", "UTF-8 is the only supported charset."},
        {"text/plain", "{}",
         "Server cannot understand Content-Type HTTP header media type text/plain"},
        {"application/x-www-form-urlencoded", "a=b",
         "Server cannot understand Content-Type HTTP header media type "
         "application/x-www-form-urlencoded"},
        {kJson, "{", "Decoding error."},
        {kJson, "{} {}", "Decoding error."},
    };
    for (const Row& row : rows) {
        const auto input = Input::Of(Post(row.body, row.type));
        EXPECT_EQ(input ? "" : input.error().Text(), row.message)
            << (row.type == nullptr ? "none" : row.type) << " " << row.body;
    }
}

TEST(InputTest, NamesAndSources) {
    Input input = Of(R"({"orderId":1,"append_comment":true,"items":{"0":{"orderItemId":"5","qty":2},
                         "5":{"order_item_id":6.0,"qty":"3.0000"}},"gone":null,"notify":0})",
                     "?notify=1&extra[a][b]=c");
    EXPECT_EQ(input.Int("order_id"), 1);
    EXPECT_TRUE(input.Flag("append_comment"));
    EXPECT_FALSE(input.Has("gone"));
    EXPECT_TRUE(input.Flag("notify")) << "the query wins";
    std::vector<Input> items = input.Objects("items");
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].Int("order_item_id"), 5);
    EXPECT_EQ(items[1].Pieces("qty"), 3);
    EXPECT_EQ(input.Object("extra")->Object("a")->Text("b"), "c");
    EXPECT_TRUE(input.End());
}

TEST(InputTest, Coercions) {
    Input input = Of(R"({"a":"5.7","b":true,"c":"yes","d":2,"e":["x",7,true],"f":"x","g":null,
                         "h":[{"i":1}],"j":"1e2","k":"on","l":[],"m":12.340000000000002})");
    const auto usd = base::Currency::Of("USD");
    EXPECT_EQ(input.Int("a"), 5);
    EXPECT_EQ(input.Text("b"), "1");
    EXPECT_TRUE(input.Flag("c"));
    EXPECT_FALSE(input.Flag("d"));
    EXPECT_TRUE(input.Flag("k"));
    EXPECT_FALSE(input.Flag("l"));
    EXPECT_EQ(input.Text("d"), "2");
    EXPECT_EQ(input.Texts("e"), (std::vector<std::string>{"x", "7", "1"}));
    EXPECT_EQ(input.Texts("f"), (std::vector<std::string>{"x"}));
    EXPECT_TRUE(input.Object("f").has_value()) << "a scalar is an empty object";
    EXPECT_FALSE(input.Object("f")->Has("anything"));
    EXPECT_TRUE(input.Objects("f").empty()) << "and no list";
    EXPECT_FALSE(input.Object("g").has_value());
    EXPECT_EQ(input.Pieces("j"), 100);
    EXPECT_TRUE(input.IntFlag("b"));
    EXPECT_EQ(input.Amount("m", usd), base::Money::OfMinor(1'234, usd));
    EXPECT_TRUE(input.End());
}

TEST(InputTest, RefusalsNameTheValue) {
    const auto qty = [](Input& in) { in.Objects("items").at(0).Pieces("qty"); };
    struct Row {
        const char* body;
        void (*read)(Input&);
        const char* message;
    };
    const Row rows[] = {
        {R"({"a":"abc"})", [](Input& in) { in.Int("a"); },
         "The \"abc\" value's type is invalid. The \"int\" type was expected. Verify and try "
         "again."},
        {R"({"a":[1]})", [](Input& in) { in.Text("a"); },
         "The \"array\" value's type is invalid. The \"string\" type was expected. Verify and try "
         "again."},
        {R"({"items":[{"qty":"test"}]})", qty,
         "Error occurred during \"qty\" processing. The \"test\" value's type is invalid. The "
         "\"float\" type was expected. Verify and try again."},
        {R"({"items":[{"qty":""}]})", qty,
         "Error occurred during \"qty\" processing. The \"\" value's type is invalid. The "
         "\"float\" type was expected. Verify and try again."},
        {R"({"entity":{"statusHistories":[{"parentId":"x"}]}})",
         [](Input& in) { in.Object("entity")->Objects("status_histories").at(0).Int("parent_id"); },
         "Error occurred during \"statusHistories\" processing. Error occurred during "
         "\"parentId\" processing. The \"x\" value's type is invalid. The \"int\" type was "
         "expected. Verify and try again."},
        {"{}", [](Input& in) { in.NeededObject("status_history", "statusHistory"); },
         "\"statusHistory\" is required. Enter and try again."},
        {R"({"entity":null})", [](Input& in) { in.NeededObject("entity", "entity"); },
         "\"entity\" is required. Enter and try again."},
        {R"({"a":"x","b":"y"})",
         [](Input& in) {
             in.Int("a");
             in.Int("b");
         },
         "The \"x\" value's type is invalid. The \"int\" type was expected. Verify and try "
         "again."},
    };
    for (const Row& row : rows) {
        Input input = Of(row.body);
        row.read(input);
        ASSERT_FALSE(input.End()) << row.body;
        EXPECT_EQ(input.End().error().Text(), row.message) << row.body;
    }
}

TEST(ScalarTest, Decimals) {
    const std::pair<const char*, const char*> plain[] = {
        {"5", "5"},       {" 05.50 ", "5.50"}, {".5", "0.5"},      {"-.5", "-0.5"},
        {"1e3", "1000"},  {"1.25e1", "12.5"},  {"125E-2", "1.25"}, {"5e-3", "0.005"},
        {"1.0E+1", "10"}, {"0", "0"},
    };
    for (const auto& [given, wanted] : plain) {
        EXPECT_EQ(PlainDecimal(given), wanted) << given;
    }
    for (const char* bad : {"", "x", "1e", "e1", "--1", "1.2.3", "0x1A", "1e999", "."}) {
        EXPECT_FALSE(PlainDecimal(bad)) << bad;
    }
    const std::tuple<const char*, int, const char*> rounded[] = {
        {"1.005", 2, "1.01"}, {"1.004", 2, "1.00"}, {"9.999", 2, "10.00"}, {"-9.999", 2, "-10.00"},
        {"1.5", 0, "2"},      {"1.4", 0, "1"},      {"99.5", 0, "100"},    {"3", 2, "3"},
    };
    for (const auto& [given, decimals, wanted] : rounded) {
        EXPECT_EQ(RoundedDecimal(given, decimals), wanted) << given;
    }
}

}  // namespace
}  // namespace orderyard::api::rest
