// The web app's files over HTTP: caching, the content policy, and what is not there.
#include "api/web/web_app.hpp"

#include <gtest/gtest.h>

#include <array>

namespace orderyard::api::web {
namespace {

constexpr std::string_view kPage =
    "<meta property=csp-nonce nonce=\"__ORDERYARD_NONCE__\"><i nonce=\"__ORDERYARD_NONCE__\">";

const std::array<Asset, 3> kAssets{{
    {"assets/app-1.js", "text/javascript; charset=utf-8", "h1", "let a = 1;", "GZ"},
    {"icon.svg", "image/svg+xml", "h2", "<svg/>", ""},
    {"index.html", "text/html; charset=utf-8", "h3", kPage, "GZ"},
}};

http::Request Get(std::vector<http::Header> headers = {}) {
    http::Request request;
    request.headers = std::move(headers);
    return request;
}

http::Response Serve(std::string_view path, const http::Request& request = Get()) {
    return ServeWebApp(kAssets, request, path);
}

std::string HeaderOf(const http::Response& response, std::string_view name) {
    for (const http::Header& header : response.headers) {
        if (header.name == name) {
            return header.value;
        }
    }
    return "";
}

TEST(WebApp, TakesTheRootAndWhatIsBelowAdminOnly) {
    EXPECT_TRUE(IsWebPath("/"));
    EXPECT_TRUE(IsWebPath("/admin"));
    EXPECT_TRUE(IsWebPath("/admin/orders/7"));
    EXPECT_FALSE(IsWebPath("/administrator"));
    EXPECT_FALSE(IsWebPath("/api/v1/orders"));
}

TEST(WebApp, SendsTheRootToTheApp) {
    EXPECT_EQ(Serve("/").status, 303);
    EXPECT_EQ(HeaderOf(Serve("/"), "Location"), "/admin/");
    EXPECT_EQ(Serve("/admin").status, 308);
}

TEST(WebApp, HashedFilesAreKeptForEver) {
    const auto response = Serve("/admin/assets/app-1.js");
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "let a = 1;");
    EXPECT_EQ(HeaderOf(response, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(HeaderOf(response, "X-Content-Type-Options"), "nosniff");
}

TEST(WebApp, OtherFilesAreAskedForAgain) {
    EXPECT_EQ(HeaderOf(Serve("/admin/icon.svg"), "Cache-Control"), "no-cache");
}

TEST(WebApp, GivesTheCompressedFormToWhoTakesIt) {
    const auto response = Serve("/admin/assets/app-1.js", Get({{"Accept-Encoding", "gzip"}}));
    EXPECT_EQ(response.body, "GZ");
    EXPECT_EQ(HeaderOf(response, "Content-Encoding"), "gzip");
    EXPECT_EQ(HeaderOf(response, "Vary"), "Accept-Encoding");
}

TEST(WebApp, AKnownFileIsNotSentAgain) {
    for (const char* known : {"\"h1\"", "\"x\", W/\"h1\"", "*"}) {
        const auto response = Serve("/admin/assets/app-1.js", Get({{"If-None-Match", known}}));
        EXPECT_EQ(response.status, 304) << known;
        EXPECT_EQ(response.body, "") << known;
        EXPECT_EQ(HeaderOf(response, "ETag"), "\"h1\"") << known;
    }
    EXPECT_EQ(Serve("/admin/assets/app-1.js", Get({{"If-None-Match", "\"h\""}})).status, 200);
}

TEST(WebApp, PagesOfTheAppAreItsIndex) {
    for (const char* path : {"/admin/", "/admin/orders", "/admin/orders/7", "/admin/index.html",
                             "/admin/../../etc/passwd"}) {
        const auto response = Serve(path);
        EXPECT_EQ(response.status, 200) << path;
        EXPECT_EQ(response.content_type, "text/html; charset=utf-8") << path;
        EXPECT_EQ(HeaderOf(response, "Cache-Control"), "no-store") << path;
        EXPECT_EQ(HeaderOf(response, "ETag"), "W/\"h3\"") << path;
    }
}

TEST(WebApp, EveryIndexHasANonceOfItsOwn) {
    const auto first = Serve("/admin/");
    const auto second = Serve("/admin/");
    EXPECT_NE(first.body, second.body);
    EXPECT_EQ(first.body.find("__ORDERYARD_NONCE__"), std::string::npos);
    const std::string policy = HeaderOf(first, "Content-Security-Policy");
    const std::size_t at = policy.find("'nonce-") + 7;
    const std::string nonce = policy.substr(at, policy.find('\'', at) - at);
    EXPECT_GE(nonce.size(), 16U);
    EXPECT_NE(first.body.find("nonce=\"" + nonce + "\""), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

TEST(WebApp, AFileOfAnOlderVersionIsGone) {
    EXPECT_EQ(Serve("/admin/assets/app-0.js").status, 404);
}

TEST(WebApp, OnlyReads) {
    http::Request request = Get();
    request.method = http::Method::kPost;
    const auto response = Serve("/admin/", request);
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(HeaderOf(response, "Allow"), "GET, HEAD");
}

TEST(WebApp, ABuildWithoutTheAppSaysSo) {
    const auto response = ServeWebApp({}, Get(), "/admin/orders");
    EXPECT_EQ(response.status, 503);
    EXPECT_NE(response.body.find("no web app"), std::string::npos);
}

}  // namespace
}  // namespace orderyard::api::web
