// searchOrders and getOrder as a caller meets them: every refusal of a parameter, the walk over
// pages, and tokens.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "sandbox/test_rig.hpp"

namespace orderyard::sandbox {
namespace {

const std::string kAll = "lastUpdatedAfter=2026-10-01T00%3A00%3A00Z";

struct Walk {
    std::vector<std::string> ids;
    int pages = 0;
};

Walk WalkPages(Rig& rig, const std::string& query) {
    Walk walk;
    std::string token;
    do {
        const http::Response response = rig.Search(
            query + (token.empty() ? "" : "&paginationToken=" + base::PercentEncode(token)));
        EXPECT_EQ(response.status, 200) << response.body;
        const boost::json::object page = Rig::Parse(response);
        for (const boost::json::value& order : page.at("orders").as_array()) {
            walk.ids.push_back(std::string(order.as_object().at("orderId").as_string()));
        }
        token = page.contains("pagination")
                    ? std::string(page.at("pagination").as_object().at("nextToken").as_string())
                    : "";
        ++walk.pages;
    } while (!token.empty() && walk.pages < 1000);
    return walk;
}

std::string FirstToken(Rig& rig, const std::string& query) {
    const boost::json::object page = Rig::Parse(rig.Search(query));
    return base::PercentEncode(
        std::string(page.at("pagination").as_object().at("nextToken").as_string()));
}

TEST(Search, RefusesParameters) {
    struct Case {
        const char* query;
        int status;
        const char* field;
    };
    // The world's clock stands at 2026-11-22T12:00:00Z.
    const Case cases[] = {
        {"", 400, "createdAfter"},
        {"createdAfter=2026-11-01T00:00:00Z&lastUpdatedAfter=2026-11-01T00:00:00Z", 400,
         "createdAfter"},
        {"createdAfter=2026-11-01T00:00:00Z&lastUpdatedBefore=2026-11-02T00:00:00Z", 400,
         "lastUpdatedBefore"},
        {"lastUpdatedAfter=2026-11-01T00:00:00Z&createdBefore=2026-11-02T00:00:00Z", 400,
         "createdBefore"},
        {"lastUpdatedBefore=2026-11-02T00:00:00Z", 400, "createdAfter"},
        {"createdAfter=TEST_CASE_400", 400, "createdAfter"},
        {"createdAfter=2026-11-01", 400, "createdAfter"},
        {"createdAfter=2026-11-01T00:00:00", 400, "createdAfter"},
        {"createdAfter=2026-11-01T00:00:00%2B05:30", 400, "createdAfter"},
        {"createdAfter=2026-11-22T12:00:01Z", 400, "createdAfter"},
        {"createdAfter=2026-11-01T00:00:00Z&createdBefore=2026-11-22T11:58:01Z", 400,
         "createdBefore"},
        {"createdAfter=2026-11-02T00:00:00Z&createdBefore=2026-11-01T00:00:00Z", 400,
         "createdBefore"},
        {"createdAfter=2026-11-01T00:00:00Z&fulfillmentStatuses=Unshipped", 400,
         "fulfillmentStatuses"},
        {"createdAfter=2026-11-01T00:00:00Z&fulfillmentStatuses=UNSHIPPED,", 400,
         "fulfillmentStatuses"},
        {"createdAfter=2026-11-01T00:00:00Z&fulfilledBy=MFN", 400, "fulfilledBy"},
        {"createdAfter=2026-11-01T00:00:00Z&includedData=BUYERS", 400, "includedData"},
        {"createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=0", 400, "maxResultsPerPage"},
        {"createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=101", 400, "maxResultsPerPage"},
        {"createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=ten", 400, "maxResultsPerPage"},
        {"createdAfter=2026-11-01T00:00:00Z&paginationToken=2YgYW55IGNhcm5hbCBwbGVhc3VyZS4", 400,
         "paginationToken"},
        {"createdAfter=2026-11-01T00:00:00Z&MarketplaceIds=ATVPDKIKX0DER", 400, "MarketplaceIds"},
    };
    Rig rig;
    for (const Case& c : cases) {
        const http::Response response = rig.Search(c.query);
        EXPECT_EQ(response.status, c.status) << c.query;
        EXPECT_EQ(Rig::ErrorCodeOf(response), "InvalidInput") << c.query;
        EXPECT_NE(response.body.find(std::string(c.field) + " "), std::string::npos)
            << c.query << "\n"
            << response.body;
        EXPECT_FALSE(Rig::HeaderOf(response, "x-amzn-RateLimit-Limit").empty());
    }
    EXPECT_EQ(
        rig.Search("createdAfter=2026-11-01T00:00:00Z&createdBefore=2026-11-22T11:58:00Z").status,
        200);
    EXPECT_EQ(rig.Search("createdAfter=2026-11-22T12:00:00Z").status, 200)
        << "an empty window is no error";
}

TEST(Search, ForeignMarketplacesAreForbidden) {
    SandboxOptions options = Rig::Defaults();
    options.marketplaces = {"DE", "A1VC38T7YXB528"};
    Rig rig(options);
    EXPECT_EQ(rig.Search(kAll + "&marketplaceIds=A1PA6795UKMFR9,A1VC38T7YXB528").status, 200);
    const http::Response refused =
        rig.Search(kAll + "&marketplaceIds=A1PA6795UKMFR9,ATVPDKIKX0DER");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(Rig::HeaderOf(refused, "x-amzn-RateLimit-Limit"), "");
    EXPECT_FALSE(Rig::HeaderOf(refused, "x-amzn-RequestId").empty());
}

TEST(Search, PagesTogetherHoldEveryOrderOnce) {
    Rig rig;
    for (const int size : {1, 7, 100}) {
        const Walk walk = WalkPages(rig, kAll + "&maxResultsPerPage=" + std::to_string(size));
        const std::set<std::string> unique(walk.ids.begin(), walk.ids.end());
        EXPECT_EQ(walk.ids.size(), unique.size());
        EXPECT_EQ(walk.pages,
                  static_cast<int>((walk.ids.size() + static_cast<std::size_t>(size) - 1) /
                                   static_cast<std::size_t>(size)));
        // All but those changed within the last two minutes.
        EXPECT_GE(walk.ids.size(), 295U);
        EXPECT_LE(walk.ids.size(), 300U);
    }
}

TEST(Search, TellsTheBoundItUsed) {
    Rig rig;
    const boost::json::object updated = Rig::Parse(rig.Search(kAll));
    EXPECT_EQ(updated.at("lastUpdatedBefore").as_string(), "2026-11-22T11:58:00.000Z");
    EXPECT_FALSE(updated.contains("createdBefore"));
    const boost::json::object created =
        Rig::Parse(rig.Search("createdAfter=2026-11-20T00:00:00Z&createdBefore=2026-11-21T00:00:"
                              "00Z&maxResultsPerPage=100"));
    EXPECT_EQ(created.at("createdBefore").as_string(), "2026-11-21T00:00:00.000Z");
    EXPECT_FALSE(created.contains("lastUpdatedBefore"));
    EXPECT_FALSE(created.contains("pagination"));
}

TEST(Search, ATokenKeepsItsBoundAndItsParameters) {
    Rig rig;
    const std::string query = kAll + "&fulfilledBy=MERCHANT&maxResultsPerPage=5";
    const std::string token = FirstToken(rig, query);
    ASSERT_EQ(rig.Post("clock", R"({"advance_seconds":600})").status, 200);
    const boost::json::object next = Rig::Parse(rig.Search(query + "&paginationToken=" + token));
    EXPECT_EQ(next.at("lastUpdatedBefore").as_string(), "2026-11-22T11:58:00.000Z");
    EXPECT_EQ(
        rig.Search(kAll +
                   "&fulfilledBy=MERCHANT&maxResultsPerPage=9&includedData=BUYER&paginationToken=" +
                   token)
            .status,
        200);
    EXPECT_EQ(rig.Search(kAll + "&fulfilledBy=AMAZON&maxResultsPerPage=5&paginationToken=" + token)
                  .status,
              400);
    EXPECT_EQ(rig.Search(kAll + "&maxResultsPerPage=5&paginationToken=" + token).status, 400);
    ASSERT_EQ(rig.Post("clock", R"({"advance_seconds":85798})").status, 200);
    rig.token = rig.Login();
    EXPECT_EQ(rig.Search(query + "&paginationToken=" + token).status, 200);
    ASSERT_EQ(rig.Post("clock", R"({"advance_seconds":2})").status, 200);
    EXPECT_EQ(rig.Search(query + "&paginationToken=" + token).status, 400);
}

TEST(Search, OrdersThatChangeWhilePagingAreFoundLater) {
    Rig rig;
    const std::string query = kAll + "&maxResultsPerPage=50";
    const std::string token = FirstToken(rig, query);
    std::string moved;
    const boost::json::object truth = rig.Control("orders");
    for (const boost::json::value& row : truth.at("orders").as_array()) {
        if (row.as_object().at("status").as_string() == "UNSHIPPED") {
            moved = std::string(row.as_object().at("order_id").as_string());
        }
    }
    ASSERT_FALSE(moved.empty());
    ASSERT_EQ(rig.Post("orders/" + moved + "/request-cancel").status, 200);
    const Walk rest = WalkPages(rig, query);
    EXPECT_EQ(std::count(rest.ids.begin(), rest.ids.end(), moved), 0)
        << "it moved out of the window";
    EXPECT_EQ(rig.Search(query + "&paginationToken=" + token).status, 200);
    ASSERT_EQ(rig.Post("clock", R"({"advance_seconds":121})").status, 200);
    const Walk later = WalkPages(rig, query);
    EXPECT_EQ(std::count(later.ids.begin(), later.ids.end(), moved), 1);
}

TEST(GetOrder, AnswersOnlyItsOwn) {
    Rig rig;
    const std::string id(rig.Control("orders?limit=1")
                             .at("orders")
                             .as_array()[0]
                             .as_object()
                             .at("order_id")
                             .as_string());
    const boost::json::object order = rig.Order(id);
    EXPECT_EQ(order.at("orderId").as_string(), id);
    EXPECT_EQ(rig.GetOrder("114-1111111-1111111").status, 404);
    EXPECT_EQ(rig.GetOrder(id, "NOTHING").status, 400);
    EXPECT_EQ(rig.Amazon("/orders/2026-01-01/orders/" + id + "?createdAfter=x").status, 400);
    EXPECT_EQ(rig.Amazon("/orders/2026-01-01/orders/" + id).status, 200);
    EXPECT_EQ(rig.Amazon("/orders/v0/orders").status, 404);
    EXPECT_EQ(rig.Send(http::Method::kDelete, "/orders/2026-01-01/orders", "", rig.AmazonHeaders())
                  .status,
              405);
}

}  // namespace
}  // namespace orderyard::sandbox
