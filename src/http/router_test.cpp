// Which route takes which path: tables, one line a case.
#include "http/router.hpp"

#include <gtest/gtest.h>

#include "http/server.hpp"

namespace orderyard::http {
namespace {

Router Shop() {
    Router router;
    for (const auto& [method, pattern] : std::vector<std::pair<Method, std::string>>{
             {Method::kGet, "/orders"},
             {Method::kPost, "/orders"},
             {Method::kGet, "/orders/items"},
             {Method::kGet, "/orders/{id}"},
             {Method::kDelete, "/orders/{key}"},
             {Method::kPost, "/orders/{id}/comments"},
             {Method::kGet, "/{store}/orders/{id}/items/{item}"},
             {Method::kGet, "/files/{rest...}"},
             {Method::kGet, "/files/list"},
             {Method::kHead, "/ping"},
             {Method::kGet, "/"},
         }) {
        router.Add(method, pattern, [](const Request&) { return JsonResponse(200, "{}"); });
    }
    return router;
}

// "pattern name=value ..." or "404" or "405 GET,POST".
std::string Found(const Router& router, Method method, std::string_view path) {
    const RouteMatch match = router.Match(method, path);
    std::string text;
    if (match.route != nullptr) {
        EXPECT_TRUE(match.allowed.empty()) << path;
        text = match.route->pattern;
        for (const auto& [name, value] : match.path_params) {
            text += " " + name + "=" + value;
        }
        return text;
    }
    for (const Method allowed : match.allowed) {
        text += (text.empty() ? "405 " : ",") + std::string(ToString(allowed));
    }
    return text.empty() ? "404" : text;
}

TEST(RouterTest, FindsTheMostSpecificRoute) {
    const Router router = Shop();
    struct Case {
        Method method;
        std::string_view path;
        std::string_view found;
    };
    for (const Case& c : std::vector<Case>{
             {Method::kGet, "/orders", "/orders"},
             {Method::kGet, "/orders/", "/orders"},
             {Method::kGet, "//orders//7/", "/orders/{id} id=7"},
             {Method::kGet, "/orders/items", "/orders/items"},
             {Method::kGet, "/orders/item", "/orders/{id} id=item"},
             {Method::kGet, "/orders/%69tems", "/orders/items"},
             {Method::kGet, "/orders/a%2Fb", "/orders/{id} id=a/b"},
             {Method::kGet, "/orders/a+b%20c", "/orders/{id} id=a+b c"},
             {Method::kGet, "/orders/%ED%99%8D", "/orders/{id} id=\xED\x99\x8D"},
             {Method::kDelete, "/orders/7", "/orders/{key} key=7"},
             {Method::kDelete, "/orders/items", "/orders/{key} key=items"},
             {Method::kGet, "/kr/orders/7/items/2",
              "/{store}/orders/{id}/items/{item} store=kr id=7 item=2"},
             {Method::kGet, "/orders/orders/7/items/2",
              "/{store}/orders/{id}/items/{item} store=orders id=7 item=2"},
             {Method::kGet, "/files/a/b%2Fc/d.css", "/files/{rest...} rest=a/b/c/d.css"},
             {Method::kGet, "/files", "/files/{rest...} rest="},
             {Method::kGet, "/files/list", "/files/list"},
             {Method::kGet, "/files/list/x", "/files/{rest...} rest=list/x"},
             {Method::kHead, "/orders/7", "/orders/{id} id=7"},
             {Method::kHead, "/ping", "/ping"},
             {Method::kGet, "/", "/"},
             {Method::kGet, "", "/"},
             {Method::kGet, "/Orders", "404"},
             {Method::kGet, "/orders/7/comments/1", "404"},
             {Method::kGet, "/x/../orders", "404"},
             {Method::kGet, "/ping", "405 HEAD"},
             {Method::kPut, "/orders", "405 GET,HEAD,POST"},
             {Method::kPost, "/orders/items", "405 GET,HEAD,DELETE"},
             {Method::kGet, "/orders/7/comments", "405 POST"},
             {Method::kOther, "/orders/7", "405 GET,HEAD,DELETE"},
             {Method::kDelete, "/files/x", "405 GET,HEAD"},
         }) {
        EXPECT_EQ(Found(router, c.method, c.path), c.found) << ToString(c.method) << " " << c.path;
    }
}

TEST(RouterTest, ListsRoutesInOrderOfAddition) {
    Router router = Shop();
    const Router moved = std::move(router);
    const auto routes = moved.Routes();
    ASSERT_EQ(routes.size(), 11U);
    EXPECT_EQ(routes.front()->pattern, "/orders");
    EXPECT_EQ(routes.back()->pattern, "/");
}

TEST(RouterDeathTest, RefusesTwoRoutesOfOneShape) {
    Router router = Shop();
    const Handler handler = [](const Request&) { return Response{}; };
    EXPECT_DEATH(router.Add(Method::kGet, "/orders/{other}", handler), "");
    EXPECT_DEATH(router.Add(Method::kGet, "/a/{rest...}/b", handler), "");
}

TEST(RouterHandlerTest, AnswersAsTheRouterFinds) {
    auto router = std::make_shared<Router>();
    router->Add(Method::kGet, "/orders/{id}", [](const Request& request) {
        return TextResponse(
            200, std::string(request.PathParam("id")) + "|" + std::string(request.PathParam("no")));
    });
    router->Add(Method::kGet, "/plain", [](const Request&) { return TextResponse(200, "plain"); });
    const Handler handler = RouterHandler(router);
    const auto ask = [&](Method method, std::string target) {
        Request request;
        request.method = method;
        request.target = std::move(target);
        return handler(request);
    };
    EXPECT_EQ(ask(Method::kGet, "/orders/a%2Fb?page=2").body, "a/b|");
    EXPECT_EQ(ask(Method::kGet, "http://shop.example/plain").body, "plain");
    EXPECT_EQ(ask(Method::kGet, "/nothing").status, 404);
    EXPECT_EQ(ask(Method::kGet, "/nothing").body,
              R"({"code":"not_found","message":"There is nothing at this path."})");
    EXPECT_EQ(ask(Method::kGet, "shop.example:80").status, 400);
    const Response refused = ask(Method::kPost, "/plain");
    EXPECT_EQ(refused.status, 405);
    ASSERT_EQ(refused.headers.size(), 1U);
    EXPECT_EQ(refused.headers[0].name, "Allow");
    EXPECT_EQ(refused.headers[0].value, "GET, HEAD");
}

}  // namespace
}  // namespace orderyard::http
