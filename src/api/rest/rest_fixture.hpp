// For tests of this folder: the REST API over a real database with one order of a channel.
#pragma once

#include <string>
#include <vector>

#include "api/v1/orders/process_fixture.hpp"

namespace orderyard::api::rest {

using storage::TestEngine;
using storage::TestEngineName;

class RestTest : public ProcessTest {
  protected:
    http::Response Send(http::Method method, const std::string& target,
                        const std::string& body = "", const char* type = "application/json") {
        std::vector<http::Header> headers{{"Authorization", "Bearer erp-token"}};
        if (!body.empty()) {
            headers.push_back({"Content-Type", type});
        }
        return MakeApi(ApiContext{database(), clock, {}, {}, {}})(
            MakeRequest(method, "/rest/V1" + target, std::move(headers), body));
    }
    std::string PostText(const std::string& target, const std::string& body = "") {
        clock.now = clock.now + base::Duration::Seconds(1);
        const http::Response response = Send(http::Method::kPost, target, body);
        EXPECT_EQ(response.status, 200) << target << " " << response.body;
        return response.body;
    }
    // The text of a new document's id without its quotes.
    std::string PostForId(const std::string& target, const std::string& body = "") {
        const std::string id = PostText(target, body);
        EXPECT_TRUE(id.size() > 2 && id.front() == '"' && id.back() == '"') << id;
        return id.size() > 2 ? id.substr(1, id.size() - 2) : "";
    }
    boost::json::value Fetch(const std::string& target) {
        const http::Response response = Send(http::Method::kGet, target);
        EXPECT_EQ(response.status, 200) << target << " " << response.body;
        return boost::json::parse(response.body);
    }
    boost::json::value Order() { return Fetch("/orders/" + Id()); }
    std::string Id() { return std::to_string(order.id.value); }
    std::string ItemId(std::size_t line) { return std::to_string(order.items[line].id.value); }
    std::string Item(std::size_t line, const std::string& quantity) {
        return R"({"order_item_id":)" + ItemId(line) + R"(,"qty":)" + quantity + "}";
    }
};

}  // namespace orderyard::api::rest
