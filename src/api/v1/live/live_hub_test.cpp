// Who is told what: by right, by what was missed, and only while the session lives.
#include "api/v1/live/live_hub.hpp"

#include <gtest/gtest.h>

#include "api/v1/orders/process_fixture.hpp"

namespace orderyard::api::v1 {
namespace {

using namespace std::chrono_literals;

class LiveHubTest : public ProcessTest {
  protected:
    static Caller CallerWith(std::set<std::string, std::less<>> resources, std::int64_t session) {
        Caller caller;
        caller.signed_in.emplace();
        caller.signed_in->session.id = session;
        caller.signed_in->role.grants = domain::Grants(std::move(resources));
        return caller;
    }
    // What arrives until `text` is in it, or the time is over.
    static std::string Heard(http::EventStream& events, std::string_view text,
                             std::chrono::milliseconds time = 15'000ms) {
        std::string heard;
        const auto end = std::chrono::steady_clock::now() + time;
        while (std::chrono::steady_clock::now() < end && heard.find(text) == std::string::npos) {
            heard += events.Take().text;
            std::this_thread::sleep_for(10ms);
        }
        return heard;
    }
    void Touch(domain::OrderId id) {
        database().Write([&](ports::Transaction& tx) {
            domain::Order touched = tx.orders().Load(id).value();
            touched.updated_at = touched.updated_at + base::Duration::Seconds(1);
            tx.orders().Save(touched);
        });
    }
};
ORDERYARD_ON_BOTH_ENGINES(LiveHubTest);

TEST_P(LiveHubTest, TellsOfOrdersThoseWhoMaySeeThem) {
    LiveHub hub(database(), clock, 20ms);
    const auto seer = hub.Listen(CallerWith({"Magento_Sales::actions_view"}, 1), std::nullopt);
    const auto blind = hub.Listen(CallerWith({"Orderyard::audit"}, 2), std::nullopt);
    ASSERT_TRUE(seer && blind);
    EXPECT_NE(Heard(**seer, "hello").find("hello"), std::string::npos);
    Heard(**seer, "nothing to come", 200ms);  // what changed just before somebody came
    Touch(order.id);
    const std::string id = "\"ids\":[" + std::to_string(order.id.value) + "]";
    const std::string heard = Heard(**seer, id);
    EXPECT_NE(heard.find("\"topic\":\"orders\"," + id), std::string::npos) << heard;
    EXPECT_EQ(Heard(**blind, "orders", 100ms).find("orders"), std::string::npos);
}

TEST_P(LiveHubTest, WhoeverComesBackHearsWhatHeMissedOrToReadAllAnew) {
    LiveHub hub(database(), clock, 20ms);
    const Caller caller = CallerWith({"Magento_Sales::actions_view"}, 1);
    const auto first = hub.Listen(caller, std::nullopt);
    ASSERT_TRUE(first);
    std::string heard = Heard(**first, "hello");
    const std::string id = heard.substr(4, heard.find('\n') - 4);
    if (heard.find("\"orders\"") == std::string::npos) {  // what changed just before somebody came
        Heard(**first, "\"orders\"");
    }
    Touch(order.id);
    EXPECT_NE(Heard(**first, "\"orders\""), "");
    const auto again = hub.Listen(caller, id);
    ASSERT_TRUE(again);
    EXPECT_NE((*again)->Take().text.find("\"topic\":\"orders\""), std::string::npos);
    const auto stranger = hub.Listen(caller, "another-17");
    ASSERT_TRUE(stranger);
    EXPECT_NE((*stranger)->Take().text.find("{\"topic\":\"all\"}"), std::string::npos);
}

TEST_P(LiveHubTest, ASessionHasSoManyStreams) {
    LiveHub hub(database(), clock, 20ms);
    std::vector<std::shared_ptr<http::EventStream>> open;
    for (int i = 0; i < 16; ++i) {
        auto events = hub.Listen(CallerWith({}, 7), std::nullopt);
        ASSERT_TRUE(events) << i;
        open.push_back(*events);
    }
    EXPECT_FALSE(hub.Listen(CallerWith({}, 7), std::nullopt));
    EXPECT_TRUE(hub.Listen(CallerWith({}, 8), std::nullopt));
    open.pop_back();
    EXPECT_TRUE(hub.Listen(CallerWith({}, 7), std::nullopt)) << "a closed one no longer counts";
    EXPECT_FALSE(hub.Listen(Caller(), std::nullopt)) << "programs have webhooks";
}

}  // namespace
}  // namespace orderyard::api::v1
