// Pages and other answers: what counts as one, and that a bad order stays alone with its badness.
#include "amazon/wire/answers.hpp"

#include <gtest/gtest.h>

#include "amazon/wire/json_document.hpp"
#include "amazon/wire/read_order.hpp"

namespace orderyard::amazon::wire {

TEST(ReadSearchAnswer, OneBadOrderDoesNotSpoilThePage) {
    const std::string page =
        R"( { "pagination" : {"nextToken":"a+/="}, "orders" : [ {"orderId":"1","lastUpdatedTime":"2026-01-02T03:04:05.678Z", "t":"]}\"," } ,)"
        R"( 7 , {"orderId":{},"lastUpdatedTime":"never"}, {"orderId":3} ] , "lastUpdatedBefore":"2026-01-03T00:00:00Z" } )";
    const auto answer = ReadSearchAnswer(page);
    ASSERT_TRUE(answer) << answer.error().Text();
    EXPECT_EQ(answer->next_token, "a+/=");
    EXPECT_EQ(answer->last_updated_before, *base::Instant::ParseIso("2026-01-03T00:00:00Z"));
    EXPECT_FALSE(answer->created_before);
    ASSERT_EQ(answer->orders.size(), 4u);
    EXPECT_EQ(answer->orders[0].number, "1");
    EXPECT_EQ(answer->orders[0].updated_at.ToIso(), "2026-01-02T03:04:05.678Z");
    EXPECT_EQ(answer->orders[0].text,
              R"({"orderId":"1","lastUpdatedTime":"2026-01-02T03:04:05.678Z", "t":"]}\"," })");
    EXPECT_EQ(answer->orders[1].text, "7");
    EXPECT_EQ(answer->orders[1].number, "");
    EXPECT_EQ(answer->orders[2].number, "");
    EXPECT_EQ(answer->orders[2].updated_at.micros, 0);
    EXPECT_EQ(answer->orders[3].number, "3");
}

TEST(ReadSearchAnswer, HalfAnEmojiIsMended) {
    const auto answer = ReadSearchAnswer(
        R"({"orders":[{"orderId":"1","t":"cut \ud83d"},{"orderId":"2","t":"\ud83d\ude00 \\ud83d \udc00\u0041"}]})");
    ASSERT_TRUE(answer) << answer.error().Text();
    EXPECT_EQ(answer->orders[0].text, R"({"orderId":"1","t":"cut \ufffd"})");
    EXPECT_EQ(answer->orders[1].text, R"({"orderId":"2","t":"\ud83d\ude00 \\ud83d \ufffd\u0041"})");
}

TEST(ReadSearchAnswer, WhatIsNoPage) {
    for (const std::string text :
         {"", "   ", "null", "[]", "{}", R"({"orders":null})", R"({"orders":{}})", R"({"orders":[)",
          R"({"errors":[{"code":"InternalFailure"}]})", "<html></html>",
          R"({"orders":[]} trailing)", R"({"orders":[],"pagination":"x"})",
          R"({"orders":[{"orderId":"1" "x"}]})", "\x1f\x8b\x08"}) {
        const auto answer = ReadSearchAnswer(text);
        ASSERT_FALSE(answer) << text;
        EXPECT_EQ(answer.error().code, base::ErrorCode::kMalformed) << text;
    }
}

TEST(ReadSearchAnswer, AnEmptyPageAndNewMembersArefine) {
    const auto answer =
        ReadSearchAnswer(R"({"orders":[],"pagination":{"nextToken":"x","total":1},"hint":{}})");
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->orders.empty());
    EXPECT_EQ(answer->next_token, "x");
    EXPECT_EQ(answer->unknown_count, 2);
}

TEST(ReadOrderAnswer, TakesTheOrderOut) {
    const auto order =
        ReadOrderAnswer(R"({"order": {"orderId":"5", "lastUpdatedTime":"2026-01-02T00:00:00Z"} })");
    ASSERT_TRUE(order);
    EXPECT_EQ(order->number, "5");
    EXPECT_EQ(order->text, R"({"orderId":"5", "lastUpdatedTime":"2026-01-02T00:00:00Z"})");
    EXPECT_FALSE(ReadOrderAnswer(R"({"order":[]})"));
    EXPECT_FALSE(ReadOrderAnswer(R"({"payload":{}})"));
}

TEST(ContentHash, SeesContentAndNothingElse) {
    const auto hash = [](std::string_view text) {
        return ContentHash(JsonDocument::Parse(text)->root());
    };
    EXPECT_EQ(hash(R"({"a":1,"b":["x","\u00e9"]})"),
              hash("{ \"b\" : [\"x\", \"\xC3\xA9\"], \"a\":1 }"));
    EXPECT_NE(hash(R"({"a":1})"), hash(R"({"a":"1"})"));
    EXPECT_NE(hash(R"({"a":1})"), hash(R"({"a":1.0})"));
    EXPECT_NE(hash(R"(["ab","c"])"), hash(R"(["a","bc"])"));
    EXPECT_NE(hash(R"([1,[2]])"), hash(R"([[1],2])"));
    EXPECT_NE(hash(R"({"a":null})"), hash("{}"));
}

TEST(ReadErrors, AnyShape) {
    const auto errors =
        ReadErrors(R"({"errors":[{"code":"InvalidInput","message":null},{"code":5}]})");
    ASSERT_EQ(errors.size(), 2u);
    EXPECT_EQ(errors[0].code, "InvalidInput");
    EXPECT_EQ(errors[0].message, "");
    EXPECT_EQ(errors[1].code, "5");
    EXPECT_TRUE(ReadErrors("<html>").empty());
    EXPECT_TRUE(ReadErrors("[]").empty());
    EXPECT_TRUE(ReadErrors(R"({"errors":{}})").empty());
}

TEST(ReadTokenAnswer, NeedsAToken) {
    const auto token =
        ReadTokenAnswer(R"({"access_token":"Atza|x","expires_in":"1800","token_type":"bearer"})");
    ASSERT_TRUE(token);
    EXPECT_EQ(token->access_token, "Atza|x");
    EXPECT_EQ(token->expires_in_seconds, 1800);
    EXPECT_FALSE(ReadTokenAnswer(R"({"expires_in":3600})"));
    EXPECT_EQ(ReadTokenError(R"({"error":"invalid_grant","error_description":"secret"})"),
              "invalid_grant");
    EXPECT_EQ(ReadTokenError("<html>"), "");
}

}  // namespace orderyard::amazon::wire
