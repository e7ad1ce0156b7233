// Bodies by tables: what is refused, and by which place.
#include "api/v1/body_reader.hpp"

#include <gtest/gtest.h>

namespace orderyard::api::v1 {
namespace {

// A reader that knows a bit of everything.
base::Error ErrorOf(const std::string& text) {
    auto body = BodyReader::OfText(text);
    if (!body) {
        return body.error();
    }
    body->NeededText("reason", 10);
    body->TextIfGiven("note", 10);
    body->Int("version", 1, 9);
    body->Flag("notify", false);
    body->Amount("shipping");
    body->Moment("until");
    body->Ints("orders", 1, 100, 3);
    body->Texts("status");
    body->ObjectText("params");
    for (BodyReader& line : body->Objects("lines", 2)) {
        line.NeededInt("quantity", 0, 5);
        if (auto amounts = line.Object("amounts")) {
            amounts->Amount("item");
        }
    }
    const auto end = body->End();
    return end ? base::Error{base::ErrorCode::kInvalidInput, "", {}, "accepted"} : end.error();
}

TEST(BodyReaderTest, RefusalsNameThePlace) {
    struct Row {
        const char* members;  // beside a good reason
        const char* field;
    };
    const Row rows[] = {
        {R"("colour":1)", "colour"},
        {R"("lines":[{"quantity":1},{"quantiy":1}])", "lines[1].quantiy"},
        {R"("lines":[{"quantity":1,"amounts":{"item":"1","tip":"2"}}])", "lines[0].amounts.tip"},
        {R"("lines":[{"quantity":1},{"quantity":6}])", "lines[1].quantity"},
        {R"("lines":[{"quantity":-1}])", "lines[0].quantity"},
        {R"("lines":[{"quantity":"1"}])", "lines[0].quantity"},
        {R"("lines":[{"quantity":1.0}])", "lines[0].quantity"},
        {R"("lines":[{}])", "lines[0].quantity"},
        {R"("lines":[1])", "lines[0]"},
        {R"("lines":{})", "lines"},
        {R"("lines":[{"quantity":1},{"quantity":1},{"quantity":1}])", "lines"},
        {R"("lines":[{"quantity":1,"amounts":[]}])", "lines[0].amounts"},
        {R"("note":5)", "note"},
        {R"("note":{"reason":"x"})", "note"},
        {R"("note":"12345678901")", "note"},
        {R"("note":"a\u0000b")", "note"},
        {R"("note":"a\u001bb")", "note"},
        {R"("version":0)", "version"},
        {R"("version":10)", "version"},
        {R"("version":1e0)", "version"},
        {R"("version":99999999999999999999)", "version"},
        {R"("notify":"true")", "notify"},
        {R"("notify":1)", "notify"},
        {R"("shipping":"-1")", "shipping"},
        {R"("shipping":-0.01)", "shipping"},
        {R"("shipping":1e2)", "shipping"},
        {R"("shipping":"1,5")", "shipping"},
        {R"("shipping":0.00001)", "shipping"},
        {R"("shipping":1000000000001)", "shipping"},
        {R"("shipping":true)", "shipping"},
        {R"("until":"2026-01-31")", "until"},
        {R"("until":"2026-01-31T10:00:00")", "until"},
        {R"("until":7)", "until"},
        {R"("orders":[1,0])", "orders[1]"},
        {R"("orders":[1,2,3,4])", "orders"},
        {R"("orders":7)", "orders"},
        {R"("status":[7])", "status[0]"},
        {R"("status":{})", "status"},
        {R"("params":[])", "params"},
        {R"("note":"a","note":"b")", "note"},
    };
    for (const Row& row : rows) {
        const base::Error error = ErrorOf(R"({"reason":"x",)" + std::string(row.members) + "}");
        EXPECT_EQ(error.field, row.field) << row.members;
        EXPECT_EQ(error.code, base::ErrorCode::kInvalidInput) << row.members;
    }
    for (const char* no_reason : {"{}", R"({"reason":""})", R"({"reason":"  "})",
                                  R"({"reason":null})", R"({"reason":7})"}) {
        EXPECT_EQ(ErrorOf(no_reason).field, "reason") << no_reason;
    }
}

TEST(BodyReaderTest, AcceptsWhatItKnows) {
    for (const char* members :
         {R"("note":" line\n ")", R"("note":null)", R"("version":9)", R"("notify":false)",
          R"("shipping":"12.3400000")", R"("shipping":0)", R"("until":"2026-01-31T10:00:00+09:00")",
          R"("orders":[1,100])", R"("orders":[])", R"("status":"a")", R"("status":["a","b"])",
          R"("params":{"any":[{"thing":1}]})", R"("lines":[{"quantity":0,"amounts":null}])"}) {
        EXPECT_EQ(ErrorOf(R"({"reason":"x",)" + std::string(members) + "}").field, "accepted")
            << members;
    }
}

TEST(BodyReaderTest, WhatIsNoObjectIsMalformed) {
    const std::string deep(40, '[');
    for (const std::string& text :
         {std::string(), std::string("{"), std::string("[]"), std::string("7"),
          std::string("{} {}"), std::string("{\"a\":\xff}"), "{\"a\":" + deep + "}",
          std::string("{\"a\":1,}"), std::string("// x\n{}")}) {
        EXPECT_EQ(ErrorOf(text).code, base::ErrorCode::kMalformed) << text;
    }
}

TEST(BodyReaderTest, AmountsKeepEveryDigit) {
    auto body = BodyReader::OfText(
        R"({"a":"79999999999.9999","b":79999999999.9999,"c":0.1,"d":"29.90","e":null})");
    ASSERT_TRUE(body);
    EXPECT_EQ(body->Amount("a"), 799'999'999'999'999);
    EXPECT_EQ(body->Amount("b"), 799'999'999'999'999) << "a double has only 53 bits";
    EXPECT_EQ(body->Amount("c"), 1'000);
    EXPECT_EQ(body->Amount("d"), 299'000);
    EXPECT_EQ(body->Amount("e"), std::nullopt);
    EXPECT_EQ(body->Amount("f"), std::nullopt);
    EXPECT_TRUE(body->End());
}

TEST(BodyReaderTest, KeepsObjectsItDoesNotLookInto) {
    auto body = BodyReader::OfText(R"({"params":{"a":[1.50,"x\"y",true,null],"k\"k":{}}})");
    ASSERT_TRUE(body);
    const std::string text = body->ObjectText("params");
    EXPECT_EQ(text, R"({"a":[1.50,"x\"y",true,null],"k\"k":{}})");
    EXPECT_TRUE(BodyReader::OfText(text)) << "it can be read again";
    EXPECT_EQ(body->ObjectText("missing"), "{}");
}

TEST(BodyReaderTest, TheBodyOfARequest) {
    http::Request request;
    EXPECT_TRUE(BodyReader::Of(request)) << "no body is an empty object";
    request.body = "{}";
    EXPECT_EQ(BodyReader::Of(request).error().code, base::ErrorCode::kUnsupported);
    request.headers = {{"Content-Type", "text/plain"}};
    EXPECT_EQ(BodyReader::Of(request).error().code, base::ErrorCode::kUnsupported);
    request.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    EXPECT_TRUE(BodyReader::Of(request));
    request.body.clear();
    EXPECT_EQ(BodyReader::Of(request).error().code, base::ErrorCode::kMalformed);
}

}  // namespace
}  // namespace orderyard::api::v1
