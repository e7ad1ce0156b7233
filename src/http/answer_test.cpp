// The bytes of answers: heads, compression, and nothing that a handler could smuggle in.
#include "http/answer.hpp"

#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "http/content_coding.hpp"

namespace orderyard::http {
namespace {

Request RequestAccepting(std::vector<std::string> encodings) {
    Request request;
    request.request_id = "r1";
    for (std::string& value : encodings) {
        request.headers.push_back({"Accept-Encoding", std::move(value)});
    }
    return request;
}

bool Has(const Answer& answer, const std::string& line) {
    return answer.head.find("\r\n" + line + "\r\n") != std::string::npos;
}

TEST(AnswerTest, WritesDates) {
    EXPECT_EQ(HttpDate(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(HttpDate(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(HttpDate(1'709'251'199), "Thu, 29 Feb 2024 23:59:59 GMT");
}

TEST(AnswerTest, WritesTheHead) {
    const Answer answer =
        RenderAnswer({}, RequestAccepting({}), JsonResponse(201, "{}").Set("ETag", "\"1\""), false);
    EXPECT_TRUE(answer.head.starts_with("HTTP/1.1 201 Created\r\nDate: ")) << answer.head;
    EXPECT_TRUE(answer.head.ends_with("\r\n\r\n"));
    EXPECT_TRUE(Has(answer, "Server: orderyard"));
    EXPECT_TRUE(Has(answer, "Content-Type: application/json; charset=utf-8"));
    EXPECT_TRUE(Has(answer, "Content-Length: 2"));
    EXPECT_TRUE(Has(answer, "Connection: keep-alive"));
    EXPECT_TRUE(Has(answer, "x-request-id: r1"));
    EXPECT_TRUE(Has(answer, "ETag: \"1\""));
    EXPECT_EQ(answer.body, "{}");

    ServerOptions options;
    options.server_name = "";
    options.header_id_name = "x-amzn-RequestId";
    const Answer other = RenderAnswer(options, RequestAccepting({}), TextResponse(200, "x"), true);
    EXPECT_EQ(other.head.find("Server:"), std::string::npos);
    EXPECT_TRUE(Has(other, "x-amzn-RequestId: r1"));
    EXPECT_TRUE(Has(other, "Connection: close"));
}

TEST(AnswerTest, AHandlerMayTellAnotherDateButThereIsOnlyOne) {
    const Answer answer =
        RenderAnswer({}, RequestAccepting({}),
                     JsonResponse(200, "{}").Set("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), false);
    EXPECT_TRUE(Has(answer, "Date: Sun, 06 Nov 1994 08:49:37 GMT"));
    EXPECT_EQ(answer.head.find("Date: "), answer.head.rfind("Date: "));
}

TEST(AnswerTest, LeavesOutTheBodyWhereThereIsNone) {
    Request head = RequestAccepting({});
    head.method = Method::kHead;
    const Answer to_head = RenderAnswer({}, head, JsonResponse(200, "{\"a\":1}"), false);
    EXPECT_TRUE(Has(to_head, "Content-Length: 7"));
    EXPECT_EQ(to_head.body, "");
    for (const int status : {204, 304}) {
        const Answer answer =
            RenderAnswer({}, RequestAccepting({}), JsonResponse(status, "ignored"), false);
        EXPECT_EQ(answer.head.find("Content-"), std::string::npos) << status;
        EXPECT_EQ(answer.body, "") << status;
    }
}

TEST(AnswerTest, KeepsHandlersFromBreakingTheFraming) {
    Response response = JsonResponse(200, "{}");
    response.Set("Location", "/a\r\nSet-Cookie: x=1\r\n\r\n<html>");
    response.Set("Bad Name", "x").Set("", "x").Set("Bad\r\nName", "x");
    response.Set("content-length", "99")
        .Set("Transfer-Encoding", "chunked")
        .Set("connection", "upgrade");
    response.Set("Content-Type", "application/problem+json");
    const Answer answer = RenderAnswer({}, RequestAccepting({}), std::move(response), false);
    EXPECT_TRUE(Has(answer, "Location: /a  Set-Cookie: x=1    <html>")) << answer.head;
    EXPECT_EQ(answer.head.find("Bad"), std::string::npos);
    EXPECT_EQ(answer.head.find("99"), std::string::npos);
    EXPECT_EQ(answer.head.find("chunked"), std::string::npos);
    EXPECT_EQ(answer.head.find("upgrade"), std::string::npos);
    EXPECT_EQ(answer.head.find("charset"), std::string::npos);
    EXPECT_EQ(answer.head.find("\r\n\r\n"), answer.head.size() - 4);
    EXPECT_EQ(RenderAnswer({}, RequestAccepting({}), JsonResponse(99, "{}"), false).status, 500);
}

TEST(AnswerTest, CompressesWhenItMayAndPays) {
    const std::string large(kGzipBytesMin, 'x');
    struct Case {
        std::string_view what;
        bool is_compressed, varies;
        std::vector<std::string> accepted;
        Response response;
        bool is_on = true;
    };
    Response coded = JsonResponse(200, large);
    coded.Set("Content-Encoding", "br");
    Response picture = JsonResponse(200, large);
    picture.content_type = "image/png";
    for (const Case& c : std::vector<Case>{
             {"large and accepted", true, true, {"gzip"}, JsonResponse(200, large)},
             {"an error too", true, true, {"gzip"}, JsonResponse(500, large)},
             {"not accepted", false, true, {}, JsonResponse(200, large)},
             {"one byte short", false, false, {"gzip"}, JsonResponse(200, large.substr(1))},
             {"coded already", false, false, {"gzip"}, coded},
             {"a picture", false, false, {"gzip"}, picture},
             {"a part", false, false, {"gzip"}, JsonResponse(206, large)},
             {"not modified", false, false, {"gzip"}, JsonResponse(304, large)},
             {"switched off", false, false, {"gzip"}, JsonResponse(200, large), false},
         }) {
        ServerOptions options;
        options.gzip = c.is_on;
        const Answer answer =
            RenderAnswer(options, RequestAccepting(c.accepted), c.response, false);
        EXPECT_EQ(Has(answer, "Content-Encoding: gzip"), c.is_compressed) << c.what;
        EXPECT_EQ(Has(answer, "Vary: Accept-Encoding"), c.varies) << c.what;
        if (c.is_compressed) {
            EXPECT_EQ(base::Gunzip(answer.body, 10'000).value(), large) << c.what;
            EXPECT_TRUE(Has(answer, "Content-Length: " + std::to_string(answer.body.size())))
                << c.what;
        }
    }
}

TEST(ContentCodingTest, ReadsAcceptEncoding) {
    struct Case {
        std::vector<std::string> headers;
        bool accepts;
    };
    for (const Case& c : std::vector<Case>{
             {{}, false},
             {{""}, false},
             {{"gzip"}, true},
             {{"GZIP"}, true},
             {{"x-gzip"}, true},
             {{"deflate, gzip;q=0.5, br"}, true},
             {{"deflate", "gzip"}, true},
             {{"gzip ; q=0.001"}, true},
             {{"gzip;q=1.000"}, true},
             {{"*"}, true},
             {{"br, *;q=0.1"}, true},
             {{"br"}, false},
             {{"identity"}, false},
             {{"gzip;q=0"}, false},
             {{"gzip;q=0.000"}, false},
             {{"gzip;Q=0"}, false},
             {{"gzip;q=0, *"}, false},
             {{"*;q=0"}, false},
             {{"*;q=0, gzip"}, true},
             {{"gzip;q=2"}, false},
             {{"gzip;q=1.5"}, false},
             {{"gzip;q=0.0001"}, false},
             {{"gzip;q=-1"}, false},
             {{"gzip;q=x"}, false},
             {{"gzip;level=9"}, false},
             {{"gzippy"}, false},
             {{",,;,"}, false},
         }) {
        EXPECT_EQ(AcceptsGzip(RequestAccepting(c.headers)), c.accepts)
            << (c.headers.empty() ? "no header" : c.headers[0]);
    }
}

TEST(ContentCodingTest, KnowsTypesThatShrink) {
    for (const std::string_view type :
         {"application/json; charset=utf-8", "text/html", "TEXT/CSV ;x", "image/svg+xml",
          "application/javascript", "application/problem+json"}) {
        EXPECT_TRUE(IsCompressibleType(type)) << type;
    }
    for (const std::string_view type :
         {"", "image/png", "application/pdf", "font/woff2", "application/zip"}) {
        EXPECT_FALSE(IsCompressibleType(type)) << type;
    }
}

}  // namespace
}  // namespace orderyard::http
