// For tests of this folder: the API over a real database of either engine with one order of a
// channel, called without a socket.
#pragma once

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "actions/action_fixture.hpp"
#include "api/fake_ports.hpp"
#include "api/routes.hpp"
#include "ports/document_store.hpp"
#include "ports/follow_up_store.hpp"

namespace orderyard::api {

using storage::TestEngine;
using storage::TestEngineName;

class ProcessTest : public actions::ActionTest {
  protected:
    void SetUp() override {
        actions::ActionTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        database().Write([](ports::Transaction& tx) {
            for (const char* name : {"erp", "shop"}) {
                ports::ApiToken token;
                token.name = name;
                token.hash = base::Sha256(std::string(name) + "-token");
                tx.tokens().Insert(token);
            }
        });
        Stock("SKU-1", 10);
        Stock("SKU-2", 10);
        order = Place("302-1111111-1111111");
    }

    // Three of SKU-1 for 30.00, one of SKU-2 for 5.00.
    domain::Order Place(const std::string& number) {
        domain::ChannelOrder placed = domain::testing::Placed(
            domain::FulfilledBy::kMerchant, domain::ChannelStatus::kUnshipped,
            {domain::testing::Line("1", 3, 0, 3'000), domain::testing::Line("2", 1, 0, 500)});
        placed.number = number;
        placed.marketplace_id = "A1PA6795UKMFR9";
        Apply(placed, number);
        return OrderOf(number).value();
    }

    http::Response Call(http::Method method, const std::string& target, const std::string& body,
                        std::vector<http::Header> headers = {}, const std::string& who = "erp") {
        headers.push_back({"Authorization", "Bearer " + who + "-token"});
        if (!body.empty()) {
            headers.push_back({"Content-Type", "application/json"});
        }
        return api_(MakeRequest(method, "/api/v1" + target, std::move(headers), body));
    }
    boost::json::value Get(const std::string& target) {
        const http::Response response = Call(http::Method::kGet, target, "");
        EXPECT_EQ(response.status, 200) << target << " " << response.body;
        return boost::json::parse(response.body);
    }
    boost::json::value Post(const std::string& target, const std::string& body, int status) {
        const http::Response response = Call(http::Method::kPost, target, body);
        EXPECT_EQ(response.status, status) << target << " " << body << " " << response.body;
        return boost::json::parse(response.body);
    }
    std::string PathOf(const domain::Order& of) { return "/orders/" + std::to_string(of.id.value); }
    std::string Path(const std::string& rest = "") { return PathOf(order) + rest; }
    std::string LineText(std::size_t line, int quantity) {
        return R"({"order_item_id":)" + std::to_string(order.items[line].id.value) +
               R"(,"quantity":)" + std::to_string(quantity) + "}";
    }
    std::string StateOf(const domain::Order& of) {
        return std::string(Get(PathOf(of)).at("state").as_string());
    }

    domain::Order order;

  private:
    http::Handler api_ = [this](const http::Request& request) {
        return MakeApi(ApiContext{database(), clock, {}, {}, {}})(request);
    };
};

}  // namespace orderyard::api
