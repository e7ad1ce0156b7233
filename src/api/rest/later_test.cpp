// Requests that are left to be done later: done once, and only by the server whose turn it is.
#include "api/rest/later.hpp"

#include "api/rest/rest_fixture.hpp"
#include "ports/bulk_store.hpp"

namespace orderyard::api::rest {
namespace {

class RestLaterTest : public RestTest {
  protected:
    // The UUID of what was taken over.
    std::string Leave(const std::string& target, const std::string& body) {
        const http::Response response = MakeApi(
            ApiContext{database(), clock, {}, {}, {}})(MakeRequest(
            http::Method::kPost, "/rest/async" + target,
            {{"Authorization", "Bearer erp-token"}, {"Content-Type", "application/json"}}, body));
        EXPECT_EQ(response.status, 202) << response.body;
        return std::string(boost::json::parse(response.body).at("bulk_uuid").as_string());
    }
    std::int64_t Do(bool is_mine = true) {
        const ApiContext context{database(), clock, {}, {}, {}};
        return DoLater(context,
                       {[] { return false; }, [&](ports::Transaction&) { return is_mine; }});
    }
    std::string Count(const std::string& uuid, int status) {
        return Send(http::Method::kGet,
                    "/bulk/" + uuid + "/operation-status/" + std::to_string(status))
            .body;
    }
};
ORDERYARD_ON_BOTH_ENGINES(RestLaterTest);

TEST_P(RestLaterTest, IsDoneOnce) {
    const std::string uuid = Leave("/V1/order/" + Id() + "/ship", "{}");
    EXPECT_EQ(Count(uuid, 4), "1");
    EXPECT_EQ(Order().at("items").at(0).at("qty_shipped").as_int64(), 0);
    EXPECT_EQ(Do(), 1);
    EXPECT_EQ(Count(uuid, 1), "1");
    EXPECT_EQ(Fetch("/shipments?searchCriteria").at("total_count").as_int64(), 1);
    EXPECT_EQ(Do(), 0);
    EXPECT_EQ(Fetch("/shipments?searchCriteria").at("total_count").as_int64(), 1);
}

// The change and its record are one: who lost his turn leaves neither.
TEST_P(RestLaterTest, IsLeftAloneByAServerThatLostItsTurn) {
    const std::string uuid = Leave("/V1/order/" + Id() + "/ship", "{}");
    EXPECT_EQ(Do(false), 0);
    EXPECT_EQ(Count(uuid, 4), "1");
    EXPECT_EQ(Fetch("/shipments?searchCriteria").at("total_count").as_int64(), 0);
    EXPECT_EQ(Do(), 1);
    EXPECT_EQ(Count(uuid, 1), "1");
}

TEST_P(RestLaterTest, RefusalsAreKeptAndTheRestIsDone) {
    const std::string uuid = Leave("/bulk/V1/order/byOrderId/ship",
                                   R"([{"orderId":999999},{"order_id":)" + Id() + R"(},{}])");
    EXPECT_EQ(Do(false), 0);  // not even a refusal is its to write
    EXPECT_EQ(Do(), 2);
    EXPECT_EQ(Count(uuid, 1), "1");
    EXPECT_EQ(Count(uuid, 3), "1");
    EXPECT_EQ(Count(uuid, 5), "1");
    const auto detail = Fetch("/bulk/" + uuid + "/detailed-status").at("operations_list");
    EXPECT_EQ(detail.at(0).at("error_code").as_int64(), 404);
    EXPECT_EQ(detail.at(1).at("topic_name").as_string(), "POST /V1/order/{id}/ship");
}

}  // namespace
}  // namespace orderyard::api::rest
