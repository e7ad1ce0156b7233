// What webhooks are not sent to.
#include "app/webhook_client.hpp"

#include <gtest/gtest.h>

namespace orderyard::app {
namespace {

TEST(WebhookClient, DoesNotEvenConnectInside) {
    const auto result = WebhookClient(false).Post({"https://127.0.0.1:1/x", {}, "{}"}, {});
    EXPECT_EQ(result.http_status, 0);
    EXPECT_NE(result.error.find("private network"), std::string::npos) << result.error;
    EXPECT_NE(WebhookClient(false).Post({"http://127.0.0.1:1/x", {}, "{}"}, {}).error, "");
    EXPECT_NE(WebhookClient(true).Post({"file:///etc/passwd", {}, "{}"}, {}).error, "");
}

}  // namespace
}  // namespace orderyard::app
