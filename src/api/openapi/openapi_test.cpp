// The documents name every route with its right, and nothing else.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "api/openapi/document.hpp"
#include "api/openapi/page.hpp"
#include "api/rest/route_table.hpp"
#include "api/v1/v1.hpp"
#include "base/text.hpp"

namespace orderyard::api::openapi {
namespace {

namespace json = boost::json;

// "GET /path right right"
std::set<std::string> Documented(Part part) {
    std::set<std::string> all;
    const json::object document = MakeDocument(part);
    for (const auto& [path, methods] : document.at("paths").as_object()) {
        for (const auto& [method, operation] : methods.as_object()) {
            std::string line = std::string(method) + " " + std::string(path);
            for (const json::value& right : operation.at("x-rights").as_array()) {
                line += " " + std::string(right.as_string());
            }
            all.insert(line);
        }
    }
    return all;
}

TEST(OpenApi, NamesEveryRouteOfOursWithItsRight) {
    std::set<std::string> routed;
    for (const v1::RouteNeed& need : v1::RouteNeeds()) {
        routed.insert(base::AsciiLower(std::string(http::ToString(need.method))) + " " +
                      need.pattern + " " + need.resource +
                      (need.also == nullptr ? "" : std::string(" ") + need.also));
    }
    EXPECT_EQ(routed, Documented(Part::kV1));
}

TEST(OpenApi, NamesEveryRouteOfMagentosWithItsRights) {
    std::set<std::string> routed{"post /rest/V1/integration/admin/token anonymous"};
    for (const rest::RouteRow& row : rest::RouteTable()) {
        std::string line = base::AsciiLower(std::string(http::ToString(row.method))) + " /rest" +
                           row.pattern + " " + row.resource;
        line += row.also == nullptr ? "" : std::string(" ") + row.also;
        routed.insert(line);
    }
    EXPECT_EQ(routed, Documented(Part::kRest));
}

TEST(OpenApi, EveryRouteIsDescribed) {
    for (const Part part : {Part::kRest, Part::kV1}) {
        for (const Operation& operation : OperationsOf(part)) {
            EXPECT_NE(operation.description, nullptr)
                << operation.method << " " << operation.path
                << ": say what it is for in the describe.cpp beside its table of routes";
        }
    }
}

TEST(OpenApi, EveryDescriptionHasItsRoute) {
    std::set<const Description*> used;
    for (const Part part : {Part::kRest, Part::kV1}) {
        for (const Operation& operation : OperationsOf(part)) {
            used.insert(operation.description);
        }
    }
    for (const Description& each : Descriptions()) {
        EXPECT_TRUE(used.contains(&each)) << each.method << " " << each.pattern;
        EXPECT_FALSE(each.summary.empty()) << each.method << " " << each.pattern;
    }
}

TEST(OpenApi, PageShowsEveryOperationAndHasNoScript) {
    const std::string page = MakePage();
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find(" style=\""), std::string::npos);
    for (const Part part : {Part::kRest, Part::kV1}) {
        for (const Operation& operation : OperationsOf(part)) {
            EXPECT_NE(page.find("<h3>" + operation.method + " " + operation.path + "</h3>"),
                      std::string::npos)
                << operation.path;
        }
    }
}

TEST(OpenApi, ReadsDescriptions) {
    const auto all = ParseDescriptions(R"(
POST /a/{id}
: Does it,
: and more.
@ id text whatever
? page int from 1
> reason text! why
= 202
)");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].summary, "Does it, and more.");
    EXPECT_EQ(all[0].path.at(0).type, "text");
    EXPECT_EQ(all[0].query.at(0).text, "from 1");
    EXPECT_TRUE(all[0].body.at(0).is_required);
    EXPECT_EQ(all[0].body.at(0).type, "text");
    EXPECT_EQ(all[0].success, 202);
    EXPECT_THROW(ParseDescriptions(": without a route"), std::logic_error);
    EXPECT_THROW(ParseDescriptions("GET nowhere"), std::logic_error);
    EXPECT_THROW(ParseDescriptions("GET /a/{id}\n@ name text"), std::logic_error);
}

}  // namespace
}  // namespace orderyard::api::openapi
